import { listRecordings, type RecordingName } from '../host/recordings.ts';
import type { Output } from '../host/terminal.ts';
import { recorded } from '../i18n/en/recorded.ts';
import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';
import { EXIT } from '../model/error.ts';

/** `--simulate` without a name: the recorded hosts that there are. */
export async function listSimulated(output: Output, t: Translate): Promise<number> {
  const recordings = await listRecordings();
  const wide = Math.max(0, ...recordings.map(({ name }) => name.length));
  output.out(t(msg('cli.recordings-title')));
  for (const each of recordings) {
    output.out(`  ${each.name.padEnd(wide)}  ${described(each, t)}`);
  }
  const [first] = recordings;
  if (first !== undefined) output.out(t(msg('cli.recordings-next', { name: first.name })));
  return EXIT.ok;
}

/** What a host is, in the person's language; a recording that we don't know speaks for itself. */
function described({ name, description }: RecordingName, t: Translate): string {
  const key = `recorded.${name.replaceAll('.', '-')}`;
  return isKnown(key) ? t(msg(key)) : description;
}

function isKnown(key: string): key is keyof typeof recorded {
  return Object.hasOwn(recorded, key);
}
