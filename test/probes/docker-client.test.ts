import { describe, expect, it } from 'vitest';
import { probe as client, currentContext, parseContext } from '../../src/probe/docker-client.ts';
import { alice, contextOf } from './context.ts';
import { type FakeFile, FakeHost } from './fake-host.ts';
import { findings } from './findings.ts';

const SOCKET = { kind: 'other', mode: 0o660, uid: 1000 } as const;

describe('the docker client', () => {
  const CONFIG = '/home/alice/.docker/config.json';
  const read = async (text: string | null, env: Record<string, string> = {}, self = true) => {
    const files: Record<string, FakeFile> = text === null ? {} : { [CONFIG]: text };
    return client.read(new FakeHost({ files, env }), contextOf({ ...alice, self }));
  };

  it.each([
    ['absent', null, 'default'],
    ['empty', '', 'default'],
    ['without a context', '{"auths":{}}', 'default'],
    ['with one', '{"currentContext":"rootless"}', 'rootless'],
    ['with an odd one', '{"currentContext":5}', 'default'],
    ['with a byte order mark', '\u00ef\u00bb\u00bf{"currentContext":"a"}', 'a'],
  ])('config.json %s', async (_name, text, expected) => {
    expect(await read(text)).toMatchObject({ value: { currentContext: expected } });
  });

  it.each(['{"currentContext":', '[]', 'null', '\u00ff\u00fe{'])(
    'config.json %j is unknown',
    async (text) => {
      expect(await read(text)).toMatchObject({ because: { key: 'engine-check.docker-config' } });
      expect(currentContext({ kind: 'absent', path: CONFIG })).toBe('default');
    },
  );

  it('reads contexts from their files and passes over what is none', () => {
    const meta =
      '{"Name":"rootless","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///x","SkipTLSVerify":false}}}';
    expect(parseContext(meta)).toEqual({ name: 'rootless', host: 'unix:///x' });
    expect(parseContext('{"Name":"k8s","Endpoints":{}}')).toEqual({ name: 'k8s', host: '' });
    expect(parseContext('{}')).toBeNull();
    expect(parseContext('')).toBeNull();
  });

  it('takes the environment of the person only for the person', async () => {
    const env = { DOCKER_HOST: 'tcp://far:2375', DOCKER_CONTEXT: '' };
    expect(await read(null, env)).toMatchObject({
      value: { dockerHost: 'tcp://far:2375', dockerContext: null },
    });
    expect(await read(null, env, false)).toMatchObject({ value: { dockerHost: null } });
  });

  it('warns when commands reach another daemon', async () => {
    const env = { DOCKER_HOST: 'tcp://far:2375' };
    expect(await findings({ env }, 'docker.host-env', ['docker'])).toEqual([
      'docker.host-env warn engine-check.docker-host-other',
    ]);
    const right = { DOCKER_HOST: 'unix:///run/user/1000/docker.sock' };
    expect(await findings({ env: right }, 'docker.host-env', ['docker'])).toEqual([
      'docker.host-env ok',
    ]);
    const files = { '/run/docker.sock': SOCKET };
    expect(await findings({ files }, 'docker.context', ['docker'])).toEqual([
      'docker.context warn engine-check.context-rootful',
    ]);
    const meta = '/home/alice/.docker/contexts/meta/aa/meta.json';
    const set = {
      [CONFIG]: '{"currentContext":"mine"}',
      [meta]: '{"Name":"mine","Endpoints":{"docker":{"Host":"unix:///run/user/1000/docker.sock"}}}',
    };
    expect(await findings({ files: set }, 'docker.context', ['docker'])).toEqual([
      'docker.context ok',
    ]);
    const env2 = { DOCKER_CONTEXT: 'gone' };
    expect(await findings({ files: set, env: env2 }, 'docker.context', ['docker'])).toEqual([
      'docker.context warn engine-check.context-other',
    ]);
  });
});
