import type { BootWay, CgroupBoot } from '../model/facts.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { which } from './which.ts';

/** Our file among those that Debian's grub-mkconfig(8) reads after /etc/default/grub. */
const GRUB_DROPIN = '/etc/default/grub.d/60-rootless-wizard-cgroup.cfg';
const GRUB = '/etc/default/grub';
/** Of OpenRC, and of Void's start scripts for runit. */
const RC_CONF = '/etc/rc.conf';
/** https://github.com/void-linux/void-runit/blob/master/core-services/00-pseudofs.sh */
const VOID_MOUNTS = '/etc/runit/core-services/00-pseudofs.sh';

/**
 * How a host that boots with cgroup v1 can be told to mount v2 alone, and whether somebody told it what it
 * does now. Only asked where v2 is not alone already. null where the recording holds nothing about it.
 */
export async function cgroupBoot(host: ReadHost): Promise<CgroupBoot | null> {
  try {
    // Who else mounts the tree does not read systemd's arguments.
    const systemd = (await host.stat('/run/systemd/system')).kind !== 'absent';
    const [line, way] = await Promise.all([
      host.file('/proc/cmdline'),
      systemd ? bootWay(host) : initWay(host),
    ]);
    return { argument: systemd ? cgroupArgument(textOf(line) ?? '') : null, way };
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/**
 * The argument that chose the tree, of a kernel command line; systemd takes the last one that it meets.
 * `systemd.unified_cgroup_hierarchy` without a value means yes:
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.html (versions before 256),
 * `cgroup_no_v1` takes controllers from v1: https://docs.kernel.org/admin-guide/kernel-parameters.html
 */
export function cgroupArgument(line: string): string | null {
  const words = line.split(/\s+/);
  return words.findLast((word) => /^systemd[._]unified_cgroup_hierarchy(=|$)/.test(word)) ?? null;
}

/** Without systemd: the setting of what mounts the tree, as OpenRC and Void have one. */
async function initWay(host: ReadHost): Promise<BootWay | null> {
  const [openrc, mounts, file] = await Promise.all([
    host.stat('/run/openrc/softlevel'),
    host.file(VOID_MOUNTS),
    host.file(RC_CONF),
  ]);
  if (openrc.kind !== 'absent') {
    const links = await Promise.all(
      ['sysinit', 'boot', 'default'].map((level) => host.stat(`/etc/runlevels/${level}/cgroups`)),
    );
    return { kind: 'openrc', file, enabled: links.some(({ kind }) => kind !== 'absent') };
  }
  // Other distributions with runit, and older versions of these scripts, mount what they always do.
  return textOf(mounts)?.includes('CGROUP_MODE') ? { kind: 'void', file } : null;
}

/** The first way that is there: grubby (Red Hat), update-grub (Debian), grub2-mkconfig, a Raspberry Pi's firmware. */
async function bootWay(host: ReadHost): Promise<BootWay | null> {
  const [grubby, updateGrub, mkconfig, grub] = await Promise.all([
    which(host, 'grubby'),
    which(host, 'update-grub'),
    which(host, 'grub2-mkconfig'),
    host.file(GRUB),
  ]);
  if (grubby !== null) return { kind: 'grubby', program: grubby, config: grub };
  if (grub.kind === 'absent') return firmware(host);
  if (updateGrub !== null) {
    const [file, dir] = await Promise.all([
      host.file(GRUB_DROPIN),
      host.stat('/etc/default/grub.d'),
    ]);
    return { kind: 'update-grub', file, hasDirectory: dir.kind === 'directory' };
  }
  if (mkconfig === null) return null;
  const menu = '/boot/grub2/grub.cfg';
  const { kind } = await host.stat(menu);
  return kind === 'absent' ? null : { kind: 'grub2-mkconfig', file: grub, menu };
}

/**
 * The file of Raspberry Pi's firmware, at its place of today or the one before bookworm. Debian's kernels for
 * other boards have none: https://www.raspberrypi.com/documentation/computers/configuration.html#kernel-command-line-cmdline-txt
 */
async function firmware(host: ReadHost): Promise<BootWay | null> {
  const [now, before] = await Promise.all(
    ['/boot/firmware/cmdline.txt', '/boot/cmdline.txt'].map((path) => host.file(path)),
  );
  // Up to bookworm there was a text at the old place that only names the new one.
  const file = [now, before].find(
    (each) => each !== undefined && /(^|\s)root=/.test(textOf(each) ?? ''),
  );
  return file === undefined ? null : { kind: 'cmdline', file };
}
