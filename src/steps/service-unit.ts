import { rootlessScriptOf } from '../distro/contents.ts';
import { unitText, unitWord } from '../edit/unit.ts';
import { orNull } from '../engines/versions.ts';
import type { Docker, Facts } from '../model/facts.ts';

/** Where Debian's docker.io keeps dockerd-rootless.sh, outside PATH. */
const DEBIAN_CONTRIB = '/usr/share/docker.io/contrib';

/**
 * The user unit of rootless Docker. It has the name and the place of the vendor's, so that
 * `dockerd-rootless-setuptool.sh uninstall` stops, disables and removes it like its own; drop-ins in
 * docker.service.d go on to count. Rules: sd_notify comes from dockerd, a child of rootlesskit (Type and
 * NotifyAccess); dockerd makes cgroups for containers (Delegate); rootlesskit must live as long as
 * dockerd shuts down (KillMode=mixed); containers are not to inherit small limits.
 * https://docs.docker.com/engine/security/rootless/ and
 * https://github.com/moby/moby/blob/master/contrib/dockerd-rootless-setuptool.sh
 *
 * `script` is the absolute path of dockerd-rootless.sh, `dirs` where its helpers lie (rootlesskit,
 * dockerd, containerd, runc), in the order of PATH; `environment` what the script is told, `NAME=value`;
 * `started` a shell text that runs once the daemon answers. If that fails, the daemon goes on, and its journal says why.
 */
export function dockerUnit(
  script: string,
  dirs: readonly string[],
  environment: readonly string[] = [],
  started: string | null = null,
): string {
  const system = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  const path = [...new Set([...dirs, ...system])].join(':');
  return unitText(
    [
      'Docker without root, for this user. Written by rootless-wizard; add to it in docker.service.d.',
    ],
    [
      [
        'Unit',
        [
          ['Description', 'Docker Engine (rootless)'],
          ['Documentation', 'https://docs.docker.com/engine/security/rootless/'],
          // Containers get their cgroups through the user's systemd, and that is asked over D-Bus.
          ['Wants', 'dbus.socket'],
          ['After', 'dbus.socket'],
          ['StartLimitIntervalSec', '60s'],
          ['StartLimitBurst', '3'],
        ],
      ],
      [
        'Service',
        [
          ['Type', 'notify'],
          ['NotifyAccess', 'all'],
          ['Environment', unitWord(`PATH=${path}`, 'environment')],
          ...environment.map((each) => ['Environment', unitWord(each, 'environment')] as const),
          ['ExecStart', unitWord(script, 'command')],
          ...(started === null
            ? []
            : [['ExecStartPost', `-/bin/sh -c ${unitWord(started, 'command')}`] as const]),
          ['ExecReload', '/bin/kill -s HUP $MAINPID'],
          // Long, for a store that is converted at its first start; not for ever, as a session waits for it.
          ['TimeoutStartSec', '10min'],
          ['Restart', 'always'],
          ['RestartSec', '2s'],
          ['LimitNOFILE', 'infinity'],
          ['LimitNPROC', 'infinity'],
          ['LimitCORE', 'infinity'],
          ['TasksMax', 'infinity'],
          ['Delegate', 'yes'],
          ['KillMode', 'mixed'],
        ],
      ],
      ['Install', [['WantedBy', 'default.target']]],
    ],
  );
}

/** Where the parts of rootless Docker lie, in the order of PATH: Debian and hand-made installs hide some. */
export function dockerDirs(
  script: string,
  { rootlesskit, dockerd }: Pick<Docker, 'rootlesskit' | 'dockerd'>,
): readonly string[] {
  return [script, rootlesskit?.path, dockerd?.path].flatMap((path) =>
    path === undefined ? [] : [path.slice(0, path.lastIndexOf('/'))],
  );
}

/** dockerd-rootless.sh: where it lies, or where the package that is (or will be) there puts it. */
export function dockerScript(facts: Facts): string | null {
  const found = orNull(facts.docker);
  if (found !== null && found.rootlessScript !== null) return found.rootlessScript;
  const here = (name: string): boolean => orNull(facts.packages)?.byName[name]?.installed != null;
  if (here('docker-ce-rootless-extras')) return '/usr/bin/dockerd-rootless.sh';
  if (here('docker.io')) return `${DEBIAN_CONTRIB}/dockerd-rootless.sh`;
  const os = orNull(facts.os);
  return here('docker-rootless-extras') && os !== null ? rootlessScriptOf(os) : null;
}
