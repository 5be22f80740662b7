import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';

/** Is an engine wanted whose ports go through rootlesskit, where a capability helps? */
export function usesRootlesskit({ engines }: Partial<Values>): boolean {
  return engines?.some((name) => name === 'docker' || name === 'nerdctl') ?? false;
}

/** How ports below 1024 are opened. */
export const portsMethod: Question<'ports.method'> = {
  key: 'ports.method',
  title: msg('answers.q-ports'),
  help: msg('answers.q-ports-help'),
  input: {
    type: 'choice',
    options: [
      { value: 'none', label: msg('answers.q-ports-none'), help: msg('answers.q-ports-none-help') },
      {
        value: 'sysctl',
        label: msg('answers.q-ports-sysctl'),
        help: msg('answers.q-ports-sysctl-help'),
      },
      {
        value: 'setcap',
        label: msg('answers.q-ports-setcap'),
        help: msg('answers.q-ports-setcap-help'),
      },
    ],
  },
  applies: () => true,
  recommend: () => ({ value: 'none', source: 'default', because: msg('answers.q-ports-because') }),
  refuse: (value, _facts, values) =>
    value === 'setcap' && !usesRootlesskit(values) ? msg('steps.ports-setcap-docker') : null,
};

/** From which port on. */
export const portsLowest: Question<'ports.lowest'> = {
  key: 'ports.lowest',
  title: msg('answers.q-lowest'),
  help: msg('answers.q-lowest-help'),
  input: { type: 'number', min: 1, max: 1023 },
  applies: (_facts, values) => values['ports.method'] === 'sysctl',
  recommend: () => ({ value: 80, source: 'default', because: msg('answers.q-lowest-because') }),
  refuse: (value) =>
    Number.isInteger(value) && value >= 1 && value <= 1023 ? null : msg('answers.q-lowest-range'),
};

/** ping from inside containers. */
export const pingAllow: Question<'ping.allow'> = {
  key: 'ping.allow',
  title: msg('answers.q-ping'),
  help: msg('answers.q-ping-help'),
  input: { type: 'yes-no' },
  applies: (facts) => !pingAllowed(facts),
  recommend: (facts) =>
    pingAllowed(facts)
      ? { value: true, source: 'detected', because: msg('answers.q-ping-on') }
      : { value: false, source: 'default', because: msg('answers.q-ping-because') },
  refuse: () => null,
};

/** Is the target's group in net.ipv4.ping_group_range already? */
export function pingAllowed(facts: Facts): boolean {
  if (!facts.sysctls.known || !facts.target.known) return false;
  const [low = Number.NaN, high = Number.NaN] = (
    facts.sysctls.value.now['net.ipv4.ping_group_range'] ?? ''
  )
    .split(' ')
    .map(Number);
  const { gid } = facts.target.value;
  return low <= gid && gid <= high;
}
