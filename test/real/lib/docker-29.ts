/** A Docker that is newer than any suite's, as the two archives in which Docker hands out its static programs. */
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestHost, TestVm } from '../../hosts/hosts.ts';
import { run } from '../../hosts/run.ts';

const SCRIPTS = ['dockerd', 'rootlesskit'] as const;

/** Packs both; prints their hashes. Debian's runc knows no time namespace, which Docker 29.8 gives to containers; crun does. */
const MAKE = `
set -eu
work=$(mktemp -d)
of() { dpkg-deb -x /srv/repo/"$1"_*.deb "$work/deb"; }
of docker-cli; of containerd; of crun; of tini
mkdir "$work/docker" "$work/docker-rootless-extras"
cd "$work/deb/usr"
cp bin/docker bin/containerd bin/containerd-shim-runc-v2 bin/ctr "$work/docker"
cp /srv/new/dockerd/dockerd /srv/new/dockerd/docker-proxy "$work/docker"
cp bin/crun "$work/docker/runc"
cp bin/tini-static "$work/docker/docker-init"
cp /srv/new/dockerd/dockerd-rootless*.sh "$work/docker-rootless-extras"
cp /srv/new/rootlesskit "$work/docker-rootless-extras/rootlesskit"
chmod 0755 "$work"/docker*/*
tar -C "$work" -c docker | gzip -1 >/srv/docker-29.8.1.tgz
tar -C "$work" -c docker-rootless-extras | gzip -1 >/srv/docker-rootless-extras-29.8.1.tgz
rm -rf "$work" /srv/new
sha256sum /srv/docker-29.8.1.tgz /srv/docker-rootless-extras-29.8.1.tgz | cut -d ' ' -f 1`;

/** Puts the archives into a host of trixie. Returns the answers for them. crun's own libraries must be there: libyajl2. */
export async function bringDocker29(host: TestHost): Promise<readonly string[]> {
  await built(async (from) => cpSync(from, join(host.root, 'srv/new'), { recursive: true }));
  const [archive = '', extras = ''] = (await host.must(MAKE)).trim().split('\n');
  const answers = {
    'docker.source': 'static',
    'docker.archive': '/srv/docker-29.8.1.tgz',
    'docker.sha256': archive,
    'docker.extras': '/srv/docker-rootless-extras-29.8.1.tgz',
    'docker.extras-sha256': extras,
  };
  return Object.entries(answers).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
}

/**
 * The same programs in /usr/local/bin of a virtual machine, which would unpack archives for many minutes. It
 * has Debian's docker-cli, containerd, crun and tini.
 */
export async function putDocker29(vm: TestVm): Promise<void> {
  await built((from) => vm.push(from, '/srv/new'));
  await vm.must(`cd /usr/local/bin && mv /srv/new/dockerd/* /srv/new/rootlesskit . && chmod 0755 *
    ln -s /usr/bin/crun runc && ln -s /usr/bin/tini-static docker-init && rm -rf /srv/new`);
}

/** Builds them where that was not done yet, and hands over a directory with them. */
async function built(take: (from: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'rw-docker-'));
  chmodSync(dir, 0o755);
  for (const name of SCRIPTS) {
    const script = fileURLToPath(new URL(`../../hosts/${name}`, import.meta.url));
    const program = await run('bash', [script], {});
    if (program.code !== 0) throw new Error(`${script}: exit ${program.code}\n${program.stderr}`);
    cpSync(program.stdout.trim(), join(dir, name), { recursive: true });
  }
  await take(dir).finally(() => rmSync(dir, { recursive: true, force: true }));
}
