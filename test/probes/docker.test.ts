import { describe, expect, it } from 'vitest';
import { probe as docker, parseDockerInfo, parseDockerVersion } from '../../src/probe/docker.ts';
import { alice, contextOf } from './context.ts';
import { type FakeFile, FakeHost } from './fake-host.ts';
import { findings } from './findings.ts';

const PROGRAM = { bytes: '', mode: 0o755 };
const SOCKET = { kind: 'other', mode: 0o660, uid: 1000 } as const;

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
  const CONFIG = '/home/alice/.config/docker/daemon.json';
  const validate = `target$ /usr/sbin/dockerd --validate --config-file ${CONFIG}`;

  it.each([
    ['configuration OK', { stderr: 'configuration OK\n' }, ['docker.config ok']],
    [
      'a reason not to start',
      { code: 1, stderr: 'unable to configure the Docker daemon with file\n' },
      ['docker.config fail engine-check.docker-config-bad'],
    ],
    ['nothing', { status: 'timeout' as const }, []],
  ])('is asked what it thinks of daemon.json, and says %s', async (_said, result, expected) => {
    const own = { ...files, [CONFIG]: '{}' };
    const commands = { ...versions, [validate]: result };
    expect(await findings({ files: own, commands }, 'docker.config', ['docker'])).toEqual(expected);
    expect(await findings({ files, commands }, 'docker.config', ['docker'])).toEqual([]);
  });

  it('is not asked for what it does not have before 23.0', async () => {
    const old = {
      ...versions,
      'target$ /usr/sbin/dockerd --version': 'Docker version 20.10.24+dfsg1, build 5d6db84\n',
    };
    const host = new FakeHost({ files: { ...files, [CONFIG]: '{}' }, commands: old });
    await docker.read(host, contextOf(alice));
    expect(host.ran).not.toContain(validate);
  });

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

  it('says so where rootlesskit is there twice, but not of a link to the first one', async () => {
    const path = '/usr/local/bin/rootlesskit';
    const both = { files: { '/usr/bin/rootlesskit': PROGRAM, [path]: PROGRAM } };
    const twice = ['conflict.two-rootlesskits info engine-check.two-rootlesskits-cause'];
    expect(await findings(both, 'conflict.', ['docker'])).toEqual(twice);
    expect(await findings(both, 'conflict.', ['nerdctl'])).toEqual(twice);
    expect(await findings(both, 'conflict.', ['podman'])).toEqual([]);
    const link = { ...PROGRAM, realPath: '/usr/bin/rootlesskit' };
    const linked = { files: { '/usr/bin/rootlesskit': PROGRAM, [path]: link } };
    expect(await findings(linked, 'conflict.', ['docker'])).toEqual([]);
    const read = await docker.read(new FakeHost(both), contextOf(alice));
    expect(read).toMatchObject({ value: { rootlesskits: [path, '/usr/bin/rootlesskit'] } });
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
