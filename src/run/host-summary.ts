import { createHash } from 'node:crypto';
import type { Facts } from '../model/facts.ts';
import type { HostSummary } from '../model/plan.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';

/** Which host it is. The machine id is hashed with our name, as machine-id(5) asks for. */
export async function hostSummary(host: ReadHost, facts: Facts): Promise<HostSummary> {
  const id = (await read(host, '/etc/machine-id')).trim();
  return {
    name: host.name,
    os: facts.os.known ? facts.os.value.prettyName : '',
    kernel: facts.kernel.known ? facts.kernel.value.release : '',
    machineId: id === '' ? '' : createHash('sha256').update(`rootless-wizard ${id}`).digest('hex'),
  };
}

async function read(host: ReadHost, path: string): Promise<string> {
  try {
    return textOf(await host.file(path)) ?? '';
  } catch (error) {
    if (error instanceof NotRecorded) return '';
    throw error;
  }
}
