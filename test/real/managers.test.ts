/**
 * The package managers themselves, as Debian packages them, with repositories of empty packages on the
 * host's own disk: dnf and zypper over one tree of rpm, apt and pacman over their own. What is asked for a plan, what
 * installs, what a failure is called, and what takes it back.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackageManager } from '../../src/distro/manager.ts';
import { managerNamed } from '../../src/distro/managers.ts';
import { actionHelpersText } from '../../src/run/preamble.ts';
import { render } from '../../src/run/render.ts';
import type { TestHost } from '../hosts/hosts.ts';
import { bootWizardHost, describeReal } from './lib/real.ts';

const TOKEN = 'rw-says';

/** As they run, but for the minute that apt waits for another apt. */
const HELPERS = actionHelpersText().replace('DPkg::Lock::Timeout=60', 'DPkg::Lock::Timeout=1');

/** Packages of 5.8.1-1: podman, crun and spare; rival, which conflicts with podman. */
const RPMS = `
  mkdir -p /srv/rpms /srv/specs /etc/yum.repos.d /etc/zypp/repos.d
  make() {
    printf '%s\\n' "Name: $1" 'Version: 5.8.1' 'Release: 1' 'Summary: empty' 'License: MIT' 'BuildArch: noarch' "$2" \\
      %description empty %files >/srv/specs/$1.spec
    rpmbuild -bb --quiet --define '_rpmdir /srv/rpms' /srv/specs/$1.spec
  }
  make podman ''; make crun ''; make spare ''; make rival 'Conflicts: podman'
  createrepo_c -q /srv/rpms
  printf '%s\\n' '[empty]' name=empty baseurl=file:///srv/rpms enabled=1 gpgcheck=0 |
    tee /etc/yum.repos.d/empty.repo >/etc/zypp/repos.d/empty.repo`;

const PACMAN = `
  mkdir -p /srv/pacman
  make() {
    dir=$(mktemp -d)
    printf '%s\\n' "pkgname = $1" "pkgbase = $1" 'pkgver = 5.8.1-1' 'pkgdesc = empty' 'size = 0' 'arch = any' "$2" >"$dir/.PKGINFO"
    bsdtar -C "$dir" -czf "/srv/pacman/$1-5.8.1-1-any.pkg.tar.gz" .PKGINFO
  }
  make base ''; make podman ''; make crun ''; make spare ''; make rival 'conflict = podman'
  repo-add -q /srv/pacman/empty.db.tar.gz /srv/pacman/*.pkg.tar.gz
  printf '%s\\n' '[options]' 'SigLevel = Never' '[empty]' 'Server = file:///srv/pacman' >/etc/pacman.conf
  # pacman calls it an error when nothing at all is installed.
  pacman -Sy --noconfirm base && rm -r /var/lib/pacman/sync`;

const DEBS = `
  mkdir -p /srv/debs && cd /srv/debs
  make() {
    dir=$(mktemp -d) && mkdir "$dir/DEBIAN"
    printf '%s\\n' "Package: $1" 'Version: 5.8.1-1' 'Architecture: all' 'Maintainer: nobody <nobody@localhost>' \\
      \${2:+"$2"} 'Description: empty' >"$dir/DEBIAN/control"
    dpkg-deb --build "$dir" "$1.deb" >/dev/null
    cat "$dir/DEBIAN/control" - <<X >>Packages
Filename: ./$1.deb
Size: $(stat -c %s "$1.deb")
SHA256: $(sha256sum "$1.deb" | cut -d ' ' -f 1)

X
  }
  make podman ''; make crun ''; make spare ''; make rival 'Conflicts: podman'
  rm -rf /etc/apt/sources.list.d
  # It would wait seven seconds for a server that refuses.
  echo 'Acquire::Retries "0";' >/etc/apt/apt.conf.d/99retries
  echo 'deb [trusted=yes] file:///srv/debs ./' >/etc/apt/sources.list`;

