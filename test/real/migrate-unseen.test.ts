/**
 * A move that a user without root begins: what dockerd lets nobody see is planned for, and root looks at it later.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { bootServer } from './lib/docker-server.ts';
import { describeReal, told, wizardCli } from './lib/real.ts';

describeReal('volumes that a user can not see', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootServer({ PROJECTS: 'web', PLAIN: 'no', MANY: '30', SPARSE: '8388608' });
    await host.must('usermod -aG docker alice; stat -c %a /var/lib/docker');
  });
  afterAll(() => host?.down());

  it('are planned to be shown by a mount, and the stop timeout is told', async () => {
    const looked = await wizardCli(host, ['migrate', '--set', 'migrate.volumes=idmapped'], {
      user: 'alice',
    });
    expect(looked.stdout, told(looked)).toContain('rw_migrate_volume_idmap');
    expect(looked.stdout).not.toContain('is copied after all');
    expect(looked.stdout).toMatch(/Stopping them takes up to 1 second more/);
  });
});
