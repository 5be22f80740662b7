import { describe, expect, it } from 'vitest';
import { parseInspect } from '../../src/migrate/container.ts';
import type { RootfulNetwork } from '../../src/migrate/inventory.ts';
import { judge } from '../../src/migrate/judge.ts';
import { networkShape as ofNerdctl } from '../../src/migrate/nerdctl-shape.ts';
import { networkOf, networkWords } from '../../src/migrate/network-words.ts';
import { networkShape as ofPodman } from '../../src/migrate/podman-shape.ts';
import type { TargetEngine } from '../../src/migrate/target-engine.ts';

/** `docker network inspect` of Docker 26.1, of a network with everything. */
const FULL = {
  Name: 'full',
  Driver: 'bridge',
  EnableIPv6: true,
  IPAM: {
    Driver: 'default',
    Options: {},
    Config: [
      {
        Subnet: '10.77.0.0/16',
        IPRange: '10.77.5.0/24',
        Gateway: '10.77.0.254',
        AuxiliaryAddresses: { router: '10.77.0.5' },
      },
      { Subnet: 'fd00:77::/64' },
    ],
  },
  Internal: false,
  Attachable: true,
  Options: {
    'com.docker.network.bridge.enable_icc': 'false',
    'com.docker.network.bridge.name': 'brx',
    'com.docker.network.driver.mtu': '1400',
  },
  Labels: { a: 'b' },
};

const plain = (Config: readonly object[], more: object = {}) =>
  networkOf({ Name: 'n', Driver: 'bridge', IPAM: { Driver: 'default', Config }, ...more });

/** All words in the order in which the helper says them, and what is lost behind them. */
function said(network: RootfulNetwork, target: TargetEngine, fixed = false): string {
  const { subnet, gateway, more, left } = networkWords(network, target, fixed);
  const lost = left.map((each) => `!${each}`);
  return [subnet || '-', gateway || '-', ...more, ...lost].join(' ');
}

