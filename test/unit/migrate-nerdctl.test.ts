/** What is different where containers move to rootless nerdctl. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { composeOf } from '../../src/migrate/compose.ts';
import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';
import type { Judgement } from '../../src/migrate/judge.ts';
import { judgeForNerdctl } from '../../src/migrate/nerdctl-judge.ts';
import { flagsOf, furtherNames, nerdctlRecipe } from '../../src/migrate/nerdctl-recipe.ts';
import { joinedOf } from '../../src/migrate/words.ts';

const IMAGE_ID = `sha256:${'e'.repeat(64)}`;

/** What `docker inspect` says, reduced to what a test speaks of. */
interface Inspected {
  readonly Config?: object;
  readonly HostConfig?: object;
  readonly Mounts?: readonly object[];
  readonly Networks?: object;
  readonly Running?: boolean;
}

function inspected(name: string, { Config, Networks, Running = true, ...rest }: Inspected) {
  return {
    // Each has an id of its own: hexadecimal digits of the name.
    Id: Buffer.from(name).toString('hex').padEnd(64, '0'),
    Name: `/${name}`,
    Image: IMAGE_ID,
    Config: { Image: 'x', ...Config },
    State: { Running },
    NetworkSettings: { Networks: Networks ?? {} },
    ...rest,
  };
}

type Entry = ReturnType<typeof inspected>;

const neighbour = (networks: readonly string[]): Entry =>
  inspected('neighbour', { Networks: Object.fromEntries(networks.map((name) => [name, {}])) });

function recipe(entry: Entry, others: readonly Entry[] = []) {
  const all = [entry, ...others].map((each) => container(each));
  const general = recipeOf(
    entry,
    container(entry),
    {},
    { target: 'nerdctl', image: 'IMAGE', nameOf: (id) => `name-of-${id}` },
  );
  return nerdctlRecipe(general, container(entry), all);
}

const created = (...given: Parameters<typeof recipe>) => recipe(...given).create.join(' ');

function judged(
  entry: Entry,
  others: readonly Entry[] = [],
  verdict: Judgement['verdict'] = 'moves',
  refs: readonly string[] = ['x:latest'],
) {
  const entries = [entry, ...others];
  const all = entries.map((each) => container(each));
  const found = judgeForNerdctl(
    { container: container(entry), verdict, because: [] },
    {
      containers: all,
      entries: new Map(entries.map((each) => [each.Id, each])),
      images: new Map([[IMAGE_ID, { source: 'docker', id: IMAGE_ID, refs, size: 0, entry: {} }]]),
    },
  );
  return { verdict: found.verdict, because: found.because.map(({ key }) => key) };
}

describe('a container made by nerdctl', () => {
  const networks = {
    main: { Aliases: ['web', 'site'], NetworkID: 'm' },
    side: { Aliases: ['web', 'site', 'behind'] },
  };
  const web = inspected('web', { HostConfig: { NetworkMode: 'main' }, Networks: networks });

  it('joins all networks at once, the first being the one that it was made with', () => {
    expect(created(web)).toBe('--network main --network side IMAGE');
    expect(recipe(web).connect).toEqual([]);
    expect(joinedOf(recipe(web)).map(({ name }) => name)).toEqual(['main', 'side']);
  });

  it('has the name by which others call it as its host name, where there are others', () => {
    expect(created(web, [neighbour(['main'])])).toBe(
      '--network main --network side --hostname site IMAGE',
    );
    expect(furtherNames(container(web), [container(web)])).toEqual([]);
  });

  it('keeps a host name that somebody chose', () => {
    const entry = inspected('web', { Config: { Hostname: 'box' }, Networks: networks });
    expect(created(entry, [neighbour(['main'])])).toContain('--hostname box');
    expect(created(entry, [neighbour(['main'])])).not.toContain('site');
  });

  it.each([
    ['no-new-privileges', '--security-opt no-new-privileges'],
    ['no-new-privileges:true', '--security-opt no-new-privileges'],
    ['no-new-privileges=1', '--security-opt no-new-privileges'],
    ['no-new-privileges:false', ''],
    ['label:type:container_t', '--security-opt label=type:container_t'],
    ['seccomp=unconfined', '--security-opt seccomp=unconfined'],
    ['apparmor=docker-default', ''],
  ])('says the security option %s in its own words', (option, words) => {
    const entry = inspected('web', { HostConfig: { SecurityOpt: [option] } });
    expect(created(entry)).toBe(`${words} IMAGE`.trim());
  });

  it('leaves out what its log does not know', () => {
    const log = (Type: string, Config: object) =>
      created(inspected('web', { HostConfig: { LogConfig: { Type, Config } } }));
    expect(log('local', { 'max-size': '1m' })).toBe('IMAGE');
    expect(log('json-file', { 'max-size': '1m', compress: 'true' })).toBe(
      '--log-driver json-file --log-opt max-size=1m IMAGE',
    );
    expect(log('journald', { tag: 'a=b' })).toBe('--log-driver journald --log-opt tag=a=b IMAGE');
  });

  it('keeps an entrypoint that was emptied, and flags without a value', () => {
    const entry = inspected('web', {
      Config: { Entrypoint: [''], Cmd: ['serve', '--init'], Tty: true },
      HostConfig: { Init: true },
    });
    const { create } = recipe(entry);
    expect(create).toEqual(['--init', '--tty', '--entrypoint', '', 'IMAGE', 'serve', '--init']);
    expect(flagsOf(recipe(entry))).toEqual(['--init', '--tty', '--entrypoint']);
  });

  it('is written down as a file for its own compose', () => {
    const text = composeOf(recipe(web), 'web', 'rootless-wizard.moved=1', 'nerdctl');
    expect(text).toContain('nerdctl rm -f web && nerdctl compose up -d');
    expect(text).not.toContain('docker');
    const file = parse(text) as { services: { web: { networks: object } } };
    expect(file.services.web.networks).toEqual({ main: {}, side: {} });
  });
});

