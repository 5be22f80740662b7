import { describe, expect, it } from 'vitest';
import { commandKey } from '../../src/model/read-host.ts';
import { userUnit } from '../../src/probe/commands.ts';
import { probe as docker, parseDockerInfo, parseDockerVersion } from '../../src/probe/docker.ts';
import { probe as client, currentContext, parseContext } from '../../src/probe/docker-client.ts';
import { allowsNic } from '../../src/probe/lxc.ts';
import { parseUnits, probe as rootful } from '../../src/probe/rootful.ts';
import { unitState, userUnitState } from '../../src/probe/units.ts';
import { alice, contextOf } from './context.ts';
import { type FakeFile, FakeHost } from './fake-host.ts';
import { findings } from './findings.ts';

const PROGRAM = { bytes: '', mode: 0o755 };
const SOCKET = { kind: 'other', mode: 0o660, uid: 1000 } as const;

describe('units', () => {
  const show = (load: string, file: string, active: string) =>
    unitState({
      status: 'exited',
      code: 0,
      stderr: '',
      stdout: `Id=x\nLoadState=${load}\nActiveState=${active}\nUnitFileState=${file}\n`,
    });

  it.each([
    ['loaded', 'enabled', 'active', 'enabled', 'active'],
    ['not-found', '', 'inactive', 'missing', 'inactive'],
    ['masked', 'masked', 'inactive', 'masked', 'inactive'],
    ['loaded', 'masked-runtime', 'inactive', 'masked', 'inactive'],
    ['loaded', 'enabled-runtime', 'activating', 'disabled', 'activating'],
    ['loaded', 'linked', 'failed', 'disabled', 'failed'],
    ['loaded', 'generated', 'reloading', 'static', 'active'],
    ['loaded', 'bad', 'refreshing', 'unknown', 'unknown'],
  ])('%s %s %s', (load, file, active, enabled, state) => {
    expect(show(load, file, active)).toEqual({ enabled, active: state });
  });

  it('are unknown where systemd does not answer', () => {
    const stderr = 'Failed to connect to bus: No such file or directory\n';
    const unknown = { enabled: 'unknown', active: 'unknown' };
    expect(unitState({ status: 'exited', code: 1, stdout: '', stderr })).toEqual(unknown);
    expect(unitState({ status: 'timeout', code: -1, stdout: '', stderr: '' })).toEqual(unknown);
  });

  it('are read from their links while no manager runs', async () => {
    const unit = '/usr/lib/systemd/user/podman.socket';
    const state = (files: Record<string, FakeFile>) =>
      userUnitState(new FakeHost({ files }), alice, 'podman.socket');
    const link = '/etc/systemd/user/sockets.target.wants/podman.socket';
    const mask = '/home/alice/.config/systemd/user/podman.socket';
    expect(await state({})).toEqual({ enabled: 'missing', active: 'inactive' });
    expect(await state({ [unit]: '' })).toEqual({ enabled: 'disabled', active: 'unknown' });
    expect(await state({ [unit]: '', [link]: '' })).toEqual({
      enabled: 'enabled',
      active: 'unknown',
    });
    expect(await state({ [unit]: '', [mask]: { kind: 'other', realPath: '/dev/null' } })).toEqual({
      enabled: 'masked',
      active: 'inactive',
    });
  });

  it('are read from their links where the manager is ending and says nothing', async () => {
    const unit = '/usr/lib/systemd/user/podman-restart.service';
    const bus = '/run/user/1000/bus';
    const host = new FakeHost({
      files: { [unit]: '', [bus]: { kind: 'other' } },
      commands: {
        [commandKey(userUnit(alice, 'podman-restart.service'))]: {
          code: 1,
          stderr: 'Failed to connect to user scope bus via local transport: Connection refused\n',
        },
      },
    });
    expect(await userUnitState(host, alice, 'podman-restart.service')).toEqual({
      enabled: 'disabled',
      active: 'unknown',
    });
    expect(host.ran).toHaveLength(1);
  });

  it('of the system come in blocks', () => {
    const units = parseUnits(
      'Id=a.service\nActiveState=active\n\nId=b.socket\nActiveState=inactive\n',
    );
    expect([...units.keys()]).toEqual(['a.service', 'b.socket']);
    expect(units.get('a.service')?.get('ActiveState')).toBe('active');
  });
});

