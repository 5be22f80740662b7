import { listRecordings } from '../host/recordings.ts';
import type { Output } from '../host/terminal.ts';
import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';
import { EXIT } from '../model/error.ts';

/** `--simulate` without a name: the recorded hosts that there are. */
export async function listSimulated(output: Output, t: Translate): Promise<number> {
  const recordings = await listRecordings();
  const wide = Math.max(0, ...recordings.map(({ name }) => name.length));
  output.out(t(msg('cli.recordings-title')));
  for (const { name, description } of recordings) {
    output.out(`  ${name.padEnd(wide)}  ${description}`);
  }
  const [first] = recordings;
  if (first !== undefined) output.out(t(msg('cli.recordings-next', { name: first.name })));
  return EXIT.ok;
}
