/** Logs that go to 127.0.0.1 of the host, which is another place for a rootless Docker. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import type { Judgement } from '../../src/migrate/judge.ts';
import { hasOwnLoopback, judgeLog, loopbackLog } from '../../src/migrate/log-loopback.ts';

const entry = (Type: string, Config: object, more: object = {}) => ({
  ...{ Id: 'web', Name: '/web', HostConfig: { LogConfig: { Type, Config }, ...more } },
});

describe('where a log goes', () => {
  it.each([
    ['fluentd', {}, { address: '127.0.0.1:24224', port: 24_224, waits: true }],
    ['fluentd', { 'fluentd-async': 'true' }, { waits: false }],
    ['fluentd', { 'fluentd-async-connect': 'true' }, { waits: false }],
    ['fluentd', { 'fluentd-address': 'tcp://localhost:5000' }, { port: 5000, waits: true }],
    ['gelf', { 'gelf-address': 'udp://127.0.0.1:12201' }, { port: 12_201, waits: false }],
    ['gelf', { 'gelf-address': 'tcp://[::1]:12201' }, { port: 12_201, waits: true }],
    ['syslog', { 'syslog-address': 'tcp+tls://127.0.1.1:6514' }, { port: 6514, waits: true }],
    ['syslog', { 'syslog-address': 'udp://127.0.0.1:514' }, { port: 514, waits: false }],
    ['splunk', { 'splunk-url': 'https://localhost:8088' }, { port: 8088, waits: true }],
    [
      'splunk',
      { 'splunk-url': 'https://localhost:8088', 'splunk-verify-connection': 'false' },
      { waits: false },
    ],
  ])('%s with %j is on the loopback: %j', (type, config, found) => {
    expect(loopbackLog(entry(type, config))).toMatchObject(found);
  });

  it.each([
    ['json-file', {}],
    ['syslog', {}],
    ['syslog', { 'syslog-address': 'unixgram:///dev/log' }],
    ['fluentd', { 'fluentd-address': 'unix:///run/fluentd.sock' }],
    ['fluentd', { 'fluentd-address': '10.127.0.0:24224' }],
    ['gelf', { 'gelf-address': 'udp://127.0.0.1.example.org:12201' }],
    ['constructor', {}],
  ])('%s with %j is not', (type, config) => {
    expect(loopbackLog(entry(type, config))).toBe(null);
  });
});

describe('a container with such a log', () => {
  const target = { engine: 'docker' as const, ownLoopback: true };
  const judged = (
    config: object,
    { verdict = 'moves', on = target, others = [] as readonly object[] } = {},
  ) => {
    const web = entry('fluentd', config);
    const judgement = { container: container(web), verdict, because: [] } as Judgement;
    const containers = [web, ...others].map((each) => container({ ...each }));
    const known = { entries: new Map([['web', web]]), containers };
    const { verdict: is, because } = judgeLog(judgement, on, known);
    return [is, ...because.map(({ key }) => key)];
  };
  const log = {
    Id: 'log',
    HostConfig: { PortBindings: { '24224/tcp': [{ HostPort: '24224' }] } },
  };

  it('stays where it would wait for an answer', () => {
    expect(judged({})).toEqual(['stays', 'migrate.log-waits']);
    expect(judged({}, { verdict: 'stays' })).toEqual(['stays', 'migrate.log-waits']);
  });

  it('moves where it does not wait, or a container has that port', () => {
    const moves = ['moves-with-changes', 'migrate.log-loopback'];
    expect(judged({ 'fluentd-async': 'true' })).toEqual(moves);
    expect(judged({}, { others: [log] })).toEqual(moves);
    expect(judged({ 'fluentd-async': 'true' }, { verdict: 'stays' })).toEqual(['stays']);
  });

  it('is as before where the daemon is in the network of the host, or is no Docker', () => {
    expect(judged({}, { on: { engine: 'docker', ownLoopback: false } })).toEqual(['moves']);
    expect(judged({}, { on: { engine: 'podman', ownLoopback: true } as never })).toEqual(['moves']);
    expect(judged({}, { verdict: 'moved' })).toEqual(['moved']);
  });

  it.each([
    ['26.1.5+dfsg1', true],
    ['29.4.3', true],
    ['29.5.0', false],
    ['5:30.0.1-1~debian.13~trixie', false],
    [null, true],
  ])('is asked by the version %s', (version, own) => {
    expect(hasOwnLoopback(version)).toBe(own);
  });
});
