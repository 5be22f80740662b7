import { msg } from '../i18n/msg.ts';
import { linesOf, soughtFor } from '../migrate/compose-lines.ts';
import { moves } from '../migrate/groups.ts';
import type { Inventory } from '../migrate/inventory.ts';
import { at, type Fields, text } from '../migrate/json.ts';
import type { Judgement } from '../migrate/judge.ts';
import type { Message } from '../model/message.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';

/**
 * Judgements of compose's containers with the lines of their compose files that the reasons are about, so
 * that the person knows what to change there. A file that is gone stops nothing, and is named. Reads only.
 */
export async function withLines(
  host: Pick<ReadHost, 'file'>,
  judgements: readonly Judgement[],
  { entries }: Pick<Inventory, 'entries'>,
  firstPort: number,
): Promise<readonly Judgement[]> {
  const sources = new Map<string, Promise<string | null | 'absent'>>();
  const sourceOf = (path: string) => {
    const known = sources.get(path) ?? read(host, path);
    sources.set(path, known);
    return known;
  };
  return Promise.all(
    judgements.map(async (judgement): Promise<Judgement> => {
      const { container, because } = judgement;
      const { service } = container;
      const sought = because.flatMap((reason) => soughtFor(reason, container, firstPort));
      const labels = at(at(entries.get(container.id) ?? {}, 'Config'), 'Labels');
      const files = composeFilesOf(labels);
      if (service === null || sought.length === 0 || files.length === 0) return judgement;
      const found: Message[] = [];
      const gone: Message[] = [];
      for (const file of files) {
        const source = await sourceOf(file);
        if (source === 'absent') gone.push(msg(goneFor(judgement), { file }));
        if (source === 'absent' || source === null) continue;
        const lines = sought.flatMap((each) => linesOf(source, service, each));
        for (const { line, text: said } of lines) {
          found.push(msg('migrate.compose-line', { file, line, text: said }));
        }
      }
      const unique = new Map([...found, ...gone].map((each) => [JSON.stringify(each), each]));
      return { ...judgement, because: [...because, ...unique.values()] };
    }),
  );
}

/**
 * Which files compose made a container from, by its labels, in the order in which they are merged:
 * https://docs.docker.com/reference/compose-file/merge/
 */
export function composeFilesOf(labels: Fields): readonly string[] {
  return text(labels['com.docker.compose.project.config_files'])
    .split(',')
    .filter((file) => file.startsWith('/'));
}

function goneFor(judgement: Judgement): 'migrate.compose-gone' | 'migrate.compose-gone-moves' {
  return moves(judgement) ? 'migrate.compose-gone-moves' : 'migrate.compose-gone';
}

/** null where it can't be read as text. */
async function read(host: Pick<ReadHost, 'file'>, path: string): Promise<string | null | 'absent'> {
  try {
    const state = await host.file(path);
    if (state.kind === 'absent') return 'absent';
    return state.kind === 'file' ? textOf(state) : null;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}
