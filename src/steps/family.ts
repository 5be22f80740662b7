import { FAMILIES } from '../distro/families.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import { known } from '../model/fact.ts';
import type { Facts, Os } from '../model/facts.ts';
import type { Message } from '../model/message.ts';

/**
 * Whose packages does a distribution have that is not known here? Never guessed (`by-hand`): a program named
 * apt-get says nothing about the names of packages. Asked first, since engines depend on what there is.
 */
export const familyQuestion: Question<'system.family'> = {
  key: 'system.family',
  title: msg('answers.q-family'),
  help: msg('answers.q-family-help'),
  input: {
    type: 'choice',
    options: [
      option('by-hand', msg('answers.family-by-hand'), msg('answers.family-by-hand-help')),
      option('debian', 'Debian, Ubuntu', 'apt'),
      option('fedora', 'Fedora, RHEL', 'dnf'),
      option('suse', 'openSUSE, SLES', 'zypper'),
      option('arch', 'Arch Linux', 'pacman'),
      option('alpine', 'Alpine Linux', 'apk'),
      option('void', 'Void Linux', 'xbps'),
      option('gentoo', 'Gentoo', 'emerge'),
    ],
  },
  applies: (facts) => strange(facts) !== null,
  recommend(facts) {
    const os = strange(facts);
    const because =
      os === null ? msg('answers.family-known') : msg('answers.family-looked', looked(os));
    return { value: 'by-hand', source: 'default', because };
  },
  refuse(value, facts) {
    const os = strange(facts);
    const manager = FAMILIES.find(({ id }) => id === value)?.manager ?? null;
    if (os === null || manager === null || os.managers?.includes(manager)) return null;
    return msg('answers.family-no-manager', { manager, managers: os.managers ?? [] });
  },
};

function option<V extends Values['system.family']>(
  value: V,
  label: Message | string,
  help: Message | string,
) {
  const said = (text: Message | string) =>
    typeof text === 'string' ? msg('answers.family-named', { name: text }) : text;
  return { value, label: said(label), help: said(help) };
}

/** The facts with the family that the person chose; as they are where it is known, or none was chosen. */
export function withFamily(facts: Facts, values: Partial<Values>): Facts {
  const os = strange(facts);
  const family = values['system.family'] ?? 'by-hand';
  if (os === null || family === 'by-hand' || !facts.os.known) return facts;
  const manager = FAMILIES.find(({ id }) => id === family)?.manager;
  const { packages } = facts;
  if (!packages.known) return { ...facts, os: known({ ...os, family }, facts.os.from) };
  const { others = [], ...first } = packages.value;
  const chosen = [first, ...others].find((each) => each.manager === manager);
  return {
    ...facts,
    os: known({ ...os, family }, facts.os.from),
    packages: known(chosen ?? first, packages.from),
  };
}

/** What is said of a system whose family was chosen, or null. */
export function familyNote(facts: Facts): Message | null {
  if (!facts.os.known || facts.os.value.managers === undefined) return null;
  const { family, prettyName } = facts.os.value;
  return family === 'unknown'
    ? msg('steps.family-unknown', { os: prettyName, ...looked(facts.os.value) })
    : msg('steps.family-chosen', { os: prettyName, family });
}

/** The system whose family is not known; null where it is, and where packages are not installed like that. */
function strange(facts: Facts): Os | null {
  if (!facts.os.known) return null;
  const { family, immutable } = facts.os.value;
  return family === 'unknown' && (immutable === null || immutable === 'read-only-root')
    ? facts.os.value
    : null;
}

/** What was looked at, for the person to judge by. */
function looked(os: Os): { readonly id: string; readonly like: string; readonly managers: string } {
  return {
    id: os.id,
    like: os.idLike.join(' ') || '-',
    managers: (os.managers ?? []).join(' ') || '-',
  };
}
