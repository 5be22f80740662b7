import { msg } from '../i18n/msg.ts';
import type { Inventory } from './inventory.ts';
import type { Judgement } from './judge.ts';
import { rareLosses } from './rare.ts';
import type { TargetEngine } from './target-engine.ts';

/** A judgement with the rare settings of a container that the target has no word for (`rare.ts`). */
export function judgeRare(
  judgement: Judgement,
  engine: TargetEngine,
  { entries, images }: Pick<Inventory, 'entries' | 'images'>,
): Judgement {
  const { container, verdict, because } = judgement;
  if (verdict === 'moved') return judgement;
  const entry = entries.get(container.id) ?? {};
  const image = images.get(container.imageId)?.entry ?? {};
  const { needed, left } = rareLosses(entry, image, container, engine);
  if (needed.length > 0) {
    const reason = msg('migrate.settings-needed', { settings: [...needed] });
    return {
      container,
      verdict: 'stays',
      because: verdict === 'stays' ? [...because, reason] : [reason],
    };
  }
  if (left.length === 0 || verdict === 'stays') return judgement;
  return {
    container,
    verdict: 'moves-with-changes',
    because: [...because, msg('migrate.settings-left', { settings: [...left] })],
  };
}
