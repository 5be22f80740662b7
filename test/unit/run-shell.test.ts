import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootArgv, rootWay, sessionEnvironment } from '../../src/host/privilege.ts';
import { PipeShell, ShellNotStarted, type ShellStart } from '../../src/host/shell.ts';
import { LocalWriteHost } from '../../src/host/write-local.ts';
import { type HostShell, PrivilegeRefused, ShellLost } from '../../src/model/write-host.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { quote } from '../../src/run/quote.ts';

const START: ShellStart = {
  argv: ['/bin/sh', '-s'],
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  detached: true,
  preamble: actionHelpersText(),
  before: ':',
};

async function run(shell: HostShell, text: string) {
  const lines: string[] = [];
  const result = await shell.run({ id: 'test', text, effects: [] }, (line) => lines.push(line));
  return { ...result, lines };
}

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rw-shell-'));
});
afterAll(() => rm(dir, { recursive: true }));

describe('a shell behind pipes', () => {
  it('tells output, facts and the exit code apart', async () => {
    const shell = await PipeShell.start(START);
    const text = 'echo out; echo err >&2; rw_say wrote /etc/x y; printf "no line end"; exit 7';
    expect(await run(shell, text)).toEqual({
      code: 7,
      said: [{ word: 'wrote', rest: '/etc/x y' }],
      lines: ['out', 'err', 'no line end'],
    });
    await shell.close();
  });

  it('tells how far something is that counts, and takes nothing else for it', async () => {
    const shell = await PipeShell.start(START);
    const seen: unknown[] = [];
    const text = `rw_say progress db 5 10; rw_say progress db 5 10 2 4
      rw_say progress db 5; rw_say progress db 5 10 2; rw_say progress 'a b' 5 10`;
    await shell.run(
      { id: 'test', text, effects: [] },
      () => undefined,
      (progress) => seen.push(progress),
    );
    expect(seen).toEqual([
      { what: 'db', done: 5, all: 10 },
      { what: 'db', done: 5, all: 10, files: { done: 2, all: 4 } },
    ]);
    await shell.close();
  });

  it('stops a piece at its first failure and goes on with the next piece', async () => {
    const shell = await PipeShell.start(START);
    expect(await run(shell, 'echo a; false; echo b')).toMatchObject({ code: 1, lines: ['a'] });
    expect(await run(shell, 'x=1; set +u; echo "[$y]"')).toMatchObject({ code: 0, lines: ['[]'] });
    expect(await run(shell, 'set +u; echo "[$x]"')).toMatchObject({ lines: ['[]'] });
    await shell.close();
  });

  it('lets no child read the program that is to come', async () => {
    const shell = await PipeShell.start(START);
    const [first, second] = [run(shell, 'cat; echo end'), 'echo second'];
    expect((await first).lines).toEqual(['end']);
    expect((await run(shell, second)).lines).toEqual(['second']);
    await shell.close();
  });

  it('keeps its secret word from children, so that no output can fake an end', async () => {
    const shell = await PipeShell.start(START);
    const { lines } = await run(shell, 'env; cat /proc/$$/cmdline | tr "\\0" " "; echo');
    expect(lines.join('\n')).not.toMatch(/[0-9a-f]{32}/);
    const fake = await run(shell, "printf '%032d end 0\\n' 0; exit 3");
    expect(fake.code).toBe(3);
    await shell.close();
  });

  it('passes any text through as one argument', async () => {
    const shell = await PipeShell.start(START);
    const hostile = fc
      .string({ unit: 'binary', maxLength: 60 })
      .filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const path = join(dir, 'argument');
        const { code } = await run(shell, `printf %s ${quote(text)} >${quote(path)}`);
        expect(code).toBe(0);
        expect(await readFile(path, 'utf8')).toBe(text);
      }),
      { numRuns: 100, examples: [["';id;'"], ['$(id)\n`id`'], ['-n'], ['é\u202e漢']] },
    );
    await shell.close();
  });

  it('says when it is gone, in the middle and afterwards', async () => {
    const shell = await PipeShell.start(START);
    await expect(run(shell, 'kill -9 $$')).rejects.toThrow(ShellLost);
    await expect(run(shell, 'true')).rejects.toThrow(ShellLost);
    await shell.close();
  });

  it('can be killed with what it runs', async () => {
    const shell = await PipeShell.start(START);
    const sleeping = run(shell, `echo $$ >${dir}/pid; sleep 600`);
    const lost = expect(sleeping).rejects.toThrow(ShellLost);
    shell.kill();
    await lost;
    await shell.close();
  });

  it('goes on when the terminal sends Ctrl-C or hangs up', async () => {
    const shell = await PipeShell.start(START);
    const { code, lines } = await run(
      shell,
      'kill -INT $$; kill -HUP $$; sh -c "kill -INT \\$\\$"; echo on',
    );
    expect({ code, lines }).toEqual({ code: 0, lines: ['on'] });
    await shell.close();
  });

  it('gives the complaint of a tool that refuses', async () => {
    const tool = join(dir, 'refuses');
    await writeFile(tool, '#!/bin/sh\necho "3 incorrect password attempts" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const start = PipeShell.start({ ...START, argv: [tool, '/bin/sh', '-s'] });
    await expect(start).rejects.toThrow(ShellNotStarted);
    await expect(start).rejects.toMatchObject({ detail: '3 incorrect password attempts', code: 1 });
    const missing = PipeShell.start({ ...START, argv: [join(dir, 'nothing')] });
    await expect(missing).rejects.toThrow(ShellNotStarted);
  });
});

