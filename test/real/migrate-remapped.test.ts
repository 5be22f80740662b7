/** A Docker of root that shifts ids: what its containers keep is not copied, and the others move. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { ROOTFUL, rootful } from './lib/docker-server.ts';
import { bootWizardHost, describeReal, wizardCli } from './lib/real.ts';

describeReal('a move from a Docker with userns-remap', () => {
  let host: TestHost;
  let before: readonly string[];

  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await host.must(`apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        docker.io docker-cli iptables >/dev/null
      useradd -r dockremap && echo dockremap:300000:65536 | tee -a /etc/subuid >>/etc/subgid
      echo '{"userns-remap": "dockremap"}' >/etc/docker/daemon.json && systemctl restart docker
      work=$(mktemp -d) && mkdir -p "$work/image/bin" /srv/open /srv/own
      dpkg-deb -x /srv/repo/busybox-static_*.deb "$work/deb"
      cp "$(find "$work/deb" -type f -path '*/bin/busybox')" "$work/image/bin/busybox"
      ln -s busybox "$work/image/bin/sleep"
      tar -C "$work/image" -c . | docker import - site:1 >/dev/null
      run() { docker run -d --stop-timeout 1 "$@" site:1 sleep 100000 >/dev/null; }
      run --name db -v data:/data && run --name own -v /srv/own:/own
      run --name bare && run --name page -v /srv/open:/open:ro`);
    before = await rootful(host);
  });
  afterAll(() => host?.down());

  it('leaves what keeps something, with the reason', async () => {
    const looked = await wizardCli(host, ['migrate', '--user', 'alice', '--json']);
    const { containers } = JSON.parse(looked.stdout) as {
      containers: { name: string; verdict: string; because: string[] }[];
    };
    const why = 'its Docker shifts ids (userns-remap), so what it keeps is not copied';
    const found = containers.map(({ name, verdict, because }) => [name, verdict, ...because]);
    expect(found.sort()).toEqual([
      ['bare', 'moves'],
      ['db', 'stays', `${why}: data`],
      ['own', 'stays', `${why}: /srv/own`],
      ['page', 'moves'],
    ]);
    const moved = await wizardCli(host, ['migrate', '--user', 'alice', '--yes']);
    expect(moved.code, shown(moved)).toBe(0);
    const names = "ps --format '{{.Names}}' | sort";
    expect(await host.must(`docker ${names}`, { user: 'alice' })).toBe('bare\npage\n');
    expect(await host.must(`${ROOTFUL} ${names}`)).toBe('db\nown\n');
    for (let n = 0; n < 2; n++) {
      const undone = await wizardCli(host, ['undo', '--yes']);
      expect(undone.code, shown(undone)).toBe(0);
    }
    expect(await rootful(host)).toEqual(before);
  });
});
