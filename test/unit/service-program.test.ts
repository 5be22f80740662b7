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
  });
  for (const shell of SHELLS) {
    const words = shell === 'busybox' ? ['sh', '-n'] : ['-n'];
    const { status, stderr } = spawnSync(shell, words, { input: text, encoding: 'utf8' });
    expect({ shell, status, stderr }).toEqual({ shell, status: 0, stderr: '' });
  }
  expect(text.match(/^beside /gm)?.length ?? 0).toBe(beside.length);
});

it('waits for the containerd that it started, and says how that ended', () => {
  const text = containerdProgram({ user: 'a', script: '/bin/false', tool: null, beside: [] });
  const done = spawnSync('sh', ['-c', text], {
    env: { PATH: '/usr/bin:/bin', XDG_RUNTIME_DIR: '/nonexistent' },
  });
  expect(done.status).toBe(1);
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
