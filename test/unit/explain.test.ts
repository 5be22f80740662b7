import { describe, expect, it } from 'vitest';
import { explain } from '../../src/diagnose/explain.ts';
import { RULES } from '../../src/diagnose/rules.ts';
import type { Finding } from '../../src/model/finding.ts';

/** Lines as the engines print them, and the rule that must explain them first. */
const SEEN: readonly (readonly [string, string])[] = [
  [
    '[rootlesskit:parent] error: failed to setup UID/GID map: failed to compute uid/gid map: No subuid ranges found for user 1001 ("testuser")',
    'no-subids',
  ],
  [
    '[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: operation not permitted',
    'userns-forbidden',
  ],
  [
    '[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: no space left on device',
    'userns-limit',
  ],
  [
    'failed to register layer: ApplyLayer exit status 1 stdout:  stderr: lchown /etc/group: invalid argument',
    'too-few-subids',
  ],
  // From https://github.com/rootless-containers/rootlesskit/issues/494.
  [
    '[rootlesskit:child ] error: failed to create a detached netns on "/tmp/rootlesskit680628522/netns": failed to execute [unshare -n mount --bind /proc/self/ns/net /tmp/rootlesskit680628522/netns]: exit status 32 (out="mount: /tmp/rootlesskit680628522/netns: permission denied.\\n       dmesg(1) may have more information after failed mount system call.\\n")',
    'detach-netns',
  ],
  ['time="2026-11-27T05:48:40Z" level=fatal msg="Cgroups v1 not supported"', 'podman-cgroup-v1'],
  [
    'Error: slirp4netns support has been removed, use --network=pasta instead; for existing containers, run `podman system migrate`',
    'podman-slirp',
  ],
  ['Error: unsupported network backend "cni", only netavark is supported', 'podman-backend'],
  ['Error: netavark: Must provide a valid firewall backend, got iptables', 'podman-backend'],
  ['Error: invalid default_rootless_network_cmd option "slirp4netns"', 'podman-slirp'],
  [
    'Error: a BoltDB database exists but is no longer being used. BoltDB support was removed in the Podman 6.0 release.',
    'podman-boltdb',
  ],
  [
    'Error: creating runtime static files directory "/var/lib/containers/storage/libpod": mkdir /var/lib/containers: permission denied',
    'podman-system-places',
  ],
  ['Error: configure storage: mkdir /run/containers: permission denied', 'podman-system-places'],
  // From https://github.com/moby/moby/issues/41230.
  [
    'type=AVC msg=audit(1595513698.133:807): avc:  denied  { search } for  pid=12794 comm="iptables" name="/" dev="tmpfs" ino=37521 scontext=unconfined_u:system_r:iptables_t:s0-s0:c0.c1023 tcontext=unconfined_u:object_r:container_runtime_tmpfs_t:s0 tclass=dir permissive=0',
    'selinux-iptables',
  ],
  ["Fatal: can't open lock file /run/xtables.lock: Permission denied", 'selinux-iptables'],
  [
    'Nov 27 10:01:02 box audit[4711]: AVC avc:  denied  { read } for  pid=4711 comm="nginx" name="index.html" dev="dm-0" ino=393 scontext=system_u:system_r:container_t:s0:c12,c34 tcontext=unconfined_u:object_r:user_home_t:s0 tclass=file permissive=0',
    'selinux-volume',
  ],
  [
    'kernel: audit: type=1400 audit(1699999999.123:456): avc:  denied  { read open } for  pid=4711 comm="sh" path="/srv/alice/overlay/0a1b/diff/lib/libc.so.6" dev="vdb" ino=12 scontext=system_u:system_r:container_t:s0:c12,c34 tcontext=system_u:object_r:default_t:s0 tclass=file permissive=0',
    'selinux-store',
  ],
  [
    'error while loading shared libraries: libc.so.6: cannot open shared object file: Permission denied',
    'selinux-store',
  ],
  [
    'audit[815]: AVC avc:  denied  { execmem } for  pid=815 comm="node" scontext=unconfined_u:unconfined_r:unconfined_t:s0 tcontext=unconfined_u:unconfined_r:unconfined_t:s0 tclass=process permissive=0',
    'selinux-denied',
  ],
  [
    'audit[815]: AVC avc:  denied  { sys_ptrace } for  pid=815 comm="strace" capability=19 scontext=system_u:system_r:container_t:s0:c1,c2 tcontext=system_u:system_r:container_t:s0:c1,c2 tclass=cap_userns permissive=0',
    'selinux-denied',
  ],
  ['SELinux is preventing /usr/bin/newuidmap from using the setuid capability.', 'selinux-denied'],
  [
    'audit[815]: AVC avc:  denied  { read } for  pid=815 comm="sh" name="x" dev="dm-0" ino=1 scontext=system_u:system_r:container_t:s0:c1,c2 tcontext=unconfined_u:object_r:user_home_t:s0 tclass=file permissive=1',
    'selinux-permissive',
  ],
  ['failed to register layer: lchown /bin/su: operation not permitted', 'lchown-denied'],
  [
    'failed to start daemon: Error initializing network controller: error creating default "bridge" network: cannot restrict inter-container communication or run without the userland proxy: stat /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory: set environment variable DOCKER_IGNORE_BR_NETFILTER_ERROR=1 to ignore',
    'bridge-filter',
  ],
  [
    'time="2026-11-26T22:08:37Z" level=fatal msg="rootless containerd not running? (hint: use `containerd-rootless-setuptool.sh install` to start rootless containerd): stat /run/user/1000/containerd-rootless: no such file or directory"',
    'containerd-not-running',
  ],
  [
    String.raw`level=fatal msg="failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: level=fatal msg=\"bypass4netnsd not running? (Hint: run 'containerd-rootless-setuptool.sh install-bypass4netnsd'): stat /run/user/1000/bypass4netnsd.sock: no such file or directory\": unknown"`,
    'bypass-daemon',
  ],
  [
    String.raw`level=fatal msg=\"Post \\\"http://bypass4netnsd/v1/bypass\\\": dial unix /run/user/1000/bypass4netnsd.sock: connect: connection refused\": unknown"`,
    'bypass-daemon',
  ],
  [
    'level=error msg="`buildctl` needs to be installed and `buildkitd` needs to be running, see https://github.com/moby/buildkit , and `containerd-rootless-setuptool.sh install-buildkit` for OCI worker"',
    'no-buildkit',
  ],
  [
    String.raw`level=fatal msg="no buildkit host is available, tried 2 candidates: failed to ping to host unix:///run/user/1000/buildkit/buildkitd.sock: exec: \"buildctl\": executable file not found in $PATH"`,
    'no-buildkit',
  ],
  ['error: failed to ping to host unix:///run/user/1000/buildkit/buildkitd.sock', 'no-buildkit'],
  [
    String.raw`stderr: level=fatal msg=\"failed to call cni.Setup: plugin type=\\\"bridge\\\" failed (add): failed to find plugin \\\"bridge\\\" in path [/opt/cni/bin]\": unknown"`,
    'no-cni-plugin',
  ],
  [
    String.raw`level=fatal msg="needs CNI plugin \"bridge\" to be installed in CNI_PATH (\"/opt/cni/bin\"), see https://github.com/containernetworking/plugins/releases: exec: \"/opt/cni/bin/bridge\": stat /opt/cni/bin/bridge: no such file or directory"`,
    'no-cni-plugin',
  ],
  [
    String.raw`level=warning msg="To isolate bridge networks, CNI plugin \"firewall\" (>= 1.1.0) needs to be installed in CNI_PATH (\"/opt/cni/bin\"), see https://github.com/containernetworking/plugins"`,
    'no-cni-plugin',
  ],
  ['could not get XDG_RUNTIME_DIR', 'no-runtime-dir'],
  [
    'lxc-start: e: ../src/lxc/network.c: lxc_create_network_unpriv_exec: 3029 lxc-user-nic failed to configure requested network: ../src/lxc/cmd/lxc_user_nic.c: 1250: main: Quota reached',
    'lxc-quota',
  ],
  [
    'lxc-start: e: ../src/lxc/network.c: lxc_create_network_unpriv_exec: 3029 lxc-user-nic failed to configure requested network: ../src/lxc/cmd/lxc_user_nic.c: 545: get_mtu: Could not get MTU for netdev lxcbr0 ifindex 0',
    'lxc-nic',
  ],
  [
    'lxc-attach: rw: ../src/lxc/cgroups/cgfsng.c: cgroup_attach_move_into_leaf: 2900 Permission denied - Failed to move process into target cgroup via fd 7 and 8',
    'lxc-cgroup',
  ],
  [
    'lxc-start: f: ../src/lxc/start.c: print_top_failing_dir: 100 Permission denied - Could not access /home/alice. Please grant it x access, or add an ACL for the container root',
    'lxc-home',
  ],
  ['Failed to connect to bus: No such file or directory', 'no-user-bus'],
  [
    'OCI runtime create failed: read unix @->/run/systemd/private: read: connection reset by peer: unknown.',
    'systemd-private',
  ],
  [
    'Error: rootlessport cannot expose privileged port 80, you can add net.ipv4.ip_unprivileged_port_start=80',
    'privileged-port',
  ],
  ['exec: "newuidmap": executable file not found in $PATH', 'newuidmap-missing'],
  ['newuidmap: write to uid_map failed: Operation not permitted', 'newuidmap-refused'],
  [
    'Error: crun: controller `pids` is not available under /sys/fs/cgroup/x/cgroup.controllers: OCI runtime error',
    'controller-missing',
  ],
  [
    "kernel does not support overlay fs: 'overlay' is not supported over nfs, a mount_program is required",
    'overlay-unsupported',
  ],
  [
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    'rootful-socket',
  ],
];

