import { fusePossible } from '../engines/host-rules.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { skip, targetOf } from './common.ts';
import { type DataEngine, homeProblem, homeTight, recommendedDir, refuseDir } from './data-dir.ts';
import { dockerDriver, dockerStorage } from './storage-docker.ts';
import { imageOffer, imageStorage } from './storage-image.ts';
import { imageQuestion, imageSizeQuestion } from './storage-image-questions.ts';
import { containersConf } from './storage-limits.ts';
import { nerdctlStorage, snapshotterQuestion } from './storage-nerdctl.ts';
import { podmanStorage, type StoragePart } from './storage-podman.ts';
import { podmanDriver, triedDir } from './storage-podman-driver.ts';

const overlayOption = { label: msg('storage.opt-overlay'), help: msg('storage.opt-overlay-help') };
const fuseOption = { label: msg('storage.opt-fuse'), help: msg('storage.opt-fuse-help') };
const vfsOption = { label: msg('storage.opt-vfs'), help: msg('storage.opt-vfs-help') };
const autoOption = { label: msg('storage.opt-auto'), help: msg('storage.opt-auto-help') };

const podmanDriverQuestion: Question<'storage.podman.driver'> = {
  key: 'storage.podman.driver',
  title: msg('storage.q-driver', { engine: 'Podman' }),
  help: msg('storage.q-driver-help'),
  input: {
    type: 'choice',
    options: [
      { value: 'auto', ...autoOption },
      { value: 'overlay', ...overlayOption },
      { value: 'fuse-overlayfs', ...fuseOption },
      { value: 'vfs', ...vfsOption },
    ],
  },
  applies: (_facts, values) => has(values, 'podman'),
  recommend: (facts, values) => ({
    value: 'auto',
    source: 'detected',
    because: podmanDriver(
      facts,
      recommendedDir(facts, 'podman', values['storage.image']),
      values['storage.image'],
    ).because,
  }),
  refuse: (value, facts) => refuseDriver(value, facts),
};

const dockerDriverQuestion: Question<'storage.docker.driver'> = {
  key: 'storage.docker.driver',
  title: msg('storage.q-driver', { engine: 'Docker' }),
  help: msg('storage.q-driver-help'),
  input: {
    type: 'choice',
    options: [
      { value: 'auto', ...autoOption },
      { value: 'overlay2', ...overlayOption },
      { value: 'fuse-overlayfs', ...fuseOption },
      { value: 'vfs', ...vfsOption },
    ],
  },
  applies: (_facts, values) => has(values, 'docker'),
  recommend: (facts, values) => ({
    value: 'auto',
    source: 'detected',
    because: dockerDriver(
      facts,
      recommendedDir(facts, 'docker', values['storage.image']),
      values['storage.image'],
    ).because,
  }),
  refuse: (value, facts) => refuseDriver(value, facts),
};

const graphrootQuestion: Question<'storage.podman.graphroot'> = {
  key: 'storage.podman.graphroot',
  title: msg('storage.q-dir', { engine: 'Podman' }),
  help: msg('storage.q-dir-help'),
  input: { type: 'text' },
  applies: (_facts, values) => has(values, 'podman'),
  recommend: (facts, values) => recommendDir(facts, 'podman', values['storage.image']),
  refuse: (value, facts, values) =>
    refuseDir(value, targetOf(facts)) ?? sameDir(value, values['storage.docker.data-root']),
};

/** Beside containerd's own data this holds those of nerdctl, of the snapshotter and of BuildKit. */
const containerdRootQuestion: Question<'storage.nerdctl.root'> = {
  key: 'storage.nerdctl.root',
  title: msg('storage.q-dir', { engine: 'nerdctl' }),
  help: msg('storage.q-dir-help'),
  input: { type: 'text' },
  applies: (_facts, values) => has(values, 'nerdctl'),
  recommend: (facts, values) => recommendDir(facts, 'nerdctl', values['storage.image']),
  refuse: (value, facts, values) =>
    refuseDir(value, targetOf(facts)) ??
    sameDir(value, values['storage.podman.graphroot']) ??
    sameDir(value, values['storage.docker.data-root']),
};

