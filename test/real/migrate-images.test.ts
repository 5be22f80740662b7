/** Images that are pulled again by their digests, from a registry in the host's own loopback; or else are copied. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { answer } from './lib/containers.ts';
import { ROOTFUL, rootful } from './lib/docker-server.ts';
import { bootWizardHost, describeReal, GREETING, told, wizardCli } from './lib/real.ts';

const REGISTRY = readFileSync(fileURLToPath(new URL('lib/registry.mjs', import.meta.url)), 'utf8');
const NAME = '127.0.0.1:5000/shop/site:1';
const DIGESTS = `image inspect -f '{{join .RepoDigests " "}}' ${NAME}`;

/** An image in a registry, which root has pulled; another that was made here; a container of each. */
const SERVER = `
set -eu
cat >/srv/registry.mjs
docker import /srv/web.tar ${NAME} >/dev/null
docker import -c 'LABEL made=here' /srv/web.tar own:1 >/dev/null
mkdir /srv/saved
docker save ${NAME} | tar -C /srv/saved -x
chmod -R a+rX /srv/saved
docker rmi ${NAME} >/dev/null
systemd-run -q --unit=registry node /srv/registry.mjs /srv/saved 5000
curl -fsS --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:5000/v2/ >/dev/null
docker pull -q ${NAME} >/dev/null
docker run -d --name web --stop-timeout 1 -p 8081:80 ${NAME} /bin/httpd -f -p 80 -h /www >/dev/null
docker run -d --name own --stop-timeout 1 -p 8082:80 own:1 /bin/httpd -f -p 80 -h /www >/dev/null
`;

describeReal('a move with images that are pulled again', () => {
  let host: TestHost;
  let before: readonly string[];
  let digest = '';

  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await host.must(`apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        docker.io docker-cli iptables curl >/dev/null`);
    await host.must(['sh', '-c', SERVER], { input: REGISTRY });
    before = await rootful(host);
  });
  afterAll(() => host?.down());

  const own = (text: string) => host.must(text, { user: 'alice' });
  const migrate = (engine: string, ...more: readonly string[]) =>
    wizardCli(host, [
      ...['migrate', '--user', 'alice', '--engine', engine, '--set', 'migrate.images=pull'],
      ...['--set', 'verify=false', ...more],
    ]);
  const answers = async () => {
    for (const port of [8081, 8082]) expect(await answer(host, port), `${port}`).toBe(GREETING);
  };
  const undo = async () => {
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(before);
    await answers();
  };

  it('says by which digest, and copies what the registry does not give', async () => {
    digest = (await host.must(`${ROOTFUL} ${DIGESTS}`)).trim();
    expect(digest).toMatch(/^127\.0\.0\.1:5000\/shop\/site@sha256:[0-9a-f]{64}$/);
    const looked = await migrate('docker');
    expect(looked.code, told(looked)).toBe(0);
    expect(looked.stdout).toContain(`Pull the image ${NAME} again`);
    expect(looked.stdout).toContain(digest);
    expect(looked.stdout).toContain('Copy the image own:1');
    // The network of the user's daemon has a 127.0.0.1 of its own, where nobody listens yet.
    const moved = await migrate('docker', '--yes');
    expect(moved.code, shown(moved)).toBe(0);
    expect(moved.stderr).toMatch(/can't be pulled, and the image is copied: .*refused/);
    await answers();
    expect((await own(`docker ${DIGESTS}`)).trim()).toBe('');
    await undo();
    expect((await own('docker images -q')).trim()).toBe('');
  });

  it('takes it from the registry where that answers, and takes it away again', async () => {
    await own(`pid=$(cat "$XDG_RUNTIME_DIR/dockerd-rootless/child_pid")
      systemd-run -q --user --unit=registry nsenter -U -n --preserve-credentials -t "$pid" \
        node /srv/registry.mjs /srv/saved 5000
      nsenter -U -n --preserve-credentials -t "$pid" \
        curl -fsS --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:5000/v2/ >/dev/null`);
    const moved = await migrate('docker', '--yes');
    expect(moved.code, shown(moved)).toBe(0);
    expect(moved.stderr).not.toContain('copied:');
    await answers();
    expect(await own(`docker ${DIGESTS}`)).toBe(`${digest}\n`);
    expect((await own(`docker inspect -f '{{.Config.Image}}' web`)).trim()).toBe(NAME);
    const again = await migrate('docker', '--yes');
    expect(again.code, shown(again)).toBe(0);
    await undo();
    expect((await own('docker images -aq; docker image ls --digests -q')).trim()).toBe('');
  });

  it('does so for Podman, which knows them by their full names', async () => {
    await host.must(`mkdir -p /etc/containers/registries.conf.d
      printf '[[registry]]\\nlocation = "127.0.0.1:5000"\\ninsecure = true\\n' >/etc/containers/registries.conf.d/test.conf`);
    const moved = await migrate('podman', '--yes');
    expect(moved.code, shown(moved)).toBe(0);
    expect(moved.stderr).not.toContain('copied:');
    await answers();
    expect(await own(`podman ${DIGESTS}`)).toContain('127.0.0.1:5000/shop/site@sha256:');
    await undo();
    expect((await own('podman images -aq')).trim()).toBe('');
  });
});