describe('docker', () => {
  it.each([
    ['Docker version 26.1.5+dfsg1, build a72d7cd\n', '26.1.5+dfsg1'],
    ['Docker version 20.10.24+dfsg1, build 297e128\n', '20.10.24+dfsg1'],
    ['podman version 5.4.2\n', null],
  ])('%j', (stdout, expected) => {
    expect(parseDockerVersion(stdout)).toBe(expected);
  });

  it('info of no daemon is no answer', () => {
    const down = '{"ServerErrors":["Cannot connect to the Docker daemon"],"ServerVersion":""}';
    expect(parseDockerInfo(down)).toBeNull();
    expect(parseDockerInfo('Cannot connect')).toBeNull();
  });

  const files: Record<string, FakeFile> = {
    '/usr/bin/docker': PROGRAM,
    '/usr/sbin/dockerd': PROGRAM,
    '/usr/bin/rootlesskit': PROGRAM,
    '/usr/share/docker.io/contrib/dockerd-rootless.sh': PROGRAM,
    '/var/lib/dpkg/info/docker.io.list': '/.\n/usr/sbin/dockerd\n',
    '/var/lib/dpkg/info/docker-ce.list': '/.\n/usr/bin/dockerd\n',
  };
  const versions = {
    'target$ /usr/bin/docker --version': 'Docker version 26.1.5+dfsg1, build a72d7cd\n',
    'target$ /usr/sbin/dockerd --version': 'Docker version 26.1.5+dfsg1, build 411e817\n',
    'getcap /usr/bin/rootlesskit': '/usr/bin/rootlesskit cap_net_bind_service=ep\n',
  };
  const ask =
    'target$ /usr/bin/docker -H unix:///run/user/1000/docker.sock info --format {{json .}}';

  it('of Debian keeps its scripts outside PATH; the daemon is not asked while it has no socket', async () => {
    const host = new FakeHost({ files, commands: versions });
    expect(await docker.read(host, contextOf(alice))).toMatchObject({
      value: {
        cli: { path: '/usr/bin/docker', version: '26.1.5+dfsg1' },
        dockerd: { path: '/usr/sbin/dockerd' },
        rootlessScript: '/usr/share/docker.io/contrib/dockerd-rootless.sh',
        setupTool: null,
        rootlesskit: { capabilities: 'cap_net_bind_service=ep' },
        fromPackage: 'docker.io',
        answers: null,
        hasStore: false,
      },
    });
    expect(host.ran.filter((key) => key.includes('docker.sock'))).toEqual([]);
  });

  it('put into the home by hand belongs to no package', async () => {
    const own = {
      '/home/alice/bin/dockerd': PROGRAM,
      '/home/alice/bin/dockerd-rootless.sh': PROGRAM,
      '/home/alice/.config/docker/daemon.json': '{"data-root": "/big/docker"}',
      '/big/docker/overlay2/l': '',
    };
    const fact = await docker.read(new FakeHost({ files: own }), contextOf(alice));
    expect(fact).toMatchObject({
      value: {
        dockerd: { path: '/home/alice/bin/dockerd', version: '' },
        rootlessScript: '/home/alice/bin/dockerd-rootless.sh',
        fromPackage: null,
        hasStore: true,
      },
    });
  });

  it('answers by its own socket', async () => {
    const running = { ...files, '/run/user/1000/docker.sock': SOCKET };
    const answer = {
      ServerVersion: '26.1.5+dfsg1',
      Driver: 'overlay2',
      DockerRootDir: '/home/alice/.local/share/docker',
      CgroupDriver: 'none',
      SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless', 7],
    };
    const commands = { ...versions, [ask]: JSON.stringify(answer) };
    expect(await findings({ files: running, commands }, 'docker.', ['docker'])).toEqual(
      expect.arrayContaining([
        'docker.installed ok',
        'docker.rootless-script ok',
        'docker.answers ok',
        'docker.cgroup-driver warn cgroup.limits-ignored',
      ]),
    );
    const other = JSON.stringify({ ...answer, SecurityOptions: ['name=apparmor'] });
    expect(
      await findings(
        { files: running, commands: { ...commands, [ask]: other } },
        'docker.answers',
        ['docker'],
      ),
    ).toEqual(['docker.answers warn engine-check.docker-not-rootless']);
  });

  it.each([
    ['29.5.2', '3.0.0', '', true],
    ['29.5.2', '3.0.0', 'Environment=DOCKERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=builtin', true],
    ['29.5.2', '3.0.0', 'Environment=DOCKERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=slirp4netns', false],
    ['29.5.3', '3.0.1', '', false],
    ['29.5.3', '3.0.01', '', false],
    ['29.8.1', '2.0.2', '', false],
  ])(
    'says of Docker %s with RootlessKit %s and %j that UDP stays unanswered: %s',
    async (...row) => {
      const [version, kit, unit, lost] = row;
      const own = {
        ...files,
        '/home/alice/.config/systemd/user/docker.service': `[Service]\n${unit}\n`,
        '/usr/bin/rootlesskit': PROGRAM,
      };
      const commands = {
        ...versions,
        'target$ /usr/sbin/dockerd --version': `Docker version ${version}, build 411e817\n`,
        'target$ /usr/bin/rootlesskit --version': `rootlesskit version ${kit}\n`,
      };
      expect(await findings({ files: own, commands }, 'docker.rootlesskit', ['docker'])).toEqual([
        lost ? 'docker.rootlesskit warn engine-check.rootlesskit-udp' : 'docker.rootlesskit ok',
      ]);
    },
  );

  it.each([
    ['{"userland-proxy": false}', '26.1.5', '', true, 'fail engine-check.docker-proxy-old'],
    ['{"userland-proxy": false}', '27.5.1', '3.0.1', true, 'fail engine-check.docker-proxy-old'],
    ['{"userland-proxy":false,"x":1}', '28.5.2', '', true, 'info engine-check.docker-proxy-kit'],
    ['{"userland-proxy":false}', '29.8.1', '2.0.2', true, 'info engine-check.docker-proxy-kit'],
    ['{"userland-proxy":false}', '29.8.1', '3.0.1', true, null],
    ['{"userland-proxy":false}', '28.5.2', '3.0.1', true, null],
    ['{"userland-proxy":false}', '29.8.1', '3.0.1', false, 'fail engine-check.docker-proxy-module'],
    ['{"userland-proxy": true}', '26.1.5', '', true, null],
    ['{"userland-proxy": "false"}', '26.1.5', '', true, null],
    ['{', '26.1.5', '', true, null],
    ['', '26.1.5', '', true, null],
  ])(
    'with %j in daemon.json, Docker %s, RootlessKit "%s", br_netfilter %s: %s',
    async (text, version, kit, loaded, expected) => {
      const own = {
        ...files,
        '/home/alice/.config/docker/daemon.json': text,
        '/usr/bin/rootlesskit': PROGRAM,
        ...(loaded ? { '/proc/sys/net/bridge/bridge-nf-call-iptables': '1\n' } : {}),
      };
      const commands = {
        ...versions,
        'target$ /usr/sbin/dockerd --version': `Docker version ${version}, build 411e817\n`,
        'target$ /usr/bin/rootlesskit --version': kit === '' ? '' : `rootlesskit version ${kit}\n`,
      };
      expect(await findings({ files: own, commands }, 'docker.userland-proxy', ['docker'])).toEqual(
        expected === null ? [] : [`docker.userland-proxy ${expected}`],
      );
    },
  );

  it.each([
    ['{"ipv6": true}', '[Service]\nExecStart=/usr/bin/dockerd-rootless.sh\n', true],
    ['{"ipv6": true}', '[Service]\nEnvironment=DOCKERD_ROOTLESS_ROOTLESSKIT_FLAGS=--ipv6\n', false],
    ['{"ipv6": true}', null, false],
    ['{"ipv6": false}', '[Service]\n', false],
    ['{', '[Service]\n', false],
  ])(
    'with %j in daemon.json and the unit %j, half of IPv6 is told: %s',
    async (text, unit, told) => {
      const own = {
        ...files,
        '/home/alice/.config/docker/daemon.json': text,
        ...(unit === null ? {} : { '/home/alice/.config/systemd/user/docker.service': unit }),
      };
      const commands = { ...versions };
      expect(await findings({ files: own, commands }, 'docker.ipv6', ['docker'])).toEqual(
        told ? ['docker.ipv6 info engine-check.docker-ipv6-half'] : [],
      );
    },
  );

  it('that is podman-docker is told apart, and containerd beside it is a conflict', async () => {
    const wrapper = {
      files: { '/usr/bin/docker': PROGRAM, '/run/user/1000/containerd-rootless/api.sock': SOCKET },
      commands: { 'target$ /usr/bin/docker --version': 'podman version 5.4.2\n' },
    };
    expect(await findings(wrapper, 'conflict.', ['docker'])).toEqual([
      'conflict.podman-docker fail engine-check.podman-docker-cause',
      'conflict.containerd-rootless fail engine-check.containerd-conflict',
    ]);
    expect(await findings(wrapper, 'conflict.', ['podman'])).toEqual([]);
  });

  it('and a context lose against DOCKER_HOST, unless that is the own daemon already', async () => {
    const meta = (host: string) =>
      JSON.stringify({ Name: 'rootless', Endpoints: { docker: { Host: host } } });
    const own = 'unix:///run/user/1000/docker.sock';
    const spec = (dockerHost: string, host: string) => ({
      files: {
        '/home/alice/.docker/config.json': '{"currentContext": "rootless"}',
        '/home/alice/.docker/contexts/meta/abc/meta.json': meta(host),
      },
      env: { DOCKER_HOST: dockerHost },
    });
    const judge = (dockerHost: string, host: string) =>
      findings(spec(dockerHost, host), 'conflict.', ['docker']);
    expect(await judge('unix:///run/docker.sock', own)).toEqual([
      'conflict.docker-host-context info engine-check.host-and-context-cause',
    ]);
    expect(await judge(own, 'ssh://elsewhere')).toEqual([]);
    expect(await judge(own, own)).toEqual([]);
  });

  it('of root beside LXC may cut its bridges off', async () => {
    const files = {
      '/run/docker.pid': '77',
      '/proc/77/comm': 'dockerd\n',
      '/var/lib/incus': { kind: 'directory' } as const,
    };
    const cut = ['conflict.forward-drop warn engine-check.forward-drop-cause'];
    expect(await findings({ files }, 'conflict.', ['podman'])).toEqual(cut);
    const other = { ...files, '/proc/77/comm': 'bash\n' };
    expect(await findings({ files: other }, 'conflict.', ['podman'])).toEqual([]);
  });
});

