import { describe, expect, it } from 'vitest';
import { limitArgs } from '../../src/migrate/confine-args.ts';
import { parseInspect } from '../../src/migrate/container.ts';
import {
  type HardLimits,
  hardLimitsOf,
  limitsOf,
  parseLimits,
} from '../../src/migrate/hard-limits.ts';
import { judge } from '../../src/migrate/judge.ts';
import { NotRecorded, type ReadHost } from '../../src/model/read-host.ts';

/** /proc/PID/limits as Linux 6.18 writes it. */
const TABLE = `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max processes             96365                96365                processes 
Max open files            1024                 20000                files     
Max locked memory         8388608              8388608              bytes     
Max nice priority         0                    0                    
`;

const ulimits = (...each: readonly (readonly [string, number, number])[]) => ({
  Ulimits: each.map(([Name, Soft, Hard]) => ({ Name, Soft, Hard })),
});

function judged(host: object, allowed?: HardLimits | null) {
  const [container] = parseInspect(JSON.stringify([{ Name: '/search', HostConfig: host }]));
  if (container === undefined) throw new Error('not parsed');
  const around = {
    networks: new Map(),
    volumes: new Map(),
    owners: new Map(),
    written: new Map(),
  };
  const target = { engine: 'docker' as const, uid: 1000, firstPort: 1024, limits: true };
  return judge(container, allowed === undefined ? target : { ...target, allowed }, around);
}

describe('limits of processes', () => {
  const allowed = parseLimits(TABLE);

  it('are read from /proc', () => {
    expect([...(allowed ?? [])]).toEqual([
      ['cpu', Number.POSITIVE_INFINITY],
      ['memlock', 8_388_608],
      ['nice', 0],
      ['nofile', 20_000],
      ['nproc', 96_365],
    ]);
    expect(parseLimits('')).toBeNull();
  });

  it('are lowered to what the user may have, and only those', () => {
    const host = ulimits(['memlock', -1, -1], ['nofile', 1024, 2_000_000], ['cpu', -1, -1]);
    expect(limitArgs(host, allowed ?? new Map())).toEqual([
      ...['--ulimit', 'memlock=8388608:8388608', '--ulimit', 'nofile=1024:20000'],
      ...['--ulimit', 'cpu=-1:-1'],
    ]);
    expect(limitArgs(host)).toEqual([
      ...['--ulimit', 'memlock=-1:-1', '--ulimit', 'nofile=1024:2000000', '--ulimit', 'cpu=-1:-1'],
    ]);
    // As Podman says that there is none.
    expect(limitsOf(ulimits(['core', 2 ** 64, 2 ** 64]))[0]?.hard).toBe(Number.POSITIVE_INFINITY);
  });

  it('are named where they are lowered, with how to keep them', () => {
    const host = ulimits(['memlock', -1, -1], ['nofile', 1024, 20_001], ['nproc', 10, 96_365]);
    expect(judged(host, allowed)).toMatchObject({
      verdict: 'moves-with-changes',
      because: [
        {
          key: 'migrate.ulimits',
          args: {
            limits: [
              'memlock=-1:-1 → memlock=8388608:8388608',
              'nofile=1024:20001 → nofile=1024:20000',
            ],
            unit: 'user@1000.service',
            settings: ['LimitMEMLOCK=infinity', 'LimitNOFILE=20001'],
          },
        },
      ],
    });
    expect(judged(ulimits(['nofile', 1024, 20_000]), allowed).verdict).toBe('moves');
  });

  it('are named where nobody knows what the user may have', () => {
    const host = ulimits(['memlock', -1, -1]);
    expect(judged(host, null).because.map(({ key }) => key)).toEqual(['migrate.ulimits-unknown']);
    expect(judged({}, null).verdict).toBe('moves');
  });
});

describe('what the user may have', () => {
  const user = { uid: 1000, runtimeDir: '/run/user/1000' };
  const read = (
    files: Readonly<Record<string, string>>,
    shown: string | null,
  ): Promise<HardLimits | null> =>
    hardLimitsOf(
      {
        stat: (path: string) =>
          Promise.resolve({ kind: shown === null || path === '' ? 'absent' : 'directory' }),
        file: (path: string) => {
          const bytes = files[path];
          return Promise.resolve(
            bytes === undefined ? { kind: 'absent', path } : { kind: 'file', path, bytes },
          );
        },
        run: () => Promise.resolve({ status: 'exited', code: 0, stdout: shown ?? '', stderr: '' }),
      } as unknown as ReadHost,
      user,
    );
  const unit = 'LimitMEMLOCK=8388608\nLimitNOFILE=524288\nLimitCORE=infinity\n';

  it('is what their systemd has, else what its unit says', async () => {
    const files = { '/proc/77/limits': TABLE };
    expect((await read(files, `MainPID=77\n${unit}`))?.get('nofile')).toBe(20_000);
    const stopped = await read(files, `MainPID=0\n${unit}`);
    expect(stopped?.get('nofile')).toBe(524_288);
    expect(stopped?.get('core')).toBe(Number.POSITIVE_INFINITY);
    expect(await read(files, '')).toBeNull();
  });

  it('is what their Docker has under another init', async () => {
    const files = {
      '/run/user/1000/docker.pid': '88\n',
      '/proc/88/comm': 'dockerd\n',
      '/proc/88/limits': TABLE,
    };
    expect((await read(files, null))?.get('memlock')).toBe(8_388_608);
    // The id is another's by now.
    expect(await read({ ...files, '/proc/88/comm': 'sh\n' }, null)).toBeNull();
  });

  it('is unknown where it was not recorded', async () => {
    const host = {
      stat: () => Promise.reject(new NotRecorded('/run/systemd/system')),
    } as unknown as ReadHost;
    expect(await hardLimitsOf(host, user)).toBeNull();
  });
});
