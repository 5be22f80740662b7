import { describe, expect, it } from 'vitest';
import { touched } from '../real/lib/strace.ts';

// What `test/real/unchanged.test.ts` relies on: the judge sees what a program changed, and nothing else.
describe('touched', () => {
  it.each([
    '9 unlink("/var/log/apt/eipp.log.xz")     = 0',
    '9 openat(AT_FDCWD</>, "/var/log/apt/x", O_WRONLY|O_CREAT|O_EXCL, 0644) = 6</var/log/apt/x>',
    '9 openat(AT_FDCWD</home/alice>, ".bashrc", O_RDWR) = 3</home/alice/.bashrc>',
    '9 connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(80)}, 16) = 0',
    '9 mount("none", "/mnt", "tmpfs", 0, NULL) = 0',
    '9 fchmodat(AT_FDCWD</>, "/home/alice/.local/share", 0700) = 0',
    '9 rename("/root/.local/state/rootless-wizard/draft", "/etc/draft") = 0',
  ])('sees %s', (line) => {
    expect(touched([line])).toEqual([line]);
  });

  it.each([
    '9 openat(AT_FDCWD</>, "/etc/O_RDWR", O_RDONLY|O_CLOEXEC) = 3</etc/O_RDWR>',
    '9 openat(AT_FDCWD</>, "/etc/passwd", O_RDWR) = -1 EACCES (Permission denied)',
    '9 openat(AT_FDCWD</>, "/dev/null", O_RDWR) = 7</dev/null>',
    '9 openat(AT_FDCWD</>, "/tmp", O_RDWR|O_TMPFILE, 0600) = 5</tmp/#58>(deleted)',
    '9 connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/systemd/private"}, 23) = 0',
    '9 mkdir("/home/alice/.local/state/rootless-wizard/probe/x", 0700) = 0',
    '9 execve("/usr/bin/unlink", ["unlink", "/etc/passwd"], 0x1 /* 5 vars */) = 0',
  ])('leaves %s', (line) => {
    expect(touched([line])).toEqual([]);
  });

  it('knows in which directory a process is', () => {
    const into = (dir: string) => [`7 chdir("${dir}") = 0`, '7 mkdir("new", 0777) = 0'];
    expect(touched(into('/root/.local/state/rootless-wizard'))).toEqual([]);
    expect(touched(into('/root'))).toEqual(['7 mkdir("new", 0777) = 0']);
    expect(touched(['7 fchdir(3</etc>) = 0', '8 mkdir("a", 0777) = 0'])).toHaveLength(1);
  });

  it('puts together what another process cut in two', () => {
    const cut = (end: string) => [
      '7 mkdir("/etc/new", 0777 <unfinished ...>',
      '8 execve("/bin/true", ["true"], 0x1 /* 0 vars */) = 0',
      `7 <... mkdir resumed>)              = ${end}`,
    ];
    expect(touched(cut('-1 EEXIST (File exists)'))).toEqual([]);
    expect(touched(cut('0'))).toHaveLength(1);
  });

  it('lets a process mount in a namespace of its own, and its children', () => {
    const mount = '9 mount("overlay", "/home/alice/m", "overlay", 0, "lowerdir=l") = 0';
    const child = '8 clone(child_stack=NULL, flags=SIGCHLD) = 9';
    expect(touched(['8 unshare(CLONE_NEWNS|CLONE_NEWUSER) = 0', mount, child])).toEqual([]);
    expect(touched(['8 unshare(CLONE_NEWUSER) = 0', mount, child])).toEqual([mount]);
    expect(touched(['8 unshare(CLONE_NEWNS) = -1 EPERM (No)', mount, child])).toEqual([mount]);
  });
});
