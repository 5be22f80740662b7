/**
 * Settings that few containers have, on a move from the Docker of root to a rootless one, and from Podman to
 * Podman: `inspect` says the same of both, the container runs with them, and what has no word there is named.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { ROOTFUL } from './lib/docker-server.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

/** By the name of the container, what is behind `docker run -d --name NAME`. */
const MADE: Readonly<Record<string, string>> = {
  rights: `--annotation foo=bar --cgroupns host --ipc none --security-opt systempaths=unconfined
    --security-opt no-new-privileges --cap-add NET_ADMIN --cap-drop CHOWN --group-add 1234 --user 1000:44
    --sysctl net.core.somaxconn=1024 --ulimit nofile=100:200 --read-only --tmpfs /run:size=1m,exec
    --hostname a.b.c`,
  ports: `--publish-all --expose 9000 --expose 9001/udp --network own --ip 10.66.0.9 --network-alias al
    --mac-address 92:d0:c6:0a:29:33 --dns 1.1.1.1 --dns-option ndots:3 --add-host a:1.2.3.4`,
  life: `--stop-timeout 0 --stop-signal SIGINT --oom-score-adj 500 --restart on-failure:3 --init -it
    --health-cmd 'echo "a b" && true' --health-interval 2s --health-start-interval 1s --health-retries 2
    --log-driver json-file --log-opt max-size=10m --shm-size 128m --label 'c=d e' -e 'C=a "b"' --workdir /tmp`,
  mounts: `--mount type=bind,src=/srv/b,dst=/b,readonly,bind-propagation=rslave -v some:/v:ro
    --mount type=tmpfs,dst=/t,tmpfs-size=1000000,tmpfs-mode=1770`,
  cut: '--oom-score-adj -500 --domainname example.org',
  tied: "--device-cgroup-rule 'c 1:3 rwm'",
};

/** What differs for a reason: ids, what the move adds, where a daemon keeps its files, and how a mount is spelt. */
const OWN = [
  /^Config\.(Image|Labels\.rootless-wizard\.moved|AttachStd)/,
  /^Config\.Hostname: "[0-9a-f]{12}" -> "[0-9a-f]{12}"$/,
  /^HostConfig\.(Binds|Mounts\.|Mounts:)|^Mounts\./,
  // What the daemon fills in: that of a session, and what the kernel lets it say.
  /^HostConfig\.(OomScoreAdj: 0 -> \d+|OomKillDisable: null -> false)$/,
];

const MAC = 'mac_address: "92:d0:c6:0a:29:33"';

type Json = Readonly<Record<string, unknown>>;

/** Where two documents differ: `path: one -> other`. */
function differences(one: unknown, other: unknown, path = ''): readonly string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return [`${path}: ${JSON.stringify(one)} -> ${JSON.stringify(other)}`];
  }
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) =>
    differences((one as Json)[key], (other as Json)[key], path === '' ? key : `${path}.${key}`),
  );
}