/** Port 9 of this host: nobody listens there, so that it refuses at once. */
const NOWHERE = 'http://127.0.0.1:9';

interface Said {
  readonly code: number;
  /** What the helper said of its work, a line each. */
  readonly said: readonly string[];
}

interface Family {
  readonly name: PackageManager['name'];
  /** Shell text that makes the lists old enough to be there, as on a host in use. */
  readonly refresh: string;
  /** How its lock is held, and let go; null for dnf, which waits without an end. */
  readonly locked: { readonly hold: string; readonly free: string } | null;
  /** Its file of sources, and the directory that it names. */
  readonly sources: { readonly file: string; readonly dir: string };
  /** What it keeps of lists: without them it has to fetch. */
  readonly lists: string;
  /** What a conflict is called. */
  readonly rival: string;
}

const APART = 'does not go together with what is installed';

const FAMILIES: readonly Family[] = [
  {
    name: 'apt',
    refresh: 'apt-get -qq update',
    locked: {
      hold: `perl -MFcntl -e '
        open my $lock, ">>", "/var/lib/dpkg/lock-frontend" or die;
        my $flock = pack "s s x4 q q i", F_WRLCK, 0, 0, 0, 0;
        fcntl $lock, F_SETLK, $flock or die;
        open my $held, ">", "/run/apt-holder"; print $held $$; close $held;
        sleep 600' >/dev/null 2>&1 &
        for try in $(seq 50); do [ ! -s /run/apt-holder ] || break; sleep 0.1; done; [ -s /run/apt-holder ]`,
      free: 'kill "$(cat /run/apt-holder)"',
    },
    sources: { file: '/etc/apt/sources.list', dir: '/srv/debs' },
    lists: '/var/lib/apt/lists/*',
    rival: 'other packages would have to be removed for it',
  },
  {
    name: 'dnf',
    refresh: 'dnf -q makecache',
    locked: null,
    sources: { file: '/etc/yum.repos.d/empty.repo', dir: '/srv/rpms' },
    lists: '/var/cache/dnf/*',
    rival: APART,
  },
  {
    name: 'zypper',
    refresh: 'zypper --non-interactive --quiet refresh',
    // The process must live, or zypper takes the lock for a left-over.
    locked: {
      hold: 'sleep infinity >/dev/null 2>&1 & echo $! | tee /run/holder >/run/zypp.pid',
      free: 'kill "$(cat /run/holder)"; rm -f /run/zypp.pid',
    },
    sources: { file: '/etc/zypp/repos.d/empty.repo', dir: '/srv/rpms' },
    lists: '/var/cache/zypp/*',
    rival: APART,
  },
  {
    name: 'pacman',
    refresh: 'pacman -Sy --noconfirm',
    locked: { hold: 'touch /var/lib/pacman/db.lck', free: 'rm /var/lib/pacman/db.lck' },
    sources: { file: '/etc/pacman.conf', dir: '/srv/pacman' },
    lists: '/var/lib/pacman/sync',
    rival: APART,
  },
];

