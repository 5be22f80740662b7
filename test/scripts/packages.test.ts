import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InstallPackages } from '../../src/model/action-programs.ts';
import { inverse } from '../../src/run/inverse.ts';
import { type Outcome, perform, run, SHELLS, type Shell, tempDir } from './shell.ts';

/** A package manager that is a few lines of shell: state in files, each call written down. */
function fakeApt(install: string): { readonly dir: string; calls(): readonly string[] } {
  const dir = tempDir();
  const program = (name: string, body: string) => {
    writeFileSync(join(dir, name), `#!/bin/sh\ndir=${dir}\n${body}\n`);
    chmodSync(join(dir, name), 0o755);
  };
  writeFileSync(join(dir, 'installed'), 'base\nlibold\n');
  writeFileSync(join(dir, 'calls'), '');
  program('dpkg-query', 'sed "s/^/installed /" "$dir/installed"; echo "config-files gone"');
  program('apt-mark', 'cat "$dir/auto"');
  writeFileSync(join(dir, 'auto'), '');
  program('apt-cache', '[ "$2" = nowhere ] || printf "%s:\\n  Candidate: 1.0\\n" "$2"');
  program(
    'apt-get',
    `echo "$DEBIAN_FRONTEND: $*" >>"$dir/calls"
[ "$(readlink /proc/self/fd/0)" = /dev/null ] || echo 'stdin is open' >>"$dir/calls"
case " $* " in
  *' update '*) echo 'Reading lists'; exit 0 ;;
  *' -s remove '*) for n in base libneeds; do grep -qx "$n" "$dir/installed" && echo "Remv $n:amd64 [1.0]"; done; exit 0 ;;
  *' remove '*) for n; do sed -i "/^$n$/d" "$dir/installed"; done; exit 0 ;;
esac
${install}`,
  );
  return {
    dir,
    calls: () => readFileSync(join(dir, 'calls'), 'utf8').trim().split('\n'),
  };
}

const GOOD = 'echo "Setting up"; printf "%s\\n" libnew uidmap >>"$dir/installed"';

function act(shell: Shell, dir: string, more: Partial<InstallPackages> = {}): Outcome {
  const action: InstallPackages = {
    do: 'install-packages',
    manager: 'apt',
    names: ['uidmap'],
    reinstall: false,
    versions: {},
    ...more,
  };
  return perform(shell, action, { before: `PATH=${dir}:$PATH` });
}

