import { dnsnameHere } from '../engines/podman-names.ts';
import { orNull, packageVersion } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';

/** What a plan says of names in networks of Podman's own, where they are the work of dnsname and it is not there. */
export function nameNotes(facts: Facts, values: Values): readonly Message[] {
  if (!values.engines.includes('podman')) return [];
  const installed = orNull(facts.podman)?.version ?? null;
  switch (dnsnameHere(facts)) {
    case 'none':
      return [
        msg('companions.no-dnsname', {
          version: installed ?? packageVersion(facts, 'podman') ?? '?',
          os: orNull(facts.os)?.prettyName ?? '?',
        }),
      ];
    case 'package':
      return installed === null ? [] : [msg('companions.dnsname-later')];
    default:
      return [];
  }
}
