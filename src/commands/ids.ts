import { idMap } from '../edit/id-map.ts';
import { parseSubids, rangesOfUser } from '../edit/subid-parse.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Subids, Target } from '../model/facts.ts';
import { readFacts } from '../probe/index.ts';
import { type IdMaps, idsText } from '../report/ids-text.ts';
import { jsonText } from '../report/json.ts';
import type { Context } from './context.ts';

/** `ids [ID...]`: how container ids map to host ids for this user, both ways. */
export async function ids(context: Context): Promise<number> {
  const { host, options, output, style } = context;
  const asked = options.args.map(parseId);
  const facts = await readFacts(host, context.userName);
  if (!facts.target.known) throw new UserError(EXIT.usage, facts.target.because);
  if (!facts.subids.known) throw new UserError(EXIT.failed, facts.subids.because);
  const maps = mapsOf(facts.target.value, facts.subids.value);
  if (options.json) {
    const { user, uid, gid, enginesDiffer } = maps;
    output.out(
      jsonText({ schema: 'rootless-wizard/ids', version: 1, user, uid, gid, enginesDiffer }, 2),
    );
  } else {
    output.out(idsText(maps, asked, style));
  }
  return EXIT.ok;
}

/** The id maps of a user, from getsubids where it speaks (directories), else from the two files. */
export function mapsOf(target: Target, subids: Subids): IdMaps {
  const fromFile = (state: Subids['subuid']) =>
    state.kind === 'file' ? rangesOfUser(parseSubids(state.bytes), target) : [];
  const uid = subids.nss === 'files' ? fromFile(subids.subuid) : (subids.getsubids?.uid ?? []);
  const gid = subids.nss === 'files' ? fromFile(subids.subgid) : (subids.getsubids?.gid ?? []);
  const ascending = (ranges: readonly { readonly start: number }[]) =>
    ranges.every((range, index) => index === 0 || range.start > (ranges[index - 1]?.start ?? 0));
  return {
    user: target.name,
    uid: idMap(target.uid, uid, 'file'),
    gid: idMap(target.gid, gid, 'file'),
    enginesDiffer: !ascending(uid) || !ascending(gid),
  };
}

function parseId(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UserError(EXIT.usage, msg('cli.bad-id', { text }), msg('cli.bad-id-hint'));
}
