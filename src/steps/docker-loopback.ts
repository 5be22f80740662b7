import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import { textOf } from '../model/text.ts';
import { initOf } from './common.ts';

/**
 * The host as rootlesskit's networks show it, slirp4netns(1) and pasta alike: connections to this address
 * end at the host's own 127.0.0.1 once that is allowed.
 * https://github.com/rootless-containers/rootlesskit/blob/master/docs/network.md
 */
export const GATEWAY = '10.0.2.2';

/** https://github.com/moby/moby/blob/master/contrib/dockerd-rootless.sh */
const ALLOWED = 'DOCKERD_ROOTLESS_ROOTLESSKIT_DISABLE_HOST_LOOPBACK=false';

/** Off, as rootlesskit has it: what listens on 127.0.0.1 often asks for no password. */
export const loopbackQuestion: Question<'service.docker-reach-host'> = {
  key: 'service.docker-reach-host',
  title: msg('service.q-reach'),
  help: msg('service.q-reach-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) =>
    initOf(facts) === 'systemd' &&
    values.engines?.includes('docker') === true &&
    values['service.docker'] !== false,
  // Whoever has allowed it once keeps it.
  recommend: (facts) =>
    reachesHost(facts)
      ? { value: true, source: 'detected', because: msg('service.q-reach-there') }
      : { value: false, source: 'default', because: msg('service.q-reach-because') },
  refuse: () => null,
};

/** Was it allowed before? */
export function reachesHost(facts: Facts): boolean {
  const unit = orNull(facts.files)?.['docker.unit'];
  return unit !== undefined && (textOf(unit) ?? '').includes(ALLOWED);
}

/** Is it to be allowed, and was not before? Whoever accepted that risk once is not asked again for other changes of the unit. */
export function allowsAnew(facts: Facts, values: Values): boolean {
  return values['service.docker-reach-host'] && !reachesHost(facts);
}

/** The variable that dockerd-rootless.sh reads for it. */
export function loopbackEnvironment(values: Values): readonly string[] {
  return values['service.docker-reach-host'] ? [ALLOWED] : [];
}
