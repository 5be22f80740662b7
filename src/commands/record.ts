import { CachedHost } from '../host/cached.ts';
import { recordingOf } from '../host/recorder.ts';
import { renderRecording } from '../host/recording-file.ts';
import { writeTextFile } from '../host/write-text.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { redact } from '../report/redact.ts';
import { askAll } from '../run/ask-all.ts';
import type { Context } from './context.ts';

/**
 * `record [FILE]`: this host as a file for `--simulate`, without names, addresses and secrets. Without a
 * file it goes to standard output; what was replaced is said on standard error either way.
 * @throws UserError (usage) with `--simulate`: a recording answers what it was asked, and can be copied.
 */
export async function record(context: Context): Promise<number> {
  const { host, options, output, t } = context;
  if (context.simulated) {
    throw new UserError(EXIT.usage, msg('cli.record-simulated'), msg('cli.record-simulated-hint'));
  }
  const cached = new CachedHost(host);
  const { facts, userName } = await askAll(cached, context.userName, context.given);
  const os = facts.os.known ? facts.os.value : null;
  const raw = await recordingOf(cached, {
    name: os === null ? 'recorded' : `${os.id}-${os.versionId ?? 'rolling'}`,
    description: os?.prettyName ?? '',
    user: userName,
  });
  const people = facts.accounts.known ? facts.accounts.value.users : [];
  const { recording, replaced } = redact(raw, people, host.name, userName);
  const text = renderRecording(recording);
  const [file] = options.args;
  if (options.args.length > 1) {
    throw new UserError(EXIT.usage, msg('cli.one-file'), msg('cli.see-help'));
  }
  if (file === undefined) output.out(text.replace(/\n$/, ''));
  else output.err(t(msg('cli.recorded', { file: await writeTextFile(file, text) })));
  output.err(
    t(
      msg('cli.recorded-what', {
        files: Object.keys(recording.files).length,
        commands: Object.keys(recording.commands).length,
        names: replaced.names,
        addresses: replaced.addresses,
        secrets: replaced.secrets,
      }),
    ),
  );
  output.err(t(msg('cli.recorded-look')));
  return EXIT.ok;
}
