/** A port of a container that was moved: a server that takes minutes to begin is waited for, and not for ever. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type Outcome, run, SHELLS } from './shell.ts';

const HELPER = readFileSync(
  fileURLToPath(new URL('../../scripts/helpers/migrate-port.sh', import.meta.url)),
  'utf8',
);
const LIB = readFileSync(
  fileURLToPath(new URL('../../scripts/helpers/migrate-lib.sh', import.meta.url)),
  'utf8',
);

const dir = mkdtempSync(join(tmpdir(), 'rw-port-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each(SHELLS)('a port that is to answer, in $name', (shell) => {
  /** It answers after so many seconds; each look takes one, on a clock of its own. */
  const asked = (port: string, seconds: number): Outcome =>
    run(
      shell,
      `tmp='${dir}'; name=web; set +e; now=0
      date() { echo "$now"; }; sleep() { now=$((now + 1)); }
      rw_connects() { echo "$1 $2" >'${dir}/where'; [ "$now" -ge ${seconds} ] || { echo 'hung up at once' >&2; return 1; }; }
      rw_prove_port ${port}; code=$?; echo "$now seconds, $(cat '${dir}/where')"; exit "$code"`,
      { before: `${LIB}\n${HELPER}` },
    );

  it('is waited for, and the person hears of it once', () => {
    const out = asked('8080/tcp', 170);
    expect(out.code).toBe(0);
    expect(out.output).toContain('170 seconds, 127.0.0.1 8080');
    expect(out.said.filter((line) => line.includes('waiting for an answer'))).toHaveLength(1);
    expect(out.said.at(-1)).toContain('port 8080/tcp answers');
  });

  it('is at once where it answers at once', () => {
    const out = asked('[::1]:8080/tcp', 0);
    expect(out.output).toContain('0 seconds, ::1 8080');
    expect(out.said).toHaveLength(1);
  });

  it('fails after three minutes, with the reason', () => {
    const out = asked('8080/tcp', 1000);
    expect(out.code).toBe(1);
    expect(out.output).toContain('180 seconds,');
    expect(out.said.at(-1)).toContain('web: port 8080 does not answer: hung up at once');
  });
});
