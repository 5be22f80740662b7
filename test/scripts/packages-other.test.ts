import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InstallPackages } from '../../src/model/action-programs.ts';
import { type Outcome, perform, run, SHELLS, type Shell, tempDir } from './shell.ts';

type Manager = InstallPackages['manager'];

/** Programs that hold their packages in a file and write down each call; FAIL says what goes wrong. */
const PROGRAMS: Readonly<Record<'apk' | 'xbps' | 'emerge', Readonly<Record<string, string>>>> = {
  apk: {
    apk: `case $1 in
  info) cat "$dir/installed" ;;
  update) ;;
  add) shift; [ ! -e "$dir/fail" ] || { cat "$dir/fail"; exit 1; }; printf '%s\\n' libnew "$@" >>"$dir/installed" ;;
  del) shift; for n; do sed -i "/^$n$/d" "$dir/installed"; done ;;
  *) exit 9 ;;
esac`,
  },
  xbps: {
    'xbps-query': `sed 's/.*/ii &-1.2.3_1  what it is/' "$dir/installed"`,
    'xbps-install': `shift; [ ! -e "$dir/fail" ] || { cat "$dir/fail"; exit 2; }; printf '%s\\n' libnew "$@" >>"$dir/installed"`,
    'xbps-remove': `shift; for n; do sed -i "/^$n$/d" "$dir/installed"; done`,
  },
  emerge: {
    // What it has lies in a tree that nobody but root may write: the list comes from a function instead.
    emerge: `case $2 in
  --noreplace) shift 2; [ ! -e "$dir/fail" ] || { cat "$dir/fail"; exit 1; }; printf '%s\\n' dev-libs/new "$@" >>"$dir/installed" ;;
  --depclean) shift 2; for n; do grep -vxF "$n" "$dir/installed" >"$dir/rest"; cat "$dir/rest" >"$dir/installed"; done ;;
  *) exit 9 ;;
esac`,
  },
};

/** Gentoo's list is read from /var/db/pkg, which a test has not. */
const LISTED: Readonly<Partial<Record<Manager, string>>> = {
  emerge: 'rw_installed() { cat "$dir/installed"; }',
};

function fake(name: keyof typeof PROGRAMS, fail = ''): string {
  const dir = tempDir();
  writeFileSync(join(dir, 'installed'), 'base\nlibold\n');
  writeFileSync(join(dir, 'calls'), '');
  if (fail !== '') writeFileSync(join(dir, 'fail'), `${fail}\n`);
  for (const [program, body] of Object.entries(PROGRAMS[name])) {
    const call = `echo "$(basename "$0") $*" >>"$dir/calls"`;
    writeFileSync(join(dir, program), `#!/bin/sh\ndir=${dir}\n${call}\n${body}\n`);
    chmodSync(join(dir, program), 0o755);
  }
  return dir;
}

const before = (dir: string, name: Manager) =>
  `dir=${dir}\nPATH=${dir}:$PATH\n${LISTED[name] ?? ''}`;

function install(shell: Shell, dir: string, name: Manager, names: readonly string[]): Outcome {
  const action = { do: 'install-packages', manager: name, names, reinstall: false, versions: {} };
  return perform(shell, action as InstallPackages, { before: before(dir, name) });
}

const calls = (dir: string) => readFileSync(join(dir, 'calls'), 'utf8').trim().split('\n');

const FAMILIES = [
  {
    name: 'apk',
    wanted: 'shadow-uidmap',
    came: 'libnew',
    call: 'apk add shadow-uidmap',
    // apk-tools, src/print.c and src/solver.c; the first line stands above every reason.
    missing: 'ERROR: unable to select packages:\n  shadow-uidmap (no such package):',
    offline:
      'WARNING: fetching http://127.0.0.1:9/main: could not connect to server (check repositories file)',
    rival:
      'ERROR: unable to select packages:\n  rival-1-r0:\n    conflicts: podman-5.8.1-r0\n    satisfies: world[rival]',
    locked: 'ERROR: Unable to lock database: Resource temporarily unavailable',
  },
  {
    name: 'xbps',
    wanted: 'shadow',
    came: 'libnew',
    call: 'xbps-install -Sy shadow',
    missing: "Package 'shadow' not found in repository pool.",
    // https://github.com/void-linux/void-packages/issues/56497 and
    // https://github.com/voidlinux/void-packages/issues/2928
    offline:
      "ERROR: [reposync] failed to fetch file `http://127.0.0.1:9/x86_64-repodata': Connection refused",
    rival:
      'CONFLICT: rival-1_1 with installed pkg podman-5.8.1_1\nTransaction aborted due to conflicting packages.',
    locked: '[pkgdb] unable to lock database: Resource temporarily unavailable',
  },
  {
    name: 'emerge',
    wanted: 'app-containers/podman',
    came: 'dev-libs/new',
    call: 'emerge --ask=n --noreplace app-containers/podman',
    missing: 'emerge: there are no ebuilds to satisfy "app-containers/podman".',
    // https://github.com/gentoo/portage/blob/master/lib/portage/package/ebuild/fetch.py and
    // https://wiki.gentoo.org/wiki/Handbook:AMD64/Working/Portage#Blocked_packages
    offline: "!!! Couldn't download 'podman-5.8.1.tar.gz'. Aborting.",
    rival:
      ' * Error: The above package list contains packages which cannot be\n * installed at the same time on the same system.',
    locked: null,
  },
] as const;

describe.each(SHELLS)('packages in $name', (shell) => {
  describe.each(FAMILIES)('with $name', (family) => {
    const { name, wanted, came, call, missing, locked } = family;
    it('installs what is named, says what is new, says already, and removes it', () => {
      const dir = fake(name);
      const first = install(shell, dir, name, [wanted]);
      expect(first).toMatchObject({
        code: 0,
        said: expect.arrayContaining([`installed ${came} ${wanted}`]),
      });
      expect(calls(dir)).toContain(call);
      expect(install(shell, dir, name, [wanted])).toMatchObject({
        code: 0,
        said: [`already ${wanted}`],
      });
      const gone = run(shell, `rw_remove_packages ${name} ${wanted} ${came}`, {
        before: before(dir, name),
      });
      expect(gone).toMatchObject({ code: 0, said: [`removed ${wanted} ${came}`] });
      expect(readFileSync(join(dir, 'installed'), 'utf8')).toBe('base\nlibold\n');
    });

    it('says what a failure means', () => {
      const none = install(shell, fake(name, missing), name, [wanted]);
      expect(none.code).toBe(1);
      expect(none.said.join('\n')).toContain(
        'the package sources of this host have no such package',
      );
      const offline = install(shell, fake(name, family.offline), name, [wanted]);
      expect(offline.code).toBe(1);
      expect(offline.said.join('\n')).toContain('could not be fetched');
      const rival = install(shell, fake(name, family.rival), name, [wanted]);
      expect(rival.code).toBe(1);
      expect(rival.said.join('\n')).toContain('does not go together with what is installed');
      if (locked === null) return;
      const held = install(shell, fake(name, locked), name, [wanted]);
      expect(held.code).toBe(1);
      expect(held.said.join('\n')).toContain('another package manager is at work');
    });
  });
});