describe('the words for a network', () => {
  it('keep everything for Docker', () => {
    expect(said(networkOf(FULL), 'docker')).toBe(
      '10.77.0.0/16 10.77.0.254 --subnet fd00:77::/64 --ip-range 10.77.5.0/24 --aux-address router=10.77.0.5 --ipv6 --opt com.docker.network.bridge.enable_icc=false --opt com.docker.network.bridge.name=brx --opt com.docker.network.driver.mtu=1400 --attachable',
    );
  });

  it('are those that Podman has, with a gateway for each range', () => {
    expect(said(networkOf(FULL), 'podman')).toBe(
      '10.77.0.0/16 10.77.0.254 --subnet fd00:77::/64 --gateway fd00:77::1 --ip-range 10.77.5.0/24 --ipv6 --interface-name brx --opt mtu=1400 !--aux-address router=10.77.0.5 !--opt com.docker.network.bridge.enable_icc=false',
    );
    // The range with a part of its own comes first, as they are counted.
    const later = [{ Subnet: '10.1.0.0/24' }, { Subnet: '10.2.0.0/24', IPRange: '10.2.0.0/25' }];
    expect(said(plain(later), 'podman')).toBe(
      '10.2.0.0/24 10.2.0.1 --subnet 10.1.0.0/24 --gateway 10.1.0.1 --ip-range 10.2.0.0/25',
    );
  });

  it('are those that nerdctl has', () => {
    expect(said(networkOf(FULL), 'nerdctl')).toBe(
      '10.77.0.0/16 - --subnet fd00:77::/64 --ipv6 --opt mtu=1400 !--ip-range 10.77.5.0/24 !--aux-address router=10.77.0.5 !--gateway 10.77.0.254 !--opt com.docker.network.bridge.enable_icc=false !--opt com.docker.network.bridge.name=brx',
    );
    const one = [{ Subnet: '10.1.0.0/24', Gateway: '10.1.0.9', IPRange: '10.1.0.0/25' }];
    expect(said(plain(one), 'nerdctl')).toBe('10.1.0.0/24 10.1.0.9 --ip-range 10.1.0.0/25');
  });

  it('leave a range to the target that nobody chose', () => {
    const auto = plain([{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }]);
    for (const target of ['docker', 'podman', 'nerdctl'] as const) {
      expect(said(auto, target)).toBe('- -');
      expect(said(auto, target, true)).toBe('172.18.0.0/16 172.18.0.1');
    }
    expect(said(plain([{ Subnet: '192.168.48.0/20' }]), 'docker')).toBe('- -');
    expect(said(plain([{ Subnet: '10.89.3.0/24' }]), 'podman')).toBe('- -');
    expect(said(plain([{ Subnet: '10.4.7.0/24' }]), 'nerdctl')).toBe('- -');
    expect(said(plain([{ Subnet: '192.168.50.0/24' }]), 'docker')).toBe('192.168.50.0/24 -');
    expect(said(plain([{ Subnet: '10.78.0.0/24' }]), 'docker')).toBe('10.78.0.0/24 -');
    // Docker picks the other one by itself, the others do not.
    const both = plain([{ Subnet: '172.18.0.0/16' }, { Subnet: 'fd00:1::/64' }], {
      EnableIPv6: true,
    });
    expect(said(both, 'docker')).toBe('fd00:1::/64 - --ipv6');
    expect(said(both, 'nerdctl')).toBe('172.18.0.0/16 - --subnet fd00:1::/64 --ipv6');
  });

  it('say nothing of what every network has, and name what is a plugin', () => {
    const usual = { 'com.docker.network.bridge.enable_icc': 'true' };
    expect(said(plain([], { Options: usual, Attachable: true }), 'podman')).toBe('- -');
    const plugin = networkOf({ Name: 'n', IPAM: { Driver: 'infoblox', Options: { a: 'b' } } });
    expect(said(plugin, 'docker')).toBe('- - !--ipam-driver infoblox !--ipam-opt a=b');
    expect(said(plain([], { EnableIPv4: false }), 'docker')).toBe('- - --ipv4=false');
  });

  it('are those of Podman again, and named elsewhere', () => {
    // podman network inspect, 5.4.
    const network = networkOf(
      ofPodman({
        name: 'p',
        driver: 'bridge',
        subnets: [
          {
            subnet: '10.80.0.0/24',
            gateway: '10.80.0.1',
            lease_range: { start_ip: '10.80.0.129', end_ip: '10.80.0.255' },
          },
        ],
        ipv6_enabled: false,
        internal: false,
        dns_enabled: false,
        options: { isolate: 'true', mtu: '1300' },
        ipam_options: { driver: 'host-local' },
      }),
    );
    expect(said(network, 'podman')).toBe(
      '10.80.0.0/24 10.80.0.1 --ip-range 10.80.0.129-10.80.0.255 --opt isolate=true --opt mtu=1300 --disable-dns',
    );
    expect(said(network, 'docker')).toBe(
      '10.80.0.0/24 10.80.0.1 --opt com.docker.network.driver.mtu=1300 !--ip-range 10.80.0.129-10.80.0.255 !--opt isolate=true !--disable-dns',
    );
  });

  it('are read from what CNI has of nerdctl', () => {
    const plugin = {
      type: 'bridge',
      isGateway: true,
      mtu: 1300,
      ipam: {
        ranges: [
          [{ subnet: '10.9.0.0/24', gateway: '10.9.0.1', ipRange: '10.9.0.0/25' }],
          [{ subnet: 'fd00::/64' }],
        ],
      },
    };
    const network = networkOf(ofNerdctl({ CNI: { name: 'n', plugins: [plugin] } }));
    expect(said(network, 'docker')).toBe(
      '10.9.0.0/24 10.9.0.1 --subnet fd00::/64 --ip-range 10.9.0.0/25 --ipv6 --opt com.docker.network.driver.mtu=1300',
    );
  });
});

describe('a network with the numbers of rootlesskit', () => {
  const judged = (subnet: string, engine: TargetEngine, address = '') => {
    const [container] = parseInspect(
      JSON.stringify([
        {
          HostConfig: { NetworkMode: 'n' },
          NetworkSettings: { Networks: { n: { IPAMConfig: { IPv4Address: address } } } },
        },
      ]),
    );
    if (container === undefined) throw new Error('not parsed');
    const around = {
      networks: new Map([['n', plain([{ Subnet: subnet }])]]),
      volumes: new Map(),
      owners: new Map(),
      written: new Map(),
    };
    const target = { engine, uid: 1000, firstPort: 1024, limits: true };
    return judge(container, target, around).because.map(({ key }) => key);
  };

  it('gets other numbers, or stays where somebody chose an address in it', () => {
    expect(said(plain([{ Subnet: '10.0.0.0/16' }]), 'docker')).toBe('- - !--subnet 10.0.0.0/16');
    expect(judged('10.0.2.128/25', 'docker')).toEqual(['migrate.network-left']);
    expect(judged('10.0.2.0/24', 'docker', '10.0.2.50')).toEqual(['migrate.network-taken']);
    expect(judged('10.0.2.0/24', 'nerdctl', '10.0.2.50')).toEqual(['migrate.network-taken']);
  });

  it('is left as it is where there is no clash', () => {
    expect(judged('10.0.3.0/24', 'docker', '10.0.3.50')).toEqual([]);
    // Podman's networks of a user lie in one of their own.
    expect(judged('10.0.2.0/24', 'podman', '10.0.2.50')).toEqual([]);
  });
});
