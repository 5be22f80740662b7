import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { editToml, tomlText } from '../../src/edit/toml.ts';
import { nerdctl } from '../../src/engines/nerdctl.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { archiveEffects, archiveVersion } from '../../src/run/effects-archive.ts';
import { resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import { enginesQuestion } from '../../src/steps/engines-question.ts';
import { buildkitUnit } from '../../src/steps/service-buildkit.ts';
import { containerdUnit } from '../../src/steps/service-nerdctl.ts';
import { HOSTS } from '../cases/base.ts';

const bare = HOSTS['debian-13'];
if (bare === undefined) throw new Error('no host debian-13');
const debian: Facts = bare;

function withPrograms(facts: Facts, setUp: boolean): Facts {
  if (!facts.nerdctl.known || !facts.docker.known)
    throw new Error('facts of engines are not known');
  return {
    ...facts,
    nerdctl: known(
      { ...facts.nerdctl.value, path: '/usr/bin/nerdctl', rootlessContainerd: setUp },
      'a test',
    ),
    docker: known(
      { ...facts.docker.value, dockerd: { path: '/usr/sbin/dockerd', version: '26' } },
      'a test',
    ),
  };
}

describe('the user unit of containerd', () => {
  it('waits for containerd, looks where the parts lie first, and can be added to', () => {
    const unit = containerdUnit('/home/a b/.local/bin/containerd-rootless.sh', [
      '/home/a b/.local/bin',
      '/usr/bin',
      '/home/a b/.local/bin',
    ]);
    expect(unit).toContain('\nType=notify\nNotifyAccess=all\n');
    expect(unit).toContain('\nExecStart="/home/a b/.local/bin/containerd-rootless.sh"\n');
    expect(unit).toContain(
      '\nEnvironment="PATH=/home/a b/.local/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin"\n',
    );
    expect(unit).toContain('\nDelegate=yes\nKillMode=mixed\n');
  });

  it('cannot be broken out of by a path', () => {
    expect(() => containerdUnit('/home/a\nExecStartPre=/bin/x', [])).toThrow(RangeError);
    expect(containerdUnit('/home/%h/$X', ['/opt/%u'])).toContain('ExecStart=/home/%%h/$$X\n');
  });
});

describe('the user unit of BuildKit', () => {
  it('enters the namespaces of containerd by the tool of the vendor, and ends with it', () => {
    const unit = buildkitUnit('/h/tool.sh', '/h/$x/buildkitd', '/usr/lib/cni', {
      path: '/h:/usr/bin',
      base: null,
    });
    expect(unit).toContain(
      '\nExecStart=/h/tool.sh nsenter -- /h/$$x/buildkitd --oci-worker=true --oci-worker-rootless=true ' +
        '--containerd-worker=false --oci-worker-net=bridge --oci-cni-binary-dir=/usr/lib/cni\n',
    );
    // Its starts are not counted: it starts as often as containerd, and waits for one that is not there.
    expect(unit).toContain(
      '\nPartOf=containerd.service\nAfter=containerd.service\nStartLimitIntervalSec=0\n\n[Service]\n',
    );
  });
});

describe('the engines that are recommended', () => {
  it('are never both of Docker and nerdctl, where both programs are there', () => {
    for (const [setUp, expected] of [
      [false, ['docker']],
      [true, ['nerdctl']],
    ] as const) {
      const { value } = enginesQuestion.recommend(withPrograms(debian, setUp), {});
      expect(value).toEqual(expected);
    }
  });
});

describe('what nerdctl needs', () => {
  it('is its own package only where the distribution has one and no archive was named', () => {
    const values = valuesOf(resolveAnswers(debian, {}).answers);
    expect(nerdctl.needs(debian, values)).not.toContain('nerdctl');
    if (!debian.os.known) throw new Error('no os');
    const arch = { ...debian.os.value, id: 'arch', family: 'arch' } as const;
    const had = ['nerdctl', 'containerd', 'rootlesskit', 'cni-plugins', 'slirp4netns'].map(
      (name) => [name, { installed: null, candidate: '1' }] as const,
    );
    const packages = { manager: 'pacman', byName: Object.fromEntries(had) } as const;
    const facts = { ...debian, os: known(arch, 'a test'), packages: known(packages, 'a test') };
    expect(nerdctl.needs(facts, values).slice(0, 2)).toEqual(['nerdctl', 'containerd']);
    const named = { ...values, 'nerdctl.archive': '/srv/n.tar.gz' };
    expect(nerdctl.needs(facts, named)).not.toContain('nerdctl');
  });

  it('leaves to the full archive what no package brings, and refuses nothing for that', () => {
    if (!debian.packages.known) throw new Error('no packages');
    const values = {
      ...valuesOf(resolveAnswers(debian, {}).answers),
      engines: ['nerdctl'] as const,
    };
    const { manager, byName } = debian.packages.value;
    const without = { ...byName, rootlesskit: { installed: null, candidate: null } };
    const facts = { ...debian, packages: known({ manager, byName: without }, 'a test') };
    expect(nerdctl.needs(debian, values)).toContain('rootlesskit');
    expect(nerdctl.needs(facts, values)).not.toContain('rootlesskit');
    expect(nerdctl.needs(facts, values)).toContain('containerd');
    expect(nerdctl.refuse(facts, values)).toBeNull();
  });
});

describe('a key above all tables', () => {
  const setting = { table: [], key: 'snapshotter', value: 'native' };

  it.each([
    ['debug = true\n', 'debug = true\nsnapshotter = "native"\n'],
    ['snapshotter = "overlayfs" # fast\r\n', 'snapshotter = "native" # fast\r\n'],
  ])('%j', (before, after) => {
    expect(editToml(before, '/f', [setting])).toEqual({ ok: true, text: after });
  });

  it('never ends up inside a table', () => {
    const edit = editToml('# top\n[registry]\nmirror = "x"\n', '/f', [setting]);
    if (!edit.ok) throw new Error(edit.because.key);
    expect(parse(edit.text)).toEqual({ snapshotter: 'native', registry: { mirror: 'x' } });
    expect(edit.text).toContain('# top');
  });

  it('comes first in a new file', () => {
    const text = tomlText(['mine'], [{ table: ['a'], key: 'b', value: 1 }, setting]);
    expect(text).toBe('# mine\n\nsnapshotter = "native"\n\n[a]\nb = 1\n');
  });
});

it.each([
  ['/srv/nerdctl-2.3.5-linux-amd64.tar.gz', '2.3.5'],
  ['/srv/nerdctl-2.0.0-rc.1-linux-amd64.tar.gz', '2.0.0'],
  ['/srv/my-2.3.5/download', ''],
])('the version in the name %s is %j', (path, version) => {
  expect(archiveVersion(path)).toBe(version);
});

it('an archive that was unpacked is seen by the probe as a program that tells its version', () => {
  if (!debian.target.known) throw new Error('no target');
  const effects = archiveEffects(
    {
      do: 'install-archive',
      archive: '/srv/nerdctl-2.3.5-linux-amd64.tar.gz',
      sha256: 'a'.repeat(64),
      members: ['nerdctl', 'containerd-rootless.sh'],
      dir: '/home/alice/.local/bin',
      record: '/home/alice/.local/share/r',
    },
    debian.target.value,
  );
  expect(effects).toContainEqual(
    expect.objectContaining({
      key: 'target$ /home/alice/.local/bin/nerdctl --version',
      stdout: 'nerdctl version 2.3.5\n',
    }),
  );
  const paths = effects.flatMap((effect) => (effect.type === 'file' ? [effect.state.path] : []));
  expect(paths).toEqual([
    '/home/alice/.local/bin/nerdctl',
    '/home/alice/.local/bin/containerd-rootless.sh',
    '/home/alice/.local/share/r',
  ]);
});
