import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apt } from '../../src/distro/apt.ts';
import { allPackageNames } from '../../src/distro/packages.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { SimulatedWriteHost } from '../../src/host/simulated.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import type { EditSubids } from '../../src/model/action.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import type { EngineName } from '../../src/model/finding.ts';
import { changesOf } from '../../src/model/plan.ts';
import {
  type CommandResult,
  commandKey,
  type PathState,
  type ReadCommand,
  type ReadHost,
  type Space,
} from '../../src/model/read-host.ts';
import { apply } from '../../src/run/apply.ts';
import { effectsOf, simulatedEffects } from '../../src/run/effects.ts';
import { canonical, fill, makePlan, parseSimulation, planId } from '../../src/run/plan.ts';
import { subidDiff } from '../../src/run/plan-diff.ts';
import { editLines } from '../../src/run/subid-edit.ts';
import { changeOf, hash, noFacts, TreeHost, write } from './run-fixtures.ts';

const OS = { family: 'debian', id: 'debian', versionId: '13', codename: 'trixie' } as const;
const NAMES = allPackageNames(OS);
const STATES = Object.fromEntries(
  NAMES.map((name) => [name, { installed: null, candidate: '5.4.2+ds1-2' }]),
);
const [DPKG, POLICY] = apt.queries(NAMES).map((argv) => argv.join(' '));
const [DPKG_SAYS, POLICY_SAYS] = apt.render(NAMES, STATES);
const ALICE = 'alice:x:1000:1000::/home/alice:/bin/bash\n';

/** A Debian 13 with systemd where alice has just logged in and nothing is installed. */
class Debian extends TreeHost {
  readonly asked: string[] = [];
  readonly #commands: Readonly<Record<string, readonly [number, string]>> = {
    'getent passwd': [
      0,
      `root:x:0:0:root:/root:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/sh\n${ALICE}`,
    ],
    'getent passwd 1000': [0, ALICE],
    'getent passwd alice': [0, ALICE],
    'getent group': [0, 'root:x:0:\nalice:x:1000:\n'],
    'id -G alice': [0, '1000\n'],
    'uname -r -m': [0, '6.12.48+deb13-amd64 x86_64\n'],
    'systemctl --version': [0, 'systemd 257 (257.8-1~deb13u2)\n'],
    'target$ systemctl --user is-system-running': [0, 'running\n'],
    'target$ unshare -Ur true': [0, ''],
    [DPKG ?? '']: [DPKG_SAYS?.code ?? 0, DPKG_SAYS?.stdout ?? ''],
    [POLICY ?? '']: [0, POLICY_SAYS?.stdout ?? ''],
  };

  constructor() {
    super({
      '/etc/os-release':
        'ID=debian\nVERSION_ID="13"\nVERSION_CODENAME=trixie\nPRETTY_NAME="Debian 13"\n',
      '/etc/passwd': `root:x:0:0:root:/root:/bin/bash\n${ALICE}`,
      '/etc/subuid': 'bob:100000:65536\n',
      '/etc/subgid': 'bob:100000:65536\n',
      '/etc/machine-id': '0123456789abcdef0123456789abcdef\n',
      '/proc/1/comm': 'systemd\n',
      '/proc/self/uid_map': '         0          0 4294967295\n',
      '/proc/self/status': 'NoNewPrivs:\t0\n',
      '/proc/self/mountinfo': [
        '25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
        '30 25 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate',
        '',
      ].join('\n'),
      '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
      '/proc/sys/net/ipv4/ip_unprivileged_port_start': '1024\n',
      '/proc/sys/net/ipv4/ping_group_range': '1\t0\n',
      '/proc/sys/user/max_user_namespaces': '60000\n',
    });
  }

  override async run(command: ReadCommand): Promise<CommandResult> {
    const key = commandKey(command);
    this.asked.push(key);
    const answer = this.#commands[key];
    if (answer === undefined) return super.run(command);
    return { status: 'exited', code: answer[0], stdout: answer[1], stderr: '' };
  }

  override async space(path: string): Promise<Space | null> {
    if (path !== '/home/alice') return null;
    return { totalBytes: 40_960_000_000, freeBytes: 36_864_000_000, freeInodes: 900_000 };
  }

  override async stat(path: string): Promise<PathState> {
    const state = PLACES[path];
    if (state === undefined) return super.stat(path);
    return { ...state, gid: state.uid, size: 0, realPath: null };
  }
}