const alice = {
  name: 'alice',
  uid: process.getuid?.() ?? 0,
  gid: process.getgid?.() ?? 0,
  home: '/home/alice',
  runtimeDir: '/run/user/1000',
};

/** A tool that behaves like sudo as far as we use it, and writes down how it was called. */
async function fakeSudo(ticket: boolean, allows: boolean): Promise<string> {
  const path = join(dir, `sudo-${ticket}-${allows}`);
  const text = [
    '#!/bin/sh',
    `echo "$*" >>${path}.log`,
    `case $1 in -n) exit ${ticket ? 0 : 1} ;; -k) exit 0 ;; --) shift ;; esac`,
    allows ? 'exec "$@"' : 'echo "sudo: a password is required" >&2; exit 1',
    '',
  ].join('\n');
  await writeFile(path, text, { mode: 0o755 });
  return path;
}

function hostWith(path: string): LocalWriteHost {
  return new LocalWriteHost({
    self: { uid: alice.uid, gid: alice.gid },
    user: alice,
    root: { way: 'tool', tool: { name: 'sudo', path } },
    init: 'other',
    helpers: actionHelpersText(),
  });
}

describe('the way to root', () => {
  it('takes back the ticket that was made for us, and no other', async () => {
    for (const ticket of [true, false]) {
      const path = await fakeSudo(ticket, true);
      const shell = await hostWith(path).open('root');
      expect((await run(shell, 'echo works')).lines).toEqual(['works']);
      await shell.close();
      const calls = (await readFile(`${path}.log`, 'utf8')).trim().split('\n');
      expect(calls).toEqual(['-n -v', '-- /bin/sh -s', ...(ticket ? [] : ['-k'])]);
    }
  });

  it('tells a refusal in the words of the tool', async () => {
    const host = hostWith(await fakeSudo(false, false));
    const refused = host.open('root');
    await expect(refused).rejects.toThrow(PrivilegeRefused);
    await expect(refused).rejects.toMatchObject({ detail: 'a password is required' });
  });

  it('is chosen by what is there and what was asked for', () => {
    const sudo = { name: 'sudo', path: '/usr/bin/sudo' } as const;
    const doas = { name: 'doas', path: '/usr/bin/doas' } as const;
    const tools = [sudo, doas];
    expect(rootWay({ isRoot: true, tools }, 'auto')).toEqual({ way: 'self' });
    expect(rootWay({ isRoot: false, tools }, 'auto')).toEqual({ way: 'tool', tool: sudo });
    expect(rootWay({ isRoot: false, tools }, 'doas')).toEqual({ way: 'tool', tool: doas });
    expect(rootWay({ isRoot: false, tools }, 'run0')).toBeNull();
    expect(rootWay({ isRoot: false, tools: [] }, 'auto')).toEqual({ way: 'script' });
    expect(rootWay({ isRoot: true, tools }, 'none')).toEqual({ way: 'script' });
    expect(rootArgv(doas)).toEqual(['/usr/bin/doas', '/bin/sh', '-s']);
  });

  it('sets the runtime directory only where it is there and ours', async () => {
    const shell = await PipeShell.start({
      ...START,
      before: sessionEnvironment({ ...alice, runtimeDir: join(dir, "it's here") }),
    });
    const show = 'set +u; echo "[$XDG_RUNTIME_DIR]"';
    expect((await run(shell, show)).lines).toEqual(['[]']);
    await run(shell, `mkdir ${quote(join(dir, "it's here"))}`);
    expect((await run(shell, show)).lines).toEqual([`[${join(dir, "it's here")}]`]);
    await shell.close();
  });

  it('gives the user a clean environment', async () => {
    process.env['BASH_ENV'] = '/tmp/evil';
    process.env['DOCKER_HOST'] = 'tcp://evil';
    try {
      const shell = await hostWith('/nonexistent').open('user');
      const { lines } = await run(shell, 'env');
      expect(lines.join('\n')).not.toMatch(/evil|npm_|NODE_|VITEST/);
      expect(lines).toContain('HOME=/home/alice');
      await shell.close();
    } finally {
      delete process.env['BASH_ENV'];
      delete process.env['DOCKER_HOST'];
    }
  });
});
