/** A distribution that nobody knows: what to install is named, and once it is there the rest goes on. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, serve } from './lib/containers.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const APPLY = ['apply', '--user', 'alice', '--engine', 'podman', '--yes'];

describeReal('A distribution that is not known', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await host.must(
      `rm /etc/os-release; printf 'ID=example\\nPRETTY_NAME="Example Linux 7"\\n' >/etc/os-release`,
    );
  });
  afterAll(() => host?.down());

  it('names the programs to install, and changes nothing before', async () => {
    const refused = await wizardCli(host, APPLY);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/Install by hand .*: podman, newuidmap, newgidmap,/);
    expect(await host.must('cat /etc/subuid')).toBe('');
  });

  it('goes on to a running container once they are there, though nobody is logged in', async () => {
    await host.must(
      `apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \\
        podman uidmap passt netavark aardvark-dns nftables crun catatonit dbus-user-session`,
    );
    const done = await wizardCli(host, APPLY);
    expect(told(done)).toMatch(/^exit 0\n/);
    expect(done.stdout).toContain('crun, catatonit');
    await serve(host, 'alice', 'podman', 8083);
    expect(await answer(host, 8083)).toBe(HELLO);
  });
});
