import type { AnswerKey, Answers, GivenAnswers, Values } from '../../../src/model/answers.ts';
import type { PlannedChange, RiskName } from '../../../src/model/change.ts';
import { unknown } from '../../../src/model/fact.ts';
import type { Facts } from '../../../src/model/facts.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { changesOf, type Plan, type PlannedStep } from '../../../src/model/plan.ts';
import type { StepId } from '../../../src/model/step.ts';
import type { Moving } from '../../../src/tui/moving.ts';
import { valuesOf } from '../../../src/tui/questions.ts';
import type {
  Draft,
  Outcome,
  PlanRequest,
  RunContext,
  Start,
  StepPage,
  WizardBackend,
} from '../../../src/tui/session.ts';
import { fakeSteps, raw } from './fake-steps.ts';

const DEFAULTS: Values = {
  engines: ['podman'],
  'system.family': 'by-hand',
  'user.create': false,
  'packages.install': true,
  'packages.compose': false,
  'packages.podman-docker': false,
  'docker.source': 'distribution',
  'docker.repository': 'https://download.docker.com',
  'docker.key': '',
  'docker.fingerprint': '',
  'docker.archive': '',
  'docker.sha256': '',
  'docker.extras': '',
  'docker.extras-sha256': '',
  'nerdctl.archive': '',
  'nerdctl.sha256': '',
  'nerdctl.place': 'home',
  'subids.count': 65536,
  'kernel.settings': true,
  'migrate.directories': 'owners',
  'migrate.volumes': 'copy',
  'migrate.images': 'copy',
  'ports.method': 'none',
  'ports.lowest': 80,
  'ping.allow': true,
  'cgroup.delegate': true,
  'cgroup.switch': false,
  linger: true,
  'storage.podman.driver': 'auto',
  'storage.podman.graphroot': 'default',
  'storage.image': '',
  'storage.image-size': 20,
  'storage.docker.driver': 'auto',
  'storage.docker.data-root': 'default',
  'storage.nerdctl.snapshotter': 'auto',
  'storage.nerdctl.root': 'default',
  'lxc.bridge': 'lxcbr0',
  'service.lxc-autostart': true,
  'service.docker': true,
  'service.nerdctl': true,
  'service.nerdctl-bypass': false,
  'service.docker-network': 'default',
  'service.docker-ipv6': false,
  'service.docker-reach-host': false,
  'service.podman-socket': true,
  'service.podman-restart': true,
  'shell.docker-context': true,
  'shell.docker-host': false,
  verify: true,
};

/** Facts of nothing: the fake steps do not look at them. */
export function noFacts(): Facts {
  const none = unknown(raw('not read'));
  return new Proxy({} as Facts, { get: () => none });
}

export interface FakeOptions {
  readonly name?: (english: string) => string;
  readonly simulated?: boolean;
  /** Who runs the program; alice herself (1000) unless said otherwise. */
  readonly uid?: number;
  readonly purpose?: 'set-up' | 'move';
  /** What root's Docker has; without it there is none. */
  readonly moving?: Moving;
  /** A move needs a set-up first. */
  readonly setUp?: boolean;
  /** Containers that an undo would stop. */
  readonly standing?: readonly string[];
  readonly start?: Partial<Start>;
  readonly ready?: boolean;
  readonly apply?: (plan: Plan, run: RunContext) => Promise<Outcome>;
  readonly problems?: readonly AnswerKey[];
}

