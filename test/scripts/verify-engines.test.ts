import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import { answers, dir, engine, expectTidy, inputOf, prove, shells } from './made-up-engine.ts';

describe.each(shells)('proofs of one engine alone in $name', (shell) => {
  it('ask dockerd what it thinks of its file', () => {
    const proof = `docker_config '${engine}' '/a b.json'`;
    // Docker 28 and later want docker-proxy on the path, which lies beside dockerd.
    const finds = `case $PATH in '${dirname(engine)}':*) echo "configuration OK" >&2 ;; *) exit 1 ;; esac`;
    expect(prove(shell, proof, finds)).toMatchObject({
      code: 0,
      evidence: ['configuration OK'],
      asked: ['--validate --config-file /a b.json'],
    });
    const bad = prove(shell, proof, 'echo "unable to configure" >&2; exit 1');
    expect(bad).toMatchObject({ code: 1, evidence: ['unable to configure'] });
  });

  it('tell warnings of the engine from its failure', () => {
    const info = 'case $1 in info) echo "true overlay crun systemd /x y"; echo "$NOTE" >&2 ;; esac';
    expect(prove(shell, 'podman_info', `NOTE=\n${info}`)).toMatchObject({
      code: 0,
      evidence: [
        'podman info: rootless true, driver overlay, graphRoot /x y, runtime crun, cgroupManager systemd',
      ],
    });
    const warned = prove(shell, 'podman_info', `NOTE='level=warning msg=slow'\n${info}`);
    expect(warned.code).toBe(11);
    expect(warned.evidence.at(-1)).toBe('level=warning msg=slow');
    expect(prove(shell, 'podman_info', 'exit 125').code).toBe(1);
  });

  it('believe in a place for the data of containerd only where its database is held', () => {
    const root = join(dir, 'containerd');
    const bolt = join(root, 'io.containerd.metadata.v1.bolt');
    const info =
      'case $* in *ServerVersion*) echo 2.1 native systemd name=rootless ;; info*) echo native ;; esac';
    const said = (snapshotter: string) =>
      prove(shell, `nerdctl_info '${snapshotter}' '${root}'`, info);
    rmSync(root, { recursive: true, force: true });
    expect(said('').code).toBe(1);
    expect(said('').evidence.at(-1)).toBe(`containerd does not use ${root}`);
    mkdirSync(bolt, { recursive: true });
    writeFileSync(join(bolt, 'meta.db'), '');
    // It is there, and nobody has it open.
    expect(said('').code).toBe(1);
    const held = spawnSync(
      'flock',
      [join(bolt, 'meta.db'), 'sh', '-c', 'exec "$@"', 'sh', ...shell.argv],
      { encoding: 'utf8', timeout: 15_000, input: inputOf(`nerdctl_info native '${root}'`) },
    );
    expect(held.status, held.stdout + held.stderr).toBe(0);
    expect(held.stdout).toContain(`containerd uses ${root}`);
    expect(said('fuse-overlayfs').evidence.at(-1)).toBe('snapshotter: native, not fuse-overlayfs');
    expect(prove(shell, `nerdctl_info '' ''`, info).code).toBe(0);
  });

  it('say what a network of its own lacks, and take the network away', () => {
    const lacks = 'Error: netavark: nftables error: unable to execute nft: No such file';
    const answer = `case $1 in version) echo 5.4.2 ;; run) echo '${lacks}' >&2; exit 127 ;; esac`;
    const result = prove(shell, 'podman_network', answer);
    expect(result).toMatchObject({ code: 1, evidence: [lacks], stderr: '' });
    expect(result.asked.find((line) => line.startsWith('run'))).toMatch(
      / --network=rw-proof-[0-9a-f]{8} -p 127\.0\.0\.1::8080 /,
    );
    expectTidy(result);
    const left = prove(shell, 'podman_network', `${answer}\ncase $2 in rm) exit 1 ;; esac`);
    expect(left.evidence.at(-1)).toMatch(/^left behind: network rw-proof-/);
  });

  it('let no Podman fetch an image for a network', () => {
    const result = prove(shell, 'podman_network', 'case $1 in version) echo 3.0.1 ;; esac');
    expect(result.code).toBe(10);
    expect(result.asked).toEqual(['version --format {{.Client.Version}}']);
    expect(result.evidence[0]).toContain('Podman 3.0.1 needs the image');
    // From 3.2 on it needs none.
    const later = prove(
      shell,
      'podman_network',
      'case $1 in version) echo 3.2.3 ;; *) exit 1 ;; esac',
    );
    expect(later.asked.some((line) => line.startsWith('network create rw-proof-'))).toBe(true);
  });

  it.each([
    ['3.4.4', 'dnsname'],
    ['4.3.1', 'aardvark-dns'],
  ])('say of Podman %s that names were not tried without %s', (version, program) => {
    writeFileSync(answers, `case $1 in version) echo ${version} ;; esac`);
    const without = `${helpersText()}\nrw_serve() { :; }\nrw_finds_names() { return 1; }\n`;
    const [shellProgram, ...args] = shell.argv;
    const input = inputOf('podman_network', without);
    const { status, stdout } = spawnSync(shellProgram, args, { input, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain(`names of containers were not tried: there is no ${program}\n`);
  });
});