describeReal('moving containers with settings that few have, on trixie', () => {
  let host: TestHost;
  const to = ['migrate', '--user', 'alice', '--engine', 'docker'];

  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    const runs = Object.entries(MADE).map(
      ([name, words]) =>
        `docker run -d --name ${name} ${words.replaceAll(/\s+/g, ' ')} site:1 >/dev/null`,
    );
    await host.must(`apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        docker.io docker-cli iptables >/dev/null
      docker import -c 'CMD ["/bin/sleep", "100000"]' -c 'EXPOSE 8000' /srv/web.tar site:1 >/dev/null
      docker network create --subnet 10.66.0.0/24 own >/dev/null
      docker volume create some >/dev/null
      mkdir /srv/b
      ${runs.join('\n')}`);
  });
  afterAll(() => host?.down());

  const inspected = async (client: string, user: string): Promise<ReadonlyMap<string, Json>> => {
    const text = await host.must(
      `${client} inspect $(${client} ps -aq)`,
      user === 'root' ? {} : { user },
    );
    const all = JSON.parse(text) as readonly Json[];
    return new Map(
      all.map((each) => [
        String(each['Name']).slice(1),
        { Config: each['Config'], HostConfig: each['HostConfig'], Mounts: each['Mounts'] },
      ]),
    );
  };

  it('names what has no word there, and what cannot do without', async () => {
    const looked = await wizardCli(host, [...to, '--json']);
    expect(looked.code, told(looked)).toBe(0);
    const { containers } = JSON.parse(looked.stdout) as {
      containers: { name: string; verdict: string; because: string[] }[];
    };
    const said = Object.fromEntries(
      containers.map(({ name, verdict, because }) => [name, [verdict, ...because]]),
    );
    expect(said).toEqual({
      rights: ['moves'],
      ports: ['moves'],
      life: ['moves'],
      mounts: ['moves'],
      cut: [
        'moves-with-changes',
        'it goes on without what the new engine does not have: --domainname example.org and --oom-score-adj -500',
      ],
      tied: ['stays', 'it needs what the new engine does not have: --device-cgroup-rule c 1:3 rwm'],
    });
  });

  it('moves them, and Docker says the same of both', async () => {
    const before = await inspected(ROOTFUL, 'root');
    const done = await wizardCli(host, [...to, '--yes', '--set', 'verify=false']);
    expect(done.code, shown(done)).toBe(0);
    const after = await inspected('docker', 'alice');
    expect([...after.keys()].sort()).toEqual(['cut', 'life', 'mounts', 'ports', 'rights']);
    const found = [...after].flatMap(([name, entry]) =>
      differences(before.get(name), entry)
        .filter((difference) => !OWN.some((own) => own.test(difference)))
        .map((difference) => `${name} ${difference}`),
    );
    expect(found.filter((row) => !row.startsWith('cut HostConfig.OomScoreAdj: -500 -> '))).toEqual([
      'cut Config.Domainname: "example.org" -> ""',
    ]);
    const running = await host.must("docker ps --format '{{.Names}}' | sort | xargs", {
      user: 'alice',
    });
    // In a host of the tests root itself cannot start the other one.
    expect(running.trim()).toBe('life mounts ports rights');
    const files = await host.must(
      "cd ~/.local/share/rootless-wizard/migrated && grep -hE 'expose:|cgroup:|mac_address|no key for|publish-all' */compose.yaml",
      { user: 'alice' },
    );
    const lines = files
      .trim()
      .split(/\s*\n\s*/)
      .map((line) => line.trim());
    expect(lines.sort()).toEqual(
      ['# Compose has no key for:', '#   --publish-all', 'expose:', 'cgroup: "host"', MAC].sort(),
    );
  });
});

/** The same of `podman run`. */
const PODMAN_MADE: Readonly<Record<string, string>> = {
  rights: `--annotation foo=bar --cgroupns host --ipc none --security-opt unmask=ALL
    --security-opt no-new-privileges --cap-add NET_ADMIN --cap-drop CHOWN --group-add 1234 --user 1000:44
    --sysctl net.core.somaxconn=1024 --ulimit nofile=100:200 --umask 0077 --personality LINUX32`,
  hidden:
    '--security-opt mask=/srv --security-opt proc-opts=hidepid=2 --systemd=false --timeout 100000',
  ports: `--expose 9000 --expose 9001/udp --network own --ip 10.66.0.9 --network-alias al
    --mac-address 92:d0:c6:0a:29:33 --dns 1.1.1.1 --dns-option ndots:3 --add-host a:1.2.3.4`,
  life: `--stop-timeout 0 --stop-signal SIGINT --oom-score-adj 500 --restart on-failure:3 --init -it
    --health-cmd 'echo "a b" && true' --health-interval 2s --health-startup-cmd true
    --health-on-failure kill --health-max-log-count 3 --log-driver journald --log-opt tag=foo
    --shm-size 128m --label 'c=d e' -e 'C=a "b"' --workdir /tmp --requires rights`,
  mounts: `--mount type=bind,src=/srv/b,dst=/b,readonly,bind-propagation=rslave -v some:/v:ro
    --tmpfs /x:size=1m,mode=1770 --read-only --read-only-tmpfs=false`,
  names: `--no-hosts --tz Asia/Tokyo --unsetenv PATH --env-file /srv/env --http-proxy=false --dns none
    --passwd-entry 'a:*:7:7::/:/bin/sh' --user 7 -it --entrypoint /bin/cat`,
  cut: '--pidfile /run/cut.pid --cgroups no-conmon',
  tied: "--device-cgroup-rule 'c 1:3 rwm'",
};

