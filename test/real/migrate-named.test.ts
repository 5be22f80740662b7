/**
 * Settings that the new engine takes only in part, on a move from the Docker of root: networks with all that they
 * were made with, limits above those of the user, a log driver, and a Docker that does not run.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const FULL = `--subnet 10.77.0.0/16 --ip-range 10.77.5.0/24 --gateway 10.77.0.254
  --aux-address router=10.77.0.5 --ipv6 --subnet fd00:77::/64 --attachable
  --opt com.docker.network.driver.mtu=1400 --opt com.docker.network.bridge.name=brx
  --opt com.docker.network.bridge.enable_icc=false --label a=b`;

/** By the name of the container, what is behind `docker run -d --name NAME`. */
const MADE: Readonly<Record<string, string>> = {
  fixed: '--network full --ip 10.77.0.9 --ip6 fd00:77::9',
  ranged: '--network ranged',
  clashing: '--network clashing',
  limited: '--ulimit memlock=4194304 --ulimit nofile=9000:12000 --ulimit nproc=100',
  logged: '--log-driver syslog --log-opt tag=x',
  // Nothing listens there, before or after.
  quiet: '-p 9090:80 -p 9091:81/udp',
};

describeReal('moving containers with settings that a rootless engine takes in part', () => {
  let host: TestHost;
  const to = (engine: string) => ['migrate', '--user', 'alice', '--engine', engine];

  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    const runs = Object.entries(MADE).map(
      ([name, words]) => `docker run -d --stop-timeout 1 --name ${name} ${words} site:1 >/dev/null`,
    );
    await host.must(`mkdir -p /etc/systemd/system/user@.service.d
      printf '[Service]\nLimitMEMLOCK=1048576\nLimitNOFILE=10000\n' \
        >/etc/systemd/system/user@.service.d/limits.conf
      systemctl daemon-reload
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        docker.io docker-cli iptables >/dev/null
      docker import -c 'CMD ["/bin/sleep", "100000"]' /srv/web.tar site:1 >/dev/null
      docker network create ${FULL.replaceAll(/\s+/g, ' ')} full >/dev/null
      docker network create --subnet 10.78.0.0/24 ranged >/dev/null
      docker network create --subnet 10.0.2.0/24 clashing >/dev/null
      ${runs.join('\n')}`);
  });
  afterAll(() => host?.down());

  const judged = async (engine: string) => {
    const looked = await wizardCli(host, [...to(engine), '--json']);
    expect(looked.code, told(looked)).toBe(0);
    const { containers } = JSON.parse(looked.stdout) as {
      containers: { name: string; because: string[] }[];
    };
    return Object.fromEntries(containers.map(({ name, because }) => [name, because.join('; ')]));
  };
  const LIMITS =
    'memlock=4194304:4194304 → memlock=1048576:1048576 and nofile=9000:12000 → nofile=9000:10000';
  const without = 'goes on without what the new engine does not have:';

  it('names what will be otherwise', async () => {
    const forDocker = await judged('docker');
    expect(forDocker).toMatchObject({
      fixed: '',
      ranged: '',
      clashing: `its network clashing ${without} --subnet 10.0.2.0/24`,
      limited: expect.stringContaining(`limits above those of the user are lowered: ${LIMITS};`),
      logged: '',
      quiet: '',
    });
    expect(forDocker['limited']).toContain('LimitMEMLOCK=4194304 and LimitNOFILE=12000');
    expect(await judged('podman')).toMatchObject({
      fixed: `its network full ${without} --aux-address router=10.77.0.5 and --opt com.docker.network.bridge.enable_icc=false`,
      clashing: '',
      logged: `it ${without} --log-driver syslog and --log-opt tag=x`,
    });
  });

  it('names a Docker that does not run, and does not start it', async () => {
    await host.must('systemctl stop docker.socket docker.service');
    const looked = await wizardCli(host, to('docker'));
    expect(looked.stdout, told(looked)).toContain(
      'The Docker of root has containers, but does not run',
    );
    expect(looked.stdout).not.toContain('There is no rootful Docker');
    const state = await host.exec(['systemctl', 'is-active', 'docker.service']);
    expect(state.stdout.trim()).toBe('inactive');
    await host.must('systemctl start docker.socket docker.service; docker start $(docker ps -aq)');
  });

  const seen = (engine: string, script: string) =>
    host.must(script.replaceAll('ENGINE', engine), { user: 'alice' });
  const inside = `ENGINE exec fixed cat /sys/class/net/eth0/mtu
    ENGINE exec fixed /bin/busybox ip address show eth0 | grep -oE 'inet6? (10|fd)[^ ]*'
    ENGINE exec limited cat /proc/self/limits | awk '/open files|locked/ { print $4, $5 }'`;
  const INSIDE = '1400\ninet 10.77.0.9/16\ninet6 fd00:77::9/64\n9000 10000\n1048576 1048576\n';

  it('moves them to Docker, with the same networks', async () => {
    const done = await wizardCli(host, [...to('docker'), '--yes', '--set', 'verify=false']);
    expect(done.code, shown(done)).toBe(0);
    expect(done.stdout + done.stderr).toContain('listens behind 9090/tcp and 9091/udp today');
    expect(await seen('docker', inside)).toBe(INSIDE);
    const network = async (name: string) =>
      JSON.parse(await seen('docker', `docker network inspect ${name}`))[0];
    expect(await network('full')).toMatchObject({
      EnableIPv6: true,
      Attachable: true,
      IPAM: {
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
      Options: {
        'com.docker.network.bridge.enable_icc': 'false',
        'com.docker.network.bridge.name': 'brx',
        'com.docker.network.driver.mtu': '1400',
      },
      Labels: { a: 'b' },
    });
    expect((await network('ranged')).IPAM.Config[0].Subnet).toBe('10.78.0.0/24');
    expect((await network('clashing')).IPAM.Config[0].Subnet).not.toContain('10.0.2.');
    const back = await wizardCli(host, ['undo', '--yes']);
    expect(back.code, shown(back)).toBe(0);
  });

  it('moves them to Podman, although the bridge of root is all the IPv6 that there is', async () => {
    const done = await wizardCli(host, [...to('podman'), '--yes', '--set', 'verify=false']);
    expect(done.code, shown(done)).toBe(0);
    expect(await seen('podman', inside)).toBe(INSIDE);
    const [full] = JSON.parse(await seen('podman', 'podman network inspect full'));
    expect(full).toMatchObject({
      network_interface: 'brx',
      ipv6_enabled: true,
      subnets: [
        {
          subnet: '10.77.0.0/16',
          gateway: '10.77.0.254',
          lease_range: { start_ip: '10.77.5.1', end_ip: '10.77.5.255' },
        },
        { subnet: 'fd00:77::/64', gateway: 'fd00:77::1' },
      ],
      options: { mtu: '1400' },
    });
  });
});