const dataRootQuestion: Question<'storage.docker.data-root'> = {
  key: 'storage.docker.data-root',
  title: msg('storage.q-dir', { engine: 'Docker' }),
  help: msg('storage.q-dir-help'),
  input: { type: 'text' },
  applies: (_facts, values) => has(values, 'docker'),
  recommend: (facts, values) => recommendDir(facts, 'docker', values['storage.image']),
  refuse: (value, facts, values) =>
    refuseDir(value, targetOf(facts)) ?? sameDir(value, values['storage.podman.graphroot']),
};

/** Where images and containers lie, and with which driver: decided by trying, written only where needed. */
export const storage: Step = {
  id: 'storage',
  title: msg('report.step-storage'),
  intro: msg('storage.intro'),
  questions: [
    imageQuestion,
    imageSizeQuestion,
    podmanDriverQuestion,
    graphrootQuestion,
    dockerDriverQuestion,
    dataRootQuestion,
    snapshotterQuestion,
    containerdRootQuestion,
  ],
  plan(facts, values): StepResult {
    const parts: StoragePart[] = [];
    const { part, image } = imageStorage(facts, values);
    if (part !== null) parts.push(part);
    if (values.engines.includes('podman')) {
      parts.push(podmanStorage(facts, values, image), containersConf(facts));
    }
    if (values.engines.includes('docker')) parts.push(dockerStorage(facts, values, image));
    if (values.engines.includes('nerdctl')) parts.push(nerdctlStorage(facts, values, image));
    const [first] = parts;
    if (first === undefined) return skip(msg('storage.no-engine'));
    const blocked = parts.find((part) => part.blocked !== null)?.blocked ?? null;
    const changes = blocked === null ? parts.flatMap((part) => part.changes) : [];
    const notes = unique([
      ...parts.flatMap((part) => part.notes),
      ...homeNotes(facts, values),
      ...imageOffer(facts, values),
    ]);
    const because =
      blocked ?? parts.find((part) => part.changes.length > 0)?.because ?? first.because;
    const status = blocked !== null ? 'blocked' : changes.length > 0 ? 'change' : 'ok';
    return { status, because, changes, notes };
  },
};

/** The home can't hold the data well and it was left there all the same. */
function homeNotes(facts: Facts, values: Values): readonly Message[] {
  const problem = homeProblem(facts) ?? homeTight(facts);
  const stays =
    (values.engines.includes('podman') && values['storage.podman.graphroot'] === 'default') ||
    (values.engines.includes('docker') && values['storage.docker.data-root'] === 'default') ||
    (values.engines.includes('nerdctl') && values['storage.nerdctl.root'] === 'default');
  return problem !== null && stays ? [problem] : [];
}

function recommendDir(facts: Facts, engine: DataEngine, image = '') {
  const value = recommendedDir(facts, engine, image);
  if (image !== '' && value !== 'default') {
    return {
      value,
      source: 'detected',
      because: msg('image.dir-because', { dir: value }),
    } as const;
  }
  const problem = homeProblem(facts);
  if (problem === null || value === 'default') {
    return { value, source: 'default', because: problem ?? msg('storage.home-fine') } as const;
  }
  return { value, source: 'detected', because: problem } as const;
}

function refuseDriver(value: string, facts: Facts): Message | null {
  const native = facts.overlay.known ? facts.overlay.value.native : null;
  if (value.startsWith('overlay') && native === false && facts.overlay.known) {
    const { detail } = facts.overlay.value;
    return msg('storage.overlay-refused', { dir: triedDir(facts), detail });
  }
  return value === 'fuse-overlayfs' && facts.devices.known && !fusePossible(facts)
    ? msg('storage.fuse-refused')
    : null;
}

function sameDir(value: string, other: string | undefined): Message | null {
  return value !== 'default' && value === other ? msg('storage.dir-shared', { dir: value }) : null;
}

function has(values: Partial<Values>, engine: DataEngine): boolean {
  return values.engines?.includes(engine) ?? false;
}

function unique(messages: readonly Message[]): readonly Message[] {
  const seen = new Map(messages.map((message) => [JSON.stringify(message), message]));
  return [...seen.values()];
}
