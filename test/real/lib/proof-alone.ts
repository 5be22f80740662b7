/** One proof of the wizard by itself. */
import { helpersText } from '../../../src/run/preamble.ts';
import type { TestMachine } from '../../hosts/hosts.ts';

/**
 * Runs one proof (`rw_proof ENGINE PROGRAM NAME`, scripts/helpers/verify.sh) in a login of the user, as `apply` runs
 * all of them: for where those take minutes, and are shown elsewhere. Returns what it said; throws where it is not
 * proven.
 */
export function proofAlone(machine: TestMachine, user: string, proof: string): Promise<string> {
  const input = `trap '' HUP INT PIPE\n${helpersText()}\n( set -e\nset +e\n${proof}\n) </dev/null\nexit "$?"\n`;
  return machine.must(['sh', '-s'], { user, input });
}
