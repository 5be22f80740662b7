/** nerdctl with a containerd of the user: from its release archive to a container, and back again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { type Archive, bringNerdctl } from '../hosts/nerdctl.ts';
import { applied, expectProven, newUser, planned, shown } from './lib/applied.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';
import { KEY } from './lib/screen.ts';
import { agreeAndWait, chooseEngines, finish, goToConfirm, startWizard } from './lib/wizard.ts';

const BUILD_MS = 900_000;

function answersFor({ path, sha256 }: Archive): readonly string[] {
  return ['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
}

describeReal('nerdctl on trixie', () => {
  let host: TestHost;
  let archive: Archive;
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    archive = await bringNerdctl(host);
    fresh = await manifest(host);
  }, BUILD_MS);
  afterAll(() => host?.down());

  it('says what to fetch while it has no archive, and takes no other bytes', async () => {
    const args = ['--engine', 'nerdctl', '--user', 'alice'];
    const { steps } = await planned(host, args);
    const packages = steps.find(({ id }) => id === 'packages');
    expect(packages).toMatchObject({ status: 'blocked' });
    expect(packages?.because).toContain('https://github.com/containerd/nerdctl/releases');

    const wrong = answersFor({ ...archive, sha256: '0'.repeat(64) });
    const run = await applied(host, ['--engine', 'nerdctl', '--user', 'alice', ...wrong]);
    expect(run.code, shown(run)).not.toBe(0);
    expect(run.failed.join()).toContain('nothing was taken from it');
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
  });

  it('goes from nothing to a container in a terminal of 80x24', async () => {
    const screen = startWizard(host, 'alice', answersFor(archive));
    await chooseEngines(screen, ['nerdctl']);
    await goToConfirm(screen);
    expect(await agreeAndWait(screen, 'alice'), screen.text()).toBe('tui.done-good');
    await finish(screen, 'tui.done-good');

    await serve(host, 'alice', 'nerdctl', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    await remove(host, 'alice', 'nerdctl', 'web-nerdctl-8080');
    const security = await host.must(['nerdctl', 'info', '-f', '{{.SecurityOptions}}'], {
      user: 'alice',
    });
    expect(security).toContain('name=rootless');
  });

  it('has nothing left to do, and every proof again', async () => {
    const run = await applied(host, ['--engine', 'nerdctl', '--user', 'alice']);
    expect(run.made).toEqual([]);
    expectProven(run, 'nerdctl');
    expect(run.proofs, shown(run)).toMatchObject({
      'verify.nerdctl.restart': 'ok',
      'verify.nerdctl.info': 'ok',
      'verify.nerdctl.check': 'ok',
    });
  });

  it('leaves no containerd of root behind that was not there', async () => {
    const unit = 'containerd.service';
    expect((await host.exec(['systemctl', 'is-active', unit])).stdout.trim()).toBe('inactive');
    expect((await host.exec(['systemctl', 'is-enabled', unit])).stdout.trim()).toBe('disabled');
    expect((await host.must('ps -o user= -C containerd | sort -u')).trim()).toBe('alice');
  });

  it('makes rootless Docker of the same user refuse, with the reason', async () => {
    const refused = await wizardCli(host, ['plan', '--engine', 'docker', '--user', 'alice']);
    expect(refused.code, told(refused)).toBe(2);
    expect(refused.stderr).toContain('A rootless containerd (nerdctl) of this user is set up');
  });

  it('runs beside rootless Podman of the same user', async () => {
    const engines = ['--engine', 'podman', '--engine', 'nerdctl', '--user', 'alice'];
    const run = await applied(host, engines);
    expectProven(run, 'podman');
    expectProven(run, 'nerdctl');
    await serve(host, 'alice', 'podman', 8001);
    await serve(host, 'alice', 'nerdctl', 8002);
    expect(await answer(host, 8001)).toBe(HELLO);
    expect(await answer(host, 8002)).toBe(HELLO);
    await remove(host, 'alice', 'podman', 'web-podman-8001');
    await remove(host, 'alice', 'nerdctl', 'web-nerdctl-8002');
  });

  it('publishes port 80 by the capability that was accepted by name', async () => {
    const args = ['--engine', 'nerdctl', '--user', 'alice', '--set', 'ports.method=setcap'];
    const run = await applied(host, [...args, '--accept-risk', 'rootlesskit-ports']);
    expectProven(run, 'nerdctl');
    expect(run.proofs).toMatchObject({ 'verify.nerdctl.low-port': 'ok' });
    // That run, and the one before, which brought Podman.
    for (const _ of ['port 80', 'Podman']) {
      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
    }
  });

  it('is taken back on request, without the packages', async () => {
    const runs = await wizardCli(host, ['runs'], { user: 'alice' });
    const id = runs.stdout.match(/\d{8}-\S+/)?.[0] ?? '';
    const screen = startWizard(host, 'alice', ['undo', id, '--yes']);
    await screen.shows('password for alice');
    screen.type(`alice${KEY.enter}`);
    expect(await screen.ended, screen.text()).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    expect((await host.exec('ps -C containerd,rootlesskit -o user=')).stdout).toBe('');
    expect((await host.exec(['test', '-e', '/run/user/1000/containerd-rootless'])).code).toBe(1);
  });

  it('is refused beside rootless Docker of the same user, with the reason', async () => {
    const docker = await applied(host, ['--engine', 'docker', '--user', 'bob']);
    expectProven(docker, 'docker');
    const args = ['--engine', 'nerdctl', '--user', 'bob', ...answersFor(archive)];
    const refused = await wizardCli(host, ['apply', '--yes', ...args]);
    expect(refused.code, told(refused)).toBe(2);
    expect(refused.stderr).toContain('Rootless Docker is set up for this user');
    const check = await wizardCli(host, [
      'check',
      '--json',
      '--engine',
      'nerdctl',
      '--user',
      'bob',
    ]);
    expect(check.stdout).toContain('"conflict.dockerd-rootless"');
    expect((await host.exec('ls /home/bob/.local/bin')).code).not.toBe(0);
  });

  it(
    'builds images where the full archive brought BuildKit, beside Docker of another user',
    async () => {
      const before = await manifest(host);
      const full = await bringNerdctl(host, 'full');
      const args = ['--engine', 'nerdctl', '--user', 'alice', ...answersFor(full)];
      const run = await applied(host, args);
      expectProven(run, 'nerdctl');
      expect(run.proofs, shown(run)).toMatchObject({ 'verify.nerdctl.build': 'ok' });
      await host.must(
        String.raw`cp /srv/web.tar web.tar
      printf 'FROM scratch\nADD web.tar /\nRUN ["/bin/sh", "-c", "id -u >/www/index.html"]\n' >Dockerfile
      nerdctl build -q -t localhost/built:1 .
      nerdctl run --rm --network=none localhost/built:1 /bin/cat /www/index.html | grep -qx 0
      rm web.tar Dockerfile`,
        { user: 'alice' },
      );
      expect((await planned(host, args)).changes).toEqual([]);
      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect(differences(before, await manifest(host), await ofPackages(host))).toEqual([]);
      expect((await host.exec('pgrep -u alice "containerd|buildkitd|rootlesskit"')).code).toBe(1);
    },
    BUILD_MS,
  );

  it(
    'has fuse-overlayfs and its data elsewhere, where overlay does not work in the home',
    async () => {
      // Below / of a host lies an overlay, and on that the kernel mounts no other.
      await newUser(host, 'carol', '/opt');
      const config = '/opt/carol/.config/containerd/config.toml';
      await host.must(
        String.raw`mkdir -p ~/dots ~/.config/containerd
        printf '# mine\r\n  version =  2\r\n\r\n[ debug ]\r\nlevel = "warn" # less\r\n' >~/dots/containerd.toml
        ln -s ~/dots/containerd.toml ~/.config/containerd/config.toml`,
        { user: 'carol' },
      );
      const before = await manifest(host);
      const full = await bringNerdctl(host, 'full');
      const root = '/var/lib/rootless/carol/nerdctl';
      const place = ['--set', `storage.nerdctl.root=${root}`];
      const engine = ['--engine', 'nerdctl', '--user', 'carol'];
      // Without the full archive nothing is promised that could not be kept.
      const asked = ['--set', 'storage.nerdctl.snapshotter=fuse-overlayfs'];
      const refused = await wizardCli(host, ['plan', ...engine, ...answersFor(archive), ...asked]);
      expect(refused.code, told(refused)).toBe(2);
      expect(refused.stderr).toContain('containerd-fuse-overlayfs-grpc');

      const run = await applied(host, [...engine, ...answersFor(full), ...place]);
      expectProven(run, 'nerdctl');
      expect(run.proofs, shown(run)).toMatchObject({ 'verify.nerdctl.restart': 'ok' });
      expect(run.stdout).toContain(`containerd uses ${root}/containerd`);
      expect(await host.readFile(config)).toMatch(
        /^# mine\r\n {2}version = {2}2\r\n {2}root = .*\r\n\r\n\[ debug \]\r\nlevel = "warn" # less\r\n/,
      );
      expect((await host.must(['readlink', config])).trim()).toBe(
        '/opt/carol/dots/containerd.toml',
      );

      await serve(host, 'carol', 'nerdctl', 8080);
      expect(await answer(host, 8080)).toBe(HELLO);
      const pid = (
        await host.must(['nerdctl', 'inspect', '-f', '{{.State.Pid}}', 'web-nerdctl-8080'], {
          user: 'carol',
        })
      ).trim();
      expect(await host.must(`grep ' / / ' /proc/${pid}/mountinfo`)).toContain('fuse-overlayfs');
      await host.must('nerdctl volume create kept >/dev/null', { user: 'carol' });
      expect(await host.must(`find ${root} -name kept`)).toContain(`${root}/nerdctl/`);
      await host.must('nerdctl volume rm kept', { user: 'carol' });
      await remove(host, 'carol', 'nerdctl', 'web-nerdctl-8080');

      expect((await planned(host, engine)).changes).toEqual([]);
      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect(differences(before, await manifest(host), await ofPackages(host))).toEqual([]);
      expect((await host.exec('pgrep -u carol "containerd|rootlesskit|fuse"')).code).toBe(1);
    },
    BUILD_MS,
  );
});
