import type { Paper } from '../../model/paper.ts';
import { modulesOf, rangesOf, type Wanted } from './wanted.ts';

/** What nerdctl looks for on its way; NixOS has no module for it. https://search.nixos.org/packages */
const NERDCTL =
  'nerdctl containerd rootlesskit slirp4netns cni-plugins runc buildkit iptables'.split(' ');

/**
 * A module of NixOS. Options: https://search.nixos.org/options (virtualisation.podman,
 * virtualisation.docker.rootless, users.users.NAME.linger and subUidRanges, boot.kernel.sysctl).
 */
export function nixosModule(wanted: Wanted): Paper {
  const { user, engines, linger, controllers } = wanted;
  const has = (name: Wanted['engines'][number]) => engines.includes(name);
  const modules = modulesOf(wanted);
  const account = [
    ...(linger ? ['linger = true;'] : []),
    ...ranges('subUidRanges', 'startUid', rangesOf(wanted, '/etc/subuid')),
    ...ranges('subGidRanges', 'startGid', rangesOf(wanted, '/etc/subgid')),
  ];
  const body = [
    ...(has('podman') ? ['virtualisation.podman.enable = true;'] : []),
    ...(has('docker') ? ['virtualisation.docker.rootless.enable = true;'] : []),
    ...(has('nerdctl')
      ? [`environment.systemPackages = with pkgs; [ ${NERDCTL.join(' ')} ];`]
      : []),
    ...(account.length === 0
      ? []
      : [`users.users.${nix(user)} = {`, ...account.map((line) => `  ${line}`), '};']),
    ...[...wanted.sysctls].map(
      ([key, value]) => `boot.kernel.sysctl.${nix(key)} = ${number(value)};`,
    ),
    ...(modules.length === 0 ? [] : [`boot.kernelModules = [ ${modules.map(nix).join(' ')} ];`]),
    ...(controllers.length === 0
      ? []
      : [`systemd.services."user@".serviceConfig.Delegate = ${nix(controllers.join(' '))};`]),
  ];
  const text = [
    '# Containers without root. Put this file beside configuration.nix, name it there in',
    '# imports = [ ./rootless.nix ];   and build the system anew:   nixos-rebuild switch',
    has('nerdctl') ? '{ pkgs, ... }:' : '{ ... }:',
    '{',
    ...body.map((line) => `  ${line}`),
    '}',
    '',
  ];
  return { name: 'rootless.nix', text: text.join('\n') };
}

/** One assignment for all of them: Nix takes none twice. */
function ranges(
  option: string,
  start: string,
  all: ReturnType<typeof rangesOf>,
): readonly string[] {
  const sets = all.map((each) => `{ ${start} = ${each.start}; count = ${each.count}; }`);
  return sets.length === 0 ? [] : [`${option} = [ ${sets.join(' ')} ];`];
}

/** A string of Nix: quotes, backslashes and the beginning of an antiquotation are escaped. */
function nix(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('${', '\\${')}"`;
}

function number(value: string): string {
  return /^(0|[1-9]\d*)$/.test(value) ? value : nix(value);
}
