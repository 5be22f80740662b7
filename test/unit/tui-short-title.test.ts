import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/i18n/catalogue.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Message } from '../../src/model/message.ts';
import { SHORT_COLUMNS, shortTitle } from '../../src/tui/short-title.ts';
import { widthOf } from '../../src/tui/wrap.ts';

/** Titles as plans have them, with what stands in them on real hosts. */
const TITLES: readonly Message[] = [
  { key: 'steps.packages-title', args: { names: ['podman', 'uidmap', 'crun', 'passt'] } },
  { key: 'steps.packages-title', args: { names: ['uidmap'] } },
  { key: 'steps.runtime-dir-title', args: { path: '/run/user/1466800004' } },
  { key: 'steps.subids-add', args: { path: '/etc/subuid', lines: 'alice:100000:65536' } },
  {
    key: 'steps.subids-replace',
    args: { path: '/etc/subgid', user: 'alice', lines: 'alice:231072:65536' },
  },
  { key: 'steps.sysctl-file', args: { path: '/etc/sysctl.d/60-rootless-wizard-ports.conf' } },
  { key: 'steps.sysctl-file', args: { path: '/etc/sysctl.d/99-local.conf' } },
  { key: 'steps.sysctl-set', args: { key: 'net.ipv4.ip_unprivileged_port_start', value: '80' } },
  { key: 'steps.sysctl-set', args: { key: 'net.ipv4.ping_group_range', value: '1000 1000' } },
  {
    key: 'steps.sysctl-set',
    args: { key: 'kernel.apparmor_restrict_unprivileged_userns', value: '0' },
  },
  { key: 'steps.sysctl-set', args: { key: 'user.max_user_namespaces', value: '28633' } },
  { key: 'steps.ports-setcap-title', args: { path: '/usr/bin/rootlesskit' } },
  { key: 'steps.cgroup-title', args: { controllers: ['cpu', 'cpuset', 'io'] } },
  { key: 'storage.docker-conf-title', args: { path: '/home/alice/.config/docker/daemon.json' } },
  { key: 'storage.dir-title', args: { dir: '/srv/containers/alice', user: 'alice' } },
  { key: 'service.unit-title', args: { path: '/home/alice/.config/systemd/user/docker.service' } },
  ...['storage.conf', 'containers.conf'].map((name) => ({
    key: 'storage.podman-conf-title',
    args: { path: `/home/alice/.config/containers/${name}.d/50-rootless-wizard.conf` },
  })),
  {
    key: 'service.unit-title',
    args: { path: '/home/alice/.config/systemd/user/lxc-.scope.d/50-rootless-wizard.conf' },
  },
  { key: 'service.start-title', args: { unit: 'podman.socket' } },
  { key: 'service.restart-title', args: { unit: 'docker.service' } },
  { key: 'service.restart-boot-title', args: { unit: 'podman-restart.service' } },
  { key: 'shell.context-title', args: { name: 'rootless' } },
  { key: 'shell.context-update', args: { name: 'rootless', host: 'unix:///run/docker.sock' } },
  { key: 'shell.host-title', args: { path: '/home/alice/.profile' } },
  {
    key: 'steps.archive-title',
    args: { archive: '/srv/nerdctl-2.3.5-linux-amd64.tar.gz', dir: '/home/alice/.local/bin' },
  },
  { key: 'shell.nerdctl-iptables', args: { path: '/home/alice/.local/bin/iptables' } },
  { key: 'storage.nerdctl-conf-title', args: { path: '/home/alice/.config/nerdctl/nerdctl.toml' } },
  { key: 'shell.host-away', args: { path: '/home/alice/.profile' } },
];

/** Keys of the titles of changes, as the steps write them. */
function titlesOfSteps(): readonly string[] {
  const room = join(import.meta.dirname, '../../src/steps');
  const code = readdirSync(room).map((name) => readFileSync(join(room, name), 'utf8'));
  return [...code.join('\n').matchAll(/title: msg\(([^{}]*?)(?:,\s*\{|\))/g)]
    .flatMap(([, keys = '']) => [...keys.matchAll(/'([a-z]+\.[a-z0-9-]+)'/g)])
    .map(([, key = '']) => key)
    .filter((key) => !/^(answers|report)\.|\.q(-|$)/.test(key));
}

describe('a short title', () => {
  it.each(LANGUAGES)('fits into the list of the review: %s', (language) => {
    const t = translator(language);
    const said = TITLES.map((title) => t(shortTitle(title)));
    expect(said.filter((text) => widthOf(text) > SHORT_COLUMNS)).toEqual([]);
    expect(said.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
    // Changes that stand in one plan are told apart.
    expect(new Set(said).size).toBe(TITLES.length);
  });

  it('names a drop-in by what it is put to', () => {
    const path = '/home/alice/.config/systemd/user/lxc-.scope.d/50-rootless-wizard.conf';
    const title = shortTitle({ key: 'service.unit-title', args: { path } });
    expect(translator('en')(title)).toBe('Write lxc-.scope.d');
  });

  it('is there for each title of a step that is too long, in whatever language', () => {
    const keys = titlesOfSteps();
    expect(keys.length).toBeGreaterThan(30);
    const long = keys.filter((key) => {
      const filled = /\{[^}]*\}/g;
      const widths = LANGUAGES.map((language) =>
        widthOf(translator(language)({ key }).replaceAll(filled, 'alice')),
      );
      return shortTitle({ key }).key === key && Math.max(...widths) > SHORT_COLUMNS;
    });
    expect(long).toEqual([]);
  });

  it('leaves a title that it does not know as it is, also one with a hostile name', () => {
    for (const key of ['core.raw', 'constructor', '__proto__']) {
      expect(shortTitle({ key, args: { text: 'x' } })).toEqual({ key, args: { text: 'x' } });
    }
  });
});
