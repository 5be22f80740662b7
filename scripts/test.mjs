// `npm test`: types, lint, build, then every test that needs neither root nor a network. Stops at the
// first part that fails, with that part's own output.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);

function run(title, program, args) {
  return new Promise((resolve) => {
    const started = Date.now();
    process.stderr.write(`== ${title}\n`);
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stderr.write(`== ${title}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
      resolve(code ?? 1);
    });
  });
}

const parts = [
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['build', process.execPath, ['scripts/build.mjs']],
  ['tests', bin('vitest'), ['run', ...process.argv.slice(2)]],
];
for (const [title, program, args] of parts) {
  const code = await run(title, program, args);
  if (code !== 0) process.exit(code);
}
