/** What the step of services plans for Docker and Podman, with systemd and without. */
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/edit/file.ts';
import { service } from '../../src/steps/service.ts';
import { brief, dockerThere, hostOf, plan, podman5, written } from './step-plan.ts';

describe('the service', () => {
  const docker = { engines: ['docker'] };

  it('is written, read and started, and nothing is left to do afterwards', () => {
    const first = plan(service, hostOf('debian-13', { docker: dockerThere }), docker);
    expect(first.changes.map(({ id }) => id)).toEqual([
      'service.docker-unit',
      'service.docker-reload',
      'service.docker-start',
    ]);
    const unit = written(first)['service.docker-unit'] ?? '';
    expect(unit).toContain('ExecStart=/usr/share/docker.io/contrib/dockerd-rootless.sh\n');
    const running = { ...dockerThere, service: { enabled: 'enabled', active: 'active' } };
    const after = hostOf('debian-13', { docker: running }, { 'docker.unit': unit });
    expect(brief(plan(service, after, docker))).toEqual({
      status: 'ok',
      because: 'service.docker-runs',
      changes: [],
    });
  });

  it('that somebody else wrote is shown as a diff and the daemon restarted, never skipped', () => {
    const running = { ...dockerThere, service: { enabled: 'enabled', active: 'active' } };
    const other = hostOf('debian-13', { docker: running }, { 'docker.unit': '[Service]\nX=1\n' });
    const result = plan(service, other, docker);
    expect(result.changes.map(({ id }) => id)).toEqual([
      'service.docker-unit',
      'service.docker-reload',
      'service.docker-restart',
    ]);
    expect(result.changes[0]?.action).toMatchObject({
      before: { kind: 'file', sha256: sha256Of('[Service]\nX=1\n') },
    });
  });

  it('that is masked is not fought against', () => {
    const masked = { ...dockerThere, service: { enabled: 'masked', active: 'inactive' } };
    expect(plan(service, hostOf('debian-13', { docker: masked }), docker).because.key).toBe(
      'service.masked',
    );
  });

  it('is not planned for an engine that is not there', () => {
    expect(plan(service, hostOf('debian-13'), docker).because.key).toBe('service.not-installed');
    expect(plan(service, hostOf('debian-13'), { engines: ['podman'] }).because.key).toBe(
      'service.not-installed',
    );
  });

  it('waits for linger where nobody is logged in, and says so where linger is not wanted', () => {
    const patch = {
      docker: dockerThere,
      target: { self: false },
      session: { userManager: 'none', linger: false, xdgRuntimeDir: null },
    };
    const facts = hostOf('debian-13', patch);
    const result = plan(service, facts, { ...docker, linger: true });
    expect(result.changes.at(-1)?.dependsOn).toContain('linger.enable');
    expect(plan(service, facts, { ...docker, linger: false }).because.key).toBe(
      'service.no-manager',
    );
  });

  it('is started by hand without systemd', () => {
    const facts = hostOf('debian-13', {
      docker: dockerThere,
      podman: podman5,
      init: { name: 'other', version: null },
    });
    const result = plan(service, facts, { engines: ['docker', 'podman'] });
    expect(brief(result)).toEqual({
      status: 'skip',
      because: 'service.docker-by-hand',
      changes: [],
    });
    expect(result.notes?.map(({ key }) => key)).toEqual(['service.podman-by-hand']);
  });
});
