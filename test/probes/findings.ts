import type { EngineName } from '../../src/model/finding.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';

/**
 * What the checks whose ids begin with `prefix` say of a host with alice: `ID LEVEL CAUSE` each.
 * `user`: as with `--user`.
 */
export async function findings(
  spec: FakeSpec,
  prefix: string,
  engines: readonly EngineName[],
  user: string | null = null,
): Promise<readonly string[]> {
  const files = { '/etc/passwd': 'alice:x:1000:1000::/home/alice:/bin/sh\n', ...spec.files };
  const facts = await readFacts(new FakeHost({ ...spec, files }), user);
  return runChecks(facts, { engines })
    .filter(({ id }) => id.startsWith(prefix))
    .map(({ id, level, cause }) => [id, level, cause?.key ?? ''].join(' ').trim());
}
