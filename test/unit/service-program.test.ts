import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { containerdProgram } from '../../src/steps/service-program.ts';

/** The program that the host's service of nerdctl runs, as shells read it; test/real shows what it does. */

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
