import type { Action } from '../model/action.ts';

/** What a simulated host prints while it plays an action: enough to see the log of a real run. */
export function simulatedLines(action: Action): readonly string[] {
  switch (action.do) {
    case 'install-packages':
      return action.names.flatMap((name) => {
        const version = action.versions[name] ?? '';
        return [
          `Unpacking ${name} ${version === '' ? '' : `(${version}) `}...`,
          `Setting up ${name} ${version === '' ? '' : `(${version}) `}...`,
        ];
      });
    case 'remove-packages':
      return action.names.map((name) => `Removing ${name} ...`);
    case 'set-sysctl':
      return [`${action.key} = ${action.value}`];
    case 'user-service':
      return [`${action.unit}: ${action.operation}`];
    case 'runit-service':
      return [`${action.dir}: ${action.operation}`];
    case 'install-archive':
      return action.members.map((name) => `${action.dir}/${name}`);
    case 'fetch-file':
      return [`${action.from}: ${action.sha256}`];
    case 'fetch-key':
      return [`${action.from}: ${action.fingerprint}`];
    case 'run-command':
      return [`$ ${action.argv.join(' ')}`];
    default:
      return [];
  }
}
