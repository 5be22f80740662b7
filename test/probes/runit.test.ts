import { expect, it } from 'vitest';
import { readRunit } from '../../src/probe/runit.ts';
import { alice } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';

const directory = { kind: 'directory' } as const;
const NAME = 'rootless-docker-alice';
const RUN = { '/run/runit': directory };

const read = (files: FakeSpec['files']) =>
  readRunit(new FakeHost({ files: files ?? {} }), alice, 'docker');

it.each([
  ["Void's", '/var/service'],
  ["Debian's", '/etc/service'],
])('takes %s place of links, whether it is empty or has ours', async (_whose, dir) => {
  const other = { [`${dir}/sshd`]: directory };
  expect(await read({ ...RUN, [dir]: directory, ...other })).toMatchObject({
    name: NAME,
    dir: `/etc/sv/${NAME}`,
    link: `${dir}/${NAME}`,
    files: { run: { kind: 'absent' }, check: { kind: 'absent' }, log: { kind: 'absent' } },
    enabled: false,
  });
  const files = { [`/etc/sv/${NAME}/run`]: '#!/bin/sh\n', [`${dir}/${NAME}`]: directory };
  expect(await read({ ...RUN, [dir]: directory, ...files })).toMatchObject({
    files: { run: { kind: 'file', bytes: '#!/bin/sh\n' } },
    enabled: true,
  });
});

it.each([
  ['systemd starts things, and runit is beside it', { '/run/systemd/system': directory }],
  ['OpenRC starts things, and runit is beside it', { '/run/openrc/softlevel': 'default' }],
])('has none where %s', async (_why, more) => {
  expect(await read({ ...RUN, '/etc/service': directory, ...more })).toBeNull();
});

it('has none where runit does not run, or looks in a place that nobody knows', async () => {
  expect(await read({ '/etc/service': directory })).toBeNull();
  expect(await read(RUN)).toBeNull();
});
