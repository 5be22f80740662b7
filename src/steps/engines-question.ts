import { engineByName } from '../engines/index.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { EngineName } from '../model/finding.ts';

/** The engines that are offered, in the order in which they are recommended. */
export const OFFERED: readonly EngineName[] = ['podman', 'docker', 'nerdctl', 'lxc'];

/** Which engines: asked before everything else. */
export const enginesQuestion: Question<'engines'> = {
  key: 'engines',
  title: msg('answers.engines'),
  help: msg('answers.engines-help'),
  input: {
    type: 'several',
    options: [
      { value: 'podman', label: msg('answers.podman'), help: msg('answers.podman-help') },
      { value: 'docker', label: msg('answers.docker'), help: msg('answers.docker-help') },
      { value: 'nerdctl', label: msg('answers.nerdctl'), help: msg('answers.nerdctl-help') },
      { value: 'lxc', label: msg('engines.lxc'), help: msg('lxc.help') },
    ],
  },
  applies: () => true,
  recommend(facts) {
    const there = OFFERED.filter((name) => isThere(facts, name) && !inTheWay(facts, name));
    if (there.length > 0) {
      const because = msg('answers.engines-found', { engines: there });
      return { value: there, source: 'detected', because };
    }
    return { value: ['podman'], source: 'default', because: msg('answers.engines-because') };
  },
  refuse(value, facts, values) {
    if (value.length === 0) return msg('answers.engines-none');
    for (const name of value) {
      const because = engineByName(name).refuse(facts, { ...values, engines: value } as Values);
      if (because !== null) return because;
    }
    return null;
  },
};

/** Docker and nerdctl exclude each other for one user: of two that are installed, the one that is set up. */
function inTheWay(facts: Facts, name: EngineName): boolean {
  if (!isThere(facts, 'docker') || !isThere(facts, 'nerdctl')) return false;
  const setUp = facts.nerdctl.known && facts.nerdctl.value.rootlessContainerd;
  return name === (setUp ? 'docker' : 'nerdctl');
}

/** Is its program installed? `docker` may be the script of podman-docker, so dockerd counts. */
function isThere(facts: Facts, name: EngineName): boolean {
  if (name === 'podman') return facts.podman.known && facts.podman.value.path !== null;
  if (name === 'nerdctl') return facts.nerdctl.known && facts.nerdctl.value.path !== null;
  if (name === 'lxc')
    return facts.lxc.known && facts.lxc.value.userNicAllowed && facts.lxc.value.path !== null;
  return facts.docker.known && facts.docker.value.dockerd !== null;
}
