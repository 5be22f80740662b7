/** A configuration directory of one's own: in the shell alone, in systemd, too, and imported later. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { bootWizardHost, CLI, describeReal, told } from './lib/real.ts';

describeReal('XDG_CONFIG_HOME', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
  });
  afterAll(() => host?.down());

  /** Where the unit of Docker would be written, in a login that runs `before` first. */
  async function unitPath(before: string): Promise<string> {
    const text = `${before}; node ${CLI} plan --json --engine docker`;
    const planned = await host.exec(['sh', '-c', text], { user: 'alice' });
    expect(planned.code, told(planned)).toBe(0);
    const { steps } = JSON.parse(planned.stdout) as {
      steps: { changes: { id: string; path?: string }[] }[];
    };
    const changes = steps.flatMap((step) => step.changes);
    return changes.find(({ id }) => id === 'service.docker-unit')?.path ?? '';
  }
  /** Whether the user's systemd reads units there. */
  const isRead = async (path: string) => {
    const { stdout } = await host.exec(['systemctl', '--user', 'show', '--property=UnitPath'], {
      user: 'alice',
    });
    return stdout.split(/[ =\n]/).includes(path.replace(/\/[^/]+$/, ''));
  };

  it('of the shell alone is not where units go', async () => {
    const path = await unitPath('export XDG_CONFIG_HOME=$HOME/cfg');
    expect(path).toBe('/home/alice/.config/systemd/user/docker.service');
    expect(await isRead(path)).toBe(true);
  });

  it('that was imported into a running systemd is not, either', async () => {
    const set = 'export XDG_CONFIG_HOME=$HOME/cfg';
    const path = await unitPath(`${set}; systemctl --user import-environment XDG_CONFIG_HOME`);
    expect(path).toBe('/home/alice/.config/systemd/user/docker.service');
    expect(await isRead(path)).toBe(true);
  });

  it('that systemd was started with is', async () => {
    await host.must(
      `mkdir -p /etc/systemd/system/user@.service.d
      printf '[Service]\\nEnvironment=XDG_CONFIG_HOME=/home/alice/cfg\\n' >/etc/systemd/system/user@.service.d/cfg.conf
      systemctl daemon-reload
      systemctl restart user@1000.service || true`,
    );
    const path = await unitPath('export XDG_CONFIG_HOME=$HOME/cfg');
    expect(path).toBe('/home/alice/cfg/systemd/user/docker.service');
    expect(await isRead(path)).toBe(true);
  });
});