/** What differs for a reason, with Podman: it says who made it and for whom, and where its files are. */
const PODMAN_OWN = [
  /^Config\.(CreateCommand|Image|Annotations\.(org\.systemd|io\.podman)|Labels(: null|\.rootless-wizard))/,
  /^Config\.(Hostname|Env\.\d+): "(HOSTNAME=)?[0-9a-f]{12}" -> "(HOSTNAME=)?[0-9a-f]{12}"$/,
  /^HostConfig\.(Annotations|Binds|CgroupParent|CgroupManager|NetworkMode|Ulimits\.1|LogConfig\.Path)/,
  /^Mounts\.\d\.Source/,
  // The same with one word more.
  /^HostConfig\.Tmpfs\.\/x/,
];

describeReal('moving containers of Podman with settings that few have, on trixie', () => {
  let host: TestHost;
  const to = (engine: string) => ['migrate', '--user', 'alice', '--engine', engine];

  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    const runs = Object.entries(PODMAN_MADE).map(
      ([name, words]) =>
        `podman run -d --stop-timeout 1 --name ${name} ${words.replaceAll(/\s+/g, ' ')} localhost/site:1 >/dev/null 2>&1`,
    );
    await host.must(`apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        podman netavark aardvark-dns nftables iptables catatonit >/dev/null
      podman import -c 'CMD ["/bin/sleep", "100000"]' -c 'EXPOSE 8000' /srv/web.tar localhost/site:1 >/dev/null 2>&1
      podman network create --subnet 10.66.0.0/24 own >/dev/null
      podman volume create some >/dev/null
      mkdir /srv/b
      printf 'HOSTNAME=chosen\nA=b\n' >/srv/env
      ${runs.join('\n')}`);
  });
  afterAll(() => host?.down());

  const inspected = async (user: string): Promise<ReadonlyMap<string, Json>> => {
    const text = await host.must(
      'podman inspect $(podman ps -aq)',
      user === 'root' ? {} : { user },
    );
    const all = JSON.parse(text) as readonly Json[];
    return new Map(
      all.map((each) => {
        const config = each['Config'] as Json;
        const Env = (config['Env'] as readonly string[]).toSorted();
        return [
          String(each['Name']),
          {
            Line: [each['Path'], each['Args']],
            Config: { ...config, Env },
            HostConfig: each['HostConfig'],
            Mounts: each['Mounts'],
          },
        ];
      }),
    );
  };

  const judged = async (engine: string) => {
    const looked = await wizardCli(host, [...to(engine), '--json']);
    expect(looked.code, told(looked)).toBe(0);
    const { containers } = JSON.parse(looked.stdout) as {
      containers: { name: string; verdict: string; because: string[] }[];
    };
    return Object.fromEntries(
      containers.map(({ name, verdict, because }) => [name, [verdict, ...because]]),
    );
  };

  it('names what has no word there, and what cannot do without', async () => {
    const tied = [
      'stays',
      'it needs what the new engine does not have: --device-cgroup-rule c 1:3 rwm',
    ];
    const without = 'it goes on without what the new engine does not have:';
    expect(await judged('podman')).toEqual({
      rights: ['moves'],
      hidden: ['moves'],
      ports: ['moves'],
      life: ['moves'],
      mounts: ['moves'],
      names: ['moves'],
      cut: ['moves-with-changes', `${without} --pidfile /run/cut.pid and --cgroups no-conmon`],
      tied,
    });
    expect(await judged('docker')).toMatchObject({
      rights: ['moves-with-changes', `${without} --personality LINUX32 and --umask 0077`],
      hidden: ['stays', expect.stringContaining('--security-opt mask=/srv')],
      mounts: ['moves'],
      tied,
    });
  });

  it('moves them, and Podman says the same of both', async () => {
    const before = await inspected('root');
    const done = await wizardCli(host, [...to('podman'), '--yes', '--set', 'verify=false']);
    expect(done.code, shown(done)).toBe(0);
    const after = await inspected('alice');
    const moved = Object.keys(PODMAN_MADE).filter((name) => name !== 'tied');
    expect([...after.keys()].sort()).toEqual(moved.sort());
    const found = [...after].flatMap(([name, entry]) =>
      differences(before.get(name), entry)
        .filter((difference) => !PODMAN_OWN.some((own) => own.test(difference)))
        .map((difference) => `${name} ${difference}`),
    );
    expect(found).toEqual([]);
    const seen = await host.must(
      `podman ps --format '{{.Names}}' | sort | xargs
      podman exec rights cat /proc/sys/net/core/somaxconn
      podman exec names /bin/sh -c 'echo "$A $HOSTNAME"'`,
      { user: 'alice' },
    );
    expect(seen).toBe(`${moved.sort().join(' ')}\n1024\nb chosen\n`);
  });
});
