import { BRIDGE_FILTER } from '../distro/docker-ports.ts';
import { ROOT_FILE, writeText } from '../edit/file.ts';
import { sysctlText } from '../edit/sysctl.ts';
import { callersProblem } from '../engines/docker-callers.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { change } from './common.ts';

const MODULE = 'br_netfilter';

const SOURCE =
  'https://docs.docker.com/engine/security/rootless/troubleshoot/#docker-run--p-does-not-propagate-source-ip-addresses';

/** Each network namespace has its own: dockerd switches its own on. https://docs.kernel.org/networking/ip-sysctl.html */
const SETTINGS = [
  BRIDGE_FILTER,
  'net.bridge.bridge-nf-call-ip6tables',
  'net.bridge.bridge-nf-call-arptables',
] as const;

/**
 * The module without which Docker does not start once its proxy is off, and which a user can't load. It would put
 * all that passes any bridge of the host (of virtual machines, of LXC) through the firewall of the host from
 * then on; so that is switched off for the host's own bridges, in the same plan. Where the module is loaded
 * already, others count on it, and nothing is changed.
 */
export function bridgeChanges(
  facts: Facts,
  values: Values,
): { readonly changes: readonly Change[] } | { readonly refused: Message } {
  if (!bridgeWanted(facts, values)) return { changes: [] };
  if (callersProblem(facts) !== null) return { changes: [] };
  if (facts.environment.known && facts.environment.value.kind === 'container') {
    return { refused: msg('steps.bridge-outer', { module: MODULE }) };
  }
  if (!facts.files.known) return { refused: facts.files.because };
  const files = facts.files.value;
  const off = Object.fromEntries(SETTINGS.map((key) => [key, '0']));
  const comment = [
    'Leaves the bridges of this host as they were before br_netfilter was loaded for rootless Docker,',
    'which switches it on for its own. Written by rootless-wizard.',
  ];
  const sysctl = files['sysctl.bridge'];
  const load = files['modules.bridge'];
  const settings = writeText(sysctl, sysctlText(comment, off, textOf(sysctl)), ROOT_FILE);
  const module = writeText(
    load,
    `# For rootless Docker without its proxy.\n${MODULE}\n`,
    ROOT_FILE,
  );
  if (settings.kind === 'refused') return { refused: settings.because };
  if (module.kind === 'refused') return { refused: module.because };
  const rest = { scope: 'root', source: SOURCE } as const;
  const why = msg('steps.bridge-why', { module: MODULE });
  const leave = msg('steps.bridge-leave-why');
  const filesOf: Change[] = [];
  if (settings.kind === 'action') {
    const title = msg('steps.sysctl-file', { path: sysctl.path });
    const { action } = settings;
    filesOf.push(
      change({ ...rest, id: 'kernel.bridge-sysctl', kind: 'file', title, why: leave, action }),
    );
  }
  if (module.kind === 'action') {
    const title = msg('steps.bridge-file', { module: MODULE, path: load.path });
    const { action } = module;
    filesOf.push(change({ ...rest, id: 'kernel.bridge-file', kind: 'file', title, why, action }));
  }
  const now = change({
    ...rest,
    id: 'kernel.bridge',
    kind: 'command',
    title: msg('steps.bridge-load', { module: MODULE }),
    why,
    action: { do: 'load-module', module: MODULE },
    dependsOn: filesOf.map(({ id }) => id),
  });
  const settle = change({
    ...rest,
    id: 'kernel.bridge-leave',
    kind: 'command',
    title: msg('steps.bridge-leave'),
    why: leave,
    action: {
      do: 'run-command',
      argv: ['sysctl', '-q', '-w', ...SETTINGS.map((key) => `${key}=0`)],
      // The module stays until the next boot: to set this back would only then filter the bridges of the host.
      undo: null,
      effects: [],
    },
    dependsOn: [now.id],
  });
  return { changes: [...filesOf, now, settle] };
}

/** Is the module to be loaded, as far as the answers so far tell? */
export function bridgeWanted(facts: Facts, values: Partial<Values>): boolean {
  if (values['service.docker-network'] !== 'no-proxy') return false;
  if (values.engines?.includes('docker') !== true || values['service.docker'] === false) {
    return false;
  }
  return orNull(facts.sysctls)?.now[BRIDGE_FILTER] == null;
}
