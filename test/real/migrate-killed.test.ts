/**
 * A move that is cut off anywhere: the old server comes back whole, by `undo`, and the move goes on from there, by
 * `apply --resume`. And one after which nothing of root's Docker is needed: it is switched off, and on again.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { answer } from './lib/containers.ts';
import { bootShop, ROOTFUL, readyForShop, rootful, rootfulVolume } from './lib/docker-server.ts';
import { KILLER } from './lib/killer.ts';
import { CLI, describeReal, wizardCli } from './lib/real.ts';

const MOVE = [
  'migrate',
  '--user',
  'alice',
  '--yes',
  '--accept-risk',
  'owners-in-place',
  '--set',
  'ports.method=sysctl',
];

/** Before a line of the journal is written, after it, and in the middle of what follows it (killer.ts). */
const WHEN = ['within', 'before', 'cut', 'after'] as const;

/** How many moments are tried: a few of the many in an ordinary run, evenly spread. */
const POINTS = Number(process.env['RW_KILL_POINTS'] ?? 6);

/** A volume that is copied from file to file, not as a stream (RW_VIEW_BYTES, scripts/helpers/migrate-view.sh). */
const STOCK = `
docker volume create stock >/dev/null
head -c 40000000 /dev/urandom >"$(docker volume inspect -f '{{.Mountpoint}}' stock)/one"
docker run -d --name stock --stop-timeout 1 -v stock:/stock site:1 sleep 100000`;

describeReal('a move that is cut off', () => {
  let host: TestHost;
  let before: readonly string[];
  let files: readonly string[];
  /** Lines of the journal of an undisturbed move. */
  let lines = 0;
  /** What ran under the user's Docker after it. */
  let moved = '';
  let setUp = '';

  beforeAll(async () => {
    host = await bootShop();
    await host.must('cat >/srv/kill.mjs', { input: KILLER });
    await host.must(STOCK);
    before = await rootful(host);
    files = await volumes();
    await readyForShop(host);
    setUp = (await newest()).id;
  });
  afterAll(() => host?.down());

  const newest = async (): Promise<{ readonly id: string; readonly state: string }> => {
    const { runs } = JSON.parse(await host.must(['node', CLI, 'runs', '--json'])) as {
      runs: { id: string; state: string }[];
    };
    return runs[0] ?? { id: '', state: 'none' };
  };

  const volumes = () => Promise.all(['files', 'stock'].map((name) => rootfulVolume(host, name)));

  /** What runs under the user's Docker. */
  const running = () => host.must(`docker ps --format '{{.Names}}' | sort`, { user: 'alice' });

  const isAsBefore = async (at: string): Promise<void> => {
    expect(await rootful(host), at).toEqual(before);
    expect(await volumes(), at).toEqual(files);
    expect(await answer(host, 80), at).toBe('hello from a container');
    expect(await answer(host, 8083), at).toBe('from the host');
    expect(await host.must('stat -c %u:%g /srv/notes/index.html'), at).toBe('1000:1000\n');
    const left = await host.must('docker ps -aq; docker volume ls -q; docker images -q', {
      user: 'alice',
    });
    expect(left, at).toBe('');
  };

  it('moves all of it, and switches the Docker of root off', async () => {
    const move = await wizardCli(host, MOVE);
    expect(move.code, shown(move)).toBe(0);
    // Not `wc -l`: room that is reserved in the journal is filled with empty lines.
    const { journal } = JSON.parse(
      await host.must(`cd ~/.local/state/rootless-wizard/runs 2>/dev/null || cd /var/lib/rootless-wizard/runs
        printf '{"journal":%s}' "$(grep -c . "$(ls -d */ | tail -n 1)journal.jsonl")"`),
    ) as { journal: number };
    lines = journal;
    moved = await running();
    expect(moved).not.toBe('');
    expect(await answer(host, 80)).toBe('hello from a container');
    expect((await host.exec('systemctl is-active docker.service docker.socket')).stdout).toBe(
      'inactive\ninactive\n',
    );
    expect((await host.exec('pgrep -u root -x dockerd')).code).toBe(1);
    const run = await newest();
    const undone = await wizardCli(host, ['undo', '--yes', run.id]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await host.must(`${ROOTFUL} version --format '{{.Server.Os}}'`)).toBe('linux\n');
    await isAsBefore('undone');
  });

  it('starts again what Docker was still stopping', async () => {
    // It takes no notice of TERM: for ten seconds it runs still, and then it does not.
    await host.must(
      'docker run -d --name slow --stop-timeout 10 --network none site:1 sleep 100000',
    );
    const running = await rootful(host);
    const killed = await host.exec(['node', '--import', '/srv/kill.mjs', CLI, ...MOVE], {
      env: { KILL_AT: 'stop:slow' },
    });
    expect([137, 255], shown(killed)).toContain(killed.code);
    const started = await host.must(`${ROOTFUL} inspect -f '{{.State.StartedAt}}' slow`);
    expect(await host.must(`${ROOTFUL} inspect -f '{{.State.Running}}' slow`)).toBe('true\n');
    const undone = await wizardCli(host, ['undo', '--yes', (await newest()).id]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(running);
    // Not only seen before it has ended.
    expect(await host.must(`${ROOTFUL} inspect -f '{{.State.StartedAt}}' slow`)).not.toBe(started);
    await host.must(`${ROOTFUL} rm -f slow`);
    await isAsBefore('without the slow one');
  });

  it(
    'comes back from wherever it was',
    async () => {
      const points = Array.from({ length: POINTS }, (_, at) => {
        const line = 1 + Math.floor(((at + 0.5) * lines) / POINTS);
        return `${WHEN[at % WHEN.length]}:${line}`;
      });
      let cut = 0;
      let resumes = 0;
      for (const at of points) {
        const delay = String(17 * (1 + points.indexOf(at)));
        const killed = await host.exec(['node', '--import', '/srv/kill.mjs', CLI, ...MOVE], {
          env: { KILL_AT: at, KILL_AFTER: delay },
        });
        // `exec` says 255 of what died of a signal; one that ended before its moment came is whole.
        expect([0, 137, 255], `${at}: ${shown(killed)}`).toContain(killed.code);
        if (killed.code !== 0) cut += 1;
        // Where only the program died, its shell finishes what it was at, and until then says that it is at work.
        await host.must('flock -w 60 /run/rootless-wizard.lock true');
        const run = await newest();
        // Now and then the other direction first.
        if (points.indexOf(at) % 4 === 1 && run.state === 'open') {
          const resumed = await wizardCli(host, ['apply', '--resume', run.id, '--yes']);
          expect(resumed.code, `${at}: ${shown(resumed)}`).toBe(0);
          expect(await running(), at).toBe(moved);
          expect(await answer(host, 80), at).toBe('hello from a container');
          resumes += 1;
        }
        if (run.id !== setUp && run.state !== 'undone') {
          const undone = await wizardCli(host, ['undo', '--yes', run.id]);
          expect(undone.code, `${at}: ${shown(undone)}`).toBe(0);
        }
        await isAsBefore(at);
      }
      // Only the last ones may come too late.
      expect(cut).toBeGreaterThan(POINTS / 2);
      expect(resumes).toBeGreaterThan(0);
    },
    60_000 + POINTS * 90_000,
  );
});
