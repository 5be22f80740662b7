import { losesUdpAnswers } from '../distro/docker-ports.ts';
import { dockerRepositoryFor } from '../distro/docker-repository.ts';
import { dockerScriptsOf } from '../distro/packages.ts';
import { msg } from '../i18n/msg.ts';
import type { Docker, Facts } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { textOf } from '../model/text.ts';
import { installing, wants } from './common.ts';
import { ipv6Findings } from './docker-ipv6.ts';
import { proxyFindings } from './docker-proxy.ts';
import { asUser, finding, skipped } from './finding.ts';

const MANUAL = 'https://docs.docker.com/engine/security/rootless/';
const TROUBLE = 'https://docs.docker.com/engine/security/rootless/troubleshoot/';

const INSTALLED = {
  id: 'docker.installed',
  title: msg('engine-check.docker-installed'),
  source: MANUAL,
};
const SCRIPT = {
  id: 'docker.rootless-script',
  title: msg('engine-check.docker-script'),
  source: MANUAL,
};
const KIT = {
  id: 'docker.rootlesskit',
  title: msg('engine-check.rootlesskit'),
  source: 'https://github.com/rootless-containers/rootlesskit',
};
const CONFIG = {
  id: 'docker.config',
  title: msg('engine-check.docker-config-file'),
  source: 'https://docs.docker.com/engine/daemon/#configuration-file',
};
const SERVICE = {
  id: 'docker.service',
  title: msg('engine-check.docker-service'),
  source: MANUAL,
};
const ANSWERS = {
  id: 'docker.answers',
  title: msg('engine-check.docker-answers'),
  source: MANUAL,
};
const CGROUPS = {
  id: 'docker.cgroup-driver',
  title: msg('engine-check.docker-cgroups'),
  source: TROUBLE,
};
const DRIVER = {
  id: 'docker.driver',
  title: msg('engine-check.docker-driver'),
  source: 'https://docs.docker.com/engine/storage/drivers/select-storage-driver/',
};

/** The package that brings the rootless scripts of this dockerd. */
function extras(facts: Facts, docker: Docker) {
  if (docker.fromPackage === 'docker-ce') return installing(facts, 'docker-ce-rootless-extras');
  if (lacksScripts(facts)) return WIZARD;
  return installing(facts, 'docker.io', {
    fedora: 'moby-engine',
    alpine: 'docker-rootless-extras',
  });
}

const WIZARD = [asUser('rootless-wizard --engine docker')];

/** Is the distribution's Docker one without the scripts of rootless mode? */
function lacksScripts({ os }: Facts): boolean {
  return os.known && dockerScriptsOf(os.value) !== null;
}

/**
 * Fedora's moby-engine has no rootlesskit beside it, Enterprise Linux has no Docker at all, and others have one without
 * the scripts of rootless mode.
 */
function comesFromDockerOnly(facts: Facts): boolean {
  const { os, kernel } = facts;
  if (lacksScripts(facts)) return true;
  if (!os.known || os.value.family !== 'fedora') return false;
  return dockerRepositoryFor(os.value, kernel.known ? kernel.value.arch : null) !== null;
}

function installedFinding(facts: Facts, docker: Docker): Finding {
  const { cli, dockerd } = docker;
  const evidence = [cli, dockerd]
    .flatMap((each) => (each === null ? [] : [`${each.path} ${each.version}`]))
    .join(', ');
  if (dockerd === null && comesFromDockerOnly(facts)) {
    return finding(INSTALLED, 'fail', evidence, {
      cause: msg('engine-check.docker-own-only'),
      remedy: WIZARD,
    });
  }
  if (dockerd === null) {
    return finding(INSTALLED, 'fail', evidence, {
      cause: msg('engine-check.not-installed', { name: 'dockerd' }),
      remedy: installing(facts, 'docker.io', {
        fedora: 'moby-engine',
        suse: 'docker',
        arch: 'docker',
        alpine: 'docker',
        void: 'docker',
        gentoo: 'app-containers/docker',
      }),
    });
  }
  if (cli === null) {
    return finding(INSTALLED, 'fail', evidence, {
      cause: msg('engine-check.not-installed', { name: 'docker' }),
      remedy: installing(
        facts,
        docker.fromPackage === 'docker-ce' ? 'docker-ce-cli' : 'docker-cli',
      ),
    });
  }
  return finding(INSTALLED, 'ok', evidence);
}

