declare const __VERSION__: string;

/** Version of package.json, put in by the build; `dev` when run from the source. */
const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : 'dev';

const argv = process.argv.slice(2);
if (argv.includes('--version')) {
  // Nothing else is loaded for this: scripts ask for it often.
  process.stdout.write(`rootless-wizard ${VERSION}\n`);
} else {
  const { main } = await import('./commands/main.ts');
  process.exitCode = await main(argv, VERSION);
}
