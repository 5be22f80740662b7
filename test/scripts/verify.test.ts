import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  answers,
  asked,
  dir,
  engine,
  expectTidy,
  prove,
  RUNS,
  script,
  shells,
} from './made-up-engine.ts';

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
