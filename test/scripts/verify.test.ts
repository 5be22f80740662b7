import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import { SHELLS, sourced } from './shell.ts';

/**
 * The proofs against an engine that is made up: it writes down what it is asked and answers as a file
 * says. That containers really run is shown on booted hosts (test/real); here it is the way around them:
 * what is left behind, which answers count, and how they end.
 */
const dir = mkdtempSync(join(tmpdir(), 'rw-verify-'));
chmodSync(dir, 0o755);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const engine = join(dir, 'engine');
const asked = join(dir, 'asked');
const answers = join(dir, 'answers');
writeFileSync(
  engine,
  `#!/bin/sh
echo "$*" >>'${asked}'
echo "\${LC_ALL-}" >'${dir}/locale'
case $1 in import) cat >'${dir}/image.tar' ;; esac
. '${answers}'
`,
);
chmodSync(engine, 0o755);

interface Proven {
  readonly code: number | null;
  readonly evidence: readonly string[];
  readonly asked: readonly string[];
  readonly stderr: string;
}

/** Nothing is delegated, whatever this machine does. */
function script(text: string, helpers = helpersText()): string {
  return `trap '' HUP INT PIPE\n${sourced(helpers)}\nTMPDIR='${dir}'\nexport TMPDIR\nRW_TOKEN=tok\nrw_delegated() { :; }\n${text}\n`;
}

/** On a host with version 2 of cgroups, whatever this machine has. */
const LIMITED = helpersText().replaceAll('/sys/fs/cgroup/cgroup.controllers', engine);

function prove(shell: (typeof SHELLS)[number], proof: string, answer: string): Proven {
  writeFileSync(answers, answer);
  writeFileSync(asked, '');
  const [program, ...args] = shell.argv;
  const result = spawnSync(program, args, {
    input: inputOf(proof),
    encoding: 'utf8',
    timeout: 15_000,
  });
  return proven(result.status, result.stdout, result.stderr);
}

/** As the shell of a run does it (src/host/shell.ts). */
function inputOf(proof: string, helpers?: string): string {
  return script(`( set -e\nrw_proof podman '${engine}' ${proof}\n)\nexit "$?"`, helpers);
}

function proven(code: number | null, stdout: string, stderr: string): Proven {
  const evidence = stdout
    .split('\n')
    .filter((line) => line.startsWith('tok say evidence '))
    .map((line) => line.slice('tok say evidence '.length));
  const lines = readFileSync(asked, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return { code, evidence, asked: lines, stderr };
}

beforeEach(() => writeFileSync(asked, ''));

/** The command of a line. */
const firstWord = (line: string): string => line.split(' ')[0] ?? '';

/** One random name for the image and one for the rest, and everything that was made is removed again. */
function expectTidy({ asked: lines }: Proven, stopped = false): void {
  const images = new Set(lines.join('\n').match(/localhost\/rw-proof-[0-9a-f]{8}:latest/g));
  expect(images.size).toBe(lines.some((line) => line.startsWith('import')) ? 1 : 0);
  for (const image of images) expect(lines).toContain(`rmi -f ${image}`);
  const marks = new Set(lines.join('\n').match(/(?<!\/)rw-proof-[0-9a-f]{8}/g));
  expect(marks.size).toBeLessThan(2);
  const [mark] = marks;
  const started = lines.some((line) => /^run .*-d /.test(line));
  if (started || stopped) expect(lines).toContain(`rm -f ${mark}`);
  if (lines.some((line) => line.startsWith('volume create'))) {
    expect(lines).toContain(`volume rm -f ${mark}`);
  }
  if (lines.some((line) => line.startsWith('network create'))) {
    // After what is in it.
    const at = lines.indexOf(`network rm -f ${mark}`);
    expect(at).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('rm -f')));
  }
  expect(spawnSync('ls', [dir], { encoding: 'utf8' }).stdout).not.toMatch(/^tmp\.|^rw-proofs-/m);
}

