import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withFiles } from '../../src/commands/migrate-files.ts';
import { msg } from '../../src/i18n/msg.ts';
import { composeOf } from '../../src/migrate/compose.ts';
import { move, step } from '../../src/migrate/move.ts';
import { movedLabel } from '../../src/migrate/words.ts';
import type { Change } from '../../src/model/change.ts';
import { recipe } from './migrated-container.ts';

const LABEL = 'rootless-wizard.moved=1';

describe('a compose file', () => {
  it('says all of it', () => {
    const text = composeOf(recipe(), 'web', LABEL);
    expect(text).not.toContain('Compose has no key');
    expect(parse(text)).toEqual({
      name: 'web',
      services: {
        web: {
          image: 'site:1',
          container_name: 'web',
          external_links: ['db:store'],
          ports: ['8080:80/tcp', '[::1]:53:53/udp'],
          volumes: [
            'data:/data',
            {
              type: 'bind',
              source: '/srv/c:d,"e"',
              target: '/c',
              read_only: true,
              bind: { propagation: 'rslave' },
            },
            { type: 'tmpfs', target: '/m', tmpfs: { size: 5, mode: 0o1777 } },
          ],
          tmpfs: ['/t:size=1m'],
          hostname: 'box',
          user: '7:8',
          working_dir: '/a b',
          environment: ['A=b $$c', 'DATE=2001-01-01', 'EMPTY='],
          labels: ['note=x $$y', LABEL],
          restart: 'on-failure:3',
          stop_signal: 'SIGQUIT',
          stop_grace_period: '3s',
          init: true,
          tty: true,
          stdin_open: true,
          read_only: true,
          cap_add: ['NET_ADMIN'],
          cap_drop: ['MKNOD'],
          security_opt: ['no-new-privileges'],
          group_add: ['77'],
          devices: ['/dev/fuse:/dev/fuse:rwm'],
          sysctls: ['net.core.somaxconn=99'],
          dns: ['10.0.0.1'],
          dns_search: ['lan'],
          dns_opt: ['ndots:1'],
          extra_hosts: ['other:10.0.0.2'],
          mem_limit: 1048576,
          memswap_limit: -1,
          mem_reservation: 4096,
          cpus: 1.5,
          cpu_shares: 5,
          cpu_period: 6,
          cpu_quota: 7,
          cpuset: '0-1',
          pids_limit: 9,
          shm_size: 1000000,
          ulimits: { nofile: { soft: 512, hard: 1024 } },
          logging: { driver: 'local', options: { 'max-size': '1m', 'max-file': '3' } },
          healthcheck: {
            test: ['CMD-SHELL', "test -e '$$x y'"],
            interval: '5000000000ns',
            timeout: '4000000000ns',
            start_period: '3000000000ns',
            retries: 2,
          },
          entrypoint: ['/entry'],
          command: ['-v', 'serve', '$$PORT'],
          networks: {
            main: { aliases: ['web'], ipv4_address: '10.0.0.7' },
            side: { aliases: ['behind'], ipv6_address: 'fd00::7' },
          },
        },
      },
      volumes: { data: { external: true } },
      networks: { main: { external: true }, side: { external: true } },
    });
  });

  it('joins the network of all where there is no other, and names what it does not know', () => {
    const file = composeOf({ create: ['--gpus', 'all\nx', 'i'], connect: [] }, 'A.b', LABEL);
    expect(file).toContain('#   --gpus "all\\nx"\n');
    expect(parse(file)).toMatchObject({
      name: 'a-b',
      services: { 'A.b': { image: 'i', network_mode: 'bridge' } },
    });
    for (const mode of ['none', 'container:db']) {
      const joined = composeOf({ create: ['--network', mode, 'i'], connect: [] }, 'a', LABEL);
      expect(parse(joined)).toMatchObject({ services: { a: { network_mode: mode } } });
    }
    const bare = composeOf(
      { create: ['--entrypoint', '', '--no-healthcheck', 'i'], connect: [] },
      'a',
      LABEL,
    );
    expect(parse(bare)).toMatchObject({
      services: { a: { entrypoint: [], healthcheck: { disable: true } } },
    });
  });

  it('means every value, whatever is in it', () => {
    const strange = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('$', '"', '\n', '\u2028', '\u0085', ':', '#', ' ') }),
    );
    fc.assert(
      fc.property(
        fc.array(strange, { maxLength: 5 }),
        fc.array(strange, { maxLength: 5 }),
        (values, words) => {
          const Env = values.map((value, at) => `V${at}=${value}`);
          const text = composeOf(recipe({ Env, Cmd: words }, {}), 'a', LABEL);
          // What compose's parser takes for a line end, or for no text at all, never stands bare.
          expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029\ufeff]/);
          const { services } = parse(text) as {
            services: { a: { environment?: string[]; command?: string[] } };
          };
          const undone = (list: readonly string[] = []) =>
            list.map((each) => each.replaceAll('$$', '$'));
          expect(undone(services.a.environment)).toEqual(Env);
          expect(undone(services.a.command)).toEqual(words);
          for (const value of services.a.environment ?? []) {
            expect(value.replaceAll('$$', '')).not.toContain('$');
          }
        },
      ),
    );
  });

  it('carries the label that the helper gives', () => {
    // printf '%s\n' container --stopped -- 'a b' | sha256sum
    expect(movedLabel(['--stopped', '--', 'a b'])).toBe(
      'rootless-wizard.moved=cd798c167fbce46430f6ce62ff2d09f0c4f1bedf077b126cbaaa1f194ecd00ee',
    );
  });
});

describe('the files of a move', () => {
  const change = (id: string, dependsOn: readonly string[] = []): Change => ({
    ...move(
      id,
      msg('migrate.check-title'),
      msg('migrate.check-why'),
      ['rw_migrate_stop'],
      null,
      '',
    ),
    dependsOn,
  });
  const of = (name: string) => change(`migrate.file.${name}`, [`migrate.container.${name}`]);
  const because = msg('migrate.check-because');
  const steps = [
    step('migrate-group', because, [change('migrate.container.a'), change('migrate.container.b')]),
    step('migrate-cutover', because, [change('migrate.cutover')]),
  ];
  const ids = (...given: Parameters<typeof withFiles>) =>
    withFiles(...given).map(({ id, changes }) => [id, ...changes.map((each) => each.id)].join(' '));

  it('come after the containers, without those of containers that stay', () => {
    const [first, last] = [
      'migrate-group migrate.container.a migrate.container.b',
      'migrate-cutover migrate.cutover',
    ];
    expect(ids(steps, [of('a'), of('c')])).toEqual([first, 'migrate-files migrate.file.a', last]);
    const without = new Set(['migrate.file.a']);
    expect(ids(steps, [of('a'), of('b')], without)).toEqual([
      first,
      'migrate-files migrate.file.b',
      last,
    ]);
    expect(ids(steps, [of('a')], without)).toEqual([first, last]);
    expect(ids([], [of('a')])).toEqual([]);
  });
});