describe('the docker client', () => {
  const CONFIG = '/home/alice/.docker/config.json';
  const read = async (text: string | null, env: Record<string, string> = {}, self = true) => {
    const files: Record<string, FakeFile> = text === null ? {} : { [CONFIG]: text };
    return client.read(new FakeHost({ files, env }), contextOf({ ...alice, self }));
  };

  it.each([
    ['absent', null, 'default'],
    ['empty', '', 'default'],
    ['without a context', '{"auths":{}}', 'default'],
    ['with one', '{"currentContext":"rootless"}', 'rootless'],
    ['with an odd one', '{"currentContext":5}', 'default'],
    ['with a byte order mark', '\u00ef\u00bb\u00bf{"currentContext":"a"}', 'a'],
  ])('config.json %s', async (_name, text, expected) => {
    expect(await read(text)).toMatchObject({ value: { currentContext: expected } });
  });

  it.each(['{"currentContext":', '[]', 'null', '\u00ff\u00fe{'])(
    'config.json %j is unknown',
    async (text) => {
      expect(await read(text)).toMatchObject({ because: { key: 'engine-check.docker-config' } });
      expect(currentContext({ kind: 'absent', path: CONFIG })).toBe('default');
    },
  );

  it('reads contexts from their files and passes over what is none', () => {
    const meta =
      '{"Name":"rootless","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///x","SkipTLSVerify":false}}}';
    expect(parseContext(meta)).toEqual({ name: 'rootless', host: 'unix:///x' });
    expect(parseContext('{"Name":"k8s","Endpoints":{}}')).toEqual({ name: 'k8s', host: '' });
    expect(parseContext('{}')).toBeNull();
    expect(parseContext('')).toBeNull();
  });

  it('takes the environment of the person only for the person', async () => {
    const env = { DOCKER_HOST: 'tcp://far:2375', DOCKER_CONTEXT: '' };
    expect(await read(null, env)).toMatchObject({
      value: { dockerHost: 'tcp://far:2375', dockerContext: null },
    });
    expect(await read(null, env, false)).toMatchObject({ value: { dockerHost: null } });
  });

  it('warns when commands reach another daemon', async () => {
    const env = { DOCKER_HOST: 'tcp://far:2375' };
    expect(await findings({ env }, 'docker.host-env', ['docker'])).toEqual([
      'docker.host-env warn engine-check.docker-host-other',
    ]);
    const right = { DOCKER_HOST: 'unix:///run/user/1000/docker.sock' };
    expect(await findings({ env: right }, 'docker.host-env', ['docker'])).toEqual([
      'docker.host-env ok',
    ]);
    const files = { '/run/docker.sock': SOCKET };
    expect(await findings({ files }, 'docker.context', ['docker'])).toEqual([
      'docker.context warn engine-check.context-rootful',
    ]);
    const meta = '/home/alice/.docker/contexts/meta/aa/meta.json';
    const set = {
      [CONFIG]: '{"currentContext":"mine"}',
      [meta]: '{"Name":"mine","Endpoints":{"docker":{"Host":"unix:///run/user/1000/docker.sock"}}}',
    };
    expect(await findings({ files: set }, 'docker.context', ['docker'])).toEqual([
      'docker.context ok',
    ]);
    const env2 = { DOCKER_CONTEXT: 'gone' };
    expect(await findings({ files: set, env: env2 }, 'docker.context', ['docker'])).toEqual([
      'docker.context warn engine-check.context-other',
    ]);
  });
});

