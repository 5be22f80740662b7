/** What starts containers of LXC at boot, with programs that print what LXC prints. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LXC_START_THEM } from '../../src/engines/lxc-boot.ts';
import { SHELLS } from './shell.ts';

describe.each(SHELLS)(
  'containers that are marked, under $name',
  ({ name, argv: [shell, ...args] }) => {
    let dir: string;
    beforeEach(() => {
      dir = mkdtempSync(join(tmpdir(), 'rw-lxc-boot-'));
      mkdirSync(join(dir, 'bin'));
      program('systemctl', `printf '%s\\n' "systemctl $*" >>"${dir}/log"; [ "$3" != "[bad]" ]`);
      program('systemd-escape', `[ "$2" = -- ] && printf '[%s]\\n' "$3"`);
      program('sleep', `printf '%s\\n' "sleep $*" >>"${dir}/log"`);
    });
    afterEach(() => rmSync(dir, { recursive: true, force: true }));

    function program(file: string, text: string): void {
      writeFileSync(join(dir, 'bin', file), `#!/bin/sh\n${text}\n`);
      chmodSync(join(dir, 'bin', file), 0o755);
    }

    /** What was done, where lxc-autostart prints this and ends with this. */
    function started(printed: string, code: number): readonly string[] {
      writeFileSync(join(dir, 'printed'), printed);
      writeFileSync(join(dir, 'log'), '');
      program(
        'lxc-autostart',
        `printf '%s\\n' "lxc-autostart $*" >>"${dir}/log"; cat "${dir}/printed"; exit ${code}`,
      );
      const env = { PATH: `${join(dir, 'bin')}:/usr/bin:/bin` };
      const done = spawnSync(shell, [...args, '-c', LXC_START_THEM, 'sh', 'onboot,'], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      expect(done.stderr.toString()).toBe('');
      expect(done.status).toBe(0);
      const rows = readFileSync(join(dir, 'log'), 'utf8').trimEnd().split('\n');
      return rows;
    }

    const asked = 'lxc-autostart -L -g onboot,';
    // busybox takes its own sleep, wherever the PATH leads.
    const wait = (seconds: number): readonly string[] =>
      name.startsWith('busybox') ? [] : [`sleep ${seconds}`];
    const start = (container: string): string => `systemctl --user start [${container}]`;

    it('are started in order, with the waits between them, whatever their names are', () => {
      expect(started('web 0\nu$HOME-ü%i.x 0\n-n 1\ntwo words 0\n', 0)).toEqual([
        asked,
        ...[start('web'), ...wait(0), start('u$HOME-ü%i.x'), ...wait(0)],
        ...[start('-n'), ...wait(1), start('two words'), ...wait(0)],
      ]);
    });

    it('start where another one does not', () => {
      expect(started('bad 0\nweb 0\n', 0)).toEqual([
        asked,
        ...[start('bad'), ...wait(0), start('web'), ...wait(0)],
      ]);
    });

    it('may be none', () => {
      expect(started('', 1)).toEqual([asked]);
    });
  },
);
