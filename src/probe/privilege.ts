import { msg } from '../i18n/msg.ts';
import { type Fact, known } from '../model/fact.ts';
import type { Privilege, PrivilegeTool } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { PathState, ReadHost } from '../model/read-host.ts';
import { finding, judged } from './finding.ts';
import type { Probe } from './probe.ts';

/** In the order of preference. Which of them really works is known only by running it. */
const TOOLS: readonly PrivilegeTool[] = ['sudo', 'doas', 'run0', 'pkexec'];

/** Where they may lie. /run/wrappers is NixOS. */
const DIRS = ['/usr/bin', '/usr/local/bin', '/run/wrappers/bin'];

/** Ways to root: a program that someone else could have replaced is none. */
export const probe: Probe<'privilege'> = {
  id: 'privilege',
  async read(host): Promise<Fact<Privilege>> {
    const dirs = await Promise.all(DIRS.map(async (dir) => isTrusted(await host.stat(dir))));
    const trusted = DIRS.filter((_, index) => dirs[index] === true);
    const found = await Promise.all(TOOLS.map((name) => find(host, name, trusted)));
    return known(
      { isRoot: host.self.uid === 0, tools: found.filter((tool) => tool !== null) },
      trusted.join(', '),
    );
  },
};

async function find(
  host: ReadHost,
  name: PrivilegeTool,
  dirs: readonly string[],
): Promise<Privilege['tools'][number] | null> {
  for (const dir of dirs) {
    const path = `${dir}/${name}`;
    const state = await host.stat(path);
    if (state.kind === 'file' && (state.mode & 0o111) !== 0 && isTrusted(state)) {
      return { name, path };
    }
  }
  return null;
}

/** Belongs to root, and nobody else can write it. */
export function isTrusted(state: PathState): boolean {
  return state.kind !== 'absent' && state.uid === 0 && (state.mode & 0o022) === 0;
}

const TOOL = {
  id: 'privilege.tool',
  title: msg('checks.privilege'),
  source: 'https://man7.org/linux/man-pages/man8/sudo.8.html',
};

/** Root is needed for a few changes; without it they become a script for the administrator. */
export const checks: readonly Check[] = [
  {
    id: 'privilege.tool',
    run: ({ privilege }) => [
      judged(TOOL, privilege, ({ isRoot, tools }) => {
        if (isRoot) return finding(TOOL, 'ok', 'uid 0');
        if (tools.length === 0) {
          return finding(TOOL, 'warn', '', { cause: msg('checks.privilege-none') });
        }
        return finding(TOOL, 'ok', tools.map(({ path }) => path).join(', '));
      }),
    ],
  },
];
