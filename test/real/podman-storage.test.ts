/** Which storage.conf counts, as Podman itself has it; and another driver for a store that is there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, install, PODMAN_PACKAGES, shown } from './lib/applied.ts';
import { bringPodman6 } from './lib/podman-6.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const USER = '/home/alice/.config/containers/storage.conf';
const DROPIN = '/home/alice/.config/containers/storage.conf.d';
const USUAL = '/home/alice/.local/share/containers/storage';
const alice = { user: 'alice' };

describeReal('The storage of Podman', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, `${PODMAN_PACKAGES} passt`);
    await host.must('for f in /etc/subuid /etc/subgid; do echo alice:100000:65536 >$f; done');
  });
  afterAll(() => host?.down());

  const clear = `rm -rf ~/.config/containers ~/.local/share/containers ~/pods; mkdir -p ${DROPIN}
    podman unshare rm -rf ~/.local/share/containers; rm -rf /run/user/1000/containers /run/user/1000/libpod`;

  /** What Podman says of its store, and what `check` says without asking it. */
  async function both(files: Readonly<Record<string, string>>) {
    await host.must(clear, alice);
    await host.must('rm -rf /etc/containers/storage* /usr/share/containers/storage*');
    for (const [path, text] of Object.entries(files)) {
      const dir = path.slice(0, path.lastIndexOf('/'));
      const own = path.startsWith('/home/') ? alice : {};
      await host.must(`mkdir -p ${dir}; cat >${path} <<'EOF'\n[storage]\n${text}\nEOF`, own);
    }
    // Before Podman has made anything.
    const checked = await wizardCli(host, ['check', '--json', '--engine', 'podman'], alice);
    const { findings } = JSON.parse(checked.stdout) as {
      findings: { id: string; evidence: string }[];
    };
    const evidence = findings.find(({ id }) => id === 'podman.storage-conf')?.evidence ?? '';
    const info = await host.must(`podman info -f '{{.Store.GraphRoot}}' 2>/dev/null`, alice);
    return { podman: info.trim(), check: /graphroot = (\S+)/.exec(evidence)?.[1] };
  }

  const main = {
    '/etc/containers/storage.conf': 'driver = "overlay"\ngraphroot = "/home/alice/etc"',
  };
  const dropins = {
    '/etc/containers/storage.rootless.conf.d/40-a.conf': 'graphroot = "/home/alice/a"',
    [`${DROPIN}/60-b.conf`]: 'graphroot = "$HOME/b"',
    '/usr/share/containers/storage.rootless.conf.d/1000/50-c.conf': 'graphroot = "/home/alice/c"',
  };
  const HOSTS: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
    ['nothing', {}, USUAL, USUAL],
    ['the main file of the system', main, USUAL, '/home/alice/etc'],
    [
      'the path for users in /usr/share',
      {
        '/usr/share/containers/storage.conf':
          'driver = "overlay"\nrootless_storage_path = "$HOME/u"',
      },
      '/home/alice/u',
      '/home/alice/u',
    ],
    ['a file of the user beside that', { ...main, [USER]: 'driver = "overlay"' }, USUAL, USUAL],
    ['drop-ins', { ...main, ...dropins }, USUAL, '/home/alice/b'],
  ];

  it.each(HOSTS)('is where Podman 5 has it: %s', async (_name, files, place) => {
    expect(await both(files)).toEqual({ podman: place, check: place });
  });

  it('has another driver by a store of its own, and undo brings the old one back', async () => {
    await both({ [USER]: 'driver = "vfs"' });
    await host.must(
      `podman import -q /srv/web.tar localhost/web:1 >/dev/null 2>&1
      podman volume create kept >/dev/null
      podman run --name old -v kept:/v --network none localhost/web:1 /bin/sh -c 'echo kept >/v/f'`,
      alice,
    );
    const args = [
      '--user',
      'alice',
      '--engine',
      'podman',
      '--set',
      'storage.podman.driver=overlay',
    ];
    const refused = await applied(host, args);
    expect(refused.code, shown(refused)).toBe(2);
    expect(refused.stderr).toContain('--accept-risk hidden-store');
    const done = await applied(host, [...args, '--accept-risk', 'hidden-store']);
    expectProven(done, 'podman');
    const info = `podman info -f '{{.Store.GraphDriverName}} {{.Store.GraphRoot}}'`;
    expect(await host.must(info, alice)).toBe(`overlay ${USUAL}-overlay\n`);
    expect(await host.must('podman ps -aq', alice)).toBe('');
    const again = await wizardCli(host, ['plan', '--detailed-exitcode', ...args]);
    expect(again.code, told(again)).toBe(0);
    const back = await wizardCli(host, ['undo', '--yes', '--user', 'alice']);
    expect(back.code, told(back)).toBe(0);
    expect(await host.must(info, alice)).toBe(`vfs ${USUAL}\n`);
    expect(await host.must(`podman ps -a --format '{{.Names}}'`, alice)).toBe('old\n');
    const kept = 'podman run --rm -v kept:/v --network none localhost/web:1 /bin/cat /v/f';
    expect(await host.must(kept, alice)).toBe('kept\n');
  });

  it('is brought to Podman 6', async () => {
    await bringPodman6(host);
    await host.must('apt-get install -y --no-install-recommends podman netavark 2>&1');
    expect(await host.must('podman --version')).toContain(' 6.');
  });

  it.each(HOSTS)('is where Podman 6 has it: %s', async (_name, files, _five, place) => {
    expect(await both(files)).toEqual({ podman: place, check: place });
  });
});
