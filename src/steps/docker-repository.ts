import {
  DOCKER_FILES,
  type DockerRepository,
  dockerKeyAddress,
  dockerSourceText,
} from '../distro/docker-repository.ts';
import { MANUALS, packagesSource } from '../distro/managers.ts';
import { packagesFor } from '../distro/packages.ts';
import { ROOT_FILE, writeText } from '../edit/file.ts';
import { bringsDockerCe, dockerRepository, hasDockerLists } from '../engines/docker-source.ts';
import { orNull, packageThere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { change } from './common.ts';
import { plainFingerprint } from './docker-source.ts';

/** What must be on a host before packages can come from Docker's own repository. */
export interface RepositoryPart {
  readonly changes: readonly Change[];
  readonly notes: readonly Message[];
  /** The file of sources whose lists are to be fetched, or null: nothing comes from there, or they are there. */
  readonly list: string | null;
  readonly blocked: Message | null;
}

const NOTHING: RepositoryPart = { changes: [], notes: [], list: null, blocked: null };

/**
 * The key and the file of sources of Docker's repository. The key is got only when the person agreed to that
 * very change, and counts only by its fingerprint; the file is one that is shown. Both carry the risk that
 * somebody else than the distribution may then bring programs that root runs.
 */
export function dockerRepositoryPart(facts: Facts, values: Values): RepositoryPart {
  const repository = dockerRepository(facts);
  if (repository === null || !bringsDockerCe(facts, values) || hasDockerLists(facts)) {
    return NOTHING;
  }
  const files = orNull(facts.files);
  const source = files?.[repository.manager === 'apt' ? 'docker.apt-source' : 'docker.rpm-source'];
  const key = files?.[repository.manager === 'apt' ? 'docker.apt-key' : 'docker.rpm-key'];
  if (source === undefined || key === undefined) return NOTHING;
  const address = values['docker.repository'];
  const edit = writeText(source, dockerSourceText(repository, address), ROOT_FILE);
  if (edit.kind === 'refused') return { ...NOTHING, blocked: edit.because };
  // Somebody else wrote it, or switched it off.
  if (edit.kind === 'action' && source.kind !== 'absent') {
    const command = MANUALS[repository.manager].refresh;
    const blocked = msg('docker-source.other-list', { path: source.path, command });
    return { ...NOTHING, blocked };
  }
  const tools = toolsChange(facts, values, repository);
  const fetched =
    edit.kind === 'same' && key.kind !== 'absent' ? [] : [keyChange(repository, values, key)];
  const written =
    edit.kind === 'action'
      ? [
          change({
            id: 'packages.docker-repository',
            kind: 'file',
            scope: 'root',
            title: msg('docker-source.list-title', { path: source.path }),
            why: msg('docker-source.list-why', { address: `${address}/${repository.dir}` }),
            action: edit.action,
            risks: ['third-party-repository'],
            dependsOn: fetched.map(({ id }) => id),
            source: repository.source,
          }),
        ]
      : [];
  const os = orNull(facts.os)?.prettyName ?? '';
  return {
    changes: [...(fetched.length > 0 ? tools : []), ...fetched, ...written],
    notes: [
      msg('docker-source.third-party', { address, os }),
      ...(repository.named ? [] : [msg('docker-source.rebuild', { os })]),
    ],
    list: source.path,
    blocked: null,
  };
}

/** gpg, which tells whose key it is; and for https what it is trusted by. */
function toolsChange(
  facts: Facts,
  values: Values,
  { manager }: DockerRepository,
): readonly Change[] {
  const os = orNull(facts.os);
  const packages = orNull(facts.packages);
  if (os === null || packages === null) return [];
  const https = manager === 'apt' && values['docker.repository'].startsWith('https:');
  const needs = https ? (['gpg', 'ca-certificates'] as const) : (['gpg'] as const);
  const { names } = packagesFor(os, needs);
  const missing = names.filter((name) => !packageThere(facts, name));
  if (missing.length === 0) return [];
  return [
    change({
      id: 'packages.docker-tools',
      kind: 'packages',
      scope: 'root',
      title: msg('steps.packages-title', { names: missing }),
      why: msg('docker-source.tools-why'),
      action: {
        do: 'install-packages',
        manager,
        names: missing,
        reinstall: false,
        versions: Object.fromEntries(
          missing.map((name) => [name, packages.byName[name]?.candidate ?? '']),
        ),
      },
      source: packagesSource(manager, os),
    }),
  ];
}

function keyChange(repository: DockerRepository, values: Values, key: FileState): Change {
  const { manager, source } = repository;
  const own = values['docker.key'];
  const from = own === '' ? dockerKeyAddress(repository, values['docker.repository']) : own;
  const fingerprint = plainFingerprint(values['docker.fingerprint']);
  const path = DOCKER_FILES[manager].key;
  return change({
    id: 'packages.docker-key',
    kind: 'file',
    scope: 'root',
    title: msg('docker-source.key-title', { path }),
    why: msg('docker-source.key-why', { from, fingerprint }),
    action: { do: 'fetch-key', from, fingerprint, path, there: key.kind !== 'absent' },
    risks: ['third-party-repository'],
    source,
  });
}
