import type { SubidRule } from '../edit/subid-issue.ts';
import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { FindingHead } from './finding.ts';

const SUBUID_MAN = 'https://man7.org/linux/man-pages/man5/subuid.5.html';
const NEWUIDMAP_MAN = 'https://man7.org/linux/man-pages/man1/newuidmap.1.html';
const ROOTLESS = 'https://docs.docker.com/engine/security/rootless/';
const UIDS = 'https://systemd.io/UIDS-GIDS/';
const PODMAN = 'https://github.com/containers/podman/blob/main/troubleshooting.md';

/** The findings about subordinate ids. */
export type SubidFindingId = keyof typeof HEADS;

export const HEADS = {
  'subid.present': head('subid.present', msg('checks.subid-present'), SUBUID_MAN),
  'subid.size': head('subid.size', msg('checks.subid-size'), ROOTLESS),
  'subid.overlap': head('subid.overlap', msg('checks.subid-overlap'), SUBUID_MAN),
  'subid.duplicate': head('subid.duplicate', msg('checks.subid-duplicate'), NEWUIDMAP_MAN),
  'subid.own': head('subid.own', msg('checks.subid-own'), PODMAN),
  'subid.real': head('subid.real', msg('checks.subid-real'), SUBUID_MAN),
  'subid.reserved': head('subid.reserved', msg('checks.subid-reserved'), UIDS),
  'subid.taken': head('subid.taken', msg('checks.subid-taken'), UIDS),
  'subid.homed': head('subid.homed', msg('checks.subid-homed'), UIDS),
  'subid.pair': head('subid.pair', msg('checks.subid-pair'), SUBUID_MAN),
  'subid.order': head('subid.order', msg('checks.subid-order'), SUBUID_MAN),
  'subid.twice': head('subid.twice', msg('checks.subid-twice'), SUBUID_MAN),
  'subid.syntax': head('subid.syntax', msg('checks.subid-syntax'), SUBUID_MAN),
  'subid.unknown-owner': head('subid.unknown-owner', msg('checks.subid-owner'), SUBUID_MAN),
  'subid.ambiguous-owner': head('subid.ambiguous-owner', msg('checks.subid-digits'), SUBUID_MAN),
  'subid.others-overlap': head('subid.others-overlap', msg('checks.subid-others'), SUBUID_MAN),
  'subid.others-root': head('subid.others-root', msg('checks.subid-others-root'), SUBUID_MAN),
  'subid.nss': head('subid.nss', msg('checks.subid-nss'), SUBUID_MAN),
  'subid.file': head('subid.file', msg('checks.subid-file'), SUBUID_MAN),
} as const;

function head(id: string, title: Message, source: string): FindingHead {
  return { id, title, source };
}

/** What the sentences may name. */
export interface CauseArgs {
  readonly user: string;
  readonly file: string;
  readonly other: string;
  readonly id: number;
  readonly count: number;
}

/** Which finding a rule of the lint becomes, and why it matters. */
export const CAUSES: Readonly<
  Record<SubidRule, { readonly id: SubidFindingId; readonly cause: (args: CauseArgs) => Message }>
> = {
  missing: {
    id: 'subid.present',
    cause: ({ user, file }) => msg('checks.subid-missing', { user, file }),
  },
  size: {
    id: 'subid.size',
    cause: ({ user, file, count }) => msg('checks.subid-too-few', { user, file, count }),
  },
  overlap: {
    id: 'subid.overlap',
    cause: ({ user, file, other, id }) =>
      msg('checks.subid-overlap-cause', { user, file, other, id }),
  },
  duplicate: {
    id: 'subid.duplicate',
    cause: ({ user, file }) => msg('checks.subid-duplicate-cause', { user, file }),
  },
  own: {
    id: 'subid.own',
    cause: ({ user, file, id }) => msg('checks.subid-own-cause', { user, file, id }),
  },
  real: {
    id: 'subid.real',
    cause: ({ user, file, other, id }) => msg('checks.subid-real-cause', { user, file, other, id }),
  },
  'root-id': {
    id: 'subid.reserved',
    cause: ({ user, file }) => msg('checks.subid-root-id', { user, file }),
  },
  beyond: {
    id: 'subid.reserved',
    cause: ({ file, id }) => msg('checks.subid-beyond', { file, id }),
  },
  reserved: {
    id: 'subid.reserved',
    cause: ({ file, id }) => msg('checks.subid-reserved-cause', { file, id }),
  },
  taken: {
    id: 'subid.taken',
    cause: ({ user, file, other, id }) =>
      msg('checks.subid-taken-cause', { user, file, other, id }),
  },
  homed: {
    id: 'subid.homed',
    cause: ({ user, file }) => msg('checks.subid-homed-cause', { user, file }),
  },
  pair: { id: 'subid.pair', cause: ({ user }) => msg('checks.subid-pair-cause', { user }) },
  order: {
    id: 'subid.order',
    cause: ({ user, file }) => msg('checks.subid-order-cause', { user, file }),
  },
  twice: {
    id: 'subid.twice',
    cause: ({ user, file }) => msg('checks.subid-twice-cause', { user, file }),
  },
  syntax: { id: 'subid.syntax', cause: ({ file }) => msg('checks.subid-syntax-cause', { file }) },
  empty: { id: 'subid.syntax', cause: ({ file }) => msg('checks.subid-empty-cause', { file }) },
  'unknown-owner': {
    id: 'subid.unknown-owner',
    cause: ({ file }) => msg('checks.subid-owner-cause', { file }),
  },
  'ambiguous-owner': {
    id: 'subid.ambiguous-owner',
    cause: ({ file }) => msg('checks.subid-digits-cause', { file }),
  },
  'others-overlap': {
    id: 'subid.others-overlap',
    cause: ({ file, other, id }) => msg('checks.subid-others-cause', { file, other, id }),
  },
  'others-root-id': {
    id: 'subid.others-root',
    cause: ({ file }) => msg('checks.subid-others-root-cause', { file }),
  },
};