/** A backend without a host. What it was asked for is in `calls`. */
export class FakeBackend implements WizardBackend {
  readonly hostName = 'debian13';
  readonly uid: number;
  readonly simulated: boolean;
  readonly purpose: 'set-up' | 'move';
  readonly steps: readonly StepPage[];
  readonly answersPath = '/home/alice/rootless-wizard.yaml';
  readonly calls: string[] = [];
  readonly plans: PlanRequest[] = [];
  accepted: readonly RiskName[] = [];
  saved: { readonly path: string; readonly answers: Answers } | null = null;
  draft: Draft | null = null;
  readonly #options: FakeOptions;

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.simulated = options.simulated ?? false;
    this.uid = options.uid ?? 1000;
    this.purpose = options.purpose ?? 'set-up';
    this.steps = fakeSteps(options.name);
  }

  async start(): Promise<Start> {
    this.calls.push('start');
    return {
      askUser: null,
      user: 'alice',
      given: {},
      openRuns: [],
      draft: null,
      ...this.#options.start,
    };
  }

  async detect() {
    this.calls.push('detect');
    return {
      facts: noFacts(),
      findings: FINDINGS,
      host: 'Debian GNU/Linux 13 (trixie), kernel 6.12.48+deb13-amd64, vm kvm',
      rootful: this.#options.moving !== undefined,
    };
  }

  complete(facts: Facts, given: GivenAnswers): Answers {
    const values: Record<string, unknown> = { ...DEFAULTS };
    const answers: Record<string, unknown> = {};
    for (const key of Object.keys(DEFAULTS)) {
      const question = this.steps
        .flatMap(({ questions }) => questions)
        .find((one) => one.key === key);
      const own = given[key as AnswerKey];
      const recommended = question?.recommend(facts, values as Partial<Values>);
      const answer = own ?? recommended ?? { value: values[key], source: 'default' };
      values[key] = answer.value;
      answers[key] = { value: answer.value, source: answer.source };
    }
    return answers as Answers;
  }

  async look() {
    this.calls.push('look');
    const { moving } = this.#options;
    if (moving === undefined) throw new Error('there is no Docker of root');
    return moving;
  }

  async plan(request: PlanRequest) {
    this.plans.push(request);
    const answers = this.complete(noFacts(), request.given);
    const steps = this.#options.ready === true ? [] : plannedSteps(valuesOf(answers));
    const all = planOf(this.steps, steps, answers);
    const gone = new Set(request.without);
    for (const change of changesOf(all)) {
      if (change.dependsOn.some((id) => gone.has(id))) gone.add(change.id);
    }
    const plan: Plan = {
      ...all,
      steps: all.steps.map((step) => ({
        ...step,
        changes: step.changes.filter(({ id }) => !gone.has(id)),
      })),
    };
    return {
      plan,
      all,
      stage: this.#stage(request),
      findings: FINDINGS,
      problems: (this.#options.problems ?? []).map((key) => ({
        key,
        message: raw(`${key} can't be so`),
      })),
      idMap: {
        user: 'alice',
        uid: 1000,
        uids: [
          { container: 0, host: 1000, count: 1 },
          { container: 1, host: 100000, count: 65536 },
        ],
        gids: [
          { container: 0, host: 1000, count: 1 },
          { container: 1, host: 100000, count: 65536 },
        ],
      },
    };
  }

  /** The set-up that a move needs is there once it has been applied. */
  #stage({ moving }: PlanRequest): 'set-up' | 'move' | null {
    if (moving === undefined) return null;
    return this.#options.setUp === true && !this.calls.includes('apply') ? 'set-up' : 'move';
  }

  async apply(plan: Plan, accepted: readonly RiskName[], run: RunContext): Promise<Outcome> {
    this.calls.push('apply');
    this.accepted = accepted;
    if (this.#options.apply !== undefined) return this.#options.apply(plan, run);
    return playRun(plan, run);
  }

  async resume(id: string, run: RunContext): Promise<Outcome> {
    this.calls.push(`resume ${id}`);
    run.onEvent({
      type: 'step_start',
      change: 'linger.on',
      index: 3,
      total: 3,
      title: raw('Enable linger'),
    });
    run.onEvent({ type: 'step_done', change: 'linger.on' });
    return outcome({});
  }

  async standing(id: string): Promise<readonly string[]> {
    this.calls.push(`standing ${id}`);
    return this.#options.standing ?? [];
  }

  async undo(id: string, run: RunContext): Promise<Outcome> {
    this.calls.push(`undo ${id}`);
    run.onEvent({
      type: 'step_start',
      change: 'linger.on',
      index: 1,
      total: 1,
      title: raw('Disable linger'),
    });
    run.onEvent({ type: 'step_done', change: 'linger.on' });
    return outcome({ message: raw('All is as it was.'), tryNext: [], undo: null, hints: [] });
  }

  async saveAnswers(answers: Answers, path: string): Promise<string> {
    this.saved = { path, answers };
    return path;
  }

  async keepDraft(draft: Draft | null): Promise<void> {
    this.draft = draft;
  }
}

/** All changes done, one finding proven. */
export async function playRun(plan: Plan, run: RunContext): Promise<Outcome> {
  const changes = changesOf(plan);
  for (const [index, { id, title }] of changes.entries()) {
    run.onEvent({ type: 'step_start', change: id, index: index + 1, total: changes.length, title });
    run.onEvent({ type: 'step_log', change: id, line: `output of ${id}` });
    run.onEvent({ type: 'step_done', change: id });
  }
  run.onEvent({ type: 'finding', finding: PROVEN });
  return outcome({});
}

