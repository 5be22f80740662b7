/**
 * What only a kernel of its own can show: limits that hold, and containers that outlive the session and come
 * back after a reboot. Emulated, so minutes: one machine for both engines, packages in its image.
 */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootVm, type TestVm } from '../hosts/hosts.ts';
import {
  applied,
  DOCKER_PACKAGES,
  expectProven,
  PODMAN_PACKAGES,
  planned,
  shown,
} from './lib/applied.ts';
import { CLI, describeReal } from './lib/real.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const BOTH = ['--user', 'alice', '--engine', 'podman', '--engine', 'docker'];

/** An image of nothing but a program that sleeps; and no daemon of root, which would cost half a minute. */
const PREPARE = `
made=$(mktemp -d)
dpkg-deb -x /srv/repo/busybox-static_*.deb "$made/deb"
mkdir -p "$made/image/bin"
cp "$(find "$made/deb" -type f -path '*/bin/busybox')" "$made/image/bin/sleep"
tar -C "$made/image" --owner=0 --group=0 -cf /srv/sleep.tar .
chmod 644 /srv/sleep.tar
rm -rf "$made"
systemctl disable --now docker.service docker.socket containerd.service
mkdir -p /opt/rootless-wizard
`;

const ENGINES = ['podman', 'docker'] as const;

describeReal('a virtual machine', () => {
  let vm: TestVm;
  beforeAll(async () => {
    const packages = `${PODMAN_PACKAGES} passt ${DOCKER_PACKAGES} docker-cli`.split(' ');
    const install = [...new Set(packages)].sort();
    vm = await bootVm({ suite: 'trixie', install, setup: PREPARE });
    await vm.push(DIST, '/opt/rootless-wizard');
  });
  afterAll(() => vm?.down());

  const asAlice = { user: 'alice' } as const;
  /** How long a container is up, by engine; '' where it is not running. */
  const up = async (engine: (typeof ENGINES)[number]): Promise<string> => {
    const format = '--format={{.Status}}';
    const text = await vm.must([engine, 'ps', '--filter', 'name=keeps-on', format], asAlice);
    return text.trim();
  };

  it('holds limits, for both engines', async () => {
    const run = await applied(vm, BOTH);
    for (const engine of ENGINES) {
      expectProven(run, engine);
      expect(run.proofs[`verify.${engine}.limits`], shown(run)).toBe('ok');
    }
    expect(run.made).toContain('cgroup.delegate');
    expect(await vm.readFile('/sys/module/apparmor/parameters/enabled')).toBe('Y\n');
  });

  it('keeps containers when the session ends, and starts them after a reboot', async () => {
    for (const engine of ENGINES) {
      await vm.must(
        `${engine} import /srv/sleep.tar localhost/sleep:1 2>&1
        ${engine} run -d --restart=always --name keeps-on localhost/sleep:1 /bin/sleep 9999`,
        asAlice,
      );
    }
    // Each `up` is a login of its own: the one that started the containers is over.
    for (const engine of ENGINES) expect(await up(engine)).toMatch(/^Up /);
    await vm.must('sync');
    await vm.reboot();
    // Nobody has logged in yet: lingering alone has to bring them.
    await vm.must(
      // Of alice, or of an id of hers.
      `until [ "$(pgrep -fc '^/bin/sleep 9999')" = 2 ]; do sleep 1; done`,
      { timeoutMs: 180_000 },
    );
    // systemd 256 and later list the user's manager itself as a session of its own class.
    const sessions = (await vm.must(['loginctl', 'list-sessions', '--no-legend'])).split('\n');
    expect(sessions.filter((row) => / alice /.test(row) && !/ manager/.test(row))).toEqual([]);
    for (const engine of ENGINES) expect(await up(engine)).toMatch(/^Up /);
  });

  it('delegates every controller after that, and has nothing left to do', async () => {
    const path = '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers';
    const delegated = ((await vm.readFile(path)) ?? '').trim().split(' ');
    expect(delegated).toEqual(expect.arrayContaining(['cpu', 'cpuset', 'io', 'memory', 'pids']));
    expect(await planned(vm, BOTH)).toMatchObject({ changes: [] });
    const checked = await vm.exec(['node', CLI, 'check', ...BOTH]);
    expect(checked.code, shown(checked)).toBe(0);
  });
});