describe.each(SHELLS)('install-packages with apt in $name', (shell) => {
  it('installs only what is named, says what is new, and says already', () => {
    const { dir, calls } = fakeApt(GOOD);
    const first = act(shell, dir);
    expect(first).toMatchObject({ code: 0, said: ['installed libnew uidmap'] });
    expect(first.output).toContain('Setting up');
    expect(calls()).toEqual([
      'noninteractive: -o DPkg::Lock::Timeout=60 -y --no-install-recommends ' +
        '-o Dpkg::Options::=--force-confold install --no-remove uidmap',
    ]);
    expect(act(shell, dir).said).toEqual(['already uidmap']);
    expect(calls()).toHaveLength(1);
    expect(act(shell, dir, { reinstall: true, mayRemove: true }).said[0]).toBe(
      'reinstalled uidmap',
    );
    expect(calls()[1]).toMatch(/ install --reinstall uidmap$/);
  });

  it('Ctrl-C and a lost session do not reach the package manager, daemons kept stopped or not', () => {
    for (const units of [[], ['rw-no-such.service']]) {
      const look = `sed -n 's/^SigIgn:/ignored/p' /proc/self/status >>"$dir/calls"
sed 's/.*) //' /proc/self/stat | cut -d ' ' -f 4 | sed 's/^/session /' >>"$dir/calls"`;
      const { dir, calls } = fakeApt(`${look}\n${GOOD}`);
      const action: InstallPackages = {
        do: 'install-packages',
        manager: 'apt',
        names: ['uidmap'],
        reinstall: false,
        versions: {},
        keepStopped: units,
      };
      const before = `PATH=${dir}:$PATH; RW_POLICY=${dir}/policy-rc.d`;
      expect(perform(shell, action, { before })).toMatchObject({ code: 0 });
      const told = (word: string) => calls().find((line) => line.startsWith(word)) ?? '';
      // The lowest bits of the mask: SIGHUP and SIGINT.
      expect(Number.parseInt(told('ignored').slice(-1), 16) & 0b11, calls().join()).toBe(0b11);
      // Field 6 of proc_pid_stat(5).
      const own = readFileSync('/proc/self/stat', 'latin1').replace(/.*\) /, '').split(' ')[3];
      expect(told('session')).toMatch(/^session \d+$/);
      expect(told('session')).not.toBe(`session ${own}`);
    }
  });

  it('fetches the lists of one file of sources first, and stops where that fails', () => {
    const list = '/etc/apt/sources.list.d/docker.sources';
    const { dir, calls } = fakeApt(GOOD);
    expect(act(shell, dir, { fetchList: list })).toMatchObject({ code: 0 });
    expect(calls()[0]).toContain(
      `-o Dir::Etc::SourceList=${list} -o Dir::Etc::SourceParts=/dev/null`,
    );
    expect(calls()[0]).toMatch(/ update$/);
    expect(calls()[1]).toMatch(/ install --no-remove uidmap$/);
    const broken = fakeApt(GOOD);
    const get = readFileSync(join(broken.dir, 'apt-get'), 'utf8');
    const none =
      "echo 'E: The repository x trixie Release does not have a Release file.'; exit 100";
    writeFileSync(join(broken.dir, 'apt-get'), get.replace("echo 'Reading lists'; exit 0", none));
    const failed = act(shell, broken.dir, { fetchList: list });
    expect(failed.code).toBe(1);
    expect(failed.said.join()).toContain('no packages for this release of the system');
    expect(broken.calls()).toHaveLength(1);
  });

  it('fetches the lists first when a package is not known yet', () => {
    const { dir, calls } = fakeApt('echo "E: Unable to locate package nowhere" >&2; exit 100');
    const result = act(shell, dir, { names: ['nowhere'] });
    expect(result.code).toBe(1);
    expect(result.said[0]).toContain('knows no package nowhere yet');
    expect(result.said[1]).toContain('have no such package: E: Unable to locate package nowhere');
    expect(calls()[0]).toMatch(/ update$/);
  });

  it.each([
    [
      'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt)',
      'another package manager',
    ],
    ["E: You don't have enough free space in /var/cache/apt/archives/.", 'disk is full'],
    ['Err:1 http://x Temporary failure resolving', 'could not be fetched'],
    ['The following packages have unmet dependencies:', 'does not go together'],
    ['E: Packages need to be removed but remove is disabled.', 'would have to be removed'],
    ["E: dpkg was interrupted, you must manually run 'dpkg --configure -a'", 'dpkg --configure -a'],
    ['something new', 'ended with code 100'],
  ])('says why it failed: %s', (line, reason) => {
    const { dir } = fakeApt(`cat <<'X'\n${line}\nX\nexit 100`);
    const { code, said, output } = act(shell, dir);
    expect(code).toBe(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^failed uidmap: /);
    expect(said[0]).toContain(reason);
    expect(output).toContain(line);
  });

  it('does not wait for a daemon that keeps the output open', () => {
    const { dir } = fakeApt(`${GOOD}; sleep 600 & echo $! >"$dir/daemon"`);
    const from = Date.now();
    expect(act(shell, dir)).toMatchObject({ code: 0 });
    expect(Date.now() - from).toBeLessThan(15_000);
    process.kill(Number(readFileSync(join(dir, 'daemon'), 'utf8')));
  });

  it('takes back what was new, and nothing that others need', () => {
    const { dir, calls } = fakeApt(GOOD);
    act(shell, dir);
    const install: InstallPackages = {
      do: 'install-packages',
      manager: 'apt',
      names: ['uidmap'],
      reinstall: false,
      versions: {},
    };
    const undo = inverse(install, { packages: true });
    if (undo === null) throw new Error('no inverse');
    const options = { before: `PATH=${dir}:$PATH` };
    // The simulation of this apt says that `base` would go as well.
    expect(perform(shell, undo, options)).toMatchObject({ code: 1 });
    expect(readFileSync(join(dir, 'installed'), 'utf8')).toContain('uidmap');
    // Somebody has chosen it; what only came along goes with what it came for.
    writeFileSync(join(dir, 'auto'), 'libnew\nbase\n');
    expect(perform(shell, undo, options)).toMatchObject({
      code: 0,
      said: ['note these came along with them, and go, too: base', 'removed uidmap'],
    });
    writeFileSync(join(dir, 'installed'), 'libnew\nuidmap\n');
    expect(perform(shell, undo, options)).toMatchObject({ code: 0, said: ['removed uidmap'] });
    expect(perform(shell, undo, options).said[0]).toMatch(/^already /);
    expect(calls().at(-1)).toMatch(/ -y remove uidmap$/);
  });

  it('takes no option and no removal for a name', () => {
    const { dir, calls } = fakeApt(GOOD);
    for (const name of ['-o', 'base-', '', 'a b', '$(x)']) {
      expect(act(shell, dir, { names: [name] })).toMatchObject({ code: 1 });
    }
    expect(act(shell, dir, { names: [] })).toMatchObject({ code: 1 });
    expect(calls()).toEqual(['']);
  });

  it('forbids the start of named units only, and only while it works', () => {
    const { dir } = fakeApt('');
    const policy = join(dir, 'policy-rc.d');
    const text = `RW_POLICY='${policy}'
      rw_forbid_starts 'docker.service docker.socket'
      for name in docker.service docker.socket docker podman.service dbus; do
        "$RW_POLICY" "$name" start && code=0 || code=$?
        echo "$name $code"
      done
      rw_allow_starts
      [ ! -e "$RW_POLICY" ] && echo gone
      echo 'theirs' >"$RW_POLICY"
      rw_forbid_starts docker.service
      rw_allow_starts
      cat "$RW_POLICY"`;
    const { output, said } = run(shell, text);
    expect(output.split('\n')).toEqual([
      'docker.service 101',
      'docker.socket 101',
      'docker 101',
      'podman.service 0',
      'dbus 0',
      'gone',
      'theirs',
    ]);
    expect(said[0]).toContain('is there already and stays');
    rmSync(policy);
    // A shell that was killed leaves it behind: it then allows everything and goes.
    // While the work goes on without the main shell (a second Ctrl-C) it still forbids.
    const alone = run(
      shell,
      `RW_POLICY='${policy}'; rw_forbid_starts docker.service; kill -9 $$
      '${policy}' docker.service start && code=0 || code=$?; echo "alone $code"
      sed -n 's/.*process \\([0-9]*\\):.*/keeper \\1/p' '${policy}'`,
    );
    expect(alone.output).toContain('alone 101');
    const [, keeper = ''] = /^keeper (\d+)$/m.exec(alone.output) ?? [];
    expect(keeper).not.toBe('');
    const after = run(
      shell,
      // Until somebody has taken note of its end a process is still there.
      `while kill -0 ${keeper} 2>/dev/null; do sleep 0.05; done
      '${policy}' docker.service start && echo allowed; ls '${policy}' 2>/dev/null`,
    );
    expect(after.output).toBe('allowed');
  });
});
