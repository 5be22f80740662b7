import { engineByName } from '../engines/index.ts';
import { msg } from '../i18n/msg.ts';
import type { Proof } from '../model/engine.ts';
import { EXIT } from '../model/error.ts';
import type { Finding, Level } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { type HostShell, PrivilegeRefused, ShellLost } from '../model/write-host.ts';
import { readFacts } from '../probe/index.ts';
import { valuesOf } from '../steps/answers.ts';
import { type Outcome, type RunContext, Shells, stopAsked } from './context.ts';

/** Exit codes of proofs (scripts/helpers/verify.sh). */
const LEVELS: Readonly<Record<number, Level>> = { 0: 'ok', 10: 'skip', 11: 'warn' };

/**
 * Proves that containers run, by running some, as the user that was set up. Each result is a finding and an
 * event. A proof whose ground has failed is skipped, which is not passed. Reads facts afresh.
 */
export async function verify(plan: Plan, context: RunContext): Promise<readonly Finding[]> {
  const facts = await readFacts(context.host, plan.user.name);
  const values = valuesOf(plan.answers);
  const proofs = plan.engines.flatMap((name) => engineByName(name).proofs(facts, values));
  return runProofs(proofs, context);
}

/** The proofs alone, in their order. */
export async function runProofs(
  proofs: readonly Proof[],
  context: Pick<RunContext, 'writeHost' | 'onEvent' | 'stop'>,
): Promise<readonly Finding[]> {
  const shells = new Shells(context.writeHost);
  const findings: Finding[] = [];
  const passed = new Set<string>();
  try {
    for (const [index, proof] of proofs.entries()) {
      const { id: change, title } = proof;
      context.onEvent({
        type: 'step_start',
        change,
        index: index + 1,
        total: proofs.length,
        title,
      });
      const ground = proof.after.find((id) => !passed.has(id));
      const asked = stopAsked(context);
      const seen =
        ground !== undefined || asked !== null
          ? skipped(proof, ground === undefined ? 'stopped' : ground)
          : await prove(proof, shells, context);
      if (seen.level === 'ok' || seen.level === 'warn') passed.add(proof.id);
      const next = proofs[index + 1];
      const isLast = next === undefined || engineOf(next) !== engineOf(proof);
      const finding = isLast ? withLeft(seen, await tidyUp(proof, shells, context)) : seen;
      findings.push(finding);
      context.onEvent({ type: 'finding', finding });
    }
  } finally {
    await shells.close();
  }
  return findings;
}

/** The outcome of a run with its proofs: exit 7 when one failed. */
export function withProofs(outcome: Outcome, findings: readonly Finding[]): Outcome {
  const failed = findings.filter(({ level }) => level === 'fail').length;
  if (outcome.exit !== EXIT.ok || failed === 0) return outcome;
  return {
    ...outcome,
    exit: EXIT.unproven,
    message: msg('run.unproven', { count: failed }),
    next: ['rootless-wizard check', `rootless-wizard undo ${outcome.run}`],
  };
}

/** `podman` of `verify.podman.run`. */
function engineOf({ id }: Proof): string {
  return id.split('.')[1] ?? '';
}

/**
 * Takes away what the proofs of an engine shared (`rw_proofs_end`, scripts/helpers/verify-image.sh), where a shell
 * was opened for them at all. Returns what could not be taken away, in the words of the helper.
 */
async function tidyUp(
  { id }: Proof,
  shells: Shells,
  context: Pick<RunContext, 'onEvent'>,
): Promise<readonly string[]> {
  const shell = shells.opened('user');
  if (shell === undefined) return [];
  const onLine = (line: string) => context.onEvent({ type: 'step_log', change: id, line });
  const work = { id: `${id}.end`, text: 'rw_proofs_end', effects: [], simulated: [] };
  try {
    const left = (await shell.run(work, onLine)).said.map(({ rest }) => rest);
    for (const line of left) onLine(line);
    return left;
  } catch (error) {
    if (!(error instanceof ShellLost)) throw error;
    await shells.drop('user');
    return [];
  }
}

/** What was left behind belongs to what was seen; a proof that was skipped says only why, and the log has the rest. */
function withLeft(seen: Finding, left: readonly string[]): Finding {
  if (left.length === 0 || seen.level === 'skip') return seen;
  return { ...seen, evidence: [seen.evidence, ...left].join('\n') };
}

async function prove(
  proof: Proof,
  shells: Shells,
  context: Pick<RunContext, 'onEvent'>,
): Promise<Finding> {
  const lines: string[] = [];
  const onLine = (line: string) => {
    lines.push(line);
    context.onEvent({ type: 'step_log', change: proof.id, line });
  };
  try {
    const shell: HostShell = await shells.get('user');
    const { code, said } = await shell.run(
      {
        id: proof.id,
        // A proof tells by its exit code; its cleaning up may meet things that are gone already.
        text: `set +e\n${proof.text}`,
        effects: [],
        simulated: proof.simulated.split('\n'),
        simulatedCode: proof.simulatedCode ?? 0,
      },
      onLine,
    );
    const told = said.filter(({ word }) => word === 'evidence').map(({ rest }) => rest);
    const evidence = (told.length > 0 ? told : lines.slice(-4)).join('\n');
    return finding(proof, LEVELS[code] ?? 'fail', evidence);
  } catch (error) {
    if (error instanceof ShellLost) {
      await shells.drop('user');
      return finding(proof, 'fail', error.message);
    }
    if (error instanceof PrivilegeRefused) return finding(proof, 'skip', error.detail);
    throw error;
  }
}

function skipped(proof: Proof, ground: string): Finding {
  return finding(proof, 'skip', ground);
}

function finding(proof: Proof, level: Level, evidence: string): Finding {
  const { id, title, source, cause } = proof;
  return {
    id,
    level,
    title,
    evidence,
    ...(level === 'fail' || level === 'warn' ? { cause } : {}),
    remedy: [],
    needs: 'none',
    source,
  };
}
