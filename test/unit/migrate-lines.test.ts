import { describe, expect, it } from 'vitest';
import { withLines } from '../../src/commands/migrate-lines.ts';
import { linesOf, soughtFor } from '../../src/migrate/compose-lines.ts';
import { container } from '../../src/migrate/container.ts';
import { judge } from '../../src/migrate/judge.ts';
import type { FileState } from '../../src/model/read-host.ts';

const FILE = `x-shared: &shared
  privileged: true
services:
  other:
    ports: ["80:8000"]
  web:
    <<: *shared
    image: site
    environment: {SECRET: hush, PORT: "80"}
    network_mode: host
    ports:
      - "8080:8000"
      # not this one: - "80:8000"
      - 127.0.0.1:80:8000
      - "\${WEB:-443}:8443/tcp"
      - "[::1]:53:53/udp"
      - "90-99:190-199"
      - target: 22
        published: "22"
      - \${BARE}:70
    volumes: ["data:/data", {type: bind, source: /etc/x, target: /x/}, "./y:/y:ro", "/var/run/docker.sock:/sock:ro,z"]
    devices: [/dev/ttyUSB0]
`;

const web = (more: object = {}) =>
  container({
    Id: 'web',
    Config: { Labels: { 'com.docker.compose.service': 'web' } },
    ...more,
  });
const ports = (ports: object) => web({ HostConfig: { PortBindings: ports } });
const found = (key: string, one = web(), args: Readonly<Record<string, string>> = {}) =>
  soughtFor({ key, args }, one, 1024)
    .flatMap((each) => linesOf(FILE, 'web', each))
    .map(({ line, text }) => `${line} ${text}`);

describe('the line of a compose file', () => {
  it.each<[string, string, string, string[]]>([
    ['an address', '8000/tcp', '80', ['14 ports: 127.0.0.1:80:8000']],
    ['a default of a variable', '8443/tcp', '443', [`15 ports: $${'{WEB:-443}'}:8443/tcp`]],
    ['another protocol', '53/udp', '53', ['16 ports: [::1]:53:53/udp']],
    ['a range', '193/tcp', '93', ['17 ports: 90-99:190-199']],
    ['the long form', '22/tcp', '22', ['18 ports: target: 22 published: "22"']],
    ['a variable alone', '70/tcp', '71', [`20 ports: $${'{BARE}'}:70`]],
    ['none for the wrong protocol', '53/tcp', '53', []],
    ['none for the wrong port', '8000/tcp', '81', []],
  ])('of a low port: %s', (_name, inside, host, lines) => {
    expect(found('migrate.low-ports', ports({ [inside]: [{ HostPort: host }] }))).toEqual(lines);
  });

  it('of a mount, by the path that the container sees', () => {
    const mount = (Source: string, Destination: string) =>
      web({ Mounts: [{ Type: 'bind', Source, Destination }] });
    const system = (source: string, inside: string) =>
      found('migrate.bind-system', mount(source, inside), { path: source });
    expect(system('/etc/x', '/x')).toEqual([
      '21 volumes: {type: bind, source: /etc/x, target: /x/}',
    ]);
    expect(system('/srv/y', '/y')).toEqual(['21 volumes: ./y:/y:ro']);
    expect(system('/srv/y', '/z')).toEqual([]);
    expect(found('migrate.docker-socket', mount('/run/docker.sock', '/sock'))).toEqual([
      '21 volumes: /var/run/docker.sock:/sock:ro,z',
    ]);
  });

  it('of a setting, also where it is merged in, and without what stands beside it', () => {
    expect(found('migrate.host-network')).toEqual(['10 network_mode: host']);
    expect(found('migrate.privileged')).toEqual(['2 privileged: true']);
    expect(found('migrate.devices')).toEqual(['22 devices']);
    expect(found('migrate.written')).toEqual([]);
    expect(found('migrate.ipc-host')).toEqual([]);
  });

  it('of limits, of the host by a name, and of a log', () => {
    const file = `services:
  web:
    extra_hosts: ["host:host-gateway"]
    ulimits: {memlock: -1}
    logging: {driver: gelf}
`;
    const lines = (key: string, settings: readonly string[] = []) =>
      soughtFor({ key, args: { settings: [...settings] } }, web(), 1024)
        .flatMap((each) => linesOf(file, 'web', each))
        .map(({ line, text }) => `${line} ${text}`);
    expect(lines('migrate.host-gateway')).toEqual(['3 extra_hosts']);
    expect(lines('migrate.ulimits')).toEqual(['4 ulimits']);
    expect(lines('migrate.settings-left', ['--log-driver gelf'])).toEqual(['5 logging']);
    expect(lines('migrate.settings-left', ['--oom-score-adj -5'])).toEqual([]);
  });

  it.each([
    '',
    '[]',
    'services: 5',
    'services: {web: [',
    'services: {web: {privileged}}',
    '\u0000',
    'services: {web: *x}',
    'services: {web: {<<: *x}}',
  ])('is not there in %j', (text) => {
    expect(linesOf(text, 'web', { key: 'ports', entry: () => true })).toEqual([]);
  });
});

describe('a judgement with lines', () => {
  const target = { engine: 'docker' as const, uid: 1000, firstPort: 1024, limits: true };
  const around = { networks: new Map(), volumes: new Map(), owners: new Map(), written: new Map() };
  const said = async (files: Readonly<Record<string, string>>, host: object) => {
    const entry = {
      Id: 'web',
      Config: {
        Labels: {
          'com.docker.compose.service': 'web',
          'com.docker.compose.project': 'p',
          'com.docker.compose.project.config_files': '/srv/a.yaml,/srv/b.yaml',
        },
      },
      HostConfig: host,
    };
    const owner = { mode: 0o644, uid: 0, gid: 0, nlink: 1, realPath: null };
    const file = (path: string): Promise<FileState> => {
      const bytes = files[path];
      return Promise.resolve(
        bytes === undefined
          ? { kind: 'absent', path }
          : { kind: 'file', path, bytes, sha256: '', ...owner },
      );
    };
    const judgement = judge(container(entry), target, around);
    const entries = new Map([['web', entry]]);
    const [first] = await withLines({ file }, [judgement], { entries }, 1024);
    return first?.because.slice(judgement.because.length);
  };
  const low = { PortBindings: { '8000/tcp': [{ HostPort: '80' }] } };

  it('names every file that says it, and one that is gone', async () => {
    expect(await said({ '/srv/a.yaml': FILE, '/srv/b.yaml': 'services: {web: {}}' }, low)).toEqual([
      {
        key: 'migrate.compose-line',
        args: { file: '/srv/a.yaml', line: 14, text: 'ports: 127.0.0.1:80:8000' },
      },
    ]);
    expect((await said({ '/srv/b.yaml': FILE }, low))?.map(({ key }) => key)).toEqual([
      'migrate.compose-line',
      'migrate.compose-gone-moves',
    ]);
    expect(
      (await said({ '/srv/b.yaml': '' }, { Privileged: true }))?.map(({ key }) => key),
    ).toEqual(['migrate.compose-gone']);
  });

  it('says nothing of files where nothing has to change', async () => {
    expect(await said({}, {})).toEqual([]);
  });
});