describeReal('package managers, on trixie', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie', noSystemd: true });
    await host.must(`
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \\
        dnf zypper createrepo-c rpm pacman-package-manager makepkg libarchive-tools zstd
      ${RPMS}
      ${PACMAN}
      ${DEBS}`);
  });
  afterAll(() => host?.down());

  async function perform(
    manager: Family['name'],
    names: readonly string[],
    undo = false,
  ): Promise<Said> {
    const text = undo
      ? `rw_remove_packages ${manager} ${names.join(' ')}`
      : render({ do: 'install-packages', manager, names, reinstall: false, versions: {} }).join(
          '\n',
        );
    const done = await host.exec(
      `RW_TOKEN=${TOKEN}\n${HELPERS}\n( set -e\n${text}\n) </dev/null 2>&1\n`,
    );
    const said = done.stdout.split('\n').flatMap((line) => {
      const [, rest] = /^rw-says say (.*)$/.exec(line) ?? [];
      return rest === undefined ? [] : [rest];
    });
    return { code: done.code, said };
  }

  /** What a plan would know: asked as an ordinary user, who may write nothing. */
  async function ask(name: Family['name'], names: readonly string[]) {
    const manager = managerNamed(name);
    if (manager === null) throw new Error(name);
    const answers = [];
    for (const argv of manager.queries(names)) {
      answers.push(await host.exec([...argv], { user: 'alice' }));
    }
    return manager.parse(names, answers);
  }

  describe.each(FAMILIES)('$name', ({ name, refresh, locked, sources, lists, rival: apart }) => {
    it('is asked without root', async () => {
      await host.must(refresh);
      expect(await ask(name, ['podman', 'crun', 'nowhere'])).toEqual({
        podman: { installed: null, candidate: '5.8.1-1' },
        crun: { installed: null, candidate: '5.8.1-1' },
        nowhere: { installed: null, candidate: null },
      });
    });

    it('installs what is named, and the second time nothing', async () => {
      const first = await perform(name, ['podman', 'crun']);
      expect(first).toEqual({
        code: 0,
        said: [expect.stringMatching(/^installed (podman crun|crun podman)$/)],
      });
      expect(await perform(name, ['podman', 'crun'])).toEqual({
        code: 0,
        said: ['already podman crun'],
      });
      const now = await ask(name, ['podman']);
      expect(now?.['podman']?.installed).toBe('5.8.1-1');
    });

    it('says that no source has it', async () => {
      const none = await perform(name, ['nowhere']);
      expect(none.code).not.toBe(0);
      expect(none.said.join('\n')).toContain(
        'the package sources of this host have no such package',
      );
    });

    it('says that it does not go together, and removes nothing for it', async () => {
      const rival = await perform(name, ['rival']);
      expect(rival.code).not.toBe(0);
      expect(rival.said.join('\n')).toContain(apart);
      expect((await ask(name, ['podman']))?.['podman']?.installed).toBe('5.8.1-1');
    });

    it('says that nothing could be fetched', async () => {
      const { file, dir } = sources;
      await host.must(
        // zypper writes the address anew, as file:/srv.
        `sed -i 's#file:/*${dir}#${NOWHERE}#' ${file}; rm -rf ${lists}`,
      );
      try {
        const none = await perform(name, ['spare']);
        expect(none.code).not.toBe(0);
        expect(none.said.at(-1)).toMatch(/^failed .*could not be fetched: .*127\.0\.0\.1/);
      } finally {
        await host.must(`sed -i 's#${NOWHERE}#file://${dir}#' ${file}; ${refresh}`);
      }
    });

    if (name === 'dnf') {
      it('waits for another one, and says for which', async () => {
        await host.must('sleep 3 >/dev/null 2>&1 & echo $! >/var/cache/dnf/metadata_lock.pid');
        const waited = await perform(name, ['spare']);
        expect(waited).toEqual({
          code: 0,
          said: [
            expect.stringMatching(/^about another package manager is at work: .*process with pid/),
            'installed spare',
          ],
        });
        // zypper has the same rpms after it.
        await host.must('rpm -e spare');
      });
    }

    if (locked !== null) {
      it('says that another one is at work', async () => {
        await host.must(locked.hold);
        try {
          const held = await perform(name, ['rival']);
          expect(held.code).not.toBe(0);
          expect(held.said.join('\n')).toContain('another package manager is at work');
        } finally {
          await host.must(locked.free);
        }
      });
    }

    it('takes away what was new and nothing else', async () => {
      const gone = await perform(name, ['crun', 'podman'], true);
      expect(gone).toEqual({ code: 0, said: ['removed crun podman'] });
      expect(await perform(name, ['crun', 'podman'], true)).toEqual({
        code: 0,
        said: ['already not installed: crun podman'],
      });
    });
  });
});
