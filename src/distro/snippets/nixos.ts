import type { Paper } from '../../model/paper.ts';
import { modulesOf, rangesOf, sysctlsOf, type Wanted } from './wanted.ts';

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
  const subuids = rangesOf(wanted, '/etc/subuid');
  const subgids = rangesOf(wanted, '/etc/subgid');
  const account = [
    ...(linger ? ['linger = true;'] : []),
    ...subuids.map(
      ({ start, count }) => `subUidRanges = [ { startUid = ${start}; count = ${count}; } ];`,
    ),
    ...subgids.map(
      ({ start, count }) => `subGidRanges = [ { startGid = ${start}; count = ${count}; } ];`,
    ),
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
    ...sysctlsOf(wanted).map(
      ([key, value]) => `boot.kernel.sysctl.${nix(key)} = ${number(value)};`,
    ),
    ...modulesOf(wanted).map((module) => `boot.kernelModules = [ ${nix(module)} ];`),
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

/** A string of Nix: quotes, backslashes and the beginning of an antiquotation are escaped. */
function nix(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('${', '\\${')}"`;
}

function number(value: string): string {
  return /^(0|[1-9]\d*)$/.test(value) ? value : nix(value);
}
