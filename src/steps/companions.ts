import {
  composeNeeds,
  hasDockerClient,
  isThere,
  isToBeHad,
  wantedCompanions,
} from '../engines/companions.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';

/** Projects in a compose.yaml: https://compose-spec.io . Not asked for nerdctl, which has a compose of its own. */
export const composeQuestion: Question<'packages.compose'> = {
  key: 'packages.compose',
  title: msg('companions.q-compose'),
  help: msg('companions.q-compose-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    composeNeeds(values.engines ?? []).some(
      (need) => !isThere(need, facts) && isToBeHad(need, facts, values),
    ),
  recommend: () => ({
    value: false,
    source: 'default',
    because: msg('companions.q-compose-because'),
  }),
  refuse: () => null,
};

/** The wrapper of Podman: https://github.com/containers/podman/tree/main/docs/source/markdown (podman-docker). */
export const dockerCommandQuestion: Question<'packages.podman-docker'> = {
  key: 'packages.podman-docker',
  title: msg('companions.q-docker'),
  help: msg('companions.q-docker-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) => {
    const engines = values.engines ?? [];
    if (!engines.includes('podman') || engines.includes('docker')) return false;
    if (hasDockerClient(facts) || isThere('podman-docker', facts)) return false;
    return isToBeHad('podman-docker', facts, values);
  },
  recommend: () => ({
    value: false,
    source: 'default',
    because: msg('companions.q-docker-because'),
  }),
  refuse: (value, facts, values) => {
    if (!value) return null;
    if (values.engines?.includes('docker')) return msg('companions.docker-chosen');
    return hasDockerClient(facts) ? msg('companions.docker-there') : null;
  },
};

/** The packages that the person asked for beside the engines, as far as they are to be had. */
export function companionNeeds(
  facts: Facts,
  values: Pick<Values, 'engines'> & Partial<Values>,
): readonly PackageNeed[] {
  return wantedCompanions(values).filter(
    (need) => !isThere(need, facts) && isToBeHad(need, facts, values),
  );
}

/** What was asked for and is not to be had here, and what to do instead. */
export function companionNotes(facts: Facts, values: Values): readonly Message[] {
  const os = orNull(facts.os)?.prettyName ?? '?';
  return wantedCompanions(values)
    .filter((need) => !isToBeHad(need, facts, values))
    .map((need) => msg(NONE[need], { name: need, os }));
}

const NONE = {
  'podman-compose': 'companions.no-podman-compose',
  'docker-compose': 'companions.no-docker-compose',
  'podman-docker': 'companions.no-podman-docker',
} as const;
