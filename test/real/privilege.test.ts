/**
 * The ways to root, each with its real tool: the right password, a wrong one to the end, Ctrl-C at the
 * prompt, no terminal. Refused is exit 4 with nothing changed, and the terminal is as it was.
 */
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFailed,
  onTestFinished,
} from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { install, PODMAN_PACKAGES } from './lib/applied.ts';
import { bootWizardHost, CLI, describeReal, told } from './lib/real.ts';
import { KEY, openScreen, type RealScreen } from './lib/screen.ts';

/** What the wizard is asked for: a few changes of root, and no proof. */
const APPLY = ['--yes', '--engine', 'podman', '--set', 'verify=false', '--set', 'linger=true'];

/**
 * On the terminal: the wizard, how it ended, and whether the terminal is what it was before. Its size is no part
 * of that: systemd-run gives it one when what runs there has begun already.
 */
const ON_TERMINAL = `
before=$(stty -g)
node ${CLI} "$@" >"/tmp/said-$(id -un)"
echo "exit $?"
after=$(stty -g)
[ "$after" = "$before" ] && echo 'terminal as before' || printf 'was %s\\nis %s\\n' "$before" "$after"
echo over
# The terminal stays until its end has been seen.
read -r _
`;

interface Tool {
  readonly name: string;
  readonly privilege: 'sudo' | 'doas' | 'run0' | 'pkexec';
  /** How it asks; and how often it may be answered wrongly. */
  readonly prompt: string;
  readonly tries: number;
  /** What root does to have it. */
  readonly setUp?: string;
  readonly tearDown?: string;
}

const TOOLS: readonly Tool[] = [
  { name: 'sudo', privilege: 'sudo', prompt: 'password for alice: ', tries: 3 },
  {
    name: 'sudo-rs',
    privilege: 'sudo',
    prompt: '\\[sudo[^\\]]*\\] Password: ',
    tries: 3,
    setUp: 'mv /usr/bin/sudo /usr/bin/sudo.c && ln -s ../lib/cargo/bin/sudo /usr/bin/sudo',
    tearDown: 'mv -f /usr/bin/sudo.c /usr/bin/sudo',
  },
  {
    name: 'doas',
    privilege: 'doas',
    prompt: 'alice@\\S* password: ',
    tries: 1,
    setUp: 'install -m 600 /dev/null /etc/doas.conf; echo "permit alice as root" >/etc/doas.conf',
  },
  { name: 'run0', privilege: 'run0', prompt: 'Password: ', tries: 1 },
  { name: 'pkexec', privilege: 'pkexec', prompt: 'Password: ', tries: 1 },
];

