import { losesUdpAnswers } from '../distro/docker-ports.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts, Nerdctl, Target } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { versionOf } from './commands.ts';
import { installing } from './common.ts';
import { recorded } from './containerd.ts';
import { finding } from './finding.ts';
import { which } from './which.ts';

/**
 * `rootlesskit version 3.0.1`; null where it says nothing of the kind, or where a host was recorded before it was
 * asked. https://github.com/rootless-containers/rootlesskit/blob/master/cmd/rootlesskit/main.go
 */
export async function kitVersion(
  host: ReadHost,
  target: Target,
  path: string,
): Promise<string | null> {
  const said = await recorded(() => host.run(versionOf(target, path)));
  return /^\S+ version v?(\d\S*)/m.exec(said?.stdout ?? '')?.[1] ?? null;
}

/** The rootlesskit that containerd-rootless.sh finds on the path, for a host that has nerdctl. */
export async function readKit(
  host: ReadHost,
  target: Target,
): Promise<Pick<Nerdctl, 'rootlesskit'>> {
  const path = await recorded(() => which(host, 'rootlesskit', target));
  if (path === null) return {};
  const version = await kitVersion(host, target, path);
  return version === null ? {} : { rootlesskit: { path, version } };
}

const KIT = {
  id: 'nerdctl.rootlesskit',
  title: msg('engine-check.rootlesskit'),
  source: 'https://github.com/rootless-containers/rootlesskit/issues/592',
};
const RELEASES = 'https://github.com/rootless-containers/rootlesskit/releases';

/** nerdctl opens its ports through rootlesskit, whose version matters for UDP. Nothing where that is not known. */
export function kitFindings(facts: Facts, nerdctl: Nerdctl): readonly Finding[] {
  const { rootlesskit } = nerdctl;
  if (rootlesskit === undefined) return [];
  const { path, version } = rootlesskit;
  const evidence = `${path} ${version}`;
  if (!losesUdpAnswers(version) || hasOtherPorts(facts, nerdctl)) {
    return [finding(KIT, 'ok', evidence)];
  }
  const cause = msg('engine-check.rootlesskit-udp-nerdctl', { version, url: RELEASES });
  // What came from an archive, no package replaces: it is found first.
  const remedy = path.startsWith('/usr/bin/') ? installing(facts, 'rootlesskit') : [];
  return [finding(KIT, 'warn', evidence, { cause, remedy })];
}

/** Does what starts containerd leave ports to slirp4netns? A drop-in of a person is not read: an update does no harm. */
function hasOtherPorts(facts: Facts, { openrc, runit }: Nerdctl): boolean {
  const unit = facts.files.known ? facts.files.value['nerdctl.unit'] : undefined;
  return [unit, openrc?.script, runit?.files.run].some(
    (file) => file !== undefined && /_PORT_DRIVER=(?!builtin\b)\w/.test(textOf(file) ?? ''),
  );
}