export function outcome(patch: Partial<Outcome>): Outcome {
  return {
    exit: 0,
    run: '20261122-143005-9f3a',
    message: raw('Everything was done and proven.'),
    next: [],
    needs: 'none',
    tryNext: ['podman run --rm docker.io/library/alpine id', 'podman info', 'podman ps'],
    hints: [
      {
        title: raw('For compose'),
        line: 'export DOCKER_HOST=unix:///run/user/1000/podman/podman.sock',
      },
    ],
    undo: 'rootless-wizard undo 20261122-143005-9f3a',
    finish: null,
    log: '/home/alice/.local/state/rootless-wizard/runs/20261122-143005-9f3a/log',
    script: null,
    ...patch,
  };
}

export const PROVEN: Finding = {
  id: 'verify.podman.run',
  level: 'ok',
  title: raw('A container ran as alice'),
  evidence: 'uid=0(root) gid=0(root)',
  remedy: [],
  needs: 'none',
  source: 'podman-run(1)',
};

const FINDINGS: readonly Finding[] = [
  finding('idtools.newuidmap', 'fail', 'newuidmap is not installed'),
  finding('subid.missing', 'fail', 'alice has no subordinate ids'),
  finding('cgroup.version', 'ok', 'cgroup v2 is in use'),
  finding('linger.off', 'warn', 'Containers would stop at logout'),
];

function finding(id: string, level: Finding['level'], title: string): Finding {
  return {
    id,
    level,
    title: raw(title),
    evidence: '/etc/subuid: \u001b[31mroot\u202e:100000:65536',
    cause: raw('Rootless containers need it.'),
    remedy: [{ command: 'apt-get install uidmap', root: true }],
    needs: 'none',
    source: 'https://man7.org/linux/man-pages/man5/subuid.5.html',
  };
}

function planOf(pages: readonly StepPage[], steps: readonly PlannedStep[], answers: Answers): Plan {
  return {
    schema: 'rootless-wizard/plan',
    version: 1,
    id: '0'.repeat(64),
    host: { name: 'debian13', os: 'debian 13', kernel: '6.12.48', machineId: 'x' },
    user: {
      name: 'alice',
      uid: 1000,
      gid: 1000,
      home: '/home/alice',
      runtimeDir: '/run/user/1000',
    },
    engines: answers.engines.value,
    answers,
    steps: pages.map(
      ({ id }) =>
        steps.find((step) => step.id === id) ?? {
          id,
          status: 'ok',
          because: raw('It is fine as it is.'),
          changes: [],
          notes: [],
        },
    ),
  };
}

const DIFF = `--- /etc/subuid
+++ /etc/subuid
@@ -1 +1,2 @@
 bob:100000:65536
+alice:165536:65536
+# a tab\there, blanks at the end   
+\u001b]0;evil\u0007 \u202Eexe.txt
${Array.from({ length: 60 }, (_, index) => `+line ${index} needle-${index}`).join('\n')}
`;

function plannedSteps(values: Values): readonly PlannedStep[] {
  const packages = change('packages.install', 'Install uidmap and podman', { scope: 'root' });
  const subuid = change('subids.subuid', 'Give alice 65536 subordinate user ids', {
    scope: 'root',
    diff: DIFF,
    dependsOn: ['packages.install'],
  });
  const linger = change('linger.on', 'Keep the user manager of alice running', { scope: 'root' });
  const ports = change('ports.sysctl', `Open ports from ${values['ports.lowest']} on`, {
    scope: 'root',
    why: raw(
      `${'Containers can then publish lower ports, and so can every other user of this host. '.repeat(5)}That is all.`,
    ),
    risks: ['low-ports'],
    diff: '--- /dev/null\n+++ /etc/sysctl.d/60-ports.conf\n@@ -0,0 +1 @@\n+net.ipv4.ip_unprivileged_port_start = 80\n',
  });
  return [
    planned('packages', [packages]),
    planned('subids', [subuid]),
    ...(values['ports.method'] === 'sysctl' ? [planned('ports', [ports])] : []),
    ...(values.linger ? [planned('linger', [linger])] : []),
    {
      id: 'storage',
      status: 'skip',
      because: raw('Nothing to choose here.'),
      changes: [],
      notes: [],
    },
  ];
}

function planned(id: StepId, changes: readonly PlannedChange[]): PlannedStep {
  return { id, status: 'change', because: raw('It is missing.'), changes, notes: [] };
}

function change(id: string, title: string, patch: Partial<PlannedChange>): PlannedChange {
  return {
    id,
    kind: 'command',
    scope: 'user',
    title: raw(title),
    why: raw(
      'Without it containers cannot have users of their own, and programs that change users fail.',
    ),
    action: { do: 'manual' },
    risks: [],
    needs: 'none',
    dependsOn: [],
    source: 'https://man7.org/linux/man-pages/man5/subuid.5.html',
    diff: null,
    commands: [`rw_do ${id} 'quoted literal'`],
    undo: [`rw_undo ${id}`],
    preview: [],
    ...patch,
  };
}
