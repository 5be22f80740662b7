import type { Plan } from './plan.ts';

/** Is this a JSON object? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
