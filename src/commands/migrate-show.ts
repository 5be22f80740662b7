import { msg } from '../i18n/msg.ts';
import { nothingThere, unseenNotes } from '../migrate/docker-source.ts';
import type { Judgement } from '../migrate/judge.ts';
import { sourcesOf } from '../migrate/source-engine.ts';
import type { Plan } from '../model/plan.ts';
import { visible } from '../report/visible.ts';
import type { Context } from './context.ts';
import type { Judged } from './migrate-look.ts';

/** What runs, and what of it can move, for a person. */
export function inventoryText({ grouping, user, inventory }: Judged, context: Context): string {
  const { t } = context;
  const { judgements } = grouping;
  const hidden = unseenNotes(inventory, user).map(t);
  if (judgements.length === 0) return [t(nothingThere(inventory)), ...hidden].join('\n');
  return [
    ...sourcesOf(judgements.map(({ container }) => container)).flatMap((source) => [
      t(msg('migrate.title', { engine: msg(`engines.${source}`), user })),
      ...judgements
        .filter(({ container }) => container.source === source)
        .flatMap((judgement) => lines(judgement, context)),
      '',
    ]),
    ...hidden,
  ].join('\n');
}

function lines({ container, verdict, because }: Judgement, { t, style }: Context) {
  const signs = { moves: '+', 'moves-with-changes': '~', stays: '-', moved: '=' };
  const project = container.project === null ? '' : ` (compose: ${visible(container.project)})`;
  const head = `${signs[verdict]} ${visible(container.name)}${project}: ${t(msg(`migrate.${verdict}`))}`;
  return [
    verdict === 'stays' ? style.paint.warn(head) : style.paint.bold(head),
    ...because.map((reason) => `    ${visible(t(reason))}`),
  ];
}

/** The same for programs: `rootless-wizard/migrate`, with the plan of the move where something moves. */
export function migrationJson(judged: Judged, plan: Plan | null, { t }: Context): object {
  const { user, inventory, grouping, target } = judged;
  return {
    schema: 'rootless-wizard/migrate',
    version: 1,
    user,
    engine: target.engine,
    containers: grouping.judgements.map(({ container, verdict, because }) => ({
      ...container,
      verdict,
      because: because.map(t),
      written: inventory.written.get(container.id) ?? [],
    })),
    groups: grouping.groups.map(({ name, members }) => ({
      name,
      containers: members.map((each) => each.name),
    })),
    volumes: [...inventory.volumes.values()].map(({ name, size }) => ({ name, bytes: size })),
    unseen: inventory.unseen ?? [],
    plan,
  };
}
