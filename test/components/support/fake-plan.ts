/** The plan of a host that is not there: five steps, with what a terminal must not be given in a diff. */
import type { Answers, Values } from '../../../src/model/answers.ts';
import type { PlannedChange } from '../../../src/model/change.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Plan, PlannedStep } from '../../../src/model/plan.ts';
import type { StepId } from '../../../src/model/step.ts';
import type { StepPage } from '../../../src/tui/session.ts';
import { raw } from './fake-steps.ts';

/** What the fake host is found to lack. */
export const FINDINGS: readonly Finding[] = [
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

/** The plan of a fake host. */
export function planOf(
  pages: readonly StepPage[],
  steps: readonly PlannedStep[],
  answers: Answers,
): Plan {
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

/** Its steps, by the answers that stand in them. */
export function plannedSteps(values: Values): readonly PlannedStep[] {
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