describe('daemons that run as root', () => {
  const SHOW =
    'systemctl show --property=Id,LoadState,UnitFileState,ActiveState docker.service docker.socket';
  const units = {
    '/usr/lib/systemd/system/docker.service': '',
    '/usr/lib/systemd/system/docker.socket': '',
  };

  it('cost no process where none is installed, or systemd does not run', async () => {
    const host = new FakeHost({ files: { '/run/systemd/system': { kind: 'directory' } } });
    await rootful.read(host, contextOf(alice));
    const other = new FakeHost({ files: units });
    await rootful.read(other, contextOf(alice));
    expect([...host.ran, ...other.ran]).toEqual([]);
  });

  it('are seen through systemd, or by their process', async () => {
    const commands = {
      [SHOW]: `Id=docker.service\nActiveState=inactive\nUnitFileState=disabled\n
Id=docker.socket\nActiveState=active\nUnitFileState=enabled\n`,
    };
    const files = { ...units, '/run/systemd/system': { kind: 'directory' } as const };
    expect(await rootful.read(new FakeHost({ files, commands }), contextOf(alice))).toMatchObject({
      value: { docker: { active: false, enabled: true, socket: false } },
    });
    const byPid = { '/run/docker.pid': '812', '/proc/812/comm': 'dockerd\n' };
    expect(await rootful.read(new FakeHost({ files: byPid }), contextOf(alice))).toMatchObject({
      value: { docker: { active: true, enabled: false } },
    });
    const reused = { '/run/docker.pid': '812', '/proc/812/comm': 'bash\n' };
    expect(await rootful.read(new FakeHost({ files: reused }), contextOf(alice))).toMatchObject({
      value: { docker: { active: false } },
    });
  });
});

describe('lxc-usernet', () => {
  it.each([
    ['alice veth lxcbr0 10', true],
    ['  alice   veth\tlxcbr0  1 # two', true],
    ['@alice veth lxcbr0 10', true],
    ['@admins veth lxcbr0 10', false],
    ['# alice veth lxcbr0 10', false],
    ['alice veth lxcbr0 0', false],
    ['alice veth lxcbr0', false],
    ['alicea veth lxcbr0 10', false],
    ['', false],
  ])('%j', (line, expected) => {
    expect(allowsNic(`bob veth lxcbr0 5\n${line}\n`, alice)).toBe(expected);
  });
});
