/** The edits of LXC's files, with what people write into them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lxcConfig, ownMaps } from '../../src/edit/lxc-config.ts';
import { allowance, allowNics, parseUsernet } from '../../src/edit/lxc-usernet.ts';
import { idsThatMayPass, routesOf } from '../../src/probe/lxc-place.ts';
import { overlap } from '../../src/steps/service-lxc-bridge.ts';

const MAP = [{ container: 0, host: 100000, count: 65536 }];
const WISH = { uids: MAP, gids: MAP, bridge: 'lxcbr0', apparmor: false };

describe('lxc-usernet', () => {
  it.each([
    ['', 'alice veth lxcbr0 10\n'],
    ['# USER TYPE BRIDGE COUNT', '# USER TYPE BRIDGE COUNT\nalice veth lxcbr0 10\n'],
    ['bob veth lxcbr0 2\r\n', 'bob veth lxcbr0 2\r\nalice veth lxcbr0 10\r\n'],
    // A group's allowance is not the user's, nor is that of another bridge, kind or name.
    ['@alice veth lxcbr0 5\n', '@alice veth lxcbr0 5\nalice veth lxcbr0 10\n'],
    ['alice veth br0 5\n', 'alice veth br0 5\nalice veth lxcbr0 10\n'],
    ['alice veth lxcbr0 0\n', 'alice veth lxcbr0 0\nalice veth lxcbr0 10\n'],
    ['#alice veth lxcbr0 5\n', '#alice veth lxcbr0 5\nalice veth lxcbr0 10\n'],
    ['alicea veth lxcbr0 5\n', 'alicea veth lxcbr0 5\nalice veth lxcbr0 10\n'],
  ])('%j gets a line', (before, after) => {
    expect(allowNics(before, 'alice', 'lxcbr0', 10)).toBe(after);
  });

  it.each([
    'alice veth lxcbr0 1\n',
    '  alice\tveth   lxcbr0 2 # mine\r\n',
    'alice veth lxcbr0 0\nalice veth lxcbr0 3',
  ])('%j stays: what is allowed is an administrator’s word', (text) => {
    expect(allowNics(text, 'alice', 'lxcbr0', 10)).toBe(text);
  });

  it('keeps every byte that was there, once is enough, and others get nothing', () => {
    const word = fc.constantFrom(
      'alice',
      'bob',
      '@alice',
      '#alice',
      'veth',
      'lxcbr0',
      'br0',
      '0',
      '7',
      '',
    );
    const row = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    const file = fc
      .tuple(fc.array(row, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([rows, eol, ended]) => rows.join(eol) + (ended ? eol : ''));
    fc.assert(
      fc.property(file, (text) => {
        const once = allowNics(text, 'alice', 'lxcbr0', 10);
        expect(once.startsWith(text)).toBe(true);
        expect(allowNics(once, 'alice', 'lxcbr0', 10)).toBe(once);
        expect(allowance(once, 'alice', 'lxcbr0')).toBeGreaterThan(0);
        const others = (all: string) => parseUsernet(all).filter(({ who }) => who !== 'alice');
        expect(others(once)).toEqual(others(text));
      }),
    );
  });
});

describe('default.conf', () => {
  const made = (text: string | null, wish = WISH): string => {
    const edit = lxcConfig(text, wish);
    return edit.ok ? edit.text : JSON.stringify(edit.because);
  };

  it('is made with ids and network, and then stays', () => {
    const text = made(null);
    expect(text).toContain('lxc.idmap = u 0 100000 65536\nlxc.idmap = g 0 100000 65536\n');
    expect(text).toContain('lxc.net.0.link = lxcbr0');
    expect(text).not.toContain('apparmor');
    expect(made(text)).toBe(text);
    expect(ownMaps(text)).toEqual({ u: [], g: [] });
  });

  it('follows ids that have moved, in its own block alone', () => {
    const first = made('# mine\r\nlxc.start.auto = 0\r\n');
    const moved = [{ container: 0, host: 300000, count: 65536 }];
    const again = made(first, { ...WISH, uids: moved });
    expect(again.startsWith('# mine\r\nlxc.start.auto = 0\r\n')).toBe(true);
    expect(again).toContain('u 0 300000 65536');
    expect(again).not.toContain('u 0 100000');
  });

  it('leaves a map and a network of the person', () => {
    const own = 'lxc.idmap = u 0 100000 1000\nlxc.idmap=g 0 100000 1000\nlxc.net.0.type = none\n';
    expect(made(own)).toBe(own);
    expect(ownMaps(own)).toEqual({
      u: [{ container: 0, host: 100000, count: 1000 }],
      g: [{ container: 0, host: 100000, count: 1000 }],
    });
    expect(ownMaps('# lxc.idmap = u 0 5 5\n').u).toEqual([]);
  });

  it("takes the place of the profile in Debian's own file, which only root can load", () => {
    const text = made('lxc.include = /etc/lxc/default.conf\n', { ...WISH, apparmor: true });
    expect(text.indexOf('lxc.apparmor.profile = unconfined')).toBeGreaterThan(
      text.indexOf('include'),
    );
    expect(text).toContain('lxc.apparmor.allow_nesting = 0');
    const own = 'lxc.apparmor.profile = lxc-container-default-cgns\n';
    expect(made(own, { ...WISH, apparmor: true })).not.toContain('unconfined');
  });

  it('refuses half a block', () => {
    expect(lxcConfig('# BEGIN rootless-wizard: lxc\n', WISH).ok).toBe(false);
  });
});

describe('an access control list', () => {
  it.each([
    ['user::rwx\nuser:100000:--x\ngroup::---\nmask::--x\nother::---\n', [100000]],
    ['user::rwx\nuser:100000:--x\nuser:5:r--\ngroup::---\nmask::r-x\n', [100000]],
    // The mask takes it away again (chmod g-x).
    ['user::rwx\nuser:100000:--x\ngroup::---\nmask::---\n', []],
    ['', []],
  ])('%j', (text, ids) => {
    expect(idsThatMayPass(text)).toEqual(ids);
  });
});

describe('the addresses of the bridge', () => {
  const ROUTES = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t0103000A\t0003\t0\t0\t100\t00000000\t0\t0\t0
eth0\t0003000A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
tun0\t0000000A\t0100080A\t0003\t0\t0\t50\t000000FF\t0\t0\t0
tun0\t0004000A\t0100080A\t0003\t0\t0\t50\t00FFFFFF\t0\t0\t0
wg0\t0000000A\t00000000\t0001\t0\t0\t50\t0000F0FF\t0\t0\t0
`;

  it('are compared with the routes of the host', () => {
    expect(routesOf(ROUTES)).toEqual([
      { device: 'eth0', network: '10.0.3.0/24' },
      { device: 'tun0', network: '10.0.4.0/24' },
      { device: 'wg0', network: '10.0.0.0/12' },
    ]);
    expect(routesOf('')).toEqual([]);
    expect(routesOf('eth0 zz 00 0001\n\u0000')).toEqual([]);
  });

  it.each([
    ['10.0.3.0/24', '10.0.3.0/24', true],
    ['10.0.3.77/32', '10.0.3.0/24', true],
    ['10.0.0.0/12', '10.0.3.0/24', true],
    ['10.0.2.0/24', '10.0.3.0/24', false],
    ['10.0.3.0/25', '10.0.3.128/25', false],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['10.0.3.0/33', '10.0.3.0/24', false],
    ['10.0.3.256/24', '10.0.3.0/24', false],
    ['10.0.3.0', '10.0.3.0/24', false],
  ])('%s and %s: %s', (one, other, shared) => {
    expect(overlap(one, other)).toBe(shared);
    expect(overlap(other, one)).toBe(shared);
  });
});