function kitFinding(facts: Facts, docker: Docker): Finding {
  const { rootlesskit, rootlesskitVersion } = docker;
  const own =
    docker.fromPackage === 'docker-ce' || (lacksScripts(facts) && docker.rootlessScript === null);
  const remedy = own ? extras(facts, docker) : installing(facts, 'rootlesskit');
  if (rootlesskit === null) {
    return finding(KIT, 'fail', '', { cause: msg('engine-check.no-rootlesskit'), remedy });
  }
  const version = rootlesskitVersion ?? '';
  if (losesUdpAnswers(version) && !hasOtherPorts(facts)) {
    const cause = msg('engine-check.rootlesskit-udp', { version });
    return finding(KIT, 'warn', `${rootlesskit.path} ${version}`, { cause, remedy });
  }
  return finding(KIT, 'ok', `${rootlesskit.path} ${rootlesskit.capabilities ?? ''}`.trim());
}

/** Does the unit leave ports to slirp4netns or pasta? A drop-in of the person's own is not read: an update does no harm. */
function hasOtherPorts(facts: Facts): boolean {
  const unit = facts.files.known ? textOf(facts.files.value['docker.unit']) : null;
  return /_PORT_DRIVER=(?!builtin\b)\w/.test(unit ?? '');
}

function partsFindings(facts: Facts, docker: Docker): readonly Finding[] {
  if (docker.dockerd === null) return [];
  const { rootlessScript } = docker;
  return [
    rootlessScript === null
      ? finding(SCRIPT, 'fail', '', {
          cause: msg('engine-check.docker-no-script'),
          remedy: extras(facts, docker),
        })
      : finding(SCRIPT, 'ok', rootlessScript),
    kitFinding(facts, docker),
  ];
}

function serviceFinding({ service }: Docker): Finding {
  const evidence = `docker.service: ${service.enabled}, ${service.active}`;
  if (service.active === 'active' || service.active === 'activating') {
    return finding(SERVICE, service.enabled === 'disabled' ? 'info' : 'ok', evidence);
  }
  if (service.active === 'failed') {
    return finding(SERVICE, 'fail', evidence, {
      cause: msg('engine-check.docker-failed'),
      remedy: [asUser('journalctl --user -n 50 -u docker.service')],
    });
  }
  if (service.active === 'unknown') {
    return finding(SERVICE, 'skip', evidence, { cause: msg('engine-check.no-manager') });
  }
  return finding(SERVICE, 'info', evidence, {
    cause: msg(
      service.enabled === 'missing'
        ? 'engine-check.docker-not-set-up'
        : 'engine-check.docker-stopped',
    ),
  });
}

function answerFindings(docker: Docker): readonly Finding[] {
  const { answers, service } = docker;
  if (answers === null) {
    if (service.active !== 'active') {
      return [finding(ANSWERS, 'skip', '', { cause: msg('engine-check.docker-not-running') })];
    }
    return [
      finding(ANSWERS, 'fail', '', {
        cause: msg('engine-check.docker-silent'),
        remedy: [asUser('journalctl --user -n 50 -u docker.service')],
      }),
    ];
  }
  const rootless = answers.securityOptions.some((option) => /\brootless\b/.test(option));
  const evidence = `${answers.serverVersion} ${answers.dataRoot} ${answers.securityOptions.join(' ')}`;
  const findings = [
    rootless
      ? finding(ANSWERS, 'ok', evidence)
      : finding(ANSWERS, 'warn', evidence, { cause: msg('engine-check.docker-not-rootless') }),
  ];
  if (answers.cgroupDriver === 'none') {
    findings.push(
      finding(CGROUPS, 'warn', 'Cgroup Driver: none', { cause: msg('cgroup.limits-ignored') }),
    );
  }
  if (answers.driver === 'vfs' || answers.driver === 'native') {
    findings.push(finding(DRIVER, 'warn', answers.driver, { cause: msg('engine-check.vfs') }));
  }
  return findings;
}

/** What dockerd itself says of its file. */
function configFindings(facts: Facts, { configProblem }: Docker): readonly Finding[] {
  if (configProblem === undefined) return [];
  const path = facts.files.known ? facts.files.value['docker.daemon'].path : '';
  if (configProblem === '') return [finding(CONFIG, 'ok', path)];
  return [
    finding(CONFIG, 'fail', configProblem, {
      cause: msg('engine-check.docker-config-bad', { path }),
    }),
  ];
}

function dockerFindings(facts: Facts): readonly Finding[] {
  if (!facts.docker.known) return [skipped(INSTALLED, facts.docker)];
  const docker = facts.docker.value;
  const installed = installedFinding(facts, docker);
  if (docker.dockerd === null) return [installed];
  return [
    installed,
    ...partsFindings(facts, docker),
    ...configFindings(facts, docker),
    serviceFinding(docker),
    ...proxyFindings(facts, docker),
    ...ipv6Findings(facts),
    ...answerFindings(docker),
  ];
}

/** What is said about Docker, for goals that name it. */
export const checks: readonly Check[] = [
  { id: 'docker', run: (facts, goal) => (wants(goal, 'docker') ? dockerFindings(facts) : []) },
];
