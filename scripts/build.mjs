// Builds the one program: dist/cli.js and the parts it loads only when they are needed. Ink and React
// stay in a part of their own, so that `--version`, `check` and `plan --json` start fast.
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
// Built beside it and then put in its place: whoever runs the program meanwhile has the whole old one.
const fresh = join(root, `.dist-${process.pid}`);

if (process.argv.includes('--if-needed')) {
  const built = await stat(join(dist, 'cli.js')).catch(() => null);
  if (built !== null) process.exit(0);
}

const { build } = await import('esbuild');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** `import text from './x.sh?raw'`: the file as a string, the same spelling that Vite understands. */
const raw = {
  name: 'raw',
  setup(pipeline) {
    pipeline.onResolve({ filter: /\?raw$/ }, (args) => ({
      path: join(args.resolveDir, args.path.slice(0, -'?raw'.length)),
      namespace: 'raw',
    }));
    pipeline.onLoad({ filter: /.*/, namespace: 'raw' }, async (args) => ({
      contents: await readFile(args.path, 'utf8'),
      loader: 'text',
      watchFiles: [args.path],
    }));
  },
};

/** Ink asks for the React developer tools only when DEV=true; the bundle must not need them. */
const noDevtools = {
  name: 'no-devtools',
  setup(pipeline) {
    pipeline.onResolve({ filter: /^react-devtools-core$/ }, () => ({
      path: 'react-devtools-core',
      namespace: 'empty',
    }));
    pipeline.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      contents: 'export default {};',
    }));
  },
};

await rm(fresh, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli.ts' },
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // jsonc-parser's `main` is a UMD file that bundlers cannot follow.
  mainFields: ['module', 'main'],
  jsx: 'automatic',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  metafile: true,
  define: { 'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version) },
  plugins: [raw, noDevtools],
  banner: {
    // CommonJS packages inside an ES module bundle still say require() for Node's own modules.
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
// The recorded hosts of `--simulate` travel with the program.
const hosts = join(root, 'test', 'hosts');
await mkdir(join(fresh, 'hosts'));
for (const file of (await readdir(hosts)).filter((name) => name.endsWith('.yaml'))) {
  await copyFile(join(hosts, file), join(fresh, 'hosts', file));
}
// So that Node need not guess what kind of modules these are, wherever the directory is copied to: it would
// compile each of them twice.
await writeFile(join(fresh, 'package.json'), '{"type":"module"}\n');
const cli = join(fresh, 'cli.js');
const text = await readFile(cli, 'utf8');
await writeFile(cli, text.startsWith('#!') ? text : `#!/usr/bin/env node\n${text}`);
await chmod(cli, 0o755);
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
if (process.env.RW_META) await writeFile(process.env.RW_META, JSON.stringify(result.metafile));
if (process.argv.includes('--sizes')) {
  for (const [file, output] of Object.entries(result.metafile.outputs)) {
    process.stdout.write(`${String(output.bytes).padStart(9)} ${file}\n`);
  }
}
