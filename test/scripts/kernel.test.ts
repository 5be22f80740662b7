import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/action.ts';
import { inverse } from '../../src/run/inverse.ts';
import { IS_ROOT, perform, run, SHELLS, tempDir } from './shell.ts';

const fresh = () => tempDir();

function back(action: Action): Action {
  const undo = inverse(action);
  if (undo === null) throw new Error('no inverse');
  return undo;
}

/** A network namespace of our own: real sysctls, and nothing of this machine changes. */
const ownNet = { prefix: ['unshare', '-Urn'] };
const hasOwnNet =
  spawnSync('unshare', ['-Urn', 'sh', '-c', ': >>/proc/sys/net/ipv4/ip_forward']).status === 0;

/** Root of a user namespace may set capabilities, which count only there. */
const canSetCap =
  IS_ROOT &&
  ['setcap', 'getcap'].every((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0);

describe.skipIf(!hasOwnNet).each(SHELLS)(
  'set-sysctl in $name (skipped without user namespaces)',
  (shell) => {
    const key = 'net.ipv4.ip_unprivileged_port_start';
    const range = 'net.ipv4.ping_group_range';

    it('sets, says already, restores, and reads tabs as blanks', () => {
      // "1 0" (nobody) in the kernel; a user namespace shows ids that it has not as 65534.
      const nobody = spawnSync('unshare', ['-Urn', 'cat', '/proc/sys/net/ipv4/ping_group_range'], {
        encoding: 'utf8',
      }).stdout.trim();
      const port: Action = { do: 'set-sysctl', key, value: '80', before: '1024' };
      const ping: Action = { do: 'set-sysctl', key: range, value: '0 0', before: nobody };
      const result = perform(shell, [port, port, back(port), ping, ping], ownNet);
      expect(result).toEqual({
        code: 0,
        output: '',
        said: [
          `set ${key} = 80`,
          `already ${key} = 80`,
          `set ${key} = 1024`,
          `set ${range} = 0 0`,
          `already ${range} = 0 0`,
        ],
      });
    });

    it('is stale for another value, and fails for no such key and a refused value', () => {
      const set = (value: string, before: string, name = key): Action => ({
        do: 'set-sysctl',
        key: name,
        value,
        before,
      });
      expect(perform(shell, set('80', '443'), ownNet)).toMatchObject({ code: 3 });
      expect(perform(shell, set('1', '0', 'net.ipv4.no_such$(key)'), ownNet)).toMatchObject({
        code: 1,
      });
      const refused = perform(shell, set('99999999', '1024'), ownNet);
      expect(refused.code).toBe(1);
      expect(refused.said.join()).toContain(key);
    });
  },
);

describe.skipIf(!canSetCap).each(SHELLS)(
  'programs in $name (skipped without root and libcap)',
  (shell) => {
    it('get a capability and lose it', () => {
      const path = join(fresh(), 'a program');
      copyFileSync('/bin/true', path);
      const options = { before: 'PATH=$PATH:/usr/sbin:/sbin:/usr/bin' };
      const action: Action = {
        do: 'set-capability',
        path,
        capabilities: 'cap_net_bind_service+ep',
        before: '',
      };
      const words = perform(shell, [action, action, back(action), back(action)], options);
      expect(words).toEqual({
        code: 0,
        output: '',
        said: [
          `set ${path} cap_net_bind_service=ep`,
          `already ${path} cap_net_bind_service=ep`,
          `set ${path} has no capability`,
          `already ${path} has no capability`,
        ],
      });
      const stale: Action = { ...action, before: `${path} cap_sys_admin=ep` };
      expect(perform(shell, stale, options).code).toBe(3);
    });

    it('get setuid back, and only files do', () => {
      const dir = fresh();
      const path = join(dir, 'newuidmap');
      copyFileSync('/bin/true', path);
      chmodSync(path, 0o755);
      const action: Action = { do: 'set-mode', path, mode: 0o4755, before: 0o755 };
      expect(perform(shell, [action, action])).toMatchObject({
        code: 0,
        said: [`set ${path} 4755`, `already ${path} 4755`],
      });
      expect(statSync(path).mode & 0o7777).toBe(0o4755);
      expect(perform(shell, { ...action, mode: 0o700, before: 0o755 }).code).toBe(3);
      expect(perform(shell, back(action)).code).toBe(0);
      mkdirSync(join(dir, 'directory'));
      expect(perform(shell, { ...action, path: join(dir, 'directory') }).code).toBe(1);
    });
  },
);

describe.each(SHELLS)('words of getcap in $name', (shell) => {
  it('mean the same in both spellings', () => {
    const forms = [
      '/a b = cap_net_raw+ep',
      '/a b cap_net_raw=ep',
      'cap_net_raw+ep',
      'cap_net_raw=ep',
      '',
    ];
    const text = forms.map((form) => `echo "<$(rw_capability_words '${form}' '/a b')>"`).join('\n');
    expect(run(shell, text).output.trim().split('\n')).toEqual([
      ...Array.from({ length: 4 }, () => '<cap_net_raw=ep>'),
      '<>',
    ]);
  });
});

describe.each(SHELLS)('run-command in $name', (shell) => {
  it('hands every argument on, gives no input, and passes the code on', () => {
    const args = ["it's", '', '$(x)', 'a\nb', '-n', '*'] as const;
    const action: Action = {
      do: 'run-command',
      argv: ['printf', '<%s>', ...args],
      undo: null,
      effects: [],
    };
    expect(perform(shell, action).output).toContain(args.map((arg) => `<${arg}>`).join(''));
    const cat: Action = { ...action, argv: ['cat'] };
    expect(perform(shell, cat)).toMatchObject({ code: 0, output: '' });
    const fails: Action = { ...action, argv: ['sh', '-c', 'echo why >&2; exit 42'] };
    const result = perform(shell, [fails, cat]);
    expect(result).toMatchObject({ code: 42, said: ['failed sh ended with code 42'] });
    expect(result.output).toContain('why');
    expect(perform(shell, { ...action, argv: ['no-such-program'] }).code).toBe(127);
  });
});
