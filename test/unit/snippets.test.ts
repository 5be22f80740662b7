import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { papersFor, type Wanted } from '../../src/distro/snippets/index.ts';
import type { Action } from '../../src/model/action.ts';

const install = (...names: readonly string[]): Action => ({
  do: 'install-packages',
  manager: 'dnf',
  names,
  reinstall: false,
  versions: {},
});

const ids = (path: '/etc/subuid' | '/etc/subgid', ...add: readonly string[]): Action => ({
  do: 'edit-subids',
  path,
  remove: [],
  add,
  beforeSha256: 'absent',
  afterSha256: '',
});

function wanted(immutable: Wanted['os']['immutable'], given: Partial<Wanted> = {}): Wanted {
  return {
    os: { prettyName: 'X', immutable },
    user: 'alice',
    engines: ['podman'],
    linger: false,
    controllers: [],
    actions: [],
    sysctls: new Map(),
    sources: [],
    script: 'SCRIPT\n',
    ...given,
  };
}

const names = (given: Wanted) => papersFor(given).map(({ name }) => name);
const textOf = (given: Wanted, name: string) =>
  papersFor(given).find((paper) => paper.name === name)?.text ?? '';

describe('a module of NixOS', () => {
  it('has all that was not changed, for all engines', () => {
    const text = textOf(
      wanted('nixos', {
        engines: ['docker', 'podman', 'nerdctl'],
        linger: true,
        controllers: ['cpu', 'io'],
        actions: [
          ids('/etc/subuid', 'alice:100000:65536', 'bob:165536:65536'),
          ids('/etc/subgid', 'alice:200000:65536'),
          { do: 'load-module', module: 'tun' },
        ],
        sysctls: new Map([
          ['net.ipv4.ip_unprivileged_port_start', '80'],
          ['net.ipv4.ping_group_range', '0 2147483647'],
        ]),
      }),
      'rootless.nix',
    );
    expect(text).toMatchInlineSnapshot(`
      "# Containers without root. Put this file beside configuration.nix, name it there in
      # imports = [ ./rootless.nix ];   and build the system anew:   nixos-rebuild switch
      { pkgs, ... }:
      {
        virtualisation.podman.enable = true;
        virtualisation.docker.rootless.enable = true;
        environment.systemPackages = with pkgs; [ nerdctl containerd rootlesskit slirp4netns cni-plugins runc buildkit iptables ];
        users.users."alice" = {
          linger = true;
          subUidRanges = [ { startUid = 100000; count = 65536; } ];
          subGidRanges = [ { startGid = 200000; count = 65536; } ];
        };
        boot.kernel.sysctl."net.ipv4.ip_unprivileged_port_start" = 80;
        boot.kernel.sysctl."net.ipv4.ping_group_range" = "0 2147483647";
        boot.kernelModules = [ "tun" ];
        systemd.services."user@".serviceConfig.Delegate = "cpu io";
      }
      "
    `);
  });

  it('assigns nothing twice', () => {
    const actions: readonly Action[] = [
      ids('/etc/subuid', 'alice:100000:65536', 'alice:300000:65536'),
      { do: 'load-module', module: 'tun' },
      { do: 'load-module', module: 'overlay' },
    ];
    const text = textOf(wanted('nixos', { actions }), 'rootless.nix');
    const names = [...text.matchAll(/^ +([\w."]+) = /gm)].map(([, name]) => name);
    expect(names).toEqual([
      'virtualisation.podman.enable',
      'users.users."alice"',
      'subUidRanges',
      'boot.kernelModules',
    ]);
    expect(text).toContain(
      '[ { startUid = 100000; count = 65536; } { startUid = 300000; count = 65536; } ];',
    );
    expect(text).toContain('[ "tun" "overlay" ];');
  });

  it('takes no name for code', () => {
    const braces = '{b}';
    const user = `a"$${braces}\\`;
    const text = textOf(wanted('nixos', { user, linger: true }), 'rootless.nix');
    expect(text).toContain(`users.users."a\\"\\$${braces}\\\\" = {`);
  });

  it('does not name what is there already', () => {
    const text = textOf(wanted('nixos'), 'rootless.nix');
    expect(text).not.toMatch(/users\.users|sysctl|Delegate|docker/);
  });
});

describe('the services of Guix', () => {
  it('are those of rootless Podman, and say that there are no others', () => {
    const text = textOf(wanted('guix', { engines: ['docker', 'podman'] }), 'rootless.scm');
    expect(text).toContain('(subuids (list (subid-range (name "alice"))))');
    expect(text).toContain('Guix has such a service for Podman alone.');
    expect(textOf(wanted('guix'), 'rootless.scm')).not.toContain('alone');
    // Outside of comments and strings, each bracket has its other one.
    const code = text.replace(/;.*$/gm, '').replace(/"[^"]*"/g, '');
    expect(code.split('(').length - code.split(')').length).toBe(0);
  });
});

describe('packages of an image', () => {
  const actions = [install('podman', 'crun'), install('podman')];

  it('are layered, or built in; each once', () => {
    const given = wanted('ostree', { actions });
    expect(names(given)).toEqual(['layer.sh', 'Containerfile']);
    expect(textOf(given, 'layer.sh')).toMatch(/^rpm-ostree install --idempotent podman crun$/m);
    expect(textOf(given, 'Containerfile')).toMatch(
      /^RUN dnf -y install podman crun && dnf clean all$/m,
    );
    const next = wanted('transactional', { actions });
    expect(textOf(next, 'transactional.sh')).toMatch(
      /^transactional-update --non-interactive pkg install podman crun$/m,
    );
  });

  it('bring the sources that they come from', () => {
    const sources = ['/etc/yum.repos.d/docker-ce.repo', '/etc/pki/rpm-gpg/RPM-GPG-KEY-docker-ce'];
    const text = textOf(wanted('ostree', { actions, sources }), 'Containerfile');
    expect(text).toMatch(/^COPY docker-ce\.repo \/etc\/yum\.repos\.d\/docker-ce\.repo$/m);
    expect(text.indexOf('COPY')).toBeLessThan(text.indexOf('RUN'));
  });

  it('come to new machines of CoreOS by Butane', () => {
    const os = {
      prettyName: 'Fedora CoreOS 43',
      variantId: 'coreos',
      immutable: 'ostree' as const,
    };
    const sources = ['/etc/yum.repos.d/docker-ce.repo'];
    const given = wanted('ostree', { os, actions, sources, linger: true, user: 'x: #"' });
    expect(names(given)).toContain('rootless.bu');
    const butane = parse(textOf(given, 'rootless.bu'));
    expect(butane).toMatchObject({
      variant: 'fcos',
      storage: {
        files: [
          { path: '/var/lib/systemd/linger/x: #"' },
          { path: sources[0], contents: { local: 'docker-ce.repo' } },
        ],
      },
    });
    expect(butane.systemd.units[0].contents).toContain('--allow-inactive podman crun\n');
  });

  it('are no text where none is missing', () => {
    expect(names(wanted('ostree', { actions: [ids('/etc/subuid', 'alice:1:1')] }))).toEqual([]);
    expect(names(wanted('transactional'))).toEqual([]);
  });
});

describe('a read-only system', () => {
  it.each(['read-only-etc', 'read-only-root'] as const)('%s has the script', (immutable) => {
    expect(papersFor(wanted(immutable, { actions: [install('podman')] }))).toEqual([
      { name: 'image.sh', text: 'SCRIPT\n' },
    ]);
    expect(names(wanted(immutable))).toEqual([]);
  });
});
