/** What `apply --json` said, taken apart; and small things that tests of broken hosts share. */
import { expect } from 'vitest';
import type { TestMachine } from '../../hosts/hosts.ts';
import type { ExecOptions, ExecResult } from '../../hosts/run.ts';
import { CLI } from './real.ts';

/** One run of `apply --yes --json`. */
export interface Applied extends ExecResult {
  /** Ids of the changes that were made, in order. */
  readonly made: readonly string[];
  /** Level by id of proof. */
  readonly proofs: Readonly<Record<string, string>>;
  /** The changes that failed, with what was said about it. */
  readonly failed: readonly string[];
  /** Id of the run; '' when none was begun. */
  readonly run: string;
}

type Line = Readonly<Record<string, unknown>>;

/** Runs `apply --yes --json` with these arguments, as root unless said otherwise. */
export async function applied(
  host: TestMachine,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<Applied> {
  const result = await host.exec(['node', CLI, 'apply', '--yes', '--json', ...args], options);
  const events: readonly Line[] = result.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  const of = (type: string) => events.filter((event) => event['type'] === type);
  const proofs = of('finding').map((event) => event['finding'] as Line);
  return {
    ...result,
    made: of('step_done').map((event) => String(event['change'])),
    proofs: Object.fromEntries(proofs.map((one) => [String(one['id']), String(one['level'])])),
    failed: of('step_failed').map((event) => `${event['change']}: ${JSON.stringify(event)}`),
    run: String(of('result')[0]?.['run'] ?? ''),
  };
}

/** A person's way to say what an answer was, for the message of a test that fails. */
export function shown({ code, stdout, stderr }: ExecResult): string {
  return `exit ${code}\n${stdout}\n${stderr}`;
}

/**
 * Every proof was made and came out well. Limits can't be shown where the machine has no controllers, and
 * Podman's service is not restarted while someone uses it; nothing else may be left out.
 */
export function expectProven(run: Applied, engine: 'podman' | 'docker' | 'nerdctl'): void {
  expect(run.code, shown(run)).toBe(0);
  const wrong = Object.entries(run.proofs).filter(
    ([id, level]) => level !== 'ok' && !(level === 'skip' && /\.(limits|restart)$/.test(id)),
  );
  expect(wrong, shown(run)).toEqual([]);
  expect(run.proofs, shown(run)).toMatchObject({
    [`verify.${engine}.run`]: 'ok',
    [`verify.${engine}.idmap`]: 'ok',
    [`verify.${engine}.volume`]: 'ok',
    [`verify.${engine}.port`]: 'ok',
  });
}

/** `plan --json` for these arguments: the ids of the changes, and each step with its reason. */
export async function planned(
  host: TestMachine,
  args: readonly string[],
): Promise<{
  readonly changes: readonly string[];
  readonly steps: readonly { id: string; status: string; because: string }[];
}> {
  const text = await host.must(['node', CLI, 'plan', '--json', ...args]);
  const { steps } = JSON.parse(text) as {
    steps: { id: string; status: string; because: string; changes: { id: string }[] }[];
  };
  return { steps, changes: steps.flatMap(({ changes }) => changes.map(({ id }) => id)) };
}

/** What Podman needs on this release, as the wizard would install it: so that a test can begin later. */
export const PODMAN_PACKAGES =
  'podman uidmap crun netavark aardvark-dns catatonit dbus-user-session nftables iptables';

/** The same for Debian's Docker; without the daemon of root, which its package starts. */
export const DOCKER_PACKAGES =
  'docker.io rootlesskit uidmap slirp4netns iptables dbus-user-session';

/** Installs packages from the host's own repository, quietly. */
export async function install(host: TestMachine, packages: string): Promise<void> {
  await host.must(`apt-get install -y --no-install-recommends ${packages} 2>&1`);
}

/** A new ordinary user without a line in /etc/subuid and /etc/subgid (useradd(8) may add some); the home is in `homes`. */
export async function newUser(host: TestMachine, name: string, homes = '/home'): Promise<void> {
  await host.must(`useradd -m -b ${homes} -s /bin/bash ${name}
    sed -i '/^${name}:/d' /etc/subuid /etc/subgid`);
}

/** The lines of a subordinate id file. */
export async function subids(
  host: TestMachine,
  path: '/etc/subuid' | '/etc/subgid' = '/etc/subuid',
): Promise<readonly { readonly name: string; readonly start: number; readonly count: number }[]> {
  return ((await host.readFile(path)) ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', start, count] = line.split(':');
      return { name, start: Number(start), count: Number(count) };
    });
}

/** Pairs of ranges that share an id, as text; none is right. */
export function overlaps(
  ranges: readonly { readonly name: string; readonly start: number; readonly count: number }[],
): readonly string[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  return sorted.flatMap((range, at) => {
    const next = sorted[at + 1];
    if (next === undefined || range.start + range.count <= next.start) return [];
    return [`${JSON.stringify(range)} and ${JSON.stringify(next)}`];
  });
}

/** A container in a network of its own, as compose makes them: netavark needs its firewall program for that. */
export async function runInOwnNetwork(host: TestMachine, user: string): Promise<void> {
  await host.must(
    `podman import -q /srv/web.tar localhost/web:1 >/dev/null 2>&1
    podman network create own
    podman run --rm --network own localhost/web:1 /bin/ls / >/dev/null
    podman network rm own`,
    { user },
  );
}
