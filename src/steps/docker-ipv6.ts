import { IPV6_FLAG, knowsIpv6, pastaIpv6 } from '../distro/docker-ports.ts';
import { type JsonObject, type JsonSetting, readJson } from '../edit/json.ts';
import { comesFromElsewhere, dockerVersions } from '../engines/docker-callers.ts';
import { lacksSlirp } from '../engines/docker-source.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import { isObject } from '../model/json.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { initOf } from './common.ts';

/**
 * IPv6 for containers of rootless Docker. Without it, a port that is published on all addresses answers over IPv6
 * with the default network, handed on over IPv4 (seen with Docker 26.1 and 29.8), but no container gets out over
 * IPv6. It takes three things, of which daemon.json alone brings addresses that lead nowhere:
 * rootlesskit's own flag, without which slirp4netns and pasta carry IPv4 alone; daemon.json; and an address
 * and a route for the device of that namespace (`wayOut`).
 * https://github.com/rootless-containers/rootlesskit/blob/master/docs/network.md#ipv6
 */
export const ipv6Question: Question<'service.docker-ipv6'> = {
  key: 'service.docker-ipv6',
  title: msg('service.q-ipv6'),
  help: msg('service.q-ipv6-help'),
  input: { type: 'yes-no' },
  // Without an address that leads out there is little to ask for; who answers by a file is free to.
  applies: (facts, values) =>
    initOf(facts) === 'systemd' &&
    values.engines?.includes('docker') === true &&
    values['service.docker'] !== false &&
    (orNull(facts.networkTools)?.ipv6 === 'global' || isThere(facts)),
  recommend: (facts, values) =>
    isThere(facts) && ipv6Problem(facts, values) === null
      ? { value: true, source: 'detected', because: msg('service.q-ipv6-there') }
      : { value: false, source: 'default', because: msg('service.q-ipv6-because') },
  refuse: (value, facts, values) => (value ? ipv6Problem(facts, values) : null),
};

/** The variable that dockerd-rootless.sh reads for it. */
export function ipv6Environment(values: Values): readonly string[] {
  return values['service.docker-ipv6'] ? [IPV6_FLAG] : [];
}

/**
 * What the namespace still lacks once the daemon runs, as a shell text; null where IPv6 is not wanted. slirp4netns
 * announces its router, and the kernel takes no notice of it where it forwards itself, as Docker makes it do;
 * a route that came in before that would end after half an hour. Older versions of rootlesskit give pasta
 * no address, newer ones that of the host, which then can't be called from containers. The addresses are
 * those of slirp4netns(1), which rootlesskit has taken for pasta, too:
 * https://github.com/rootless-containers/rootlesskit/pull/620 . The namespace is that of dockerd, or a file
 * where rootlesskit has put it aside (--detach-netns).
 */
export function wayOut(values: Values): string | null {
  return values['service.docker-ipv6'] ? WAY_OUT : null;
}

const WAY_OUT = [
  'pid=$(cat "$XDG_RUNTIME_DIR/docker.pid")',
  'net=/proc/$pid/root$XDG_RUNTIME_DIR/dockerd-rootless/netns',
  '[ -e "$net" ] || net=/proc/$pid/ns/net',
  'exec nsenter -t "$pid" -U --preserve-credentials --net="$net" sh -c \'ip -6 address replace fd00::100/64 dev tap0 nodad && ip -6 route replace default via fd00::2 dev tap0\'',
].join('; ');

/** Why Docker can't give its containers IPv6 here, or null. What is not known yet is judged when its step is planned. */
export function ipv6Problem(facts: Facts, values: Partial<Values>): Message | null {
  if (orNull(facts.init) !== null && initOf(facts) !== 'systemd') {
    return msg('service.ipv6-systemd');
  }
  if (orNull(facts.networkTools)?.ipv6 === 'none') return msg('service.ipv6-none');
  switch (values['service.docker-network']) {
    // "No IPv6 support yet": https://github.com/rootless-containers/slirp4netns/issues/253
    case 'slirp4netns':
      return msg('service.ipv6-slirp');
    // rootlesskit ends with "--ipv6 is not supported for gvisor-tap-vsock".
    case 'no-proxy':
      return lacksSlirp(facts) ? msg('service.ipv6-gvisor') : null;
    case 'pasta': {
      const { kit } = dockerVersions(facts);
      if (kit === null || comesFromElsewhere(facts, values) || pastaIpv6(kit)) return null;
      return msg('service.ipv6-pasta', { kit });
    }
    default:
      return null;
  }
}

/** Was it chosen before, or is a half of it here already? */
function isThere(facts: Facts): boolean {
  return ours(facts) || readJson(daemonText(facts), 'ipv6') === true;
}

function ours(facts: Facts): boolean {
  const unit = orNull(facts.files)?.['docker.unit'];
  return unit !== undefined && (textOf(unit) ?? '').includes(`Environment=${IPV6_FLAG}\n`);
}

function daemonText(facts: Facts): string {
  const daemon = orNull(facts.files)?.['docker.daemon'];
  return (daemon === undefined ? null : textOf(daemon)) ?? '';
}

const BY_DEFAULT = 'default-network-opts';
const ENABLE = 'com.docker.network.enable_ipv6';

/**
 * What an older Docker has to be told of the default network: a subnet, here `fd`, `rootl` in ASCII, and zeros, and
 * its rules for IPv6, which were an experiment. Networks of one's own need a subnet each there.
 * https://docs.docker.com/engine/daemon/ipv6/
 */
const OLDER: readonly JsonSetting[] = [
  { key: 'fixed-cidr-v6', value: 'fd72:6f6f:746c::/64' },
  { key: 'experimental', value: true },
  { key: 'ip6tables', value: true },
];

/** The half in daemon.json. A no switches off what a yes of before has switched on, which the unit of ours tells. */
export function ipv6Settings(facts: Facts, values: Values): readonly JsonSetting[] {
  const on = values['service.docker-ipv6'];
  if (!on && !ours(facts)) return [];
  const text = daemonText(facts);
  const networks = networksByDefault(text);
  if (!on) {
    return [
      { key: 'ipv6', value: false },
      ...(enabled(networks) ? [byDefault(networks, 'false')] : []),
    ];
  }
  const { docker } = dockerVersions(facts);
  const subnet = readJson(text, 'fixed-cidr-v6');
  return [
    { key: 'ipv6', value: true },
    ...(docker === null || knowsIpv6(docker)
      ? [byDefault(networks, 'true')]
      : OLDER.filter(({ key }) => key !== 'fixed-cidr-v6' || subnet === undefined)),
  ];
}

/** `{"bridge": {OPTION: "VALUE"}}`, as far as it is that. */
function networksByDefault(text: string): JsonObject {
  return objectOf(readJson(text, BY_DEFAULT));
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? (value as JsonObject) : {};
}

function enabled(networks: JsonObject): boolean {
  return objectOf(networks['bridge'])[ENABLE] === 'true';
}

/** Options of others for new networks stay. */
function byDefault(networks: JsonObject, value: 'true' | 'false'): JsonSetting {
  const bridge = { ...objectOf(networks['bridge']), [ENABLE]: value };
  return { key: BY_DEFAULT, value: { ...networks, bridge } };
}
