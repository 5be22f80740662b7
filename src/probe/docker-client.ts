import { msg } from '../i18n/msg.ts';
import { known, unknown } from '../model/fact.ts';
import type { DockerClient, Facts } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { FileState, ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { wants } from './common.ts';
import { asUser, finding, skipped } from './finding.ts';
import { ofHome } from './home-answers.ts';
import { at, parseJson, textOr } from './json.ts';
import type { Probe } from './probe.ts';

/**
 * One context from its meta.json: name and endpoint. Read from the file, because `docker context ls` may
 * make `~/.docker`. null for a file that is no such thing.
 */
export function parseContext(text: string): DockerClient['contexts'][number] | null {
  const json = parseJson(text);
  const name = textOr(at(json, 'Name'), '');
  if (name === '') return null;
  return { name, host: textOr(at(json, 'Endpoints', 'docker', 'Host'), '') };
}

/** `currentContext` of config.json; `default` where nothing is said. undefined: the file can't be read. */
export function currentContext(config: FileState): string | undefined {
  if (config.kind === 'absent') return 'default';
  const text = textOf(config);
  if (text === null) return undefined;
  // The client takes an empty file for an empty object.
  if (text.trim() === '') return 'default';
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return textOr(at(json, 'currentContext'), '') || 'default';
}

async function readContexts(host: ReadHost, dir: string): Promise<DockerClient['contexts']> {
  const names = (await host.list(dir)) ?? [];
  const states = await Promise.all(names.map((name) => host.file(`${dir}/${name}/meta.json`)));
  return states
    .map((state) => parseContext(textOf(state) ?? ''))
    .filter((context) => context !== null);
}

export const probe: Probe<'dockerClient'> = {
  id: 'dockerClient',
  read: (host, context) =>
    ofHome(host, context, async (target) => {
      // The environment is that of the person who runs the wizard: it says nothing about someone else.
      const own = (name: string): string | null => (target.self ? host.env(name) || null : null);
      const configured = own('DOCKER_CONFIG');
      const dir = configured?.startsWith('/') ? configured : `${target.home}/.docker`;
      const [config, contexts] = await Promise.all([
        host.file(`${dir}/config.json`),
        readContexts(host, `${dir}/contexts/meta`),
      ]);
      const current = currentContext(config);
      if (current === undefined) {
        return unknown(msg('engine-check.docker-config', { path: `${dir}/config.json` }));
      }
      return known(
        {
          dockerHost: own('DOCKER_HOST'),
          dockerContext: own('DOCKER_CONTEXT'),
          currentContext: current,
          contexts,
        },
        `${dir}/config.json`,
      );
    }),
};

const HOST_ENV = {
  id: 'docker.host-env',
  title: msg('engine-check.docker-host'),
  source: 'https://docs.docker.com/reference/cli/docker/#environment-variables',
};
const CONTEXT = {
  id: 'docker.context',
  title: msg('engine-check.docker-context'),
  source: 'https://docs.docker.com/engine/manage-resources/contexts/',
};

/** The socket of the target's own daemon, as the client names it. */
export function rootlessSocket(runtimeDir: string): string {
  return `unix://${runtimeDir}/docker.sock`;
}

function hostFinding(client: DockerClient, socket: string): Finding {
  const { dockerHost } = client;
  if (dockerHost === null) return finding(HOST_ENV, 'ok', 'DOCKER_HOST=');
  const evidence = `DOCKER_HOST=${dockerHost}`;
  if (dockerHost === socket) return finding(HOST_ENV, 'ok', evidence);
  return finding(HOST_ENV, 'warn', evidence, {
    cause: msg('engine-check.docker-host-other', { socket }),
    remedy: [asUser('unset DOCKER_HOST')],
  });
}

function contextFinding(facts: Facts, client: DockerClient, socket: string): Finding {
  const name = client.dockerContext ?? client.currentContext;
  const endpoint = client.contexts.find((each) => each.name === name)?.host;
  const evidence = `${name} ${endpoint ?? ''}`.trim();
  if (endpoint === socket) return finding(CONTEXT, 'ok', evidence);
  // DOCKER_HOST goes before every context (see the finding about it).
  if (client.dockerHost !== null) return finding(CONTEXT, 'info', evidence);
  if (name !== 'default') {
    return finding(CONTEXT, 'warn', evidence, {
      cause: msg('engine-check.context-other', { name }),
      remedy: [asUser('docker context use rootless')],
    });
  }
  const rootful = facts.rootful.known && facts.rootful.value.docker.socket;
  return finding(CONTEXT, rootful ? 'warn' : 'info', evidence, {
    cause: msg(rootful ? 'engine-check.context-rootful' : 'engine-check.context-default'),
  });
}

export const checks: readonly Check[] = [
  {
    id: 'docker',
    run(facts, goal) {
      if (!wants(goal, 'docker')) return [];
      const { dockerClient, target } = facts;
      if (!dockerClient.known)
        return [HOST_ENV, CONTEXT].map((head) => skipped(head, dockerClient));
      if (!target.known) return [HOST_ENV, CONTEXT].map((head) => skipped(head, target));
      const socket = rootlessSocket(target.value.runtimeDir);
      return [
        hostFinding(dockerClient.value, socket),
        contextFinding(facts, dockerClient.value, socket),
      ];
    },
  },
];