const shells = SHELLS.filter(({ setUp }) => setUp === '');
const RUNS = `case $1 in run) printf '0\\n/own/1000:1000:1000\\n/own/65534:65534:65534\\n' ;; esac`;

describe.each(shells)('proofs in $name', (shell) => {
  it('hold, with evidence, and leave nothing behind', () => {
    const result = prove(shell, 'run', RUNS);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.evidence[0]).toContain('/own/65534:65534:65534');
    expectTidy(result);
  });

  it('ask Podman in a locale that can read any path', () => {
    prove(shell, 'run', RUNS);
    expect(readFileSync(join(dir, 'locale'), 'utf8')).toBe('C.UTF-8\n');
  });

  it('ask dockerd what it thinks of its file', () => {
    const proof = `docker_config '${engine}' '/a b.json'`;
    // Docker 28 and later want docker-proxy on the path, which lies beside dockerd.
    const finds = `case $PATH in '${dirname(engine)}':*) echo "configuration OK" >&2 ;; *) exit 1 ;; esac`;
    expect(prove(shell, proof, finds)).toMatchObject({
      code: 0,
      evidence: ['configuration OK'],
      asked: ['--validate --config-file /a b.json'],
    });
    const bad = prove(shell, proof, 'echo "unable to configure" >&2; exit 1');
    expect(bad).toMatchObject({ code: 1, evidence: ['unable to configure'] });
  });

  it('hold although the container that was started is gone when it is to be stopped', () => {
    writeFileSync(answers, 'case $1 in rm) exit 1 ;; esac');
    const [program, ...args] = shell.argv;
    const proof = 'rw_proof_mine() { rw_image_make && rw_start_container -- true; }';
    const { status } = spawnSync(program, args, {
      input: script(`${proof}\n( set -e\nrw_proof podman '${engine}' mine\n)\nexit "$?"`),
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(readFileSync(asked, 'utf8')).toMatch(/^rm .*\nrmi /m);
  });

  it('are not fooled by an image whose owners were squashed', () => {
    const result = prove(shell, 'run', RUNS.replaceAll(/:(1000|65534)/g, ':0'));
    expect(result.code).toBe(1);
    expectTidy(result);
  });

  it('pass over a low port that somebody holds without listening there', () => {
    const result = prove(
      shell,
      'low_port 1001',
      `case "$*" in
      *127.0.0.1:1001:*) echo 'Error: cannot bind: Address already in use' >&2; exit 125 ;;
      *127.0.0.1:1002:*) echo 'Error: permission denied' >&2; exit 125 ;;
      esac`,
    );
    expect(result).toMatchObject({ code: 1, stderr: '' });
    expect(result.evidence).toContain('port 1001 is in use');
    expect(result.evidence.at(-1)).toBe('Error: permission denied');
    expect(
      result.asked.filter((line) => /^(import|run|rm|rmi) /.test(line)).map(firstWord),
    ).toEqual(['import', 'run', 'rm', 'run', 'rm', 'rm', 'rmi']);
  });

  it('say what the engine said when it fails, and tidy up all the same', () => {
    const result = prove(
      shell,
      'run',
      'case $1 in run) echo "Error: crun: no pids" >&2; exit 126 ;; esac',
    );
    expect(result.code).toBe(1);
    expect(result.evidence).toEqual(['Error: crun: no pids']);
    expectTidy(result, true);
  });

  it('say so when something is left behind', () => {
    const result = prove(shell, 'run', `${RUNS}\ncase $1 in rmi) exit 1 ;; esac`);
    expect(result.code).toBe(0);
    expect(result.evidence.at(-1)).toMatch(/^left behind: image localhost\/rw-proof-/);
  });

  const maps = (uid: string, gid: string) =>
    `case $1 in run) printf '%b' '${uid}\\n\\n${gid}\\n' ;; esac`;

  it('compare the id maps of users and of groups', () => {
    const uid = '         0       1000          1\\n         1     100000      65536';
    const gid = '0 100 1\\n1 200000 65536';
    const call = (u: string, g: string) => prove(shell, `idmap '${u}' '${g}'`, maps(uid, gid));
    expect(call('0:1000:1,1:100000:65536', '0:100:1,1:200000:65536')).toMatchObject({
      code: 0,
      evidence: ['uid_map 0:1000:1,1:100000:65536', 'gid_map 0:100:1,1:200000:65536'],
    });
    expect(call('0:1000:1,1:100000:65535', '0:100:1,1:200000:65536').code).toBe(1);
    expect(call('0:1000:1,1:100000:65536', '0:100:1,1:100000:65536').code).toBe(1);
  });

  it('take neighbouring ranges for one', () => {
    const uid = '0 1000 1\\n1 100000 1000\\n1001 101000 64536';
    const result = prove(
      shell,
      "idmap '0:1000:1,1:100000:65536' '0:1000:1,1:100000:65536'",
      maps(uid, '0 1000 1\\n1 100000 65536'),
    );
    expect(result.code).toBe(0);
  });

  it('look at the owner of what a container wrote, on the host', () => {
    const own = process.getuid?.() ?? 0;
    const answer = `case $1$2 in
      volumecreate) mkdir -p '${dir}/data' ;;
      volumeinspect) echo '${dir}/data' ;;
      run*) : >'${dir}/data/file'; for a; do mark=$a; done; echo "$mark" ;;
    esac`;
    const other = prove(
      shell,
      `volume '0:${own + 5}:1,1:${own}:1,2:${own - 999 + 70_000}:1000'`,
      answer,
    );
    expect(other.code).toBe(1);
    const map = `0:${own + 70_000}:1000,1000:${own}:1`;
    const result = prove(shell, `volume '${map}'`, answer);
    expect(result).toMatchObject({
      code: 0,
      evidence: [`written by id 1000 of the container, owned by id ${own} on the host`],
    });
    expectTidy(result);
  });

  it('skip what cannot be tried, which is another exit than passing', () => {
    const result = prove(shell, 'limits', '');
    expect(result.code).toBe(10);
    expect(result.evidence).toHaveLength(1);
    expect(result.asked).toEqual([]);
  });

  it.each([
    ['the process alone is stopped', 'echo 137', 0, 'so was the 31st process'],
    ['the kernel takes all of it', 'exit 137', 0, 'so was the 31st process'],
    ['systemd ends all of it', 'exit 143', 0, 'so was the 31st process'],
    ['nothing is stopped', 'echo 0', 1, 'not stopped by a limit of 64 MB (exit 0)'],
    ['there is no container', 'echo why >&2; exit 125', 1, '(exit 125)'],
  ])('run into limits, where %s', (_name, ends, code, said) => {
    // From a directory of their own: conmon leaves a file where it is.
    const answer = `
case "$*" in
*'head -c'*) ${ends} ;;
run*) pwd >'${dir}/where'; printf '67108864\\n30\\n- 0-1\\n2\\n' ;;
esac`;
    writeFileSync(answers, answer);
    // Whatever version of cgroups this machine has: the way to it is the only thing that is changed.
    const input = inputOf('limits', LIMITED).replace(
      'rw_delegated() { :; }',
      'rw_delegated() { echo memory pids; }',
    );
    const [program, ...args] = shell.argv;
    const result = spawnSync(program, args, { input, encoding: 'utf8', timeout: 15_000 });
    expect(result.stdout).toContain(said);
    expect(result.status).toBe(code);
    expect(readFileSync(join(dir, 'where'), 'utf8')).toMatch(new RegExp(`^${dir}/.`));
  });

  it.each([
    ['hold', '7 1', 0, 'a process for processor 1 alone was kept to it'],
    ['hold nothing back', '0 1', 1, 'not held back by a limit of half a processor'],
    ['are not counted', '- 1', 1, 'not held back by a limit of half a processor'],
    ['let it use others', '7 0-3', 1, 'a process for processor 1 alone may use 0-3'],
  ])('run into limits on processors, where they %s', (_name, line, code, said) => {
    const answer = `
case "$*" in
*'head -c'*) echo 137 ;;
*' --cpus=0.5 --cpuset-cpus=1 '*) printf '67108864\\n30\\n${line}\\n2\\n' ;;
esac`;
    writeFileSync(answers, answer);
    const input = inputOf('limits', LIMITED).replace(
      'rw_delegated() { :; }',
      'rw_delegated() { echo cpuset cpu io memory pids; }\nrw_first_processor() { echo 1; }',
    );
    const [program, ...args] = shell.argv;
    const result = spawnSync(program, args, { input, encoding: 'utf8', timeout: 15_000 });
    expect(result.stdout).toContain(said);
    expect(result.status).toBe(code);
  });

  it('tell warnings of the engine from its failure', () => {
    const info = 'case $1 in info) echo "true overlay crun systemd /x y"; echo "$NOTE" >&2 ;; esac';
    expect(prove(shell, 'podman_info', `NOTE=\n${info}`)).toMatchObject({
      code: 0,
      evidence: [
        'podman info: rootless true, driver overlay, graphRoot /x y, runtime crun, cgroupManager systemd',
      ],
    });
    const warned = prove(shell, 'podman_info', `NOTE='level=warning msg=slow'\n${info}`);
    expect(warned.code).toBe(11);
    expect(warned.evidence.at(-1)).toBe('level=warning msg=slow');
    expect(prove(shell, 'podman_info', 'exit 125').code).toBe(1);
  });

  it('believe in a place for the data of containerd only where its database is held', () => {
    const root = join(dir, 'containerd');
    const bolt = join(root, 'io.containerd.metadata.v1.bolt');
    const info =
      'case $* in *ServerVersion*) echo 2.1 native systemd name=rootless ;; info*) echo native ;; esac';
    const said = (snapshotter: string) =>
      prove(shell, `nerdctl_info '${snapshotter}' '${root}'`, info);
    rmSync(root, { recursive: true, force: true });
    expect(said('').code).toBe(1);
    expect(said('').evidence.at(-1)).toBe(`containerd does not use ${root}`);
    mkdirSync(bolt, { recursive: true });
    writeFileSync(join(bolt, 'meta.db'), '');
    // It is there, and nobody has it open.
    expect(said('').code).toBe(1);
    const held = spawnSync(
      'flock',
      [join(bolt, 'meta.db'), 'sh', '-c', 'exec "$@"', 'sh', ...shell.argv],
      { encoding: 'utf8', timeout: 15_000, input: inputOf(`nerdctl_info native '${root}'`) },
    );
    expect(held.status, held.stdout + held.stderr).toBe(0);
    expect(held.stdout).toContain(`containerd uses ${root}`);
    expect(said('fuse-overlayfs').evidence.at(-1)).toBe('snapshotter: native, not fuse-overlayfs');
    expect(prove(shell, `nerdctl_info '' ''`, info).code).toBe(0);
  });

  it('say what a network of its own lacks, and take the network away', () => {
    const lacks = 'Error: netavark: nftables error: unable to execute nft: No such file';
    const answer = `case $1 in version) echo 5.4.2 ;; run) echo '${lacks}' >&2; exit 127 ;; esac`;
    const result = prove(shell, 'podman_network', answer);
    expect(result).toMatchObject({ code: 1, evidence: [lacks], stderr: '' });
    expect(result.asked.find((line) => line.startsWith('run'))).toMatch(
      / --network=rw-proof-[0-9a-f]{8} -p 127\.0\.0\.1::8080 /,
    );
    expectTidy(result);
    const left = prove(shell, 'podman_network', `${answer}\ncase $2 in rm) exit 1 ;; esac`);
    expect(left.evidence.at(-1)).toMatch(/^left behind: network rw-proof-/);
  });

  it('let no Podman fetch an image for a network', () => {
    const result = prove(shell, 'podman_network', 'case $1 in version) echo 3.0.1 ;; esac');
    expect(result.code).toBe(10);
    expect(result.asked).toEqual(['version --format {{.Client.Version}}']);
    expect(result.evidence[0]).toContain('Podman 3.0.1 needs the image');
  });

  it('fail where the engine is not there', () => {
    const [program, ...args] = shell.argv;
    const result = spawnSync(program, args, {
      input: script('rw_proof podman /nowhere/podman run; exit "$?"'),
      encoding: 'utf8',
    });
    expect(result.status).toBe(1);
    expect(result.stdout).toContain('tok say evidence /nowhere/podman: not found');
  });

  it('tidy up when they are stopped in the middle', async () => {
    // Not a child: a signal between its fork and its exec would be lost.
    writeFileSync(answers, `case $1 in run) echo started >'${dir}/started'; exec sleep 30 ;; esac`);
    rmSync(join(dir, 'started'), { force: true });
    const [program, ...args] = shell.argv;
    const child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.stdin.end(script(`rw_proof podman '${engine}' run`));
    await expect.poll(() => spawnSync('test', ['-s', join(dir, 'started')]).status, POLL).toBe(0);
    // As a terminal does on Ctrl-C: to the whole group.
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await ended;
    const lines = readFileSync(asked, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    expectTidy({ code: null, evidence: [], asked: lines, stderr: '' }, true);
  });
});

const POLL = { timeout: 10_000, interval: 20 };

describe('the image', () => {
  it('is an archive that tar reads, with the owners that it must have', () => {
    const [shell] = shells;
    if (shell === undefined) throw new Error('no shell');
    prove(shell, 'run', RUNS);
    const list = spawnSync('tar', ['-tvf', join(dir, 'image.tar'), '--numeric-owner'], {
      encoding: 'utf8',
    });
    expect(list.stderr).toBe('');
    expect(list.status).toBe(0);
    expect(list.stdout).toMatch(/^-rw------- 1000\/1000 +5 .* own\/1000$/m);
    expect(list.stdout).toMatch(/^-rw------- 65534\/65534 +6 .* own\/65534$/m);
    expect(list.stdout).toMatch(/^drwxrwxrwt 0\/0 +0 .* tmp\/$/m);
  });
});

describe('ports', () => {
  it('that are in use are seen', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const listens = () =>
      spawnSync('sh', { input: script(`rw_listens ${port}`), encoding: 'utf8' }).status;
    expect(listens()).toBe(0);
    await new Promise((resolve) => server.close(resolve));
    expect(listens()).toBe(1);
  });

  it.each(
    ['perl', 'python3', 'node']
      .filter((name) => spawnSync(name, ['--version']).status === 0)
      .flatMap((name) => [
        { language: name, six: '', host: '127.0.0.1', who: '127.0.0.1' },
        { language: name, six: '6', host: '::1', who: '::1' },
        { language: name, six: '6', host: '127.0.0.1', who: '::ffff:127.0.0.1' },
      ]),
  )('are served and heard by $language at $host ($six)', async ({ language, six, host, who }) => {
    const text = `rw_language=${language} rw_language_path=$(command -v ${language}) rw_tmp='${dir}'
flag=-e; [ ${language} != python3 ] || flag=-c
rw_host=${host}
"$rw_language_path" $flag "$(rw_server ${language})" $([ ${language} = python3 ] || echo --) "$PORT" a-word ${six} &
until heard=$(rw_hear "$PORT") && [ -n "$heard" ]; do sleep 0.05; done
kill $!
echo "$heard"`;
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await new Promise((resolve) => server.close(resolve));
    const result = spawnSync('sh', {
      input: script(text),
      encoding: 'utf8',
      env: { ...process.env, PORT: String(port) },
      timeout: 15_000,
    });
    expect(result.stdout.trim()).toBe(`a-word ${who}`);
  });
});