const finding = (id: string, level: Finding['level']): Finding => ({
  id,
  level,
  title: { key: 'core.raw', args: { text: id } },
  evidence: '',
  remedy: [{ command: `mend ${id}`, root: true }],
  needs: 'none',
  source: '',
});

describe('explain', () => {
  it.each(SEEN)('knows %j', (text, id) => {
    expect(explain(`some log\r\n${text}\nmore`, [])[0]?.id).toBe(id);
  });

  it.each(SEEN.filter(([, id]) => id.startsWith('selinux-')))(
    'gives a denial of SELinux one meaning: %j',
    (text, id) => {
      const ids = explain(text, []).map((each) => each.id);
      expect(ids.filter((each) => each.startsWith('selinux-'))).toEqual([id]);
    },
  );

  it('takes no denial of AppArmor for one of SELinux', () => {
    const text =
      'audit: type=1400 audit(1700000000.1:2): apparmor="DENIED" operation="userns_create" class="namespace" profile="unconfined" pid=1 comm="podman" requested="userns_create" denied="userns_create"';
    expect(explain(text, []).filter(({ id }) => id.startsWith('selinux-'))).toEqual([]);
  });

  it('is certain where the host confirms it, and puts the remedy of the finding first', () => {
    const text = 'cannot clone: Operation not permitted';
    const [match] = explain(text, [finding('userns.works', 'fail')]);
    expect(match).toMatchObject({
      confidence: 'certain',
      confirmedBy: [{ finding: 'userns.works', level: 'fail' }],
    });
    expect(match?.remedy[0]?.command).toBe('mend userns.works');
  });

  it('doubts a cause that the host does not have', () => {
    const [match] = explain('No subuid ranges found for user 1000', [
      finding('subid.present', 'ok'),
    ]);
    expect(match?.confidence).toBe('possible');
  });

  it('says nothing about what it does not know', () => {
    expect(explain('the moon is full', [])).toEqual([]);
    expect(explain('', [])).toEqual([]);
  });

  it('is quick for hostile input', () => {
    const started = process.hrtime.bigint();
    explain(`${'lchown '.repeat(200_000)}\n${'a'.repeat(1_000_000)}`, []);
    explain(`avc: denied {x}${'scontext=path="/overlay'.repeat(9000)}\n`.repeat(100), []);
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(2);
  });

  it('has rules with different ids', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});
