import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { appendTables, readTomlArray } from '../../src/edit/toml-array.ts';
import { nerdctlBase, usesFuse } from '../../src/engines/nerdctl-snapshotter.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts, Nerdctl } from '../../src/model/facts.ts';
import type { FileState } from '../../src/model/read-host.ts';
import { decodeUtf8 } from '../../src/model/text.ts';
import { resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import { fuseUnit } from '../../src/steps/service-fuse-overlayfs.ts';
import { containerdConfig } from '../../src/steps/storage-containerd.ts';
import { fileOf, HOSTS } from '../cases/base.ts';

const PATH = '/home/alice/.config/containerd/config.toml';
const SOCKET = '/run/user/1000/containerd-fuse-overlayfs.sock';
const UNPACK = ['plugins', 'io.containerd.transfer.v1.local', 'unpack_config'];
const FUSE = { platform: 'linux', snapshotter: 'fuse-overlayfs' };

/** A Debian where overlay fails (or not) and everything for fuse-overlayfs is there, with this config.toml. */
function hostWith(config: FileState | string, native = false): Facts {
  const bare = HOSTS['debian-13'];
  if (bare === undefined || !bare.files.known || !bare.nerdctl.known || !bare.overlay.known) {
    throw new Error('no host debian-13');
  }
  const state = typeof config === 'string' ? fileOf(PATH, config) : config;
  const nerdctl: Nerdctl = { ...bare.nerdctl.value, fuseSnapshotter: '/opt/grpc' };
  return {
    ...bare,
    nerdctl: known(nerdctl, 'a test'),
    overlay: known({ ...bare.overlay.value, native, fuseOverlayfs: '/usr/bin/f' }, 'a test'),
    files: known({ ...bare.files.value, 'nerdctl.containerd': state }, 'a test'),
  };
}

function valuesWith(facts: Facts, root = 'default') {
  const values = valuesOf(resolveAnswers(facts, {}).answers);
  return {
    ...values,
    engines: ['nerdctl'] as const,
    'storage.nerdctl.snapshotter': 'fuse-overlayfs' as const,
    'storage.nerdctl.root': root,
  };
}

function plan(config: FileState | string, root = 'default', native = false) {
  const facts = hostWith(config, native);
  const part = containerdConfig(facts, valuesWith(facts, root), null);
  const action = part.changes.find(({ id }) => id === 'storage.containerd-conf')?.action;
  const text = action?.do === 'write-file' ? decodeUtf8(action.bytes) : null;
  return { part, text, action };
}

/** As people have it: a registry, odd spacing, tables in any order, a key that nobody knows. */
const WILD = `# containerd of alice

  version   =   2      # do not touch
oom_score = -999
disabled_plugins = [
  "io.containerd.grpc.v1.cri", # no kubernetes
]

[plugins]
  [plugins."io.containerd.grpc.v1.cri".registry]
      config_path = "/etc/containerd/certs.d"

[ debug ]
	level = 'warn'
	from_the_future = { a = 1 }

[proxy_plugins]
  [proxy_plugins."stargz"]
    type = "snapshot"
    address = "/run/user/1000/stargz.sock"
`;

describe("the user's config.toml of containerd", () => {
  it.each([
    ['as it is', WILD],
    ['with the line ends of Windows', WILD.replaceAll('\n', '\r\n')],
    ['in version 3', WILD.replace('=   2  ', '=   3  ')],
    ['without a line end at its end', WILD.trimEnd()],
    [
      'with the tables in another order',
      WILD.replace(/(\[ debug \][\s\S]*)(\[proxy[\s\S]*)$/, '$2\n$1'),
    ],
  ])('keeps every line, %s', (_name, before) => {
    const { text } = plan(before, '/data/alice/n');
    const lines = (text ?? '').split('\n');
    for (const line of before.split('\n')) expect(lines).toContain(line);
    expect(text?.includes('\r')).toBe(before.includes('\r'));
    if (before.includes('\r')) expect(text?.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const was = parse(before) as { proxy_plugins: object; plugins: object };
    expect(parse(text ?? '')).toEqual({
      ...was,
      root: '/data/alice/n/containerd',
      proxy_plugins: {
        ...was.proxy_plugins,
        'fuse-overlayfs': { type: 'snapshot', address: SOCKET },
      },
      plugins: {
        ...was.plugins,
        'io.containerd.transfer.v1.local': { unpack_config: [FUSE] },
      },
    });
    // Planning twice is planning once.
    expect(plan(text ?? '', '/data/alice/n').part.changes).toEqual([]);
  });

  it('changes a value where it stands, and nothing around it', () => {
    const before = WILD.replace('oom_score', "  root   = '/old'   # too small\noom_score");
    const { text } = plan(before, '/data/alice/n');
    const part = '  root   = "/data/alice/n/containerd"   # too small\noom_score';
    expect(text).toContain(part);
    expect(text?.startsWith(before.slice(0, before.indexOf('  root')))).toBe(true);
  });

  it('gives no names of version 2 to a file of version 1', () => {
    for (const before of ['version = 1\n', 'oom_score = 1\n']) {
      const { text } = plan(before);
      expect(text).toContain(SOCKET);
      expect(text).not.toContain('transfer');
    }
  });

  it('names overlayfs only where it works, and only where nothing was named', () => {
    const overlay = { platform: 'linux', snapshotter: 'overlayfs' };
    const named = `version = 2\n[[plugins."io.containerd.transfer.v1.local".unpack_config]]\nplatform = "linux"\nsnapshotter = "overlayfs"\n`;
    expect(readTomlArray(plan('version = 2\n', 'default', true).text ?? '', UNPACK)).toEqual([
      FUSE,
      overlay,
    ]);
    expect(readTomlArray(plan('version = 2\n').text ?? '', UNPACK)).toEqual([FUSE]);
    expect(readTomlArray(plan(named, 'default', true).text ?? '', UNPACK)).toEqual([overlay, FUSE]);
  });

  it.each([
    ['version = 2\n[proxy_plugins\n', 2],
    ['version = 2\n\n\nroot = "/a"\nroot = "/b"\n', 5],
  ])('says where it is broken, and leaves it alone: %j', (before, line) => {
    const { part, action } = plan(before, '/data/alice/n');
    expect(action).toBeUndefined();
    expect(part.changes).toEqual([]);
    expect(part.blocked).toMatchObject({ key: 'storage.syntax', args: { path: PATH, line } });
    expect(part.blocked?.args?.['column']).toBeGreaterThan(0);
  });

  it('leaves alone what it could only write in another way', () => {
    const inline =
      'version = 2\nplugins = { "io.containerd.transfer.v1.local" = { unpack_config = [] } }\n';
    const { part } = plan(inline);
    expect(part.changes).toEqual([]);
    expect(part.blocked?.key).toBe('storage.cannot-edit');
    expect(part.notes.map(({ key }) => key)).toEqual(['storage.by-hand']);
  });

  it("does not touch a person's own socket for fuse-overlayfs", () => {
    const own =
      'version = 2\n[proxy_plugins.fuse-overlayfs]\ntype = "snapshot"\naddress = "/run/mine"\n';
    const facts = hostWith(own);
    expect(usesFuse(facts, valuesWith(facts))).toBe(false);
    expect(plan(own).part.changes).toEqual([]);
  });

  it('knows later where an earlier run put the data', () => {
    const base = (config: string) => {
      const facts = hostWith(config);
      return nerdctlBase(facts, valuesWith(facts));
    };
    expect(base('root = "/data/alice/n/containerd"\n')).toBe('/data/alice/n');
    expect(base('root = "/data/mine"\n')).toBeNull();
    expect(base('root = 3\n')).toBeNull();
    expect(base('not toml')).toBeNull();
  });
});

describe('adding to an array of tables', () => {
  const add = (text: string) => appendTables(text, 'f', ['a', 'b.c', 'd'], [{ x: 1 }, { x: 2 }]);

  it('goes to the end, byte for byte', () => {
    expect(add('k = 1 # mine')).toEqual({
      ok: true,
      text: 'k = 1 # mine\n\n[[a."b.c".d]]\nx = 1\n\n[[a."b.c".d]]\nx = 2\n',
    });
    expect(add('[[a."b.c".d]]\r\nx = 0\r\n')).toMatchObject({
      text: '[[a."b.c".d]]\r\nx = 0\r\n\r\n[[a."b.c".d]]\r\nx = 1\r\n\r\n[[a."b.c".d]]\r\nx = 2\r\n',
    });
  });

  it.each(['a = 1\n', '[a."b.c"]\nd = [1]\n', '[a]\n"b.c" = { d = [] }\n', '[a."b.c".d]\nx = 0\n'])(
    'is refused where something else has the name: %j',
    (text) => {
      expect(add(text)).toMatchObject({ ok: false, because: { key: 'storage.cannot-edit' } });
    },
  );
});

describe('the user unit of the snapshotter', () => {
  it('enters the namespaces of containerd, starts after it, and ends with it', () => {
    const unit = fuseUnit('/h/tool.sh', '/h/$x/grpc', '/run/u.sock', '/data/a b/f', '/h:/usr/bin');
    expect(unit).toContain(
      '\nExecStart=/h/tool.sh nsenter -- /h/$$x/grpc /run/u.sock "/data/a b/f"\n',
    );
    expect(unit).toContain('\nPartOf=containerd.service\nAfter=containerd.service\n');
    expect(unit).toContain('\nType=notify\nNotifyAccess=all\n');
    expect(() => fuseUnit('/h/t', '/g', '/s', '/a\nExecStartPre=/x', '/')).toThrow(RangeError);
  });
});
