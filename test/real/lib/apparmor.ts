/** What the kernel step would do for AppArmor on a host that needs it, as the shell text that runs there. */
import { known } from '../../../src/model/fact.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { inverse } from '../../../src/run/inverse.ts';
import { actionHelpersText } from '../../../src/run/preamble.ts';
import { render } from '../../../src/run/render.ts';
import { resolveAnswers, valuesOf } from '../../../src/steps/answers.ts';
import { apparmorChanges } from '../../../src/steps/apparmor.ts';
import { HOSTS } from '../../cases/base.ts';

/**
 * Debian's kernel has AppArmor, but not Ubuntu's setting that only lets programs with a profile make user
 * namespaces, so there the step finds nothing to do. It is given the one fact that differs
 * (`apparmorRestrictsUserns`), with the profiles that the host really has; what it then makes is run as it
 * stands. Throws where it makes no change.
 */
export function profileText(
  path: string,
  profiles: readonly string[],
): { readonly apply: string; readonly undo: string } {
  const base = HOSTS['debian-13'];
  if (base?.docker.known !== true) throw new Error('no such host');
  const rootlesskit = { path, mode: 0o755, uid: 0, capabilities: '' };
  const facts: Facts = {
    ...base,
    docker: known({ ...base.docker.value, rootlesskit }, 'the machine'),
    lsm: known(
      {
        apparmor: true,
        apparmorRestrictsUserns: true,
        apparmorProfiles: profiles,
        selinux: 'disabled',
      },
      'the machine, as if it were Ubuntu',
    ),
  };
  const given = { engines: { value: ['docker'], source: 'flag' } } as const;
  const { changes } = apparmorChanges(facts, valuesOf(resolveAnswers(facts, given).answers));
  if (changes.length === 0) throw new Error('the step makes no profile');
  const back = changes.toReversed().map(({ action }) => inverse(action));
  const script = (lines: readonly string[]) =>
    `set -e\n${actionHelpersText()}${lines.join('\n')}\n`;
  return {
    apply: script(changes.flatMap(({ action }) => render(action))),
    undo: script(back.flatMap((action) => (action === null ? [] : render(action)))),
  };
}