describeReal('root', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, `${PODMAN_PACKAGES} passt opendoas sudo-rs polkitd pkexec`);
    await host.must(['tee', '/srv/on-terminal.sh'], { input: ON_TERMINAL });
  });
  afterAll(() => host?.down());
  beforeEach(() =>
    host.must(
      'rm -rf /home/*/.local/state; : >/etc/subuid; : >/etc/subgid; loginctl disable-linger alice',
    ),
  );

  /** Everything of root's that the plan would change, and the journal. */
  const state = () =>
    host.must(`cat /etc/subuid /etc/subgid; ls /var/lib/systemd/linger
      ls /home/*/.local/state/rootless-wizard/runs 2>/dev/null || true`);

  const open = (args: readonly string[], user = 'alice'): RealScreen => {
    const screen = openScreen(host.terminal(['bash', '/srv/on-terminal.sh', ...args], { user }));
    onTestFailed(() => console.error(`the last screen:\n${screen.text()}`));
    onTestFinished(() => screen.close());
    return screen;
  };
  const ends = async (screen: RealScreen, exit: number, user = 'alice') => {
    await screen.shows('over', 60_000);
    screen.type(KEY.enter);
    expect(screen.text()).toContain(`exit ${exit}\nterminal as before`);
    return host.must(['cat', `/tmp/said-${user}`]);
  };
  /**
   * Waits for the prompt for the nth time, and until what is typed is not shown: sudo-rs and polkit's agent ask
   * first, turn the echo off then, and throw away what was typed between. Nobody types as fast as a test.
   */
  const asks = async (screen: RealScreen, { prompt }: Pick<Tool, 'prompt'>, nth = 1) => {
    await screen.shows(new RegExp(`(?:${prompt.trimEnd()}[^]*){${nth}}`), 30_000);
    await host.must(String.raw`timeout 20 sh -c 'until
      tty=$(ps -eo tty=,args= | sed -n "s|^\(pts/[0-9]*\) *bash /srv/on-terminal.sh.*|\1|p" | tail -n 1)
      stty -a -F "/dev/$tty" | grep -q -- " -echo "
    do sleep 0.05; done'`);
  };

  describe.each(TOOLS)('through $name', (tool) => {
    const flags = [...APPLY, '--privilege', tool.privilege];
    beforeAll(async () => {
      if (tool.setUp !== undefined) await host.must(tool.setUp);
    });
    afterAll(async () => {
      if (tool.tearDown !== undefined) await host.must(tool.tearDown);
    });

    it('is not given for a wrong password', async () => {
      const before = await state();
      const screen = open(['apply', ...flags]);
      for (let nth = 1; nth <= tool.tries; nth++) {
        await asks(screen, tool, nth);
        screen.type(`not it${KEY.enter}`);
      }
      expect(await ends(screen, 4)).toContain('Nothing was changed');
      expect(screen.written()).not.toContain('not it');
      expect(await state()).toBe(before);
    });

    it('is not given when Ctrl-C is pressed at the prompt', async () => {
      const before = await state();
      const screen = open(['apply', ...flags]);
      await asks(screen, tool);
      screen.type(KEY.ctrlC);
      expect(await ends(screen, 4)).toContain('Nothing was changed');
      // No change was running, so there is none to wait for.
      expect(screen.text()).not.toContain('after the change that is running');
      expect(await state()).toBe(before);
    });

    it('is not given without a terminal to ask on', async () => {
      const before = await state();
      const refused = await host.exec(['node', CLI, 'apply', ...flags], { user: 'alice' });
      expect(refused.code, told(refused)).toBe(4);
      expect(refused.stdout).toContain('Nothing was changed');
      expect(await state()).toBe(before);
    });

    it('is given for the password, once for all changes, and again to take them back', async () => {
      const before = await state();
      const screen = open(['apply', ...flags]);
      await asks(screen, tool);
      screen.type(`alice${KEY.enter}`);
      await ends(screen, 0);
      expect(await host.must(['cat', '/etc/subuid'])).toMatch(/^alice:\d+:65536$/m);
      const undo = open(['undo', '--yes', '--privilege', tool.privilege]);
      await asks(undo, tool);
      undo.type(`alice${KEY.enter}`);
      await ends(undo, 0);
      // A ticket that was not there before is not left there.
      expect(await host.exec('sudo -n true', { user: 'alice' })).toMatchObject({ code: 1 });
      await host.must('rm -rf /home/alice/.local/state');
      expect(await state()).toBe(before);
    });
  });

  it('is not given to who may not have it', async () => {
    const before = await state();
    const screen = open(['apply', ...APPLY], 'bob');
    await asks(screen, { prompt: 'password for bob: ' });
    screen.type(`bob${KEY.enter}`);
    expect(await ends(screen, 4, 'bob')).toContain('bob is not in the sudoers file');
    expect(await state()).toBe(before);
  });

  it('is given without a question where sudo asks none, also without a terminal', async () => {
    await host.must('echo "bob ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/bob');
    const done = await host.exec(['node', CLI, 'apply', ...APPLY], { user: 'bob' });
    expect(done.code, told(done)).toBe(0);
    const undone = await host.exec(['node', CLI, 'undo', '--yes'], { user: 'bob' });
    expect(undone.code, told(undone)).toBe(0);
    await host.must('rm /etc/sudoers.d/bob; rm -rf /home/bob/.local/state');
  });

  it('is left to the administrator with none: the rest is done, and the script does its part', async () => {
    const given = await host.exec(['node', CLI, 'apply', ...APPLY, '--privilege', 'none'], {
      user: 'bob',
    });
    expect(given.code, told(given)).toBe(4);
    expect(await host.must(['cat', '/etc/subuid'])).toBe('');
    await host.must('sh /home/bob/.local/state/rootless-wizard/runs/*/root.sh');
    expect(await host.must(['cat', '/etc/subuid'])).toMatch(/^bob:\d+:65536\n$/);
    const again = await host.must(['node', CLI, 'plan', '--json', ...APPLY.slice(1)], {
      user: 'bob',
    });
    expect(JSON.parse(again)).toMatchObject({ summary: { changes: 0 } });
  });

  it('programs and variables of somebody else are not taken along', async () => {
    await host.must(`mkdir -m 777 /tmp/fake; cd /tmp/fake
      for name in sudo sh bash cat id stat awk sed mktemp systemctl loginctl getent podman; do
        printf '#!/bin/bash\\necho "$0 $*" >>/tmp/fake/ran\\nexit 1\\n' >$name; chmod 755 $name
      done
      echo 'echo sourced >>/tmp/fake/ran' >/tmp/fake/rc
      : >/etc/subuid; : >/etc/subgid; rm -rf /home/bob/.local/state`);
    const hostile = {
      PATH: '/tmp/fake:/usr/bin:/bin',
      BASH_ENV: '/tmp/fake/rc',
      ENV: '/tmp/fake/rc',
      SHELLOPTS: 'xtrace',
      PS4: '$(echo traced >>/tmp/fake/ran)',
      IFS: 'x',
      LD_LIBRARY_PATH: '/tmp/fake',
      HOME: '/home/alice',
      SUDO_USER: 'alice',
      SUDO_UID: '1000',
      XDG_CONFIG_HOME: '/home/alice/.config',
      XDG_STATE_HOME: '/home/alice/state',
    };
    const env = Object.entries(hostile).map(([name, value]) => `${name}=${value}`);
    const node = '/usr/local/bin/node';
    const done = await host.exec(['env', ...env, node, CLI, 'apply', ...APPLY, '--user', 'bob']);
    expect(done.code, told(done)).toBe(0);
    expect(await host.exec(['cat', '/tmp/fake/ran'])).toMatchObject({ code: 1, stdout: '' });
    expect(
      await host.must('find /home /tmp/fake -user root -newer /tmp/fake/rc -path "/home/?*/*"'),
    ).toBe('');
    expect(await host.must(['cat', '/etc/subuid'])).toMatch(/^bob:/);
  });
});
