import { describe, expect, it } from 'vitest';
import {
  bootWinner,
  overridingFile,
  parseSysctls,
  sysctlKey,
  sysctlText,
} from '../../src/edit/sysctl.ts';

const KEY = 'net.ipv4.ip_unprivileged_port_start';
const OURS = '/etc/sysctl.d/60-rootless-wizard-ports.conf';

describe('sysctl.d files', () => {
  it('are read with comments, slashes and the sign that ignores errors', () => {
    const text = '# a\n; b\n\n net.ipv4.ping_group_range =\t0\t  100 \n-user/max=1\nbroken\n=x\n';
    expect(parseSysctls(text)).toEqual([
      { key: 'net.ipv4.ping_group_range', value: '0 100', line: 4 },
      { key: 'user.max', value: '1', line: 5 },
    ]);
    expect(sysctlKey('net/ipv4/conf/eth0.1/forwarding')).toBe('net.ipv4.conf.eth0/1.forwarding');
    expect(sysctlKey('net.ipv4.conf.eth0/1.forwarding')).toBe('net.ipv4.conf.eth0/1.forwarding');
  });

  it('of ours keep what they held and take the new value', () => {
    const before = '# old\na = 1\nb = 2\n';
    expect(sysctlText(['For c.'], { b: '3', c: '4' }, before)).toBe(
      '# For c.\na = 1\nb = 3\nc = 4\n',
    );
    expect(sysctlText([], { a: '1' }, null)).toBe('a = 1\n');
  });

  it('that come later by name win, from whatever directory', () => {
    const file = (path: string, value: string) => ({ path, key: KEY, value });
    const at = (...files: { path: string; key: string; value: string }[]) =>
      overridingFile(files, OURS, KEY, '80');
    expect(at(file('/usr/lib/sysctl.d/50-x.conf', '1024'))).toBeNull();
    expect(at(file('/usr/lib/sysctl.d/90-x.conf', '1024'))).toBe('/usr/lib/sysctl.d/90-x.conf');
    expect(at(file('/usr/lib/sysctl.d/90-x.conf', ' 80 '))).toBeNull();
    expect(at(file('/etc/sysctl.conf', '1024'))).toBe('/etc/sysctl.conf');
    expect(at(file(OURS, '1024'))).toBeNull();
    // The last of the later ones decides, not the first.
    expect(
      at(file('/run/sysctl.d/70-x.conf', '1'), file('/etc/sysctl.d/80-x.conf', '80')),
    ).toBeNull();
    expect(bootWinner([file('/a', '1'), file('/b', '2')], KEY)?.path).toBe('/b');
    expect(bootWinner([], KEY)).toBeNull();
  });
});
