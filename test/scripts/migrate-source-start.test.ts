/** Containers of root start again on the way back, also where Podman 6 cannot have their ports at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { helpersOf, type Outcome, run, SHELLS } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-source');

const dir = mkdtempSync(join(tmpdir(), 'rw-start-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each(SHELLS)('starting a container of root, in $name', (shell) => {
  /** `fails`: how often the engine says `why` before it starts the container. Ends with how often it was asked. */
  const start = (fails: number, why: string): Outcome =>
    run(
      shell,
      `tmp='${dir}'; set +e; sleep() { :; }; tries=0
      rw_source() {
        tries=$((tries + 1))
        [ "$tries" -gt ${fails} ] || { echo ${why} >&2; return 125; }
      }
      rw_source_start web; code=$?; echo "asked $tries"; exit "$code"`,
      { before: HELPERS },
    );
  const BUSY = "'Error: cannot bind tcp port :8090: address already in use'";

  it('waits for a port on which connections were closed a moment ago, and says so once', () => {
    const out = start(3, BUSY);
    expect(out.code).toBe(0);
    expect(out.output).toContain('asked 4');
    expect(out.said.filter((line) => line.includes('waits for its port'))).toHaveLength(1);
  });

  it('gives up where somebody keeps it', () => {
    const out = start(1000, BUSY);
    expect(out.code).toBe(1);
    expect(out.output).toContain('asked 66');
    expect(out.said.at(-1)).toContain('container web: Error: cannot bind tcp port :8090');
  });

  it('waits for nothing else', () => {
    const out = start(1000, "'Error: no such image'");
    expect(out.code).toBe(1);
    expect(out.output).toContain('asked 1');
  });
});
