// `npm run test:real`: the built program on real booted hosts (test/hosts/README.md). Needs root. Where the
// hosts can't be had, the tests say so and count as skipped; with RW_REQUIRE_HOSTS=1 they fail.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const build = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const vitest = join(root, 'node_modules', '.bin', 'vitest');
const args = ['run', '--config', 'vitest.real.config.ts', ...process.argv.slice(2)];
const tests = spawnSync(vitest, args, { cwd: root, stdio: 'inherit' });
process.exit(tests.status ?? 1);