describe('the judgement for nerdctl', () => {
  const shared = (Aliases: readonly string[]) =>
    inspected('web', { Networks: { main: { Aliases } } });

  it.each([
    ['links', inspected('web', { HostConfig: { Links: ['/db:/web/db'] } })],
    ['aliases', shared(['one', 'two'])],
    ['address', inspected('web', { Networks: { main: { IPAMConfig: { IPv6Address: 'fd::1' } } } })],
    [
      'address',
      inspected('web', {
        Networks: { main: {}, side: { IPAMConfig: { IPv4Address: '10.0.0.9' } } },
      }),
    ],
    ['port', inspected('web', { HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '' }] } } })],
    ['colon', inspected('web', { Mounts: [{ Type: 'bind', Source: '/a:b', Destination: '/c' }] })],
  ])('keeps what needs %s where it is', (reason, entry) => {
    const others = [neighbour(['main'])];
    expect(judged(entry, others)).toEqual({
      verdict: 'stays',
      because: [`migrate.nerdctl-${reason}`],
    });
    // It is not the only reason then.
    expect(judged(entry, others, 'stays').because).toContain(`migrate.nerdctl-${reason}`);
    expect(judged(entry, others, 'moved')).toEqual({ verdict: 'moved', because: [] });
  });

  it('keeps what has an image without a name', () => {
    expect(judged(inspected('web', {}), [], 'moves', []).because).toEqual([
      'migrate.nerdctl-nameless',
    ]);
  });

  it('needs the container whose network is used to run', () => {
    const joining = inspected('web', {
      HostConfig: { NetworkMode: 'container:main', RestartPolicy: { Name: 'always' } },
    });
    const main = (Running: boolean) => inspected('main', { Running });
    expect(judged(joining, [main(false)]).because).toEqual(['migrate.nerdctl-joined-stopped']);
    expect(judged(joining, [main(true)])).toEqual({
      verdict: 'moves-with-changes',
      because: ['migrate.nerdctl-joined'],
    });
  });

  it('names the changes, and none where there is none', () => {
    expect(judged(inspected('web', {}))).toEqual({ verdict: 'moves', because: [] });
    expect(judged(shared(['one']), [neighbour(['main'])]).because).toEqual([
      'migrate.nerdctl-hostname',
    ]);
    expect(judged(shared(['one', 'two'])).because).toEqual([]);
    const entry = inspected('web', {
      Config: { Hostname: 'one', Healthcheck: { Test: ['CMD', 'true'] } },
      HostConfig: { LogConfig: { Type: 'gelf', Config: {} } },
      Networks: { main: { Aliases: ['one'] } },
    });
    expect(judged(entry, [neighbour(['main'])]).because).toEqual([
      'migrate.nerdctl-health',
      'migrate.nerdctl-log',
    ]);
    const off = inspected('web', {
      Config: { Healthcheck: { Test: ['NONE'] } },
      HostConfig: { LogConfig: { Type: 'json-file', Config: { compress: 'true' } } },
    });
    expect(judged(off).because).toEqual(['migrate.nerdctl-log-options']);
  });
});
