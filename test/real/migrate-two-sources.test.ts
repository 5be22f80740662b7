/**
 * A server on which root has both Docker and Podman: what moves goes to one engine of the user, what would meet
 * there under one name stays with its own, and undo brings both back.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { answer } from './lib/containers.ts';
import { bootServer, rootful } from './lib/docker-server.ts';
import { rootlessVolume } from './lib/home-server.ts';
import { podmanVolume, rootfulPodman } from './lib/podman-server.ts';
import { describeReal, GREETING, told, wizardCli } from './lib/real.ts';

/** Beside the server of Docker, whose volume `files` and container `plain` these know as names of their own. */
const PODMAN = `
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  podman netavark aardvark-dns nftables catatonit >/dev/null
podman import -q -c 'CMD ["/bin/httpd","-f","-p","8000","-h","/www"]' /srv/web.tar localhost/page:1 >/dev/null
run='podman run -d --stop-timeout 1'
podman volume create own >/dev/null
echo kept >"$(podman volume inspect -f '{{.Mountpoint}}' own)/note"
podman network create inside >/dev/null
$run --name page --restart always -p 8200:8000 -v own:/own localhost/page:1 >/dev/null
$run --name asks --network inside localhost/page:1 >/dev/null
$run --name same-volume -v files:/files localhost/page:1 >/dev/null
podman create --name plain localhost/page:1 >/dev/null
systemctl enable -q --now podman-restart.service
docker run -d --name holder --stop-timeout 1 -v files:/files site:1 sleep 100000 >/dev/null
`;

describeReal('moving from both Docker and Podman of root, on trixie', () => {
  let host: TestHost;
  let before: { docker: readonly string[]; podman: readonly string[]; volumes: readonly string[] };

  const podman = async () => ({
    podman: await rootfulPodman(host),
    volumes: [await podmanVolume(host, 'files'), await podmanVolume(host, 'own')],
  });
  const seen = async () => ({ docker: await rootful(host), ...(await podman()) });
  /** From the host itself: the Docker of root drops what others forward, so Podman's ports answer nobody else. */
  const page = async (port: number): Promise<string> => {
    const ask = `fetch('http://127.0.0.1:${port}/').then((got) => got.text()).then(console.log)`;
    return (await host.must(['node', '-e', ask])).trim();
  };
  const own = (text: string) => host.must(text, { user: 'alice', timeoutMs: 60_000 });
  const to = ['migrate', '--user', 'alice', '--engine', 'docker'];
  const agreed = ['--yes', '--accept-risk', 'owners-in-place', '--set', 'verify=false'];

  beforeAll(async () => {
    host = await bootServer({ STAYING: 'no', PROJECTS: 'tools', MANY: '10', SPARSE: '8388608' });
    await host.must(PODMAN);
    before = await seen();
    expect(await page(8200)).toBe(GREETING);
  });
  afterAll(() => host?.down());

  it('judges both, and says what would meet under one name', async () => {
    const looked = await wizardCli(host, [...to, '--json']);
    expect(looked.code, told(looked)).toBe(0);
    const { containers } = JSON.parse(looked.stdout) as {
      containers: { name: string; source: string; verdict: string; because: string[] }[];
    };
    const stay = containers.filter(({ verdict }) => verdict === 'stays');
    expect(stay.map(({ name, source, because }) => `${source} ${name}: ${because}`).sort()).toEqual(
      [
        'podman plain: another engine of root uses the same names: plain',
        'podman same-volume: another engine of root uses the same names: files',
      ],
    );
    expect(containers.filter(({ source }) => source === 'docker')).toHaveLength(7);
  });

  it('moves the rest of both to one engine of the user', async () => {
    const done = await wizardCli(host, [...to, ...agreed]);
    expect(done.code, shown(done)).toBe(0);
    expect(await page(8200)).toBe(GREETING);
    expect(await answer(host, 8084)).toContain(GREETING);
    const said = await own(`
      docker exec page cat /own/note
      docker network inspect -f '{{.Name}}' inside
      docker ps -a --format '{{.Names}}' | sort | tr '\n' ' '`);
    expect(said).toBe(
      'kept\ninside\nasks holder limited notes page plain tools-addr-1 tools-cron-1 tools-off-1 ',
    );
    // Docker's own, and not that of Podman which stayed.
    expect(await rootlessVolume(host, 'docker', 'files')).not.toBe(before.volumes[0]);
    const left = (await podman()).podman.filter((line) => line.includes(' true '));
    expect(left.map((line) => line.split(' ')[0])).toEqual(['same-volume']);
    // All of Docker's moved, and not all of Podman's.
    expect((await host.exec('systemctl is-enabled docker.socket docker.service')).stdout).toBe(
      'disabled\ndisabled\n',
    );
    expect(await host.must('systemctl is-enabled podman-restart.service')).toBe('enabled\n');
  });

  it('brings both back', async () => {
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await seen()).toEqual(before);
    expect(await page(8200)).toBe(GREETING);
    expect(await answer(host, 8084)).toContain(GREETING);
    expect(await own('docker ps -aq; docker volume ls -q; docker images -q')).toBe('');
  });
});
