import { DOCKER_ADDRESS } from '../distro/docker-repository.ts';
import {
  bringsDockerCe,
  distributionHasDocker,
  dockerRepository,
  hasDockerLists,
  hasOnlyArchives,
  isDockerCe,
  scriptsElsewhere,
} from '../engines/docker-source.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { StepResult } from '../model/step.ts';
import { hasControl } from '../model/unseen.ts';
import { blocked } from './common.ts';

/**
 * Where Docker comes from: asked where Docker has packages of its own, and where those of the distribution cannot
 * do it: they have no scripts of rootless mode, or nobody knows them.
 */
export const sourceQuestion: Question<'docker.source'> = {
  key: 'docker.source',
  title: msg('docker-source.q'),
  help: msg('docker-source.q-help'),
  input: {
    type: 'choice',
    options: [
      {
        value: 'distribution',
        label: msg('docker-source.distribution'),
        help: msg('docker-source.distribution-help'),
      },
      {
        value: 'docker',
        label: msg('docker-source.docker'),
        help: msg('docker-source.docker-help'),
      },
      {
        value: 'static',
        label: msg('docker-static.label'),
        help: msg('docker-static.label-help'),
      },
    ],
  },
  applies: (facts, values) =>
    wantsDocker(values) &&
    (scriptsElsewhere(facts) !== null ||
      (orNull(facts.docker)?.dockerd === null &&
        (dockerRepository(facts) !== null ||
          hasOnlyArchives(facts) ||
          orNull(facts.os)?.family === 'unknown'))),
  recommend(facts) {
    if (isDockerCe(facts)) {
      return { value: 'docker', source: 'detected', because: msg('docker-source.because-there') };
    }
    const os = orNull(facts.os);
    if (os !== null && scriptsElsewhere(facts) !== null) {
      const because = msg('docker-source.no-scripts', { os: os.prettyName });
      return { value: 'static', source: 'detected', because };
    }
    if (orNull(facts.docker)?.dockerd != null) {
      const because = msg('docker-source.because-there');
      return { value: 'distribution', source: 'detected', because };
    }
    if (hasOnlyArchives(facts)) {
      return { value: 'static', source: 'default', because: msg('docker-source.because-only') };
    }
    if (dockerRepository(facts) === null) {
      const because = msg('docker-source.because-distribution');
      return { value: 'distribution', source: 'default', because };
    }
    if (hasDockerLists(facts)) {
      return { value: 'docker', source: 'detected', because: msg('docker-source.because-lists') };
    }
    return distributionHasDocker(facts)
      ? {
          value: 'distribution',
          source: 'default',
          because: msg('docker-source.because-distribution'),
        }
      : { value: 'docker', source: 'default', because: msg('docker-source.because-only') };
  },
  refuse(value, facts, values) {
    if (value !== 'docker' || !wantsDocker(values)) return null;
    const dockerd = orNull(facts.docker)?.dockerd ?? null;
    if (dockerd !== null && orNull(facts.docker)?.fromPackage === null && !isDockerCe(facts)) {
      return msg('docker-source.not-replaced', { path: dockerd.path });
    }
    const os = orNull(facts.os);
    return os !== null && dockerRepository(facts) === null && !isDockerCe(facts)
      ? msg('docker-source.unsupported', { os: os.prettyName })
      : null;
  },
};

/** Where the repository is: a mirror, or a copy on the host's own disk. */
export const addressQuestion: Question<'docker.repository'> = {
  key: 'docker.repository',
  title: msg('docker-source.q-address'),
  help: msg('docker-source.q-address-help'),
  input: { type: 'text' },
  applies: needsRepository,
  recommend: () => ({
    value: DOCKER_ADDRESS,
    source: 'default',
    because: msg('docker-source.address-because'),
  }),
  // It stands in files of apt and dnf, which everybody can read: no password, no quotes, none of their signs.
  refuse: (value) =>
    /^(https:\/\/[A-Za-z0-9.-]+(:\d+)?|file:\/\/(?=\/.))(\/[A-Za-z0-9._~+-]+)*$/.test(value)
      ? null
      : msg('docker-source.address-form', { address: value }),
};

/** The key where the host has no network, or where the person has it already. Only in a file or by `--set`. */
export const keyQuestion: Question<'docker.key'> = {
  key: 'docker.key',
  title: msg('docker-source.q-key'),
  help: msg('docker-source.q-key-help'),
  input: { type: 'text' },
  applies: (facts, values) => (values['docker.key'] ?? '') !== '' && needsRepository(facts, values),
  recommend: () => ({ value: '', source: 'default', because: msg('docker-source.key-because') }),
  refuse: (value) =>
    value === '' || (/^\/./.test(value) && !value.endsWith('/') && !hasControl(value))
      ? null
      : msg('steps.archive-path', { path: value }),
};

/** What the key must be: another one only for a repository that somebody else signs. */
export const fingerprintQuestion: Question<'docker.fingerprint'> = {
  key: 'docker.fingerprint',
  title: msg('docker-source.q-fingerprint'),
  help: msg('docker-source.q-fingerprint-help'),
  input: { type: 'text' },
  applies: (facts, values) =>
    needsRepository(facts, values) &&
    (values['docker.repository'] ?? DOCKER_ADDRESS) !== DOCKER_ADDRESS,
  recommend: (facts) => ({
    value: dockerRepository(facts)?.fingerprint ?? '',
    source: 'default',
    because: msg('docker-source.fingerprint-because'),
  }),
  refuse: (value, facts) =>
    /^[0-9A-F]{40}$/.test(plainFingerprint(value)) ||
    (value === '' && dockerRepository(facts) === null)
      ? null
      : msg('docker-source.fingerprint-form'),
};

/** `9dc8 5822 ...` as gpg writes it without blanks: large digits. */
export function plainFingerprint(text: string): string {
  return text.replace(/ /g, '').toUpperCase();
}

function wantsDocker(values: Partial<Values>): boolean {
  return values.engines?.includes('docker') ?? false;
}

function needsRepository(facts: Facts, values: Partial<Values>): boolean {
  const wanted = { ...values, engines: values.engines ?? [] };
  return bringsDockerCe(facts, wanted) && !hasDockerLists(facts);
}

/** Why the archives are the choice here, and what else would do: nothing where the scripts are not missing. */
export function scriptsNotes(facts: Facts): readonly Message[] {
  const os = orNull(facts.os);
  return os === null || scriptsElsewhere(facts) === null
    ? []
    : [msg('docker-source.no-scripts', { os: os.prettyName }), ...otherPackage(facts)];
}

function otherPackage(facts: Facts): readonly Message[] {
  const os = orNull(facts.os)?.prettyName ?? '';
  const name = scriptsElsewhere(facts)?.name ?? null;
  return name === null ? [] : [msg('docker-source.scripts-package', { os, name })];
}

/** The step of services cannot go on without dockerd-rootless.sh: what helps here. */
export function noScript(facts: Facts): StepResult {
  const os = orNull(facts.os);
  return os === null || scriptsElsewhere(facts) === null
    ? blocked(msg('service.no-script'))
    : blocked(msg('docker-source.no-scripts-static', { os: os.prettyName }), otherPackage(facts));
}
