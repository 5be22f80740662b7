import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familyData } from '../../src/distro/packages.ts';
import { probe } from '../../src/probe/os.ts';
import { nobodyYet } from './context.ts';
import { FakeHost, type FakeSpec } from './fake-host.ts';

const RO_ROOT =
  '29 1 0:26 / / ro,relatime shared:1 - btrfs /dev/vda3 rw\n' +
  '30 29 0:27 / /etc rw,relatime shared:2 - overlay overlay rw\n';

/** What a host shows beside its os-release, and what is made of it. */
const MARKS: Readonly<
  Record<string, { readonly files: NonNullable<FakeSpec['files']>; readonly is: string | null }>
> = {
  '-': { files: {}, is: null },
  nixos: { files: { '/etc/NIXOS': '' }, is: 'nixos' },
  guix: { files: {}, is: 'guix' },
  ostree: { files: { '/run/ostree-booted': '' }, is: 'ostree' },
  transactional: {
    files: {
      '/usr/sbin/transactional-update': { bytes: '', mode: 0o755 },
      '/proc/self/mountinfo': RO_ROOT,
    },
    is: 'transactional',
  },
  'read-only-root': { files: { '/proc/self/mountinfo': RO_ROOT }, is: 'read-only-root' },
};

const MANAGERS: Readonly<Record<string, string | null>> = {
  debian: 'apt',
  fedora: 'dnf',
  suse: 'zypper',
  arch: 'pacman',
  alpine: 'apk',
  void: 'xbps',
  gentoo: 'emerge',
  nixos: null,
};

const [, ...blocks] = readFileSync(new URL('./raw/os-release.txt', import.meta.url), 'utf8').split(
  /^== /m,
);
const SYSTEMS = blocks.map((block) => {
  const end = block.indexOf('\n');
  const [name = '', family = '', mark = ''] = block.slice(0, end).split(' | ');
  return { name, family, mark, text: block.slice(end + 1) };
});

async function osOf(text: string, mark: string) {
  const marked = MARKS[mark];
  if (marked === undefined) throw new Error(`no mark ${mark}`);
  const host = new FakeHost({ files: { '/etc/os-release': text, ...marked.files } });
  const fact = await probe.read(host, nobodyYet);
  if (!fact.known) throw new Error('not read');
  return fact.value;
}

describe('os-release files of distributions', () => {
  it('are those of forty and more', () => {
    expect(new Set(SYSTEMS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(40);
    expect(SYSTEMS.every(({ text }) => /^ID=/m.test(text))).toBe(true);
  });

  it.each(SYSTEMS)('$name is of the family $family', async ({ family, mark, text }) => {
    const os = await osOf(text, mark);
    expect(os.family).toBe(family);
    expect(os.immutable).toBe(MARKS[mark]?.is);
    expect(os.prettyName).toBe(/^PRETTY_NAME="(.*)"$/m.exec(text)?.[1]);
    expect(familyData(os)?.manager).toBe(MANAGERS[family]);
  });

  it('name what they are made from, where that is another release', async () => {
    const bases = await Promise.all(
      SYSTEMS.map(async ({ name, text, mark }) => [name, (await osOf(text, mark)).baseCodename]),
    );
    expect(Object.fromEntries(bases.filter(([, base]) => base !== undefined))).toEqual({
      'linuxmint-22': 'noble',
      'lmde-6': 'bookworm',
      'elementary-7': 'jammy',
    });
  });

  it.each(SYSTEMS)('$name is the same from a file with CRLF and no end', async (system) => {
    const rewritten = system.text.trimEnd().replaceAll('\n', '\r\n');
    expect(await osOf(rewritten, system.mark)).toEqual(await osOf(system.text, system.mark));
  });
});
