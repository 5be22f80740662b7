import { describe, expect, it } from 'vitest';
import { LocalWriteHost } from '../../src/host/write-local.ts';
import type { Proof } from '../../src/model/engine.ts';
import { PrivilegeRefused } from '../../src/model/write-host.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { runProofs, withProofs } from '../../src/run/verify.ts';
import { collector } from './run-fixtures.ts';

const text = { key: 'core.raw', args: { text: 'x' } };

function proof(id: string, shell: string, after: readonly string[] = []): Proof {
  return { id, title: text, text: shell, simulated: '', cause: text, source: 'test', after };
}

const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

function context(helpers = 'rw_proofs_end() { :; }') {
  const writeHost = new LocalWriteHost({
    self,
    user: { name: 'me', ...self, home: '/', runtimeDir: '/nonexistent' },
    root: { way: 'script' },
    init: 'other',
    helpers: `${actionHelpersText()}\n${helpers}\n`,
  });
  return { writeHost, ...collector() };
}

describe('proofs', () => {
  it('become findings by their exit code, with what they say as evidence', async () => {
    const at = context();
    const findings = await runProofs(
      [
        proof('a', 'echo noise; rw_say evidence it runs; rw_say evidence twice'),
        proof('b', 'rw_say evidence no network; exit 10'),
        proof('c', 'echo old; echo kernel; exit 11', ['a']),
        proof('d', 'echo broken; exit 1'),
        proof('e', 'echo never', ['d']),
        proof('f', 'echo never', ['b']),
        proof('g', 'false; rw_say evidence "goes on after a failing line"', ['c']),
      ],
      at,
    );
    expect(findings.map(({ id, level, evidence }) => [id, level, evidence])).toEqual([
      ['a', 'ok', 'it runs\ntwice'],
      ['b', 'skip', 'no network'],
      ['c', 'warn', 'old\nkernel'],
      ['d', 'fail', 'broken'],
      ['e', 'skip', 'd'],
      ['f', 'skip', 'b'],
      ['g', 'ok', 'goes on after a failing line'],
    ]);
    expect(findings.map(({ cause }) => cause !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(at.events.filter(({ type }) => type === 'finding')).toHaveLength(7);
  });

  it('that end the shell have failed, and the next ones are not lost with it', async () => {
    const findings = await runProofs([proof('a', 'kill -9 $$'), proof('b', 'true')], context());
    expect(findings.map(({ level }) => level)).toEqual(['fail', 'ok']);
  });

  it('are skipped, not failed, where no shell of the user can be had', async () => {
    const writeHost = { open: () => Promise.reject(new PrivilegeRefused('su', 'no')) };
    const [only] = await runProofs([proof('a', 'true')], { ...collector(), writeHost });
    expect(only).toMatchObject({ level: 'skip', evidence: 'no' });
  });

  it('leave nothing of what those of an engine shared, and say what stays', async () => {
    const KEEPS = 'rw_proofs_end() { rw_say evidence "left behind: image $rw_of"; }';
    const ids = ['podman.run', 'podman.port', 'docker.run', 'docker.port', 'lxc.run'];
    const texts = ['true', 'rw_say evidence heard', 'true', 'exit 10', 'kill -9 $$'];
    const all = ids.map((id, at) => proof(`verify.${id}`, texts[at] ?? ''));
    const at = context(`rw_of=x\n${KEEPS}`);
    const findings = await runProofs(all, at);
    expect(findings.map(({ level, evidence }) => [level, evidence])).toEqual([
      // Once for an engine, with its last proof; one that was skipped says only why, and a lost shell nothing more.
      ['ok', ''],
      ['ok', 'heard\nleft behind: image x'],
      ['ok', ''],
      ['skip', ''],
      ['fail', expect.stringContaining('shell')],
    ]);
    const line = 'left behind: image x';
    expect(at.events.filter(({ type }) => type === 'step_log')).toEqual(
      ['podman.port', 'docker.port'].map((id) => ({
        type: 'step_log',
        change: `verify.${id}`,
        line,
      })),
    );
  });

  it('turn a good outcome into exit 7 when one failed', async () => {
    const outcome = { exit: 0, run: 'r', message: text, next: [] } as const;
    const findings = await runProofs([proof('a', 'exit 11'), proof('b', 'exit 10')], context());
    expect(withProofs(outcome, findings)).toBe(outcome);
    const failed = await runProofs([proof('a', 'exit 1')], context());
    expect(withProofs(outcome, failed)).toMatchObject({
      exit: 7,
      message: { key: 'run.unproven', args: { count: 1 } },
    });
    expect(withProofs({ ...outcome, exit: 5 }, failed).exit).toBe(5);
  });
});
