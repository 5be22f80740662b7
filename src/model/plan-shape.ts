import { isObject } from './json.ts';
import type { Plan } from './plan.ts';

/**
 * Has a value that was read from a file the shape of a plan? Shallow: so far that whoever walks through steps and
 * changes finds them. What the actions say is compared (a saved plan) or was written by us (a run).
 */
export function isPlan(value: unknown): value is Plan {
  return (
    isObject(value) &&
    value['schema'] === 'rootless-wizard/plan' &&
    typeof value['id'] === 'string' &&
    Array.isArray(value['steps']) &&
    value['steps'].every(isStep) &&
    isObject(value['user']) &&
    typeof value['user']['name'] === 'string' &&
    isObject(value['host']) &&
    isObject(value['answers']) &&
    Array.isArray(value['engines'])
  );
}

function isStep(value: unknown): boolean {
  return (
    isObject(value) &&
    Array.isArray(value['changes']) &&
    value['changes'].every(
      (change) =>
        isObject(change) && typeof change['id'] === 'string' && isObject(change['action']),
    )
  );
}
