import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Plan } from '../model/plan.ts';
import type { JournalLine, RunLog, RunRecord, RunStore } from '../model/run.ts';

/** Runs in memory: for `--simulate`, which must leave nothing behind, and for tests. */
export class MemoryRunStore implements RunStore {
  readonly #runs: MemoryRunLog[] = [];
  #locked = false;

  async lock(): Promise<{ release(): Promise<void> }> {
    if (this.#locked) {
      throw new UserError(EXIT.locked, msg('run.locked', { holder: 'this process' }));
    }
    this.#locked = true;
    return {
      release: async () => {
        this.#locked = false;
      },
    };
  }

  async create(plan: Plan): Promise<RunLog> {
    const id = `simulated-${this.#runs.length + 1}`;
    const log = new MemoryRunLog({ id, dir: id, plan, journal: [] });
    this.#runs.push(log);
    return log;
  }

  async open(id: string): Promise<RunLog> {
    const log = this.#runs.find(({ record }) => record.id === id);
    if (log === undefined) throw new UserError(EXIT.usage, msg('run.unknown', { run: id }));
    return log;
  }

  async list(): Promise<readonly RunRecord[]> {
    return this.#runs.map(({ record }) => record).reverse();
  }
}

class MemoryRunLog implements RunLog {
  record: RunRecord;
  readonly files = new Map<string, string>();

  constructor(record: RunRecord) {
    this.record = record;
  }

  async reserve(): Promise<void> {
    // Memory needs no reservation.
  }

  async append(line: JournalLine): Promise<void> {
    this.record = { ...this.record, journal: [...this.record.journal, line] };
  }

  async writeFile(name: string, text: string): Promise<string> {
    this.files.set(name, text);
    return `${this.record.dir}/${name}`;
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}
