import { describe, expect, it } from 'vitest';
import { quadletOf, versionOf } from '../../src/migrate/quadlet.ts';
import { wordsOf } from '../../src/migrate/words.ts';
import { CONFIG, HOST, ID, recipe } from './migrated-container.ts';

describe('a Quadlet unit', () => {
  const podman = recipe(CONFIG, HOST, 'podman');

  it.each<[string, string | null]>([
    ['no Podman', null],
    ['Podman 3.0', '3.0.1'],
    ['Podman 4.3', '4.3.1'],
  ])('is not written with %s', (_name, version) => {
    expect(quadletOf(podman, 'web', `sha256:${ID}`, versionOf(version))).toBeNull();
  });

  it('is not written without a restart policy, or for an image with the name of a unit', () => {
    expect(quadletOf({ create: ['site:1'], connect: [] }, 'web', ID, [5, 4])).toBeNull();
    expect(
      quadletOf({ create: ['--restart', 'always', 'x.image'], connect: [] }, 'web', ID, [5, 4]),
    ).toBeNull();
  });

  it('has every option, as a key or for podman itself', () => {
    for (const version of ['4.4.0', '5.4.2', '6.0.0-dev']) {
      const unit = quadletOf(podman, 'web', `sha256:${ID}`, versionOf(version)) ?? '';
      const lines = unit.split('\n').filter((line) => !line.startsWith('#'));
      const keyed = lines.filter((line) => /^[A-Za-z]+=/.test(line)).length;
      // Of a network four options are one line; the policy is a line of [Service].
      const { options } = wordsOf(podman);
      const apart = options.filter(
        ([key]) => !['--network', '--network-alias', '--ip'].includes(key),
      );
      expect(keyed).toBe(apart.length + 7);
    }
  });

  it('quotes for Quadlet, for systemd and for its variables', () => {
    const create = [
      ...['--restart', 'unless-stopped', '--env', 'A=50% of "$HOME"\n\\', '-v', 'a b:/x'],
      ...['--hostname', 'box', '--network', 'n', '--ip', '10.0.0.7', '--init', 'ghcr.io/site:1'],
      ...['sh', '-c', 'a\tb\u0001é'],
    ];
    const text = (version: string) =>
      quadletOf(
        { create, connect: ['m.network --alias c'] },
        'web',
        `sha256:${ID}`,
        versionOf(version),
      );
    expect(
      text('5.4')
        ?.split('\n')
        .filter((line) => !line.startsWith('#')),
    ).toEqual([
      '[Unit]',
      'Description=Container web',
      '',
      '[Container]',
      'Image=ghcr.io/site:1',
      'ContainerName=web',
      'Network=n:ip=10.0.0.7',
      'PodmanArgs=--network "m.network:alias=c"',
      'Environment="A=50%% of \\"$$HOME\\"\\n\\\\"',
      'PodmanArgs=-v "a b:/x"',
      'HostName=box',
      'RunInit=true',
      'Exec="sh" "-c" "a\\tb\\x01é"',
      '',
      '[Service]',
      'Restart=always',
      '',
      '[Install]',
      'WantedBy=default.target',
      '',
    ]);
    expect(text('4.9')).toContain('PodmanArgs=--hostname "box"\n');
  });

  it.each([
    ['site', ID],
    ['user/site:1', ID],
    ['ghcr.io/a/b', 'ghcr.io/a/b'],
    ['localhost/b', 'localhost/b'],
    ['box:5000/b', 'box:5000/b'],
    [ID, ID],
  ])('names the image %s so that Podman finds it', (image, said) => {
    const unit = quadletOf(
      { create: ['--restart', 'always', image], connect: [] },
      'a',
      `sha256:${ID}`,
      [5, 4],
    );
    expect(unit).toContain(`\nImage=${said}\n`);
  });
});
