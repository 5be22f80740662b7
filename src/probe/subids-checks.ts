import type { SubidIssue } from '../edit/subid-issue.ts';
import { lintSubids } from '../edit/subid-lint.ts';
import { linesOf, type SubidLine } from '../edit/subid-parse.ts';
import { coveredBy } from '../edit/subid-spans.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts, Subids } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { decodeUtf8 } from '../model/text.ts';
import { asUser, type FindingHead, finding, skipped } from './finding.ts';
import { fileFindings } from './subids-file.ts';
import { CAUSES, HEADS, type SubidFindingId } from './subids-messages.ts';

/** What one engine needs: the ids 0 to 65535 of a container. */
export const ENOUGH = 65536;

/** Rules that the wizard's own step mends; the others are for a person, since data may hang on the ids. */
const MENDED: readonly SubidIssue['rule'][] = ['missing', 'size'];

/** Findings that are said to be fine when nothing is wrong; the others appear only as problems. */
const SAID_WHEN_FINE: readonly SubidFindingId[] = [
  'subid.present',
  'subid.size',
  'subid.overlap',
  'subid.real',
  'subid.syntax',
];

/** Everything about /etc/subuid and /etc/subgid; knows the files, the accounts and the user together. */
export const checks: readonly Check[] = [{ id: 'subid', run: subidFindings }];

function subidFindings(facts: Facts): readonly Finding[] {
  const { subids, target, accounts } = facts;
  if (!subids.known) return [skipped(HEADS['subid.present'], subids)];
  if (!target.known) return [skipped(HEADS['subid.present'], target)];
  if (subids.value.nss !== 'files') return directoryFindings(subids.value);
  const hidden = unread(subids.value);
  if (hidden !== null) return [hidden];
  const issues = lintSubids({
    subuid: linesOf(subids.value.subuid),
    subgid: linesOf(subids.value.subgid),
    user: target.value,
    users: accounts.known ? accounts.value.users : [],
    groups: accounts.known ? accounts.value.groups : [],
    complete: accounts.known && accounts.value.complete,
    homed: target.value.origin === 'homed',
    want: ENOUGH,
    taken: subids.value.taken,
  });
  const found = issues.map((issue) => findingOf(issue, target.value.name));
  const seen = new Set(found.map(({ id }) => id));
  const fine = SAID_WHEN_FINE.filter((id) => !seen.has(id)).flatMap((id): Finding[] => {
    // Without a single range there is no size that could be fine.
    if (seen.has('subid.present') && id !== 'subid.syntax') return [];
    // Accounts that could not be listed are not accounts that are not there.
    if (id === 'subid.real' && !accounts.known) return [skipped(HEADS[id], accounts)];
    return [finding(HEADS[id], 'ok', '/etc/subuid, /etc/subgid')];
  });
  return [...found, ...fine, ...fileFindings(subids.value)];
}

function findingOf(issue: SubidIssue, user: string): Finding {
  const { id, cause } = CAUSES[issue.rule];
  const file = `/etc/${issue.file}`;
  const args = { user, file, other: shown(issue.other), id: issue.id, count: issue.id };
  return finding(HEADS[id], issue.level, evidenceOf(file, issue.lines, issue.total), {
    cause: cause(args),
    remedy: MENDED.includes(issue.rule) ? [asUser('rootless-wizard')] : [],
  });
}

/** `/etc/subuid:3: alice:100000:65536; ... (+12)`. */
function evidenceOf(file: string, lines: readonly SubidLine[], total: number): string {
  if (lines.length === 0) return file;
  const rows = lines.map(({ line, raw }) => `${file}:${line}: ${shown(raw)}`).join('; ');
  return total > lines.length ? `${rows} (+${total - lines.length})` : rows;
}

/** Bytes of the file as a person can read them: UTF-8, control characters as `\xNN`, not too long. */
export function shown(bytes: string): string {
  const visible = [...(decodeUtf8(bytes) ?? bytes)].map((char) => {
    const code = char.codePointAt(0) ?? 0;
    const control = code < 32 || (code >= 127 && code < 160);
    return control ? `\\x${code.toString(16).padStart(2, '0')}` : char;
  });
  return visible.length > 100 ? `${visible.slice(0, 100).join('')}…` : visible.join('');
}

/** A file that is there but can't be read says nothing about what is in it. */
function unread(subids: Subids): Finding | null {
  for (const state of [subids.subuid, subids.subgid]) {
    if (state.kind === 'file' || state.kind === 'absent') continue;
    const cause = msg('core.file-unreadable', { path: state.path });
    return finding(HEADS['subid.present'], 'skip', `${state.path}: ${state.kind}`, { cause });
  }
  return null;
}

/** Ranges that come from a directory: the files are not read by anything then, so they are not judged. */
function directoryFindings(subids: Subids): readonly Finding[] {
  const source = `nsswitch.conf: subid: ${subids.nss}`;
  const inFiles = [subids.subuid, subids.subgid].some((state) => linesOf(state).length > 0);
  const nss = finding(HEADS['subid.nss'], inFiles ? 'warn' : 'info', source, {
    cause: inFiles
      ? msg('checks.subid-nss-ignores', { source: subids.nss })
      : msg('checks.subid-nss-managed', { source: subids.nss }),
  });
  const ask = (head: FindingHead): Finding[] => {
    if (subids.getsubids === null) {
      return [finding(head, 'skip', source, { cause: msg('checks.subid-no-getsubids') })];
    }
    const counts = [coveredBy(subids.getsubids.uid), coveredBy(subids.getsubids.gid)];
    const least = Math.min(...counts);
    const evidence = `getsubids: ${counts.join(', ')}`;
    if (least >= ENOUGH) return [finding(head, 'ok', evidence)];
    const cause = msg('checks.subid-nss-ask', { source: subids.nss });
    return [finding(head, 'fail', evidence, { cause })];
  };
  return [nss, ...ask(HEADS['subid.size'])];
}
