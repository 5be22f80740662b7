import { ROOT_FILE, writeText } from '../edit/file.ts';
import { overridingFile, sysctlText } from '../edit/sysctl.ts';
import { msg } from '../i18n/msg.ts';
import type { Change, RiskName } from '../model/change.ts';
import type { Facts, FileRole } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { change } from './common.ts';

/** One sysctl that is wanted. */
export interface WantedSysctl {
  readonly key: string;
  readonly value: string;
  /** The value now. */
  readonly now: string;
}

/** What the changes are for. `id` is their prefix: `ports.sysctl`. */
export interface SysctlPurpose {
  readonly id: string;
  readonly role: FileRole;
  /** English comment lines at the head of the file. */
  readonly comment: readonly string[];
  readonly why: Message;
  readonly risks: readonly RiskName[];
  readonly source: string;
}

/** The changes, or why the file can't be written. */
export type SysctlPlan =
  | { readonly changes: readonly Change[]; readonly notes: readonly Message[] }
  | { readonly refused: Message };

/**
 * Are the settings below net.* those of a host outside? Each network namespace has its own, and a container
 * that may write them reads /etc/sysctl.d at start, too (systemd-sysctl.service asks for nothing else:
 * ConditionPathIsReadWrite=/proc/sys/net/).
 */
export function outerNet(facts: Facts): boolean {
  const container = facts.environment.known && facts.environment.value.kind === 'container';
  return container && !(facts.sysctls.known && facts.sysctls.value.netWritable === true);
}

/**
 * A file of our own in /etc/sysctl.d that keeps the values over a reboot, and the values now: each key
 * by itself, never `sysctl --system`, which would apply everybody's files again. A note tells of a file that is
 * read later and sets something else.
 */
export function sysctlChanges(
  facts: Facts,
  purpose: SysctlPurpose,
  wanted: readonly WantedSysctl[],
): SysctlPlan {
  if (!facts.files.known) return { refused: facts.files.because };
  const state = facts.files.value[purpose.role];
  const settings = Object.fromEntries(wanted.map(({ key, value }) => [key, value]));
  const edit = writeText(state, sysctlText(purpose.comment, settings, textOf(state)), ROOT_FILE);
  if (edit.kind === 'refused') return { refused: edit.because };
  const { why, risks, source } = purpose;
  const fileId = `${purpose.id}-file`;
  const file =
    edit.kind === 'same'
      ? []
      : [
          change({
            id: fileId,
            kind: 'file',
            scope: 'root',
            title: msg('steps.sysctl-file', { path: state.path }),
            why,
            action: edit.action,
            risks,
            source,
          }),
        ];
  const live = wanted
    .filter(({ value, now }) => value !== now)
    .map(({ key, value, now }) =>
      change({
        id: wanted.length === 1 ? purpose.id : `${purpose.id}.${key}`,
        kind: 'sysctl',
        scope: 'root',
        title: msg('steps.sysctl-set', { key, value }),
        why,
        action: { do: 'set-sysctl', key, value, before: now },
        risks,
        dependsOn: file.map(({ id }) => id),
        source,
      }),
    );
  const files = facts.sysctls.known ? facts.sysctls.value.files : [];
  const notes = wanted.flatMap(({ key, value }) => {
    const path = overridingFile(files, state.path, key, value);
    return path === null ? [] : [msg('steps.sysctl-overridden', { path, key })];
  });
  return { changes: [...file, ...live], notes };
}
