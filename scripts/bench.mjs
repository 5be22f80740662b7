// `npm run bench`: how fast the program starts and plans, as ratios within one run on one machine, against
// an empty `node -e 0`. Prints a table and writes docs/performance.md. Nothing on the machine is changed.
import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist', 'cli.js');
const scratch = await mkdtemp(join(tmpdir(), 'rw-bench-'));
const node = process.execPath;

/** Median milliseconds of several runs; the first is thrown away (cold caches). */
async function median(times, work) {
  const all = [];
  for (let i = 0; i <= times; i++) {
    const started = process.hrtime.bigint();
    await work();
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    if (i > 0) all.push(ms);
  }
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
}

function run(args, options = {}, wrap = []) {
  const [program, ...rest] = [...wrap, node, ...args];
  const { status, stderr } = spawnSync(program, rest, {
    cwd: scratch,
    encoding: 'utf8',
    ...options,
  });
  // 1 is `check` that found something to fix; a crash would have written to standard error.
  if ((status !== 0 && status !== 1) || (status === 1 && stderr !== ''))
    throw new Error(`node ${args.join(' ')}: ${status}\n${stderr}`);
}

/** Until the wizard's first frame is drawn, in a pseudo terminal of 80x24. */
async function firstFrame(recording) {
  const { spawn: spawnPty } = await import('@lydell/node-pty');
  const pty = spawnPty(node, [cli, '--simulate', recording], {
    cols: 80,
    rows: 24,
    cwd: scratch,
    env: { ...process.env, TERM: 'xterm-256color', CI: 'false', LC_ALL: 'C.UTF-8' },
  });
  await new Promise((resolve, reject) => {
    let seen = '';
    pty.onData((data) => {
      seen += data;
      if (seen.includes('rootless-wizard')) resolve(undefined);
    });
    pty.onExit(({ exitCode }) => reject(new Error(`the wizard ended with ${exitCode}: ${seen}`)));
  });
  const gone = new Promise((resolve) => pty.onExit(resolve));
  pty.kill('SIGKILL');
  await gone;
}

/** A recorded host with `lines` lines in /etc/subuid and /etc/subgid. */
async function recordingWith(lines) {
  const document = parseDocument(await readFile(join(root, 'test/hosts/debian-13.yaml'), 'utf8'));
  const text = Array.from({ length: lines }, (_, i) => `user${i}:${100000 + i * 1000}:1000\n`).join(
    '',
  );
  for (const path of ['/etc/subuid', '/etc/subgid']) document.setIn(['files', path, 'text'], text);
  const file = join(scratch, `subids-${lines}.yaml`);
  await writeFile(file, document.toString({ lineWidth: 0 }));
  return file;
}

/**
 * How `check` is run so that every probe has something to look at: an ordinary user with a home. A machine
 * without one (a build machine, as root) gets an account for the measurement alone, in a mount namespace of
 * its own over /etc/passwd; an empty node is then measured inside such a namespace, too.
 */
async function ordinaryUser() {
  if (process.getuid() !== 0) return { wrap: [], args: [] };
  const passwd = await readFile('/etc/passwd', 'utf8');
  const people = passwd.split('\n').map((line) => line.split(':'));
  const found = people.find(([, , uid]) => Number(uid) >= 1000 && Number(uid) < 60000);
  if (found !== undefined) return { wrap: [], args: ['--user', found[0]] };
  const home = join(scratch, 'home');
  await mkdir(home);
  await chown(home, 12345, 12345);
  await chmod(scratch, 0o755);
  const file = join(scratch, 'passwd');
  await writeFile(file, `${passwd}bench:x:12345:12345::${home}:/bin/bash\n`, { mode: 0o644 });
  const inside = 'mount --bind "$1" /etc/passwd && shift && exec "$@"';
  return { wrap: ['unshare', '-m', 'sh', '-c', inside, 'sh', file], args: ['--user', 'bench'] };
}

const person = await ordinaryUser();
const few = await recordingWith(1);
const empty = await median(15, () => run(['-e', '0']));
const rows = [];
const row = (what, ms, base, aim) => rows.push({ what, ratio: ms / base, aim, ms });

row('`--version`', await median(15, () => run([cli, '--version'])), empty, 'under 1.5');
const emptyThere = await median(15, () => run(['-e', '0'], {}, person.wrap));
row(
  '`check`, all probes',
  await median(15, () => run([cli, 'check', ...person.args], {}, person.wrap)),
  emptyThere,
  'under 4',
);
row('first frame of the wizard', await median(9, () => firstFrame(few)), empty, 'under 5');

const plans = [];
for (const lines of [1, 1000, 100000]) {
  const file = await recordingWith(lines);
  const read = await median(3, () =>
    run([
      '--input-type=module',
      '-e',
      `import {readFile} from 'node:fs/promises'; await readFile(${JSON.stringify(file)})`,
    ]),
  );
  const ms = await median(3, () =>
    run([cli, 'plan', '--simulate', file, '--json'], { stdio: ['ignore', 'ignore', 'pipe'] }),
  );
  plans.push({ lines, ms, read });
}
const [one, thousand, many] = plans;
row('`plan`, 1 line in /etc/subuid', one.ms, empty, '-');
row('`plan`, 1,000 lines, against 1 line', thousand.ms, one.ms, '-');
row('`plan`, 100,000 lines, against 1,000 lines', many.ms, thousand.ms, 'under 100');

await rm(scratch, { recursive: true });

const table = [
  '| what | ratio | aim |',
  '| --- | ---: | --- |',
  ...rows.map(({ what, ratio, aim }) => `| ${what} | ${ratio.toFixed(2)} | ${aim} |`),
].join('\n');
process.stdout.write(`${table}\n\nan empty node took ${empty.toFixed(0)} ms\n`);
// What other measurements have written stays.
const page = join(root, 'docs', 'performance.md');
const others = (await readFile(page, 'utf8')).split(/^(?=## )/m).slice(1);
await writeFile(
  page,
  `# Performance

Written by \`npm run bench\`. Every number is a ratio of medians within one run on one machine: against an
empty \`node -e 0\`, unless the row says otherwise. Numbers of different runs are not comparable, ratios are.

${table}

- \`check\` looks at this machine with every probe; most of its time is spent waiting for the programs that it
  asks (\`unshare\`, \`systemctl\`). What could be installed is a question of plans and is not asked.
- On a booted Debian 13, where an empty node takes 21 ms and systemd is asked as well, \`check\` was measured
  at 4.7 (best of 15; test/hosts/README.md says how such a host is made).
- The first frame is measured on a recorded host in a pseudo terminal of 80x24. Ink and React are loaded for
  it, and for nothing else.
- \`plan\` on recorded hosts reads and parses the recording as well, which grows with the file, too.

Node ${process.version}, an empty node took ${empty.toFixed(0)} ms.

${others.join('')}`,
);
