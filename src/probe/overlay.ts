import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { Facts, OverlaySupport, Target } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { MessageArg } from '../model/message.ts';
import type { CommandResult, ReadHost } from '../model/read-host.ts';
import { tryOverlay, tryOverlayBy, xfsGeometry } from './commands.ts';
import { firstLine, installing, wants } from './common.ts';
import { recorded } from './containerd.ts';
import { asRoot, finding, judged } from './finding.ts';
import { isNetworkFs, nearestDirectory } from './home.ts';
import { ofHome } from './home-answers.ts';
import { mountOf, readMounts } from './mounts.ts';
import type { Probe } from './probe.ts';
import { which } from './which.ts';

/** The wizard's own folder of scratch directories: the only place where a trial writes. */
export function scratchDir(target: Target): string {
  return `${target.stateHome}/rootless-wizard/probe`;
}

/** What the word of the trial means (`overlay-trial.ts`): a verdict, or why there is none. */
export function judgeOverlay(
  dir: string,
  result: CommandResult,
): Fact<Omit<OverlaySupport, 'fuseOverlayfs'>> {
  const failed = (detail: MessageArg) =>
    unknown(msg('core.command-failed', { command: 'unshare -Urm', detail }));
  if (result.status === 'missing') {
    return unknown(msg('core.command-missing', { command: 'unshare' }));
  }
  if (result.status === 'timeout') {
    return unknown(msg('session.took-too-long', { command: 'mount -t overlay' }));
  }
  const word = firstLine(result.stdout);
  const detail = firstLine(result.stderr);
  const from = `mount -t overlay (${dir})`;
  switch (word) {
    case 'native':
      return known({ dir, native: true, detail: '' }, from);
    case 'noexec':
    case 'change':
      return known({ dir, native: false, detail }, from);
    case 'mount':
      // No mount(8), or one that may not mount anything at all: that says nothing about overlay.
      if (/not found|only root can|must be superuser/i.test(detail)) return failed(detail);
      return known({ dir, native: false, detail }, from);
    case 'unwritable':
      return unknown(msg('storage-check.no-scratch', { path: dir, detail }));
    default:
      return failed(detail || word);
  }
}

/**
 * The trial is made in the wizard's state folder. Does the data lie on the same file system? Null when it
 * does, else the mount point of the data.
 */
async function otherMount(host: ReadHost, target: Target): Promise<string | null> {
  const mounts = await readMounts(host);
  if (mounts === null) return null;
  const [scratch, ...data] = await Promise.all(
    [scratchDir(target), `${target.dataHome}/containers/storage`, `${target.dataHome}/docker`].map(
      (path) => nearestDirectory(host, path),
    ),
  );
  const here = mountOf(mounts, scratch ?? '/')?.point;
  const there = data.map((dir) => mountOf(mounts, dir)?.point);
  return there.find((point) => point !== undefined && point !== here) ?? null;
}

/**
 * Where AppArmor takes the rights of a namespace from whoever has no profile (Ubuntu from 23.10 on), programs that
 * have one can still try. RootlessKit leaves nothing behind; Podman would make its store, so only one that has been
 * used since the boot is asked. null where neither can tell.
 */
async function tryByEngine(
  host: ReadHost,
  target: Target,
  dir: string,
): Promise<ReturnType<typeof judgeOverlay> | null> {
  const [kit, podman, alive] = await Promise.all([
    which(host, 'rootlesskit', target),
    which(host, 'podman', target),
    recorded(() => host.stat(`${target.runtimeDir}/libpod/tmp/alive`)),
  ]);
  const ways = [
    ...(kit === null ? [] : [[kit] as const]),
    ...(podman === null || alive?.kind !== 'file' ? [] : [[podman, 'unshare'] as const]),
  ];
  for (const by of ways) {
    const result = await recorded(() => host.run(tryOverlayBy(target, by, dir)));
    const tried = result === null ? null : judgeOverlay(dir, result);
    if (tried?.known === true) return known(tried.value, `${by.join(' ')}: ${tried.from}`);
  }
  return null;
}

