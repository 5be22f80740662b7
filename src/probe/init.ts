import { msg } from '../i18n/msg.ts';
import { type Fact, known } from '../model/fact.ts';
import type { Init } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { systemdVersion } from './commands.ts';
import { finding, judged } from './finding.ts';
import type { Probe } from './probe.ts';

const SD_BOOTED = 'https://www.freedesktop.org/software/systemd/man/latest/sd_booted.html';

/** What PID 1 is. systemd is told by /run/systemd/system, as sd_booted(3) does, not by a program's name. */
export const probe: Probe<'init'> = {
  id: 'init',
  async read(host): Promise<Fact<Init>> {
    const [systemd, openrc, runit, comm] = await Promise.all([
      host.stat('/run/systemd/system'),
      host.stat('/run/openrc/softlevel'),
      host.stat('/run/runit'),
      host.file('/proc/1/comm'),
    ]);
    if (systemd.kind === 'directory') {
      const version =
        (await libraryVersion(host)) ??
        parseSystemdVersion((await host.run(systemdVersion())).stdout);
      return known({ name: 'systemd', version }, '/run/systemd/system');
    }
    if (openrc.kind !== 'absent') {
      return known({ name: 'openrc', version: null }, '/run/openrc/softlevel');
    }
    if (runit.kind !== 'absent') return known({ name: 'runit', version: null }, '/run/runit');
    const name = (textOf(comm) ?? '').trim();
    return known({ name: initNamed(name), version: null }, `/proc/1/comm: ${name || '?'}`);
  },
};

/** Where systemd keeps the library that is named by its version. */
const LIBRARY_DIRS = ['/usr/lib/systemd', '/usr/lib64/systemd'];

/**
 * The version in the name of systemd's own library (`libsystemd-shared-257.so`), which saves a process.
 * null where there is none, or several of which one is used.
 */
async function libraryVersion(host: ReadHost): Promise<number | null> {
  const arch = (textOf(await host.file('/proc/sys/kernel/arch')) ?? '').trim();
  const multiarch = MULTIARCH[arch] ?? `${arch}-linux-gnu`;
  const lists = await Promise.all(
    [...LIBRARY_DIRS, `/usr/lib/${multiarch}/systemd`].map((dir) => host.list(dir)),
  );
  const versions = lists.flatMap((names) =>
    (names ?? []).flatMap((name) => /^libsystemd-shared-(\d+)\D.*so$/.exec(name)?.[1] ?? []),
  );
  const [version, ...others] = new Set(versions);
  return version === undefined || others.length > 0 ? null : Number(version);
}

/** Debian's names of directories, where they are not simply `ARCH-linux-gnu`. */
const MULTIARCH: Readonly<Record<string, string>> = {
  i686: 'i386-linux-gnu',
  armv7l: 'arm-linux-gnueabihf',
  ppc64le: 'powerpc64le-linux-gnu',
};

/** The init system for the name of process 1. `init` is sysvinit, or busybox in its place. */
export function initNamed(comm: string): Init['name'] {
  if (comm === 'runit' || comm === 'runit-init') return 'runit';
  if (comm === 'openrc-init') return 'openrc';
  return comm === 'init' ? 'sysvinit' : 'other';
}

/** `systemd 252 (252.39-1~deb12u1)` → 252; also `systemd 257~rc2`. */
export function parseSystemdVersion(stdout: string): number | null {
  const match = /^systemd (\d+)/.exec(stdout);
  return match?.[1] === undefined ? null : Number(match[1]);
}

const SYSTEMD = { id: 'init.systemd', title: msg('checks.init'), source: SD_BOOTED };

/** Without systemd things are lost that should be said plainly. */
export const checks: readonly Check[] = [
  {
    id: 'init.systemd',
    run: ({ init }) => [
      judged(SYSTEMD, init, ({ name, version }, from) =>
        name === 'systemd'
          ? finding(SYSTEMD, 'ok', version === null ? name : `${name} ${version}`)
          : finding(SYSTEMD, 'warn', from, { cause: msg('checks.init-other') }),
      ),
    ],
  },
];
