/**
 * Limits of processes (`--ulimit`). Nobody without root can raise one above the hard limit of the user's own
 * systemd: runc and crun then say `operation not permitted`, and the container does not start.
 * Sources: getrlimit(2), systemd.exec(5), https://docs.docker.com/engine/security/rootless/
 */
import type { Target as TargetUser } from '../model/facts.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { managerLimits } from '../probe/commands-move.ts';
import { parseUnit } from '../probe/units.ts';
import { type Fields, number, objects, text } from './json.ts';

/** Hard limits by the name that `--ulimit` has for them; Infinity where there is none. */
export type HardLimits = ReadonlyMap<string, number>;

/** One limit of a container; Infinity for none. */
export interface Limit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** The names of `--ulimit`, with those of /proc/PID/limits; proc_pid_limits(5). */
const NAMES: Readonly<Record<string, string>> = {
  core: 'Max core file size',
  cpu: 'Max cpu time',
  data: 'Max data size',
  fsize: 'Max file size',
  locks: 'Max file locks',
  memlock: 'Max locked memory',
  msgqueue: 'Max msgqueue size',
  nice: 'Max nice priority',
  nofile: 'Max open files',
  nproc: 'Max processes',
  rss: 'Max resident set',
  rtprio: 'Max realtime priority',
  rttime: 'Max realtime timeout',
  sigpending: 'Max pending signals',
  stack: 'Max stack size',
};

/** Those of a container, from `HostConfig` of `docker inspect`. */
export function limitsOf(host: Fields): readonly Limit[] {
  return objects(host['Ulimits']).map((limit) => ({
    name: text(limit['Name']),
    soft: amount(number(limit['Soft'])),
    hard: amount(number(limit['Hard'])),
  }));
}

/** Docker says -1 for no limit, Podman the largest number there is. */
function amount(value: number): number {
  return value < 0 || value > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : value;
}

/** As far as the user may have it. */
export function lowered({ name, soft, hard }: Limit, allowed: HardLimits): Limit {
  const most = allowed.get(name) ?? Number.POSITIVE_INFINITY;
  return { name, soft: Math.min(soft, most), hard: Math.min(hard, most) };
}

/** Those of a container that the user may not have. */
export function tooHigh(limits: readonly Limit[], allowed: HardLimits): readonly Limit[] {
  return limits.filter(
    ({ name, soft, hard }) => Math.max(soft, hard) > (allowed.get(name) ?? hard),
  );
}

/** As the value of `--ulimit`. */
export function limitText({ name, soft, hard }: Limit): string {
  const word = (value: number) => (Number.isFinite(value) ? String(value) : '-1');
  return `${name}=${word(soft)}:${word(hard)}`;
}

/** As a line of a unit of systemd, which lets the user have it. */
export function limitSetting({ name, hard }: Limit): string {
  return `Limit${name.toUpperCase()}=${Number.isFinite(hard) ? hard : 'infinity'}`;
}

/**
 * The hard limits of a user: those of their systemd as it runs, else those of its unit, else of a rootless Docker
 * that another init runs; null where none of them tells. Reads only.
 */
export async function hardLimitsOf(
  host: ReadHost,
  { uid, runtimeDir }: Pick<TargetUser, 'uid' | 'runtimeDir'>,
): Promise<HardLimits | null> {
  try {
    if ((await host.stat('/run/systemd/system')).kind !== 'absent') {
      const said = parseUnit((await host.run(managerLimits(uid, Object.keys(NAMES)))).stdout);
      const running = await ofProcess(host, said.get('MainPID') ?? '0');
      return running ?? ofUnit(said);
    }
    const pid = (textOf(await host.file(`${runtimeDir}/docker.pid`)) ?? '').trim();
    const is = textOf(await host.file(`/proc/${Number(pid) || 0}/comm`))?.trim();
    return is === 'dockerd' ? await ofProcess(host, pid) : null;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

async function ofProcess(host: ReadHost, pid: string): Promise<HardLimits | null> {
  if (!/^[1-9]\d*$/.test(pid)) return null;
  return parseLimits(textOf(await host.file(`/proc/${pid}/limits`)) ?? '');
}

/** Lines `Max open files    1024    524288    files`; null where there are none. */
export function parseLimits(table: string): HardLimits | null {
  const found = Object.entries(NAMES).flatMap(([name, line]) => {
    const [, hard] = new RegExp(`^${line} +\\S+ +(\\d+|unlimited)`, 'm').exec(table) ?? [];
    return hard === undefined ? [] : [[name, amountOf(hard)] as const];
  });
  return found.length === 0 ? null : new Map(found);
}

function ofUnit(said: ReadonlyMap<string, string>): HardLimits | null {
  const found = Object.keys(NAMES).flatMap((name) => {
    const value = said.get(`Limit${name.toUpperCase()}`) ?? '';
    return /^(\d+|infinity)$/.test(value) ? [[name, amountOf(value)] as const] : [];
  });
  return found.length === 0 ? null : new Map(found);
}

function amountOf(word: string): number {
  const value = Number(word);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
