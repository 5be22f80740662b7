import { msg } from '../i18n/msg.ts';
import type { AnswerKey, Answers, Values } from '../model/answers.ts';
import type { Message } from '../model/message.ts';

/** Another answer that has to be one of these for an answer to count; `of` empty: it has to be given at all. */
interface Need {
  readonly key: AnswerKey;
  readonly of: readonly (string | boolean)[];
}

const engine = (...of: readonly string[]): Need => ({ key: 'engines', of });
const need = (key: AnswerKey, ...of: readonly (string | boolean)[]): Need => ({ key, of });

const DOCKER = engine('docker');
const NERDCTL = engine('nerdctl');
const PODMAN = engine('podman');
const LXC = engine('lxc');
const REPOSITORY = [DOCKER, need('docker.source', 'docker')];
const STATIC = [DOCKER, need('docker.source', 'static')];

/**
 * Without which other answers an answer has no effect, on whatever host. An answer that only the host makes
 * idle (ping that is allowed already) is not of these: a file of answers is for more than one host.
 * test/unit/idle-answers.test.ts holds that a plan is the same then.
 */
export const COUNTS_WITH: { readonly [K in AnswerKey]: readonly Need[] } = {
  engines: [],
  'system.family': [],
  'user.create': [],
  'docker.source': [DOCKER],
  'docker.repository': REPOSITORY,
  'docker.key': REPOSITORY,
  'docker.fingerprint': REPOSITORY,
  'docker.archive': STATIC,
  'docker.sha256': [...STATIC, need('docker.archive')],
  'docker.extras': STATIC,
  'docker.extras-sha256': [...STATIC, need('docker.extras')],
  'packages.install': [],
  'packages.compose': [engine('podman', 'docker')],
  'packages.podman-docker': [PODMAN],
  'nerdctl.archive': [NERDCTL],
  'nerdctl.sha256': [NERDCTL, need('nerdctl.archive')],
  'nerdctl.place': [NERDCTL, need('nerdctl.archive')],
  'subids.count': [],
  'kernel.settings': [],
  'ports.method': [],
  'ports.lowest': [need('ports.method', 'sysctl')],
  'ping.allow': [],
  'cgroup.delegate': [],
  'cgroup.switch': [],
  linger: [],
  'storage.podman.driver': [PODMAN],
  'storage.podman.graphroot': [PODMAN],
  'storage.image': [engine('podman', 'docker', 'nerdctl')],
  'storage.image-size': [need('storage.image')],
  'storage.docker.driver': [DOCKER],
  'storage.docker.data-root': [DOCKER],
  'storage.nerdctl.snapshotter': [NERDCTL],
  'storage.nerdctl.root': [NERDCTL],
  'service.docker': [DOCKER],
  'service.docker-network': [DOCKER],
  'service.docker-ipv6': [DOCKER],
  'service.docker-reach-host': [DOCKER],
  'service.nerdctl': [NERDCTL],
  'service.nerdctl-network': [NERDCTL],
  'service.nerdctl-bypass': [NERDCTL],
  'service.podman-socket': [PODMAN],
  'service.podman-restart': [PODMAN, need('linger', true)],
  'service.lxc-autostart': [LXC, need('linger', true)],
  'lxc.bridge': [LXC],
  'shell.docker-context': [DOCKER],
  'shell.docker-host': [engine('podman', 'docker')],
  verify: [],
  // What only `migrate` reads may stand in a file for both.
  'migrate.directories': [],
  'migrate.volumes': [],
  'migrate.images': [],
};

/**
 * Of these answers, those that a file or a flag gave and that have no effect beside the others: what is
 * missing, and what to do. A person who answers page by page sees which questions are left.
 */
export function idleAnswers(keys: readonly AnswerKey[], answers: Answers): readonly Message[] {
  return keys.flatMap((key) => {
    const { source } = answers[key];
    const missing = COUNTS_WITH[key].filter((each) => !isMet(each, answers)).map(asText);
    if (missing.length === 0 || (source !== 'file' && source !== 'flag')) return [];
    const args = { key, missing };
    return [source === 'file' ? msg('answers.idle-file', args) : msg('answers.idle-flag', args)];
  });
}

function isMet({ key, of }: Need, answers: Answers): boolean {
  const value: Values[AnswerKey] = answers[key].value;
  if (typeof value === 'object') return of.some((each) => value.some((name) => name === each));
  return of.length === 0 ? value !== '' : of.some((each) => each === value);
}

/** As it would stand in the file. */
function asText({ key, of }: Need): string {
  return of.length === 0 ? key : `${key}: ${of.join(' / ')}`;
}
