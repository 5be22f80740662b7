import { sha256Of, writeText } from '../edit/file.ts';
import { editJson, mayHoldSecrets, readJson } from '../edit/json.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Effect } from '../model/action.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { DockerClient, Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { encodeUtf8, textOf } from '../model/text.ts';
import { change } from './common.ts';

/** What one half of the shell step wants; `blocked` where it is wanted and can't be done. */
export interface ShellPart {
  readonly changes: readonly Change[];
  readonly notes: readonly Message[];
  readonly blocked: Message | null;
}

const SOURCE = 'https://docs.docker.com/engine/manage-resources/contexts/';
const NAME = 'rootless';
const CLEAN = ['env', '-u', 'DOCKER_CONTEXT', '-u', 'DOCKER_HOST'] as const;

/**
 * The docker context `rootless`, with the name and the socket of the vendor's own set-up tool, so that
 * its uninstall finds it; and the choice of it as the one that is used.
 */
export function dockerContext(facts: Facts, values: Values, target: Target): ShellPart {
  const nothing: ShellPart = { changes: [], notes: [], blocked: null };
  if (!values['shell.docker-context']) return nothing;
  if (!facts.files.known) return { ...nothing, blocked: facts.files.because };
  if (!facts.dockerClient.known) return { ...nothing, blocked: facts.dockerClient.because };
  const files = facts.files.value;
  const client = facts.dockerClient.value;
  const docker = orNull(facts.docker)?.cli?.path ?? 'docker';
  const host = `unix://${target.runtimeDir}/docker.sock`;
  const installed = ['packages.install'];
  const made = makeContext(client, files['docker.contextMeta'], docker, host, target, installed);
  const use = chooseContext(client, files['docker.client'], docker, target, [
    ...installed,
    ...made.map(({ id }) => id),
  ]);
  return {
    changes: [...made, ...use.changes],
    notes: overrides(client, host),
    blocked: use.blocked,
  };
}

function makeContext(
  client: DockerClient,
  meta: FileState,
  docker: string,
  host: string,
  target: Target,
  dependsOn: readonly string[],
): readonly Change[] {
  const present = client.contexts.find(({ name }) => name === NAME);
  if (present?.host === host) return [];
  // --context=default: a DOCKER_CONTEXT that names nothing would stop the command.
  const head = [docker, '--context=default', 'context'] as const;
  const endpoint = (url: string): string => `host=${url}`;
  const why = msg('shell.context-why', { host });
  const effects = [fileEffect(meta, contextMeta(host), 0o644, target), ...namesEffect(meta)];
  const common = { kind: 'command', scope: 'user', why, dependsOn, source: SOURCE } as const;
  if (present === undefined) {
    return [
      change({
        ...common,
        id: 'shell.context',
        title: msg('shell.context-title', { name: NAME }),
        action: {
          do: 'run-command',
          argv: [
            ...head,
            'create',
            NAME,
            '--docker',
            endpoint(host),
            '--description',
            'Rootless mode',
          ],
          // Where config.json names it still (`docker login` has edited the file since, so it is left), docker
          // itself takes the name out of it, if neither --context nor the environment names another.
          undo: [...CLEAN, docker, 'context', 'rm', '--force', NAME],
          effects,
        },
      }),
    ];
  }
  return [
    change({
      ...common,
      id: 'shell.context',
      title: msg('shell.context-update', { name: NAME, host: present.host }),
      action: {
        do: 'run-command',
        argv: [...head, 'update', NAME, '--docker', endpoint(host)],
        undo: [...head, 'update', NAME, '--docker', endpoint(present.host)],
        effects,
      },
    }),
  ];
}

/**
 * Docker's config.json names the context that is used. We write it ourselves, so that it is shown as a
 * diff and undo brings back the very bytes; a file that may hold passwords is left to Docker's own
 * command, because no secret is to stand in a plan or a journal.
 */
function chooseContext(
  client: DockerClient,
  state: FileState,
  docker: string,
  target: Target,
  dependsOn: readonly string[],
): { readonly changes: readonly Change[]; readonly blocked: Message | null } {
  const text = textOf(state);
  // The file counts, not what the environment makes of it.
  const current = text === null ? undefined : readJson(text, 'currentContext');
  if (current === NAME || client.currentContext === NAME) return { changes: [], blocked: null };
  const common = {
    id: 'shell.context-use',
    scope: 'user',
    title: msg('shell.use-title', { name: NAME }),
    why: msg('shell.use-why', { name: NAME, before: client.currentContext }),
    dependsOn,
    source: SOURCE,
  } as const;
  const edit = editJson(text ?? '', state.path, [{ key: 'currentContext', value: NAME }]);
  if (!edit.ok) return { changes: [], blocked: edit.because };
  if (text !== null && mayHoldSecrets(text)) {
    const head = [docker, '--context=default', 'context', 'use'] as const;
    const previous = typeof current === 'string' && current !== '' ? current : 'default';
    const action = {
      do: 'run-command',
      argv: [...head, NAME],
      undo: [...head, previous],
      // Not the text itself: actions are kept in plans and journals.
      effects: [fileEffect(state, `{"currentContext":"${NAME}"}`, 0o600, target)],
    } as const;
    return { changes: [change({ ...common, kind: 'command', action })], blocked: null };
  }
  const write = writeText(state, edit.text, { mode: 0o600, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return { changes: [], blocked: write.because };
  if (write.kind === 'same') return { changes: [], blocked: null };
  return { changes: [change({ ...common, kind: 'file', action: write.action })], blocked: null };
}

/** Variables that count more than any context. */
function overrides(client: DockerClient, host: string): readonly Message[] {
  const { dockerHost, dockerContext: named } = client;
  if (dockerHost !== null && dockerHost !== host) {
    return [msg('shell.host-overrides', { value: dockerHost })];
  }
  return named !== null && named !== '' && named !== NAME
    ? [msg('shell.context-overrides', { value: named })]
    : [];
}

/** What `docker context create` writes, for simulated hosts. */
function contextMeta(host: string): string {
  return JSON.stringify({
    Name: NAME,
    Metadata: { Description: 'Rootless mode' },
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
  });
}

/** The directory of the context is seen in the one above it, too. */
function namesEffect(meta: FileState): readonly Effect[] {
  const match = /^(.+)\/([^/]+)\/meta\.json$/.exec(meta.path);
  const [, dir, name] = match ?? [];
  return dir === undefined || name === undefined
    ? []
    : [{ type: 'names', dir, add: [name], remove: [] }];
}

function fileEffect(state: FileState, text: string, mode: number, target: Target): Effect {
  const bytes = encodeUtf8(text);
  return {
    type: 'file',
    state: {
      kind: 'file',
      path: state.path,
      bytes,
      sha256: sha256Of(bytes),
      mode: state.kind === 'file' ? state.mode : mode,
      uid: target.uid,
      gid: target.gid,
      nlink: 1,
      realPath: null,
    },
  };
}
