import { msg } from '../i18n/msg.ts';
import { known } from '../model/fact.ts';
import type { Facts, Session, Target } from '../model/facts.ts';
import type { Check, Finding, Goal } from '../model/finding.ts';
import type { CommandResult, ReadHost } from '../model/read-host.ts';
import { busId, lingerOf, userManagerState } from './commands.ts';
import { hasSystemd, installing, ofTarget, targetWord, wants } from './common.ts';
import { asRoot, asUser, finding, judged, skipped } from './finding.ts';
import type { Probe } from './probe.ts';

/** Where logind remembers who lingers: one empty file a user. */
const LINGER_DIR = '/var/lib/systemd/linger';

/** Does the target have a user manager at all? Its private socket says so without starting a program. */
export async function hasUserManager(host: ReadHost, target: Target): Promise<boolean> {
  const dir = target.runtimeDir;
  const sockets = await Promise.all([host.stat(`${dir}/systemd/private`), host.stat(`${dir}/bus`)]);
  return sockets.some((socket) => socket.kind === 'other');
}

/** One word of systemctl(1) is-system-running; `offline` is a systemctl without a systemd. */
export function parseManagerState(result: CommandResult): Session['userManager'] {
  if (result.status === 'missing') return 'none';
  const word = result.stdout.trim();
  if (word === 'running' || word === 'degraded') return word;
  // The sentence differs between systemd 247 (`to bus`) and 257 (`to user scope bus`).
  if (word === 'offline' || (word === '' && /to connect to .*bus/i.test(result.stderr)))
    return 'none';
  return 'other';
}

/** The file name of logind for a user: C escapes for what is not printable ASCII, and for `\`, `"`, `'`. */
export function lingerFile(name: string): string {
  const escaped = [...Buffer.from(name, 'utf8')].map((byte) => {
    const char = String.fromCharCode(byte);
    if (char === '\\' || char === '"' || char === "'") return `\\${char}`;
    return byte <= 0x20 || byte >= 0x7f ? `\\${byte.toString(8).padStart(3, '0')}` : char;
  });
  return `${LINGER_DIR}/${escaped.join('')}`;
}

async function readLinger(host: ReadHost, name: string): Promise<boolean> {
  if ((await host.stat(lingerFile(name))).kind === 'file') return true;
  // A directory that can't be read hides the answer; one that does not exist holds none.
  const [dir, names] = await Promise.all([host.stat(LINGER_DIR), host.list(LINGER_DIR)]);
  if (dir.kind === 'absent' || names !== null) return false;
  const result = await host.run(lingerOf(name));
  return /^Linger=yes$/m.test(result.stdout);
}

/**
 * Is there a bus? The socket says so, unless nobody listens at it any more: when the package that brings the
 * bus is removed, its socket stays in the runtime directory. Only a refused connection proves that.
 */
async function hasBus(host: ReadHost, target: Target): Promise<boolean> {
  if ((await host.stat(`${target.runtimeDir}/bus`)).kind !== 'other') return false;
  const answer = await host.run(busId(target));
  const refused = answer.status === 'exited' && /connection refused/i.test(answer.stderr);
  return !refused;
}

export const probe: Probe<'session'> = {
  id: 'session',
  read: (host, context) =>
    ofTarget(context, async (target) => {
      const [dir, bus, linger, userManager] = await Promise.all([
        host.stat(target.runtimeDir),
        hasBus(host, target),
        readLinger(host, target.name),
        hasUserManager(host, target).then((there) =>
          there ? host.run(userManagerState(target)).then(parseManagerState) : 'none',
        ),
      ]);
      return known(
        {
          userManager,
          xdgRuntimeDir: target.self ? host.env('XDG_RUNTIME_DIR') || null : null,
          runtimeDirOk:
            dir.kind === 'directory' && dir.uid === target.uid && (dir.mode & 0o777) === 0o700,
          dbus: bus,
          linger,
        },
        `${target.runtimeDir}, ${LINGER_DIR}`,
      );
    }),
};

const XDG = {
  id: 'session.xdg',
  title: msg('session.xdg'),
  source: 'https://www.freedesktop.org/software/systemd/man/latest/pam_systemd.html',
};
const MANAGER = {
  id: 'session.user-manager',
  title: msg('session.user-manager'),
  source: 'https://docs.docker.com/engine/security/rootless/troubleshoot/',
};
const DBUS = {
  id: 'session.dbus',
  title: msg('session.dbus'),
  source: 'https://docs.docker.com/engine/security/rootless/troubleshoot/',
};
const LINGER = {
  id: 'session.linger',
  title: msg('session.linger'),
  source: 'loginctl(1)',
};

/** Nobody is logged in as the target, and nothing is wrong with that: the wizard runs as root for them. */
function simplyAbsent(facts: Facts, session: Session): boolean {
  return facts.target.known && !facts.target.value.self && session.userManager === 'none';
}

