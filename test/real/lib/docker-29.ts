/** A Docker that is newer than any suite's, as the two archives in which Docker hands out its static programs. */
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestHost, TestMachine, TestVm } from '../../hosts/hosts.ts';
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
export function bringDocker29(host: TestHost): Promise<readonly string[]> {
  return bring(host, async (from) => cpSync(from, join(host.root, 'srv/new'), { recursive: true }));
}

/** The same for a virtual machine. */
export function bringDocker29ToVm(vm: TestVm): Promise<readonly string[]> {
  return bring(vm, (from) => vm.push(from, '/srv/new'));
}

async function bring(
  machine: TestMachine,
  push: (from: string) => Promise<void>,
): Promise<readonly string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'rw-docker-'));
  chmodSync(dir, 0o755);
  for (const name of SCRIPTS) {
    const script = fileURLToPath(new URL(`../../hosts/${name}`, import.meta.url));
    const built = await run('bash', [script], {});
    if (built.code !== 0) throw new Error(`${script}: exit ${built.code}\n${built.stderr}`);
    cpSync(built.stdout.trim(), join(dir, name), { recursive: true });
  }
  await push(dir).finally(() => rmSync(dir, { recursive: true, force: true }));
  const [archive = '', extras = ''] = (await machine.must(MAKE)).trim().split('\n');
  const answers = {
    'docker.source': 'static',
    'docker.archive': '/srv/docker-29.8.1.tgz',
    'docker.sha256': archive,
    'docker.extras': '/srv/docker-rootless-extras-29.8.1.tgz',
    'docker.extras-sha256': extras,
  };
  return Object.entries(answers).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
}
