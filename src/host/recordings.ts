import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Recording } from '../model/recording.ts';
import { parseRecording } from './recording-file.ts';

/** Where the recorded hosts lie: beside the built program, or in `test/hosts` when run from the source. */
const PLACES = ['./hosts/', '../../test/hosts/'].map((relative) =>
  fileURLToPath(new URL(relative, import.meta.url)),
);

/** A recorded host in the list of `--simulate`. */
export interface RecordingName {
  readonly name: string;
  readonly description: string;
}

/** All recorded hosts that come with the program, sorted by name. */
export async function listRecordings(): Promise<readonly RecordingName[]> {
  const all: RecordingName[] = [];
  for (const place of PLACES) {
    const names = await readdir(place).catch(() => []);
    for (const file of names.filter((name) => name.endsWith('.yaml'))) {
      all.push(await readHead(join(place, file)));
    }
    if (all.length > 0) break;
  }
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * A recorded host by its name, or from a file when the argument has a slash or ends in `.yaml`.
 * @throws UserError (usage) when there is none, with the names there are.
 */
export async function loadRecording(nameOrFile: string): Promise<Recording> {
  if (nameOrFile.includes('/') || nameOrFile.endsWith('.yaml')) return read(nameOrFile);
  for (const place of PLACES) {
    const text = await readFile(join(place, `${nameOrFile}.yaml`), 'utf8').catch(() => null);
    if (text !== null) return parseRecording(text, `${nameOrFile}.yaml`);
  }
  const known = (await listRecordings()).map((recording) => recording.name);
  throw new UserError(
    EXIT.usage,
    msg('cli.recording-unknown', { name: nameOrFile }),
    msg('cli.recording-known', { names: known }),
  );
}

async function read(path: string): Promise<Recording> {
  return parseRecording(await textOf(path), basename(path));
}

/** Name and description alone: the files and commands below are most of a recording, and slow to parse. */
async function readHead(path: string): Promise<RecordingName> {
  const text = await textOf(path);
  const { name, description } = parseRecording(
    text.split('\nfiles:\n', 1)[0] ?? '',
    basename(path),
  );
  return { name, description };
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(
      EXIT.usage,
      msg('cli.recording-unreadable', {
        file: path,
        detail: error instanceof Error ? error.message : String(error),
      }),
    );
  });
}
