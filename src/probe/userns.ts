import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { Facts, Userns } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { textOf } from '../model/text.ts';
import { tryUserns } from './commands.ts';
import { firstLine, ofTarget } from './common.ts';
import { asRoot, finding, judged, skipped } from './finding.ts';
import type { Probe } from './probe.ts';

const USER_NAMESPACES = 'https://man7.org/linux/man-pages/man7/user_namespaces.7.html';

/** Tries a user namespace as the target, and looks at the one that the wizard itself is in. */
export const probe: Probe<'userns'> = {
  id: 'userns',
  read: (host, context) =>
    ofTarget(context, async (target): Promise<Fact<Userns>> => {
      const command = tryUserns(target);
      const [result, map, status] = await Promise.all([
        host.run(command),
        host.file('/proc/self/uid_map'),
        host.file('/proc/self/status'),
      ]);
      const line = command.argv.join(' ');
      if (result.status === 'missing' && result.stderr === '') {
        return unknown(msg('core.command-missing', { command: 'unshare' }));
      }
      if (result.status !== 'exited') {
        const detail = firstLine(result.stderr) || result.status;
        return unknown(msg('core.command-failed', { command: line, detail }));
      }
      const value: Userns = {
        works: result.code === 0,
        detail: firstLine(result.stderr),
        nested: isNested(textOf(map) ?? ''),
        noNewPrivs: /^NoNewPrivs:\s*1$/m.test(textOf(status) ?? ''),
      };
      return known(value, line);
    }),
};

/** The first namespace of a kernel maps every id to itself, user_namespaces(7). */
export function isNested(uidMap: string): boolean {
  const words = uidMap.trim().split(/\s+/);
  return uidMap.trim() !== '' && words.join(' ') !== '0 0 4294967295';
}

const WORKS = { id: 'userns.works', title: msg('checks.userns-works'), source: USER_NAMESPACES };
const NESTED = { id: 'userns.nested', title: msg('checks.userns-nested'), source: USER_NAMESPACES };
const NNP = {
  id: 'session.nnp',
  title: msg('checks.nnp'),
  source: 'https://docs.kernel.org/userspace-api/no_new_privs.html',
};

/** Whether it works, and the reasons outside the kernel's settings (those are beside their probes). */
export const checks: readonly Check[] = [
  { id: 'userns.works', run: (facts) => [worksFinding(facts)] },
  {
    id: 'userns.nested',
    run: ({ userns }) =>
      userns.known && userns.value.nested
        ? [
            finding(NESTED, 'warn', '/proc/self/uid_map', {
              cause: msg('checks.userns-nested-cause'),
            }),
          ]
        : [],
  },
  {
    id: 'session.nnp',
    run: ({ userns }) => [
      userns.known
        ? userns.value.noNewPrivs
          ? finding(NNP, 'fail', 'NoNewPrivs: 1', {
              cause: msg('checks.nnp-cause'),
              needs: 'relogin',
            })
          : finding(NNP, 'ok', 'NoNewPrivs: 0')
        : skipped(NNP, userns),
    ],
  },
];

function worksFinding(facts: Facts): Finding {
  return judged(WORKS, facts.userns, ({ works, detail }, from) => {
    if (works) return finding(WORKS, 'ok', from);
    const evidence = `${from}: ${detail}`;
    const now = facts.sysctls.known ? facts.sysctls.value.now : {};
    // AppArmor's restriction hits unshare(1) and not what has a profile: that is another finding.
    if (facts.lsm.known && facts.lsm.value.apparmorRestrictsUserns) {
      return finding(WORKS, 'warn', evidence, { cause: msg('checks.userns-by-apparmor') });
    }
    if (now['kernel.unprivileged_userns_clone'] === '0') {
      return finding(WORKS, 'fail', evidence, {
        cause: msg('checks.userns-by-setting', { key: 'kernel.unprivileged_userns_clone' }),
        remedy: [asRoot('sysctl -w kernel.unprivileged_userns_clone=1')],
      });
    }
    if (now['user.max_user_namespaces'] === '0') {
      return finding(WORKS, 'fail', evidence, {
        cause: msg('checks.userns-by-setting', { key: 'user.max_user_namespaces' }),
        remedy: [asRoot('sysctl -w user.max_user_namespaces=28633')],
      });
    }
    const inside = facts.environment.known && facts.environment.value.kind === 'container';
    return finding(WORKS, 'fail', evidence, {
      cause: msg(inside ? 'checks.userns-by-container' : 'checks.userns-by-other'),
    });
  });
}
