/** One step planned for a host of the cases: what its tests begin with. */
import { expect } from 'vitest';
import { known } from '../../src/model/fact.ts';
import type { FactId, Facts, FileRole } from '../../src/model/facts.ts';
import type { StepResult } from '../../src/model/step.ts';
import { resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import type { storage } from '../../src/steps/storage.ts';
import { fileOf, HOSTS } from '../cases/base.ts';

/** Values of facts that are other than on the host. */
type Patch = { readonly [K in FactId]?: object };
type Given = Readonly<Record<string, unknown>>;

/** A host with single values changed; a map one level deep is laid over the old one. */
export function hostOf(
  name: string,
  patch: Patch = {},
  files: { [K in FileRole]?: string } = {},
): Facts {
  const base = HOSTS[name];
  if (base === undefined) throw new Error(name);
  const facts: Record<string, unknown> = { ...base };
  for (const [id, part] of Object.entries(patch)) {
    const before = base[id as FactId];
    facts[id] = known({ ...(before.known ? (before.value as object) : {}), ...part }, 'a test');
  }
  if (base.files.known) {
    const states: Record<string, unknown> = { ...base.files.value };
    for (const [role, text] of Object.entries(files)) {
      states[role] = fileOf(base.files.value[role as FileRole].path, text);
    }
    facts['files'] = known(states, 'a test');
  }
  return facts as unknown as Facts;
}

/** What a step plans for a host. The answers must be fit for it. */
export function plan(step: typeof storage, facts: Facts, answers: Given): StepResult {
  const given = Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, { value, source: 'flag' }]),
  );
  const { answers: all, problems } = resolveAnswers(facts, given);
  expect(problems.map(({ message }) => message.key)).toEqual([]);
  return step.plan(facts, valuesOf(all));
}

/** What a plan would write: path and text by change id. */
export function written(result: StepResult): Readonly<Record<string, string>> {
  return Object.fromEntries(
    result.changes.flatMap(({ id, action }) =>
      action.do === 'write-file' ? [[id, Buffer.from(action.bytes, 'latin1').toString()]] : [],
    ),
  );
}

/** A plan in short. */
export const brief = (result: StepResult) => ({
  status: result.status,
  because: result.because.key,
  changes: result.changes.map(({ id }) => id),
});

/** Docker as Debian's packages bring it. */
export const dockerThere = {
  cli: { path: '/usr/bin/docker', version: '26.1.5' },
  dockerd: { path: '/usr/sbin/dockerd', version: '26.1.5' },
  rootlessScript: '/usr/share/docker.io/contrib/dockerd-rootless.sh',
  setupTool: '/usr/share/docker.io/contrib/dockerd-rootless-setuptool.sh',
  rootlesskit: { path: '/usr/bin/rootlesskit', mode: 0o755, uid: 0, capabilities: '' },
  fromPackage: 'docker.io',
};

/** Podman of Debian 13. */
export const podman5 = { path: '/usr/bin/podman', version: '5.4.2' };

/** What Podman says of a store that has images and containers. */
export const store = {
  driver: 'overlay',
  graphRoot: '/home/alice/.local/share/containers/storage',
  networkBackend: 'netavark',
  rootlessNetworkCmd: 'pasta',
  cgroupManager: 'systemd',
  ociRuntime: 'crun',
  images: 3,
  containers: 2,
  idMapUid: [],
};
