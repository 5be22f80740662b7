import { msg } from '../i18n/msg.ts';
import type { Step, StepResult } from '../model/step.ts';
import { accountComesFirst, accountProblem } from './account.ts';
import { cgroup } from './cgroup.ts';
import { blocked } from './common.ts';
import { withFamily } from './family.ts';
import { kernel } from './kernel.ts';
import { onlyLasting } from './lasting.ts';
import { linger } from './linger.ts';
import { packages } from './packages.ts';
import { ports } from './ports.ts';
import { service } from './service.ts';
import { shell } from './shell.ts';
import { storage } from './storage.ts';
import { subids } from './subids.ts';
import { system, unsupportedSystem } from './system.ts';
import { verify } from './verify.ts';

/** The wizard, page by page. What comes later may build on what comes before. */
export const STEPS: readonly Step[] = [
  system,
  packages,
  subids,
  kernel,
  ports,
  cgroup,
  linger,
  storage,
  service,
  shell,
  verify,
].map(afterSystem);

/** Where the first step finds no host or no user to set up, the later ones wait for that. */
function afterSystem(step: Step): Step {
  if (step.id === 'system') {
    return {
      ...step,
      plan(given, values) {
        const facts = withFamily(given, values);
        return onlyLasting(step.id, step.plan(facts, values), facts, values);
      },
    };
  }
  return {
    ...step,
    plan(given, values): StepResult {
      const facts = withFamily(given, values);
      if (unsupportedSystem(facts) === null && accountComesFirst(facts, values)) {
        return blocked(msg('steps.after-account'));
      }
      if (unsupportedSystem(facts) !== null || accountProblem(facts) !== null) {
        return blocked(msg('steps.after-system'));
      }
      return onlyLasting(step.id, step.plan(facts, values), facts, values);
    },
  };
}
