import { describe, expect, it } from 'vitest';
import { unitText, unitWord } from '../../src/edit/unit.ts';
import { dockerUnit } from '../../src/steps/service-unit.ts';

describe('a unit', () => {
  it('quotes what systemd would read as something else', () => {
    expect(unitWord('/usr/bin/x', 'command')).toBe('/usr/bin/x');
    expect(unitWord('/home/a b/$x%h"\\', 'command')).toBe('"/home/a b/$$x%%h\\"\\\\"');
    expect(unitWord('PATH=/a:$HOME', 'environment')).toBe('PATH=/a:$HOME');
  });

  it('is one line a setting', () => {
    expect(() => unitText([], [['Service', [['ExecStart', '/a\nExecStop=/b']]]])).toThrow(
      RangeError,
    );
    expect(() => unitText([], [['Service', [['ExecStart', '/a \\']]]])).toThrow(RangeError);
  });

  it('of Docker finds what lies beside the script before the system’s programs', () => {
    const text = dockerUnit('/opt/my docker/dockerd-rootless.sh', ['/opt/my docker', '/usr/bin']);
    expect(text).toContain('ExecStart="/opt/my docker/dockerd-rootless.sh"\n');
    expect(text).toContain(
      'Environment="PATH=/opt/my docker:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin"\n',
    );
    expect(text).toMatch(/\[Install\]\nWantedBy=default\.target\n$/);
  });
});
