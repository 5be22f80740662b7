import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeWay } from './durable.ts';

/** The largest draft that is read: answers are small. */
const MAX_BYTES = 256 * 1024;

/** Keeps unfinished answers between two starts of the wizard, private to the user. Never throws. */
export class DraftFile {
  readonly #path: string;

  /** @param state as `stateDirectory` gives it. */
  constructor(state: string) {
    this.#path = join(state, 'draft.json');
  }

  /** What was kept, as it stands in the file, or null. The caller checks its shape. */
  async read(): Promise<unknown> {
    try {
      const text = await readFile(this.#path, 'utf8');
      return text.length > MAX_BYTES ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  /** Keeps a draft; null forgets it. A draft that can't be kept is no reason to stop. */
  async keep(draft: object | null): Promise<void> {
    try {
      if (draft === null) {
        await rm(this.#path, { force: true });
        return;
      }
      await makeWay(dirname(this.#path));
      const temporary = `${this.#path}.${process.pid}`;
      await writeFile(temporary, JSON.stringify(draft), { mode: 0o600 });
      await rename(temporary, this.#path);
    } catch {
      // Full disk, read-only home: the wizard goes on, only the convenience is lost.
    }
  }
}
