/** What the step of storage plans beside Podman's store: an old containers.conf, and Docker. */
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/probe/network-tools.ts';
import { service } from '../../src/steps/service.ts';
import { storage } from '../../src/steps/storage.ts';
import { dockerThere, hostOf, plan, podman5, store, written } from './step-plan.ts';

describe('a containers.conf that names slirp4netns', () => {
  const line = 'default_rootless_network_cmd = "slirp4netns"';
  const text = `[network]\n${line}\n`;
  const made = (version: string, own: Readonly<Record<string, string>>, more: object = {}) =>
    written(
      plan(storage, hostOf('debian-13', { podman: { ...podman5, version, ...more } }, own), {
        engines: ['podman'],
      }),
    )['storage.containers-conf'];

  it('is overruled by a drop-in from Podman 6 on, once, wherever it stands', () => {
    const main = { 'podman.containers': text };
    const drop = made('6.0.2', main) ?? '';
    expect(drop).toContain('default_rootless_network_cmd = "pasta"');
    expect(made('6.0.2', { ...main, 'podman.containers.dropin': drop })).toBeUndefined();
    const info = { info: { ...store, rootlessNetworkCmd: 'slirp4netns' }, hasStore: true };
    expect(made('6.0.2', {}, info)).toBe(drop);
  });

  it('is overruled as CNI and iptables are', () => {
    const old = '[network]\nnetwork_backend = "cni"\nfirewall_driver = "iptables"\n';
    const drop = made('6.0.2', { 'podman.containers': old });
    expect(drop).toContain('network_backend = "netavark"\nfirewall_driver = "nftables"\n');
    expect(made('5.4.2', { 'podman.containers': old })).toBeUndefined();
  });

  it('is a finding for Podman 6 alone', () => {
    const level = (version: string) => {
      const podman = {
        ...podman5,
        version,
        info: { ...store, rootlessNetworkCmd: 'slirp4netns' },
      };
      const networkTools = {
        slirp4netns: { path: '/usr/bin/slirp4netns', version: '1.2.1' },
        pasta: { path: '/usr/bin/pasta', version: null },
        netavark: '/usr/lib/podman/netavark',
        aardvark: '/usr/lib/podman/aardvark-dns',
      };
      const facts = hostOf('debian-13', { podman, networkTools });
      const found = checks.flatMap((check) => check.run(facts, { engines: ['podman'] }));
      return found.find(({ id }) => id === 'net.driver')?.level;
    };
    expect([level('5.4.2'), level('6.0.2')]).toEqual(['ok', 'fail']);
  });

  it('stays with Podman 5, and is not missed where pasta is named', () => {
    expect(made('5.4.2', { 'podman.containers': text })).toBeUndefined();
    const pasta = { 'podman.containers': text.replace('slirp4netns', 'pasta') };
    expect(made('6.0.2', pasta)).toBeUndefined();
  });
});

describe('the storage of Docker', () => {
  it('leaves a broken daemon.json alone and says where it is broken', () => {
    const facts = hostOf('debian-13', {}, { 'docker.daemon': '{\n  "debug": true,\n}\n' });
    for (const step of [storage, service]) {
      const here = { ...facts, docker: hostOf('debian-13', { docker: dockerThere }).docker };
      const result = plan(step, here, { engines: ['docker'] });
      expect(result.status).toBe('blocked');
      expect(result.changes).toEqual([]);
      expect(JSON.stringify(result.because)).toContain('"line":3,"column":1');
    }
  });

  it('is moved in daemon.json, hides a store by name, and restarts a daemon that runs', () => {
    const facts = hostOf(
      'debian-13',
      {
        docker: {
          ...dockerThere,
          hasStore: true,
          service: { enabled: 'enabled', active: 'active' },
        },
      },
      { 'docker.daemon': '{"debug": true}\n' },
    );
    const result = plan(storage, facts, {
      engines: ['docker'],
      'storage.docker.data-root': '/home/alice/big/docker',
    });
    expect(result.changes.map(({ id, scope, risks }) => [id, scope, risks])).toEqual([
      ['storage.docker-dir', 'user', []],
      ['storage.docker-conf', 'user', ['hidden-store']],
      ['storage.docker-restart', 'user', []],
    ]);
    expect(JSON.parse(written(result)['storage.docker-conf'] ?? '')).toEqual({
      debug: true,
      'data-root': '/home/alice/big/docker',
    });
  });
});
