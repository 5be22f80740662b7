/** A Debian that something else than systemd runs, and what that does with a service of the host. */
import type { HostOptions, TestHost } from '../../hosts/hosts.ts';
import { answer, HELLO } from './containers.ts';
import { bootWizardHost } from './real.ts';

/** What starts things on a host. */
export interface Init {
  readonly name: 'OpenRC' | 'runit';
  /** Makes a fresh Debian one that it has booted. */
  readonly setUp: string;
  /** Ends all services, as when the host goes down. */
  readonly down: string;
  /** Starts them, as when it comes up. */
  readonly up: string;
  /** Fails while the service $1 is not up. */
  readonly isUp: string;
  /** Where the services are that start at boot. */
  readonly boot: string;
}

/** What runit's process 1 does when a boot comes to its second stage; it goes on for good. */
const STAGE_2 = 'setsid -f /etc/runit/2 </dev/null >/run/stage2.log 2>&1';

export const OPENRC: Init = {
  name: 'OpenRC',
  // Its package excludes systemd's, which came with the tree, so it is unpacked. Gentoo's package brings the
  // file of PAM, Alpine's OpenRC asks no PAM; Debian's asks and has none.
  setUp: `
    for deb in /srv/repo/{openrc,librc1,libeinfo1}*.deb; do dpkg-deb -x "$deb" /; done
    ldconfig
    touch /etc/insserv.conf
    printf '%s required pam_permit.so\\n' auth account session >/etc/pam.d/supervise-daemon
    mkdir -p /etc/runlevels/default /run/openrc/{daemons,exclusive,failed,hotplugged,inactive,options,scheduled,started,starting,stopping,tmp,wasinactive}
    touch /run/openrc/softlevel`,
  down: 'for each in $(ls /run/openrc/started); do rc-service "$each" stop; done',
  // /run is new after a boot, and with it what OpenRC has read of its scripts.
  up: `rm -f /run/openrc/deptree
    for each in $(rc-status --format ini default | sed -n 's/^\\(rootless-[^ ]*\\) .*/\\1/p'); do
      rc-service "$each" start
    done`,
  isUp: 'rc-service "$1" status >/dev/null',
  boot: '/etc/runlevels/default',
};

export const RUNIT: Init = {
  name: 'runit',
  // As process 1 leaves it for the second stage; nothing of the older kind is to be started.
  setUp: `
    apt-get -qq -y --no-install-recommends install runit >/dev/null
    touch /run/runit.stopit /etc/runit/no.emulate.sysv
    ${STAGE_2}
    timeout 20 sh -c 'until pgrep -x runsvdir; do sleep 0.1; done'`,
  // runsvdir(8): with HUP it ends all that it started, as runit(8) has it do when the host goes down.
  down: `pkill -HUP -x runsvdir
    timeout 60 sh -c 'while pgrep -x runsv; do sleep 0.1; done'`,
  up: STAGE_2,
  isUp: 'sv check "$1" >/dev/null',
  boot: '/etc/service',
};

/** A Debian on which nothing is set up, as `init` has booted it. */
export async function bootInit(
  { setUp }: Init,
  suite: HostOptions['suite'] = 'trixie',
): Promise<TestHost> {
  const host = await bootWizardHost({ suite, noSystemd: true });
  await host.must(setUp);
  return host;
}

/**
 * The host goes down and comes up again: nothing of the user is left, /run/user is gone. Waits for the services.
 * `whenDown` looks at it between the end of the services and the end of all else.
 */
export async function reboot(
  host: TestHost,
  { down, up, isUp }: Init,
  services: readonly string[],
  whenDown: () => Promise<void> = async () => {},
): Promise<void> {
  await host.must(down);
  await whenDown();
  // What process 1 does with all that is left.
  await host.must(`pkill -KILL -u alice || :
    rm -rf /run/user
    ${up}
    for service in ${services.join(' ')}; do
      set -- "$service"
      tries=0
      until ${isUp}; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || exit 1
        sleep 0.2
      done
    done`);
}

/** What a user types finds the engine, where no logind gives a runtime directory. */
export const ALICE = { user: 'alice', env: { XDG_RUNTIME_DIR: '/run/user/1000' } } as const;

/** A container that is to be there always, which ends when it is told to, and serves a page. */
export async function keep(
  host: TestHost,
  command: 'nerdctl' | 'podman',
  port: number,
): Promise<void> {
  const serve = `trap 'exit 0' TERM; /bin/httpd -f -p 80 -h /www & wait`;
  await host.must(
    `${command} import /srv/web.tar localhost/web:1 >/dev/null 2>&1
    ${command} run -d --name kept --restart=always -p ${port}:80 localhost/web:1 /bin/sh -c "${serve}"`,
    ALICE,
  );
  await serves(host, port);
}

/** Waits until it does. */
export async function serves(host: TestHost, port: number): Promise<void> {
  const said = await answer(host, port);
  if (said !== HELLO) throw new Error(`port ${port} said: ${said}`);
}
