import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Engine, PackageNeed, Proof } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { quote } from '../model/quote.ts';
import { commonRefusal } from './host-rules.ts';
import { LXC_START_THEM } from './lxc-boot.ts';
import { lxcMapsHere } from './lxc-map.ts';
import { notToBeHad } from './more-repositories.ts';
import { played } from './proofs.ts';
import { orNull } from './versions.ts';

const DOCS = 'https://linuxcontainers.org/lxc/getting-started/';

/** File systems on which other owners than the user can't be: containers of LXC lie in the home. */
const NETWORK = /^(nfs4?|cifs|smb\w*|ceph|lustre|gpfs|afs|9p|fuse\..*|ecryptfs)$/;

/** Unprivileged LXC: containers of whole systems whose ids are mapped by the user's default.conf. */
export const lxc: Engine = {
  name: 'lxc',
  title: msg('engines.lxc'),
  needs,
  refuse,
  proofs,
  tryNext: (facts) => [
    'lxc-create -n first -t download -- -d debian -r trixie -a amd64',
    `${scope(facts)}lxc-start -n first`,
    `${scope(facts)}lxc-attach -n first`,
  ],
};

/** On systemd a container needs a part of the cgroup tree that is handed to the user; systemd-run(1). */
function scope(facts: Facts): string {
  return orNull(facts.init)?.name === 'systemd'
    ? 'systemd-run --user --scope -p Delegate=yes -- '
    : '';
}

function needs(facts: Facts): readonly PackageNeed[] {
  const systemd = orNull(facts.init)?.name === 'systemd';
  const closed = orNull(facts.lxc)?.place?.ways.some(({ open }) => !open) ?? false;
  return [
    'lxc',
    'uidmap',
    ...(closed ? (['acl'] as const) : []),
    ...(systemd ? (['dbus-user'] as const) : []),
  ];
}

function refuse(facts: Facts): Message | null {
  const common = commonRefusal(facts);
  if (common !== null) return common;
  const nowhere = orNull(facts.lxc)?.path == null ? notToBeHad(facts, 'lxc') : null;
  if (nowhere !== null) return nowhere;
  const cgroup = orNull(facts.cgroup);
  if (cgroup !== null && cgroup.version !== 2) return msg('lxc.needs-v2');
  const home = orNull(facts.home);
  if (home !== null && (NETWORK.test(home.fs.type) || home.fs.options.includes('noexec'))) {
    return msg('lxc.home', { dir: home.path, type: home.fs.type });
  }
  return null;
}

function proofs(facts: Facts, values: Values): readonly Proof[] {
  const maps = lxcMapsHere(facts);
  const word = (entries: (typeof maps)['u']): string =>
    entries.map(({ container, host, count }) => `${container}:${host}:${count}`).join(',');
  const program = orNull(facts.lxc)?.path ?? 'lxc-start';
  const one = (
    name: string,
    args: readonly string[],
    rest: Pick<Proof, 'title' | 'cause' | 'simulated'> & Partial<Proof>,
  ): Proof => ({
    id: `verify.lxc.${name}`,
    text: ['rw_proof', 'lxc', quote(program), `lxc_${name}`, ...args.map(quote)].join(' '),
    source: DOCS,
    after: name === 'run' ? [] : ['verify.lxc.run'],
    ...rest,
  });
  const shown = word(maps.u) === '' ? '0:100000:65536' : word(maps.u);
  return [
    one('run', [word(maps.u), word(maps.g)], {
      title: msg('verify.run', { engine: 'LXC' }),
      cause: msg('lxc.run-cause'),
      ...played(
        `in the container: 0 /own/1000:1000:1000 /own/65534:65534:65534\nuid_map ${shown}`,
        null,
      ),
    }),
    one('network', [values['lxc.bridge']], {
      title: msg('lxc.network'),
      cause: msg('lxc.network-cause', { bridge: values['lxc.bridge'] }),
      simulated: `eth0 is up on ${values['lxc.bridge']}`,
      source: 'lxc-user-nic(1)',
    }),
    ...(startsAtBoot(facts, values)
      ? [
          one('boot', [LXC_START_THEM], {
            title: msg('lxc.boot'),
            cause: msg('lxc.boot-cause'),
            simulated:
              'the container is RUNNING; its unit is active\nafter the end of its unit it is STOPPED',
            source: 'lxc-autostart(1)',
          }),
        ]
      : []),
    one('check', [], {
      title: msg('lxc.check'),
      cause: msg('lxc.check-cause'),
      simulated: 'lxc-checkconfig: nothing that is needed is missing',
      source: 'lxc-checkconfig(1)',
      after: [],
    }),
  ];
}

/** Was what starts containers with the host asked for, and is it there? */
function startsAtBoot(facts: Facts, values: Values): boolean {
  const boot = orNull(facts.lxc)?.place?.boot;
  return values['service.lxc-autostart'] && boot !== undefined && boot.starter.kind === 'file';
}