const place = (kind: PathState['kind'], uid = 0, mode = 0o755) => ({ kind, uid, mode });
const PLACES: Readonly<Record<string, Pick<PathState, 'kind' | 'uid' | 'mode'>>> = {
  '/': place('directory'),
  '/home': place('directory'),
  '/home/alice': place('directory', 1000, 0o700),
  '/run/systemd/system': place('directory'),
  '/run/user/1000': place('directory', 1000, 0o700),
  '/run/user/1000/systemd/private': place('other', 1000),
  '/run/user/1000/bus': place('other', 1000),
  '/dev/net/tun': place('other', 0, 0o666),
  '/dev/fuse': place('other', 0, 0o666),
  '/usr/bin/sudo': place('file', 0, 0o4755),
  '/usr/bin': place('directory'),
};

const engines = (...value: EngineName[]): GivenAnswers => ({
  engines: { value, source: 'flag' },
  'ports.method': { value: 'sysctl', source: 'flag' },
  'ports.lowest': { value: 80, source: 'flag' },
});

const planOn = (host: ReadHost, given: GivenAnswers, without: readonly string[] = []) =>
  makePlan({ host, userName: null, given, without: new Set(without) });

describe.each([[['podman']], [['docker']], [['podman', 'docker']]] as [EngineName[]][])(
  'a plan for %s on a bare host',
  (names) => {
    const given = engines(...names);

    it('has something to do, is the same twice, and survives JSON', async () => {
      const { plan, problems } = await planOn(new Debian(), given);
      expect(problems).toEqual([]);
      const steps = plan.steps.filter(({ status }) => status === 'change').map(({ id }) => id);
      expect(steps).toEqual(expect.arrayContaining(['packages', 'subids', 'ports', 'linger']));
      expect((await planOn(new Debian(), given)).plan).toEqual(plan);
      const again = JSON.parse(JSON.stringify(plan)) as typeof plan;
      expect(again).toEqual(plan);
      expect(planId(again.steps, again.answers)).toBe(plan.id);
      expect(plan.user).toMatchObject({ name: 'alice', uid: 1000, home: '/home/alice' });
    });

    it('is empty after it was applied, and each empty step says why', async () => {
      const overlay = new OverlayHost(new Debian());
      const { plan } = await planOn(overlay, given);
      const outcome = await apply(plan, {
        host: overlay,
        writeHost: new SimulatedWriteHost(overlay),
        store: new MemoryRunStore(),
        root: 'shell',
        now: () => new Date(0),
        tool: { name: 'test', version: '0' },
        onEvent: () => undefined,
        effects: simulatedEffects(overlay, null),
      });
      expect(outcome).toMatchObject({ exit: 0 });
      const { plan: second } = await planOn(overlay, given);
      expect(changesOf(second).filter(({ action }) => action.do !== 'manual')).toEqual([]);
      for (const { because } of second.steps) expect(because.key).not.toBe('');
    });

    it('depends on the answers and on the host', async () => {
      const { plan } = await planOn(new Debian(), given);
      const other = { ...given, linger: { value: false, source: 'flag' } } as const;
      expect((await planOn(new Debian(), other)).plan.id).not.toBe(plan.id);
    });

    it('leaves out what is not wanted, and what depends on it', async () => {
      const { plan } = await planOn(new Debian(), given);
      for (const { id } of changesOf(plan)) {
        const rest = changesOf((await planOn(new Debian(), given, [id])).plan);
        expect(rest.map((change) => change.id)).not.toContain(id);
        expect(rest.filter(({ dependsOn }) => dependsOn.includes(id))).toEqual([]);
      }
    });

    it('asks the host only once for each thing, however many steps there are', async () => {
      const host = new Debian();
      await planOn(host, given);
      expect(new Set(host.asked).size).toBe(host.asked.length);
    });
  },
);

