/** Hosts that were broken on purpose, mended by the wizard: Docker's half, with the files that a person has. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, DOCKER_PACKAGES, expectProven, install, planned, shown } from './lib/applied.ts';
import { answer, remove, serve } from './lib/containers.ts';
import { differences, manifest } from './lib/manifest.ts';
import { bootWizardHost, describeReal, GREETING, wizardCli } from './lib/real.ts';

const UNIT = '/home/alice/.config/systemd/user/docker.service';
const CONFIG = '/home/alice/.config/docker/daemon.json';

/** A unit that somebody wrote: not ours, not the vendor's, and it would not start Docker. */
const OWN_UNIT = `[Unit]
Description=my docker
[Service]
ExecStart=/bin/sleep infinity
[Install]
WantedBy=default.target
`;

/** The comma behind \`true\` is missing: Docker would not start. */
const BROKEN_CONFIG = '{\n  "debug": true\n  "log-driver": "json-file"\n}\n';

describeReal('a broken Docker is mended', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, `${DOCKER_PACKAGES} docker-cli`);
    await host.must(`install -d -o alice -g alice ${UNIT.replace(/\/[^/]+$/, '')} /home/alice/.config/docker
      chown -R alice: /home/alice/.config`);
    await write(UNIT, OWN_UNIT, '640');
    await write(CONFIG, BROKEN_CONFIG, '600');
  });
  afterAll(() => host?.down());

  const write = (path: string, text: string, mode: string) =>
    host.must(`cat >${path}; chown alice: ${path}; chmod ${mode} ${path}`, { input: text });
  const forAlice = ['--user', 'alice', '--engine', 'docker'];

  it('refuses a daemon.json with a syntax error, by line and column, and touches nothing', async () => {
    const before = await manifest(host);
    const refused = await applied(host, forAlice);
    expect(refused.code, shown(refused)).toBe(1);
    expect(refused.stderr).toContain(`${CONFIG}, line 3, column 3`);
    const checked = await wizardCli(host, ['check', ...forAlice]);
    expect(checked.code).toBe(1);
    expect(differences(before, await manifest(host))).toEqual([]);
    await write(CONFIG, BROKEN_CONFIG.replace('true', 'true,'), '600');
  });

  it('shows what it makes of a unit that is there, replaces it, and undo brings it back', async () => {
    const before = await manifest(host);
    const plan = await wizardCli(host, ['plan', ...forAlice]);
    expect(plan.stdout).toContain('      -ExecStart=/bin/sleep infinity');
    expect(plan.stdout).toContain(
      '      +ExecStart=/usr/share/docker.io/contrib/dockerd-rootless.sh',
    );

    const mended = await applied(host, forAlice);
    expectProven(mended, 'docker');
    expect(await host.readFile(CONFIG)).toBe(BROKEN_CONFIG.replace('true', 'true,'));
    expect(await planned(host, forAlice)).toMatchObject({ changes: [] });

    // What guides to harden Docker ask for, and what it does to published ports.
    const good = (await host.readFile(CONFIG)) ?? '';
    const restart = () => host.must('systemctl --user restart docker.service', { user: 'alice' });
    await write(CONFIG, good.replace('{', '{\n  "userland-proxy": false,'), '600');
    await restart();
    const name = await serve(host, 'alice', 'docker', 8099);
    const asked = `fetch('http://127.0.0.1:8099/').then(() => process.exit(0), () => process.exit(3))`;
    expect((await host.exec(['node', '-e', asked])).code).toBe(3);
    const checked = await wizardCli(host, ['check', 'docker', ...forAlice]);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toContain(`take "userland-proxy": false out of ${CONFIG}`);
    await write(CONFIG, good, '600');
    await restart();
    await host.must(['docker', 'start', name], { user: 'alice' });
    expect(await answer(host, 8099)).toBe(GREETING);
    await remove(host, 'alice', 'docker', name);

    const undone = await wizardCli(host, ['undo', '--yes', mended.run]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await host.must(['stat', '-c', '%a %U:%G', UNIT])).toBe('640 alice:alice\n');
    // Docker's own command makes its directory of contexts and leaves it.
    expect(
      differences(before, await manifest(host), (path) => /\.docker(\/contexts.*)?$/.test(path)),
    ).toEqual([]);
  });
});
