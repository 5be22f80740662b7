import { packagesFor } from '../distro/packages.ts';
import { asksDnsname } from '../distro/podman-names.ts';
import type { Facts } from '../model/facts.ts';
import { obtainable, orNull, packageHere, packageVersion } from './versions.ts';

/**
 * How containers in a network of their own find each other by name with a Podman that asks dnsname for it: `there`;
 * `package`, which the plan can install; `none`, and they do not. `other`: this Podman does not need it, or nobody
 * knows yet which Podman it will be, or what the package manager has.
 */
export function dnsnameHere(facts: Facts): 'there' | 'package' | 'none' | 'other' {
  const version = orNull(facts.podman)?.version ?? packageVersion(facts, 'podman');
  const os = orNull(facts.os);
  if (os === null || asksDnsname(version) !== true) return 'other';
  if (orNull(facts.networkTools)?.dnsname != null || packageHere(facts, 'dnsname')) return 'there';
  if (packagesFor(os, ['dnsname']).names.length === 0) return 'none';
  const listed = obtainable(facts, 'dnsname');
  if (listed === true) return 'package';
  return listed === null || orNull(facts.packageLists)?.fetched === false ? 'other' : 'none';
}