describe('what is shown of a change', () => {
  it('is the diff of the bytes, with mode and owner', async () => {
    const host = new TreeHost({ '/etc/a': 'one\ntwo\n' });
    const { diff, commands, undo } = await fill(host, {
      ...changeOf('a', { ...write('/etc/a', 'one\n2\n', 'one\ntwo\n'), mode: 0o600 } as never),
    });
    expect(diff).toBe(
      'old mode 0644\nnew mode 0600\n--- /etc/a\n+++ /etc/a\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n',
    );
    expect(commands[0]).toMatch(
      /^rw_write_file \/etc\/a 0600 0:0 [0-9a-f]{64},0644,0:0 'one\n2\n'$/,
    );
    expect(undo[0]).toMatch(/^rw_write_file \/etc\/a 0644 0:0 [0-9a-f]{64},0600,0:0 'one\ntwo\n'$/);
  });

  it('names packages that apt would remove, as a risk and for the helper', async () => {
    const simulation = [
      'Remv docker-ce [5:27]',
      'Inst docker.io (26.1 Debian:13/stable [amd64])',
      'Conf docker.io (26.1 Debian:13/stable [amd64])',
    ];
    expect(parseSimulation(simulation.join('\n'))).toEqual(simulation.slice(0, 2));
    const host = new OverlayHost(new TreeHost({}));
    const key = 'apt-get -s -qq -y --no-install-recommends install docker.io';
    host.apply([{ type: 'command', key, code: 0, stdout: `${simulation.join('\n')}\n` }]);
    const change = changeOf('p', {
      do: 'install-packages',
      manager: 'apt',
      names: ['docker.io'],
      reinstall: false,
      versions: {},
    });
    const planned = await fill(host, change);
    expect(planned.risks).toEqual(['removes-packages']);
    expect(planned.preview).toEqual(simulation.slice(0, 2));
    expect(planned.commands).toEqual(['rw_install_packages apt --may-remove docker.io']);
  });

  it('of an edit of subordinate ids is what diff(1) would say', () => {
    const line = fc.constantFrom('a:1:1', 'b:2:2', 'c:3:3', '', '# x');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 14 }),
        fc.boolean(),
        fc.array(fc.nat(13), { maxLength: 2 }),
        fc.array(fc.constantFrom('n1:5:5', 'n2:6:6'), { maxLength: 2 }),
        (lines, ended, gone, add) => {
          const before = lines.join('\n') + (ended && lines.length > 0 ? '\n' : '');
          const remove = [...new Set(gone)].flatMap((at) => lines[at] ?? []);
          const after = editLines(before, { remove, add });
          const action: EditSubids = {
            do: 'edit-subids',
            path: '/etc/subuid',
            remove,
            add,
            beforeSha256: hash(before),
            afterSha256: hash(after),
          };
          const ours = subidDiff(action, before);
          const theirs = createTwoFilesPatch('/etc/subuid', '/etc/subuid', before, after);
          // Which of several equal lines goes is a matter of taste; how many, is not.
          const count = (text: string, sign: string) =>
            text
              .split('\n')
              .filter((row) => row.startsWith(sign) && !row.startsWith(sign.repeat(3))).length;
          expect(count(ours, '+') - count(ours, '-')).toBe(count(theirs, '+') - count(theirs, '-'));
          expect(patched(before, ours)).toBe(after);
        },
      ),
    );
  });

  it('takes no longer than the file for an edit of a large one', async () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => `u${i}:${i}:1\n`).join('');
    const bytes = many(100_000);
    const after = `${bytes}alice:1:1\n`;
    const action: EditSubids = {
      do: 'edit-subids',
      path: '/etc/subuid',
      remove: [],
      add: ['alice:1:1'],
      beforeSha256: hash(bytes),
      afterSha256: hash(after),
    };
    const host = new TreeHost({ '/etc/subuid': bytes });
    const [effect] = await effectsOf(action, { host, facts: noFacts(), for: 'plan' });
    expect(effect).toMatchObject({ state: { sha256: hash(after) } });
    expect(subidDiff(action, bytes)).toBe(
      '--- /etc/subuid\n+++ /etc/subuid\n@@ -99998,3 +99998,4 @@\n u99997:99997:1\n u99998:99998:1\n u99999:99999:1\n+alice:1:1\n',
    );
  });

  it('has one text for the same data', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
      }),
    );
  });
});

/** Applies a unified diff strictly by its line numbers. */
function patched(before: string, diff: string): string {
  const old = before.split('\n');
  const result: string[] = [];
  let at = 0;
  let noEnd = false;
  const rows = diff.split('\n').slice(2, -1);
  for (const [index, row] of rows.entries()) {
    const start = /^@@ -(\d+)(?:,(\d+))? /.exec(row);
    if (start !== null) {
      const to = Number(start[1]) - (start[2] === '0' ? 0 : 1);
      result.push(...old.slice(at, to));
      at = to;
    } else if (row.startsWith('\\')) {
      noEnd = !(rows[index - 1] ?? '').startsWith('-');
    } else {
      if (!row.startsWith('+')) expect(old[at++]).toBe(row.slice(1));
      if (!row.startsWith('-')) result.push(row.slice(1));
    }
  }
  if (diff === '') return before;
  const rest = old.slice(at);
  if (rest.length > 1 || (rest.length === 1 && rest[0] !== ''))
    return [...result, ...rest].join('\n');
  return result.length === 0 ? '' : result.join('\n') + (noEnd ? '' : '\n');
}