/**
 * An XFS that was made with `ftype=0`, the default before 2015: its directories do not say of what kind an entry is.
 * Seen with Linux 6.12: overlay mounts there, and a directory that was deleted cannot be made anew; fuse-overlayfs
 * does all of it. null where it is another one.
 * https://docs.docker.com/engine/storage/drivers/overlayfs-driver/#prerequisites
 */
async function withoutTypes(
  host: ReadHost,
  dir: string,
): Promise<Pick<OverlaySupport, 'native' | 'detail' | 'noTypes'> | null> {
  const mounts = await readMounts(host);
  const mount = mounts === null ? null : mountOf(mounts, await nearestDirectory(host, dir));
  if (mount === null || mount.type !== 'xfs') return null;
  const result = await recorded(() => host.run(xfsGeometry(mount.point)));
  if (result === null || !/\bftype=0\b/.test(result.stdout)) return null;
  return { native: false, detail: 'xfs: ftype=0', noTypes: true };
}

export const probe: Probe<'overlay'> = {
  id: 'overlay',
  read: (host, context) =>
    ofHome(host, context, async (target) => {
      const dir = scratchDir(target);
      const [fuseOverlayfs, home, mount] = await Promise.all([
        which(host, 'fuse-overlayfs'),
        host.stat(target.home),
        otherMount(host, target),
      ]);
      if (home.kind !== 'directory') {
        return unknown(msg('core.file-missing', { path: target.home }));
      }
      if (mount !== null) return unknown(msg('storage-check.other-mount', { path: mount }));
      const first = await host.run(tryOverlay(target, dir));
      const alone = judgeOverlay(dir, first);
      const tried =
        alone.known || first.status !== 'exited' || first.stdout !== ''
          ? alone
          : ((await tryByEngine(host, target, dir)) ?? alone);
      if (!tried.known) return tried;
      const typed = await withoutTypes(host, dir);
      return known({ ...tried.value, ...typed, fuseOverlayfs }, tried.from);
    }),
};

const OVERLAY = {
  id: 'storage.overlay',
  title: msg('storage-check.overlay'),
  source: 'https://docs.kernel.org/filesystems/overlayfs.html',
};

/** Why overlay does not stand on this file system, as far as its type says so. */
function whyNot(facts: Facts) {
  if (facts.overlay.known && facts.overlay.value.noTypes === true) {
    return msg('storage-check.overlay-ftype');
  }
  const type = facts.home.known ? facts.home.value.fs.type : '';
  if (isNetworkFs(type)) return msg('storage-check.overlay-network', { type });
  if (type === 'overlay') return msg('storage-check.overlay-on-overlay');
  if (type === 'ecryptfs' || type === 'zfs' || type.startsWith('fuse')) {
    return msg('storage-check.overlay-fs', { type });
  }
  return msg('storage-check.overlay-kernel');
}

function overlayFinding(facts: Facts): Finding {
  return judged(OVERLAY, facts.overlay, ({ dir, native, detail, fuseOverlayfs, noTypes }) => {
    if (native) return finding(OVERLAY, 'ok', `overlay: ${dir}`);
    const evidence = detail === '' ? dir : `${dir}: ${detail}`;
    if (fuseOverlayfs === null) {
      return finding(OVERLAY, 'warn', evidence, {
        cause: whyNot(facts),
        remedy: installing(facts, 'fuse-overlayfs'),
      });
    }
    const instead = msg('storage-check.fuse-instead');
    const fuse = !facts.devices.known || facts.devices.value.fuse;
    return finding(OVERLAY, fuse ? 'info' : 'warn', `${evidence} (${fuseOverlayfs})`, {
      cause: fuse ? (noTypes ? whyNot(facts) : instead) : msg('storage-check.no-fuse-device'),
      remedy: fuse ? [] : [asRoot('modprobe fuse')],
    });
  });
}

export const checks: readonly Check[] = [
  {
    id: 'storage',
    run: (facts, goal) =>
      wants(goal, 'docker', 'nerdctl', 'podman') ? [overlayFinding(facts)] : [],
  },
];
