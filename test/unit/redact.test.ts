import { describe, expect, it } from 'vitest';
import type { RecordedFile, Recording } from '../../src/model/recording.ts';
import { redact } from '../../src/report/redact.ts';

const file = (bytes: string): RecordedFile => ({
  kind: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  realPath: null,
  bytes,
});

const account = (name: string, uid: number) => ({
  name,
  uid,
  gid: uid,
  home: `/home/${name}`,
  shell: '/bin/sh',
});

function cleaned(files: Record<string, string>, commands: Record<string, string> = {}) {
  const recording: Recording = {
    name: 'ant',
    description: '',
    source: '',
    user: 'eve',
    self: { uid: 1000, gid: 1000 },
    env: {},
    files: Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, file(bytes)])),
    absent: ['/home/eve/.identity'],
    directories: {},
    spaces: {},
    commands: Object.fromEntries(
      Object.entries(commands).map(([key, stdout]) => [
        key,
        { status: 'exited', code: 0, stdout, stderr: '' },
      ]),
    ),
  };
  const people = [account('eve', 1000), account('eveline', 1001), account('daemon', 1)];
  return redact(recording, people, 'ant.example.net', 'eve');
}

describe('a recording', () => {
  it('names nobody, and still fits together', () => {
    const { recording } = cleaned(
      { '/etc/subuid': 'eve:100000:65536\neveline:165536:65536\ndaemon:1:1\n' },
      { 'target$ id eve': 'uid=1000(eve) on ant.example.net' },
    );
    expect(recording.user).toBe('alice');
    expect(recording.files['/etc/subuid']?.bytes).toBe(
      'alice:100000:65536\nuser1:165536:65536\ndaemon:1:1\n',
    );
    expect(recording.commands['target$ id alice']?.stdout).toBe('uid=1000(alice) on host1');
    expect(recording.absent).toEqual(['/home/alice/.identity']);
  });

  it('holds no address that the kernel writes without colons, and still tells its kind', () => {
    const lines = (link: string, own: string) =>
      `00000000000000000000000000000001 01 80 10 80       lo\n${link} 02 40 20 80     eth0\n${own} 02 40 00 80     eth0\n`;
    const { recording, replaced } = cleaned({
      '/proc/net/if_inet6': lines(
        'fe80000000000000b02086fffebf181f',
        '2a0104f80c0c15320000000000000001',
      ),
    });
    expect(recording.files['/proc/net/if_inet6']?.bytes).toBe(
      lines('fe800000000000000000000000000001', '20010db8000000000000000000000001'),
    );
    expect(replaced.addresses).toBe(2);
  });

  it('holds no secret', () => {
    const { recording, replaced } = cleaned({
      '/home/eve/.docker/config.json': '{"auths":{"r":{"auth":"aHVudGVyMg=="}}}',
      '/etc/x.conf': 'url = https://me:hunter2@r.example.org\npasswd: hunter2\n',
    });
    expect(JSON.stringify(recording)).not.toMatch(/hunter2|aHVudGVyMg/);
    expect(replaced.secrets).toBe(3);
  });

  it('holds nothing of a company: registries, proxies, headers, variables', () => {
    const { recording } = cleaned({
      '/etc/docker/daemon.json':
        '{"proxies":{"http-proxy":"http://u:hunter2@proxy.corp.test:3128"},"insecure-registries":[\n"reg.corp.test", "reg.corp.test:5000"],"dns-search":["corp.test"],"labels":["of=corp.test"],"no-proxy":".corp.test","registry-mirrors":["https://mirror.corp.test"]}',
      '/home/eve/.docker/config.json':
        '{"auths":{"reg.corp.test":{"auth":"aHVudGVyMg==","registrytoken":"hunter2"}},"HttpHeaders":{"X-Any":"hunter2"},"credHelpers":{"a.corp.test":"ecr"},"currentContext":"rootless"}',
      '/home/eve/.bashrc': [
        'export AWS_SECRET_ACCESS_KEY=hunter2',
        "GITHUB_TOKEN='two words hunter2'",
        'curl -H "Authorization: Bearer hunter2hunter2" https://api.corp.test/',
        'export DOCKER_HOST=ssh://ops@build.corp.test',
        'export DOCKER_HOST=unix:///run/user/1000/docker.sock',
        '# see https://docs.docker.com/engine/',
      ].join('\n'),
      '/home/eve/.config/containers/containers.conf': 'env = ["MY_SECRET_KEY=hunter2"]\n',
    });
    const text = JSON.stringify(recording);
    expect(text).not.toMatch(/hunter2|aHVudGVyMg|corp\.test/);
    for (const kept of ['currentContext', '/run/user/1000/docker.sock', 'docs.docker.com']) {
      expect(text).toContain(kept);
    }
    expect(JSON.parse(recording.files['/home/alice/.docker/config.json']?.bytes ?? '')).toEqual({
      auths: {},
      HttpHeaders: {},
      credHelpers: {},
      currentContext: 'rootless',
    });
  });

  it('keeps the sources of accounts, which only look like secrets', () => {
    const text = 'passwd:         files systemd\ngroup:          files systemd\n';
    const { recording } = cleaned({ '/etc/nsswitch.conf': text });
    expect(recording.files['/etc/nsswitch.conf']?.bytes).toBe(text);
  });
});
