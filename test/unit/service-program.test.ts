import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { containerdProgram, podmanProgram } from '../../src/steps/service-program.ts';

/** The programs that the host's services run, as shells read them; test/real shows what they do. */

const SHELLS = ['sh', 'dash', 'bash', 'busybox'].filter(
  (name) => spawnSync(name, ['true'], { stdio: 'ignore' }).error === undefined,
);

const DIR = `/home/al ice'$x`;

it.each([
  ['nothing beside it', []],
  [
    'what is beside it',
    [
      ['/usr/bin/buildkitd', `--root=${DIR}`],
      ['/usr/bin/grpc', '/run/a.sock'],
    ],
  ],
])('is read by every shell, with %s and a home that needs quotes', (_what, beside) => {
  const text = containerdProgram({
    user: 'alice',
    script: `${DIR}/containerd-rootless.sh`,
    tool: '/usr/bin/tool',
    beside,
    bypass: beside.length === 0 ? null : `${DIR}/bypass4netnsd`,
  });
  for (const shell of SHELLS) {
    const words = shell === 'busybox' ? ['sh', '-n'] : ['-n'];
    const { status, stderr } = spawnSync(shell, words, { input: text, encoding: 'utf8' });
    expect({ shell, status, stderr }).toEqual({ shell, status: 0, stderr: '' });
  }
  expect(text.match(/^beside /gm)?.length ?? 0).toBe(beside.length);
});

it('waits for the containerd that it started, and says how that ended', () => {
  const text = containerdProgram({
    user: 'a',
    script: '/bin/false',
    tool: null,
    beside: [],
    bypass: null,
  });
  const done = spawnSync('sh', ['-c', text], {
    env: { PATH: '/usr/bin:/bin', XDG_RUNTIME_DIR: '/nonexistent' },
  });
  expect(done.status).toBe(1);
});

it('has bypass4netnsd up before containerd and until after it, and ends what that left', async () => {
  const dir = mkdtempSync(join(tmpdir(), "rw-by'pass-"));
  const program = (name: string, text: string): string => {
    writeFileSync(join(dir, name), `#!/bin/sh\n${text}`);
    chmodSync(join(dir, name), 0o755);
    return join(dir, name);
  };
  const says = (word: string) =>
    `log=\${0%/*}/log\ntrap 'echo ${word} ends >>"$log"; exit' TERM\necho ${word} >>"$log"\n`;
  const stay = 'while :; do sleep 0.1; done\n';
  const helper = program('bypass4netns', stay);
  const left = spawn(helper, [`--socket=${dir}/bypass4netns/old.sock`]);
  const others = spawn(helper, ['--socket=/run/user/4711/bypass4netns/other.sock']);
  try {
    const bypass = program('bypass4netnsd', `${says('bypass')}${stay}`);
    const waits = `until grep -qx bypass "\${0%/*}/log"; do sleep 0.1; done\n`;
    const script = program('containerd.sh', `${waits}${says('containerd')}echo up\n${stay}`);
    const text = containerdProgram({ user: 'a', script, tool: null, beside: [], bypass });
    const child = spawn('sh', ['-c', text], {
      env: { PATH: process.env['PATH'], XDG_RUNTIME_DIR: dir },
    });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(readFileSync(join(dir, 'log'), 'utf8').trimEnd().split('\n')).toEqual([
      'bypass',
      'containerd',
      'containerd ends',
      'bypass ends',
    ]);
    expect(left.signalCode).toBe('SIGKILL');
    expect(others.exitCode ?? others.signalCode).toBeNull();
  } finally {
    left.kill('SIGKILL');
    others.kill('SIGKILL');
    rmSync(dir, { recursive: true });
  }
});

describe('the program for Podman', () => {
  it.each([
    [false, 'restart-policy=always'],
    [true, 'should-start-on-boot=true'],
  ])(
    'starts containers, stays, and stops them when it is told to end (%s)',
    async (knows, filter) => {
      const dir = mkdtempSync(join(tmpdir(), "rw-pod'man-"));
      try {
        const podman = join(dir, 'podman');
        const log = join(dir, 'log');
        // One line says that it has started what is to be there.
        writeFileSync(
          podman,
          `#!/bin/sh\necho "$*" >>"\${0%/*}/log"\n[ "$1" != start ] || echo up\n[ "$1" != ps ] || printf 'a\\nb\\n'\n`,
        );
        chmodSync(podman, 0o755);
        const child = spawn('sh', ['-c', podmanProgram('alice', podman, knows)]);
        await once(child.stdout, 'data');
        child.kill('SIGTERM');
        await once(child, 'exit');
        expect(readFileSync(log, 'utf8').trimEnd().split('\n')).toEqual([
          `start --all --filter ${filter}`,
          'ps --quiet --filter restart-policy=always',
          'stop a b',
        ]);
      } finally {
        rmSync(dir, { recursive: true });
      }
    },
  );
});
