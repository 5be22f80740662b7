/** What the facts about Podman mean for somebody who wants it. */
import { confFilesOf, confInForce, whyInForce } from '../edit/storage-conf.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts, Podman } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { firstLine, installing, majorOf, wants } from './common.ts';
import { asUser, finding, skipped } from './finding.ts';

const INSTALLED = {
  id: 'podman.installed',
  title: msg('engine-check.podman-installed'),
  source: 'https://podman.io/docs/installation',
};
const INFO = {
  id: 'podman.info',
  title: msg('engine-check.podman-info'),
  source: 'podman-info(1)',
};
const CONF = {
  id: 'podman.storage-conf',
  title: msg('engine-check.podman-conf'),
  source: 'containers-storage.conf(5)',
};
const ENV = {
  id: 'podman.storage-env',
  title: msg('engine-check.podman-env'),
  source: 'containers-storage.conf(5)',
};
const DRIVER = {
  id: 'podman.driver',
  title: msg('engine-check.podman-driver'),
  source: 'containers-storage.conf(5)',
};
const MAPPING = {
  id: 'podman.mapping',
  title: msg('engine-check.podman-mapping'),
  source: 'podman-system-migrate(1)',
};
const SOCKET = {
  id: 'podman.socket',
  title: msg('engine-check.podman-socket'),
  source: 'podman-system-service(1)',
};

function infoFinding({ info, infoError, version }: Podman): Finding {
  if (info === null && infoError === '') {
    return finding(INFO, 'skip', '', { cause: msg('engine-check.podman-not-used') });
  }
  if (infoError === '') return finding(INFO, 'ok', `${version ?? ''} ${info?.graphRoot ?? ''}`);
  return finding(INFO, info === null ? 'fail' : 'warn', firstLine(infoError), {
    cause: msg(info === null ? 'engine-check.podman-fails' : 'engine-check.podman-warns'),
    remedy: [asUser('podman info')],
  });
}

/** Which files say how images are stored, why these, and what they say. */
function confFindings(facts: Facts, podman: Podman): readonly Finding[] {
  const major = majorOf(podman.version);
  const env = podman.storageEnv ?? [];
  const conf = major === null ? null : confInForce(confFilesOf(facts), major);
  const result = [
    ...(podman.info === null ? [] : [`driver = ${podman.info.driver}`]),
    ...(podman.store === undefined
      ? []
      : [`graphroot = ${podman.info?.graphRoot ?? podman.store}`]),
  ];
  return [
    ...(conf === null
      ? []
      : [finding(CONF, 'info', [...conf.read, ...result].join(', '), { cause: whyInForce(conf) })]),
    ...(env.length === 0
      ? []
      : [finding(ENV, 'warn', env.join(' '), { cause: msg('storage.conf-env', { said: env }) })]),
  ];
}

function driverFinding(facts: Facts, info: NonNullable<Podman['info']>): Finding {
  if (info.driver !== 'vfs') return finding(DRIVER, 'ok', `${info.driver} ${info.graphRoot}`);
  const better = facts.overlay.known && facts.overlay.value.native;
  return finding(DRIVER, 'warn', `vfs ${info.graphRoot}`, {
    cause: msg(better ? 'engine-check.vfs-needless' : 'engine-check.vfs'),
    remedy: better ? [asUser('rootless-wizard --set storage.podman.driver=overlay')] : [],
  });
}

function mappingFinding({ idMapUid }: NonNullable<Podman['info']>): Finding {
  const evidence = idMapUid.map((map) => `${map.container}:${map.host}:${map.count}`).join(' ');
  const ids = idMapUid.reduce((sum, map) => sum + map.count, 0);
  if (ids > 1) return finding(MAPPING, 'ok', evidence);
  return finding(MAPPING, 'fail', evidence, {
    cause: msg('engine-check.podman-one-id'),
    remedy: [asUser('podman system migrate')],
  });
}

function podmanFindings(facts: Facts): readonly Finding[] {
  if (!facts.podman.known) return [skipped(INSTALLED, facts.podman)];
  const podman = facts.podman.value;
  if (podman.path === null) {
    return [
      finding(INSTALLED, 'fail', '', {
        cause: msg('engine-check.not-installed', { name: 'podman' }),
        remedy: installing(facts, 'podman'),
      }),
    ];
  }
  const { active, enabled } = podman.socket;
  return [
    finding(INSTALLED, 'ok', `${podman.path} ${podman.version ?? ''}`.trim()),
    infoFinding(podman),
    ...confFindings(facts, podman),
    ...(podman.info === null ? [] : [driverFinding(facts, podman.info)]),
    // `podman info` of a root-like environment has no maps: nothing to say then.
    ...(podman.info === null || podman.info.idMapUid.length === 0
      ? []
      : [mappingFinding(podman.info)]),
    finding(
      SOCKET,
      enabled === 'unknown' ? 'skip' : 'info',
      `podman.socket: ${enabled}, ${active}`,
    ),
  ];
}

export const checks: readonly Check[] = [
  { id: 'podman', run: (facts, goal) => (wants(goal, 'podman') ? podmanFindings(facts) : []) },
];
