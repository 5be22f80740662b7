/** What the step of the shell plans: the context of Docker, and the start file. */
import { describe, expect, it } from 'vitest';
import { shell } from '../../src/steps/shell.ts';
import { fileOf } from '../cases/base.ts';
import { brief, dockerThere, hostOf, plan, written } from './step-plan.ts';

describe('the shell', () => {
  const both = { engines: ['docker', 'podman'] };

  it('gets the context, and nothing of it a second time', () => {
    const first = plan(shell, hostOf('debian-13', { docker: dockerThere }), both);
    expect(first.changes.map(({ id }) => id)).toEqual(['shell.context', 'shell.context-use']);
    // With --context=default docker would leave the name of what it removes in config.json.
    expect(first.changes[0]?.action).toMatchObject({
      undo: expect.not.arrayContaining(['--context=default']),
    });
    const host = 'unix:///run/user/1000/docker.sock';
    const after = hostOf(
      'debian-13',
      {
        docker: dockerThere,
        dockerClient: { currentContext: 'rootless', contexts: [{ name: 'rootless', host }] },
      },
      { 'docker.client': written(first)['shell.context-use'] ?? '' },
    );
    expect(brief(plan(shell, after, both))).toEqual({
      status: 'ok',
      because: 'shell.ok',
      changes: [],
    });
  });

  it('never puts passwords of config.json into a plan', () => {
    const secret = '{\n\t"auths": {\n\t\t"registry": {\n\t\t\t"auth": "c2VjcmV0"\n\t\t}\n\t}\n}';
    const facts = hostOf('debian-13', { docker: dockerThere }, { 'docker.client': secret });
    const use = plan(shell, facts, both).changes.find(({ id }) => id === 'shell.context-use');
    expect(use?.action).toMatchObject({
      do: 'run-command',
      argv: ['/usr/bin/docker', '--context=default', 'context', 'use', 'rootless'],
      undo: ['/usr/bin/docker', '--context=default', 'context', 'use', 'default'],
    });
    expect(JSON.stringify(use)).not.toContain('c2VjcmV0');
  });

  it('corrects a context that points elsewhere, and undo points it back', () => {
    const facts = hostOf('debian-13', {
      docker: dockerThere,
      dockerClient: {
        contexts: [{ name: 'rootless', host: 'unix:///run/user/1/docker.sock' }],
      },
    });
    expect(plan(shell, facts, both).changes[0]?.action).toMatchObject({
      undo: expect.arrayContaining(['update', 'host=unix:///run/user/1/docker.sock']),
    });
  });

  it('sets DOCKER_HOST in the language of the shell, for the engine that is set up', () => {
    const fish = hostOf('debian-13', {
      shell: { name: 'fish', startFile: { kind: 'absent', path: '/home/alice/x.fish' } },
    });
    const podman = plan(shell, fish, { engines: ['podman'], 'shell.docker-host': true });
    expect(written(podman)['shell.docker-host']).toContain(
      'set -gx DOCKER_HOST unix:///run/user/1000/podman/podman.sock\n',
    );
    const docker = plan(shell, hostOf('debian-13'), { ...both, 'shell.docker-host': true });
    expect(written(docker)['shell.docker-host']).toContain(
      '\nexport DOCKER_HOST=unix:///run/user/1000/docker.sock\n',
    );
  });

  it('takes our block out again when it is not wanted any more, and only that', () => {
    const text = '# mine\r\nalias l=ls';
    const path = '/home/alice/.bashrc';
    const before = hostOf('debian-13', { shell: { name: 'bash', startFile: fileOf(path, text) } });
    const set = plan(shell, before, { engines: ['podman'], 'shell.docker-host': true });
    const there = written(set)['shell.docker-host'] ?? '';
    const after = hostOf('debian-13', { shell: { name: 'bash', startFile: fileOf(path, there) } });
    expect(plan(shell, after, { engines: ['podman'] }).status).toBe('ok');
    const away = plan(shell, after, { engines: ['podman'], 'shell.docker-host': false });
    expect(written(away)['shell.docker-host']).toBe(text);
  });

  it('does not touch a start file with half a block', () => {
    const startFile = fileOf('/home/alice/.bashrc', '# BEGIN rootless-wizard: docker-host\n');
    const facts = hostOf('debian-13', { shell: { name: 'bash', startFile } });
    const result = plan(shell, facts, { engines: ['podman'], 'shell.docker-host': true });
    expect(brief(result)).toEqual({
      status: 'blocked',
      because: 'shell.block-refused',
      changes: [],
    });
  });
});
