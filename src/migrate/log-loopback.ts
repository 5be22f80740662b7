/**
 * Logs that go to 127.0.0.1 of the host. Before 29.5 the daemon of a rootless Docker has a network of its own, where
 * that is another place: a driver that connects when the container starts keeps it from starting, one that only
 * sends loses everything. Seen with Docker 26.1; https://github.com/moby/moby/pull/47103 put the daemon into the
 * network of the host.
 */
import { msg } from '../i18n/msg.ts';
import type { Inventory } from './inventory.ts';
import { at, type Fields, pairs, text } from './json.ts';
import type { Judgement } from './judge.ts';
import type { Target } from './judge-target.ts';

/** Has the daemon of a rootless Docker of that version a 127.0.0.1 of its own? null: nobody knows, so it may. */
export function hasOwnLoopback(version: string | null): boolean {
  const [, major = '0', minor = '0'] = /^(?:\d+:)?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return Number(major) < 29 || (Number(major) === 29 && Number(minor) < 5);
}

interface LogAddress {
  /** As somebody wrote it. */
  readonly address: string;
  readonly port: number;
  /** Does the container not start where nobody answers? */
  readonly waits: boolean;
}

/** By the driver: the option with the address, where it goes without one, and whether it waits for an answer. */
const DRIVERS: ReadonlyMap<
  string,
  readonly [string, string, (address: string, option: (name: string) => string) => boolean]
> = new Map([
  [
    'fluentd',
    [
      'fluentd-address',
      '127.0.0.1:24224',
      (_, option) => ![option('fluentd-async'), option('fluentd-async-connect')].includes('true'),
    ],
  ],
  ['gelf', ['gelf-address', '', (address) => address.startsWith('tcp')]],
  ['syslog', ['syslog-address', '', (address) => address.startsWith('tcp')]],
  ['splunk', ['splunk-url', '', (_, option) => option('splunk-verify-connection') !== 'false']],
]);

/**
 * Where the log of a container goes, if that is a loopback address of the host; else null. `entry`: of `docker inspect`.
 * Source: https://docs.docker.com/engine/logging/configure/
 */
export function loopbackLog(entry: Fields): LogAddress | null {
  const log = at(at(entry, 'HostConfig'), 'LogConfig');
  const [key, usual, waits] = DRIVERS.get(text(log['Type'])) ?? [];
  if (key === undefined || waits === undefined) return null;
  const options = new Map(pairs(log['Config']));
  const option = (name: string) => options.get(name) ?? '';
  const address = option(key) || (usual ?? '');
  const [, host = '', port = ''] =
    /^(?:[a-z+]+:\/\/)?(localhost|127[.\d]*|\[::1\]):(\d+)/.exec(address) ?? [];
  return host === '' ? null : { address, port: Number(port), waits: waits(address, option) };
}

/**
 * A judgement with what becomes of such a log. Where a container of root publishes that port, it is that one that
 * gets the log, before as after.
 */
export function judgeLog(
  judgement: Judgement,
  { engine, ownLoopback = true }: Pick<Target, 'engine' | 'ownLoopback'>,
  { entries, containers }: Pick<Inventory, 'entries' | 'containers'>,
): Judgement {
  const { container, verdict, because } = judgement;
  if (engine !== 'docker' || !ownLoopback || verdict === 'moved') return judgement;
  const log = loopbackLog(entries.get(container.id) ?? {});
  if (log === null) return judgement;
  const { address, port, waits } = log;
  const served = containers.some(({ ports }) => ports.some(({ host }) => host === port));
  if (waits && !served) {
    const reason = msg('migrate.log-waits', { address });
    return {
      container,
      verdict: 'stays',
      because: [...(verdict === 'stays' ? because : []), reason],
    };
  }
  if (verdict === 'stays') return judgement;
  const change = msg('migrate.log-loopback', { address });
  return { container, verdict: 'moves-with-changes', because: [...because, change] };
}
