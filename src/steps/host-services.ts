import type { Values } from '../model/answers.ts';
import type { Facts, HostServices } from '../model/facts.ts';

/**
 * What OpenRC or runit start of the chosen engines: services of the host that run as the user. They are what
 * linger is elsewhere, and make the runtime directory of the user at each boot. Empty where neither is here.
 */
export function hostServices(facts: Facts, values: Values): readonly HostServices[] {
  const wants = (engine: 'docker' | 'nerdctl' | 'podman', service: boolean) =>
    values.engines.includes(engine) && service;
  return [
    ...(wants('docker', values['service.docker']) && facts.docker.known
      ? [facts.docker.value]
      : []),
    ...(wants('nerdctl', values['service.nerdctl']) && facts.nerdctl.known
      ? [facts.nerdctl.value]
      : []),
    ...(wants('podman', values['service.podman-restart']) && facts.podman.known
      ? [facts.podman.value]
      : []),
  ].filter(({ openrc, runit }) => openrc != null || runit !== undefined);
}
