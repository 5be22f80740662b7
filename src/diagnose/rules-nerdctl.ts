import { type Rule, root, user, WIZARD } from './rule.ts';

/**
 * What nerdctl prints where something that stands beside it is not there. Its messages name the vendor's tool,
 * which writes units of its own; these were seen with nerdctl 2.3.5. Inside of an error of runc the quotation
 * marks have backslashes before them.
 */
export const NERDCTL_RULES: readonly Rule[] = [
  {
    id: 'containerd-not-running',
    pattern: /rootless containerd not running\?/i,
    confidence: 'likely',
    title: 'diagnose.containerd-not-running',
    cause: 'diagnose.containerd-not-running-cause',
    findings: ['nerdctl.service', 'session.linger'],
    remedy: [
      user('systemctl --user status containerd'),
      user('journalctl --user -u containerd -n 30'),
    ],
    source: 'https://github.com/containerd/nerdctl/blob/main/docs/rootless.md',
  },
  {
    // The words are those of the issue.
    id: 'detach-netns',
    pattern: /failed to create a detached netns on .*permission denied/i,
    confidence: 'likely',
    title: 'diagnose.detach-netns',
    cause: 'diagnose.detach-netns-cause',
    findings: ['nerdctl.detach-netns'],
    remedy: [user('rootless-wizard --engine nerdctl')],
    source: 'https://github.com/rootless-containers/rootlesskit/issues/494',
  },
  {
    id: 'bypass-daemon',
    pattern: /bypass4netnsd not running\?|dial unix \S*bypass4netnsd\.sock/i,
    confidence: 'certain',
    title: 'diagnose.bypass-daemon',
    cause: 'diagnose.bypass-daemon-cause',
    findings: ['nerdctl.bypass4netns'],
    remedy: [
      user('systemctl --user start bypass4netnsd'),
      user('rootless-wizard --engine nerdctl --set service.nerdctl-bypass=true'),
    ],
    source: 'https://github.com/rootless-containers/bypass4netns',
  },
  {
    id: 'no-buildkit',
    pattern:
      /no buildkit host is available|.?buildctl.? needs to be installed and .?buildkitd|failed to ping to host unix:\S*buildkitd\.sock/i,
    confidence: 'certain',
    title: 'diagnose.no-buildkit',
    cause: 'diagnose.no-buildkit-cause',
    // The check of it says whether the program is here, not whether it runs.
    findings: [],
    remedy: [
      user('systemctl --user start buildkit'),
      user('journalctl --user -u buildkit -n 30'),
      user('rootless-wizard --engine nerdctl'),
    ],
    source: 'https://github.com/containerd/nerdctl/blob/main/docs/build.md',
  },
  {
    id: 'no-cni-plugin',
    pattern:
      /failed to find plugin \\*"[\w-]+\\*" in path|CNI plugin \\*"[\w-]+\\*" .*to be installed in CNI_PATH/i,
    confidence: 'certain',
    title: 'diagnose.no-cni-plugin',
    cause: 'diagnose.no-cni-plugin-cause',
    findings: ['nerdctl.cni'],
    remedy: [WIZARD, root('apt-get install containernetworking-plugins')],
    source: 'https://github.com/containerd/nerdctl/blob/main/docs/cni.md',
  },
];