function xdgFinding(facts: Facts, session: Session, target: Target): Finding {
  const { runtimeDir } = target;
  const shown = `XDG_RUNTIME_DIR=${session.xdgRuntimeDir ?? ''}`;
  if (session.runtimeDirOk) {
    if (!target.self || session.xdgRuntimeDir === runtimeDir) {
      return finding(XDG, 'ok', runtimeDir);
    }
    // su and sudo change the user, not the session.
    return finding(XDG, 'warn', shown, {
      cause: msg(session.xdgRuntimeDir === null ? 'session.xdg-unset' : 'session.xdg-other', {
        dir: runtimeDir,
      }),
      remedy: [
        asUser(`export XDG_RUNTIME_DIR=${runtimeDir}`),
        asRoot(`machinectl shell ${targetWord(facts)}@`),
      ],
    });
  }
  if (hasSystemd(facts) === false) {
    return finding(XDG, 'info', runtimeDir, {
      cause: msg('session.xdg-no-systemd', { dir: runtimeDir }),
    });
  }
  if (simplyAbsent(facts, session)) {
    return finding(XDG, 'info', runtimeDir, {
      cause: msg('session.not-logged-in', { user: target.name }),
      remedy: [asRoot(`loginctl enable-linger ${targetWord(facts)}`)],
    });
  }
  return finding(XDG, 'warn', runtimeDir, {
    cause: msg('session.xdg-missing', { dir: runtimeDir }),
    remedy: [asRoot(`loginctl enable-linger ${targetWord(facts)}`)],
    needs: 'relogin',
  });
}

function managerFinding(facts: Facts, session: Session, goal: Goal): Finding {
  switch (session.userManager) {
    case 'running':
      return finding(MANAGER, 'ok', 'systemctl --user: running');
    case 'degraded':
      return finding(MANAGER, 'ok', 'systemctl --user: degraded', {
        cause: msg('session.manager-degraded'),
        remedy: [asUser('systemctl --user --failed')],
      });
    case 'other':
      return finding(MANAGER, 'skip', 'systemctl --user is-system-running', {
        cause: msg('session.manager-unclear'),
      });
    case 'none':
      break;
  }
  // Docker and nerdctl are services of the user manager; Podman runs without one.
  const needed = wants(goal, 'docker', 'nerdctl');
  const evidence = 'systemctl --user: -';
  if (hasSystemd(facts) === false) {
    return finding(MANAGER, needed ? 'warn' : 'info', evidence, {
      cause: msg('session.no-systemd'),
    });
  }
  if (simplyAbsent(facts, session)) {
    return finding(MANAGER, 'info', evidence, {
      cause: msg('session.not-logged-in', { user: targetWord(facts) }),
      remedy: [asRoot(`loginctl enable-linger ${targetWord(facts)}`)],
    });
  }
  return finding(MANAGER, needed ? 'fail' : 'warn', evidence, {
    cause: msg('session.manager-missing'),
    remedy: [asRoot(`loginctl enable-linger ${targetWord(facts)}`)],
    needs: 'relogin',
  });
}

function dbusFinding(facts: Facts, session: Session, target: Target): Finding {
  const bus = `${target.runtimeDir}/bus`;
  if (session.dbus) return finding(DBUS, 'ok', bus);
  if (session.userManager === 'none') {
    return finding(DBUS, 'skip', bus, { cause: msg('session.dbus-no-manager') });
  }
  return finding(DBUS, 'warn', bus, {
    cause: msg('session.dbus-missing'),
    remedy: installing(facts, 'dbus-user-session', {
      fedora: 'dbus-daemon',
      suse: 'dbus-1',
      arch: 'dbus',
      alpine: 'dbus',
      void: 'dbus',
      gentoo: 'sys-apps/dbus',
    }),
    needs: 'relogin',
  });
}

function lingerFinding(facts: Facts, session: Session): Finding {
  if (session.linger) return finding(LINGER, 'ok', 'Linger=yes');
  if (hasSystemd(facts) === false) {
    return finding(LINGER, 'info', 'Linger=no', { cause: msg('session.linger-no-systemd') });
  }
  return finding(LINGER, 'warn', 'Linger=no', {
    cause: msg('session.linger-off'),
    remedy: [asRoot(`loginctl enable-linger ${targetWord(facts)}`)],
  });
}

export const checks: readonly Check[] = [
  {
    id: 'session',
    run(facts, goal) {
      const { session, target } = facts;
      if (!session.known) {
        return [XDG, MANAGER, DBUS, LINGER].map((head) => skipped(head, session));
      }
      return [
        judged(XDG, target, (who) => xdgFinding(facts, session.value, who)),
        managerFinding(facts, session.value, goal),
        judged(DBUS, target, (who) => dbusFinding(facts, session.value, who)),
        lingerFinding(facts, session.value),
      ];
    },
  },
];
