/** How an engine of root is asked about many things at once. */
import { msg } from '../i18n/msg.ts';
import type { SourceEngine } from '../model/action-move.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { CommandResult, ReadCommand, ReadHost } from '../model/read-host.ts';
import { type Fields, parseList } from './json.ts';

/**
 * So many are asked for in one call. An answer has a bound (1 MiB, `host/execute.ts`); a container of Podman
 * fills 11 KiB of it, one of nerdctl with its specification up to 30.
 */
const AT_ONCE = 20;

/**
 * What `inspect` says of these, in their order.
 * @throws UserError (privilege) when one of the calls does not come to its end: half of what there is would
 * look like all of it.
 */
export async function inspectAll(
  host: ReadHost,
  names: readonly string[],
  source: SourceEngine,
  command: (names: readonly string[]) => ReadCommand,
): Promise<readonly Fields[]> {
  const found: Fields[] = [];
  for (let n = 0; n < names.length; n += AT_ONCE) {
    const result = await host.run(command(names.slice(n, n + AT_ONCE)));
    if (result.status !== 'exited') throw refused(result, source);
    // With a name that is gone meanwhile it fails, and still prints the others.
    found.push(...parseList(result.stdout));
  }
  return found;
}

/** Why an engine of root does not answer. */
export function refused({ stderr, status }: CommandResult, source: SourceEngine): UserError {
  const detail = stderr.trim().split('\n')[0] || status;
  return new UserError(
    EXIT.privilege,
    msg('migrate.not-allowed', { engine: msg(`engines.${source}`), detail }),
    msg('migrate.not-allowed-hint'),
  );
}
