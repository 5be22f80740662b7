import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import type { Inventory } from './inventory.ts';
import { at, type Fields, pairs, text, texts } from './json.ts';
import type { Judgement } from './judge.ts';
import { furtherNames, logLosses } from './nerdctl-recipe.ts';

/** What is known of a container's surroundings. */
type Around = Pick<Inventory, 'containers' | 'entries' | 'images'>;

/**
 * A judgement with what rootless nerdctl can't do and the other targets can: what was seen with 2.3 on
 * Debian 13, and https://github.com/containerd/nerdctl/blob/main/docs/command-reference.md
 */
export function judgeForNerdctl(judgement: Judgement, around: Around): Judgement {
  const { container, verdict, because } = judgement;
  if (verdict === 'moved') return judgement;
  const entry = around.entries.get(container.id) ?? {};
  const reasons = staying(container, entry, around);
  if (reasons.length > 0) {
    return {
      container,
      verdict: 'stays',
      because: verdict === 'stays' ? [...because, ...reasons] : reasons,
    };
  }
  if (verdict === 'stays') return judgement;
  const changes = [...because, ...changing(container, entry, around)];
  return {
    container,
    verdict: changes.length > 0 ? 'moves-with-changes' : 'moves',
    because: changes,
  };
}

/**
 * A judgement with what only nerdctl does: in its network for everybody, too, containers find each other by
 * their names. https://github.com/containerd/nerdctl/tree/main/pkg/dnsutil/hostsstore
 */
export function judgeFromNerdctl(
  judgement: Judgement,
  { containers }: Pick<Around, 'containers'>,
): Judgement {
  const { container, verdict, because } = judgement;
  const here = containers.filter(
    ({ source, networkMode }) => source === 'nerdctl' && networkMode === 'bridge',
  );
  const moves = verdict === 'moves' || verdict === 'moves-with-changes';
  if (!moves || here.length < 2 || !here.includes(container)) return judgement;
  return {
    container,
    verdict: 'moves-with-changes',
    because: [...because, msg('migrate.nerdctl-bridge')],
  };
}

function staying(
  container: RootfulContainer,
  entry: Fields,
  { containers, images }: Around,
): readonly Message[] {
  const reasons: Message[] = [];
  const { links, networks, networkMode, ports, mounts } = container;
  if (links.length > 0) reasons.push(msg('migrate.nerdctl-links'));
  const names = furtherNames(container, containers);
  const hostname = ownHostname(container, entry);
  const left = hostname === '' ? names.slice(1) : names.filter((name) => name !== hostname);
  if (left.length > 0) reasons.push(msg('migrate.nerdctl-aliases', { names }));
  const fixed = networks.some(({ ipv4 }) => ipv4 !== '') && networks.length > 1;
  if (fixed || networks.some(({ ipv6 }) => ipv6 !== '')) {
    reasons.push(msg('migrate.nerdctl-address'));
  }
  if (ports.some(({ host }) => host === 0)) reasons.push(msg('migrate.nerdctl-port'));
  const colons = mounts.flatMap(({ type, source, destination }) =>
    (type === 'bind' || type === 'volume') && `${source}${destination}`.includes(':')
      ? [source.includes(':') ? source : destination]
      : [],
  );
  if (colons.length > 0) reasons.push(msg('migrate.nerdctl-colon', { paths: colons }));
  const other = joined(networkMode, containers);
  if (other !== undefined && !other.running) {
    reasons.push(msg('migrate.nerdctl-joined-stopped', { other: other.name }));
  }
  if (images.get(container.imageId)?.refs.length === 0) {
    reasons.push(msg('migrate.nerdctl-nameless'));
  }
  return reasons;
}

function changing(
  container: RootfulContainer,
  entry: Fields,
  { containers }: Around,
): readonly Message[] {
  const changes: Message[] = [];
  const [name] = furtherNames(container, containers);
  if (name !== undefined && ownHostname(container, entry) === '') {
    changes.push(msg('migrate.nerdctl-hostname', { name }));
  }
  const [test = 'NONE'] = texts(at(at(entry, 'Config'), 'Healthcheck')['Test']);
  if (test !== 'NONE') {
    changes.push(msg('migrate.nerdctl-health', { name: container.name }));
  }
  const other = joined(container.networkMode, containers);
  if (other !== undefined && !['', 'no'].includes(container.restart)) {
    changes.push(msg('migrate.nerdctl-joined', { other: other.name, name: container.name }));
  }
  const log = at(at(entry, 'HostConfig'), 'LogConfig');
  const options = pairs(log['Config']).map(([key]) => key);
  const losses = logLosses(container.logDriver, options);
  if (losses.driver !== null) {
    changes.push(msg('migrate.nerdctl-log', { driver: losses.driver }));
  }
  if (losses.options.length > 0) {
    changes.push(msg('migrate.nerdctl-log-options', { options: [...losses.options] }));
  }
  return changes;
}

/** The host name that somebody chose, '' where the engine took the short id. */
function ownHostname({ id }: RootfulContainer, entry: Fields): string {
  const hostname = text(at(entry, 'Config')['Hostname']);
  return hostname !== '' && id.startsWith(hostname) ? '' : hostname;
}

/** The container whose network it shares. */
function joined(
  mode: string,
  containers: readonly RootfulContainer[],
): RootfulContainer | undefined {
  const [, other] = /^container:(.*)$/.exec(mode) ?? [];
  return containers.find(({ id, name }) => id === other || name === other);
}
