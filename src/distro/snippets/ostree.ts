import type { Paper } from '../../model/paper.ts';
import { packagesOf, type Wanted } from './wanted.ts';

/**
 * Packages for systems of rpm-ostree and bootc: layered on this machine, or built into its image.
 * https://coreos.github.io/rpm-ostree/administrator-handbook/ and https://bootc-dev.github.io/bootc/
 */
export function ostreePapers(wanted: Wanted): readonly Paper[] {
  const packages = packagesOf(wanted).join(' ');
  if (packages === '') return [];
  const papers: Paper[] = [
    {
      name: 'layer.sh',
      text: [
        '#!/bin/sh',
        '# Lays the missing packages over the image of this machine; they are there after a reboot.',
        'set -eu',
        `rpm-ostree install --idempotent ${packages}`,
        'echo "Now reboot, then start rootless-wizard again."',
        '',
      ].join('\n'),
    },
    {
      name: 'Containerfile',
      text: [
        '# The same, where this machine takes its image from a Containerfile of yours (bootc). The image',
        '# that it is made from is in the output of: bootc status',
        '# FROM ...',
        ...copies(wanted),
        `RUN dnf -y install ${packages} && dnf clean all`,
        '',
      ].join('\n'),
    },
  ];
  return wanted.os.variantId === 'coreos' ? [...papers, butane(wanted, packages)] : papers;
}

/** Sources of packages that were added to this machine must be in the image, too. */
function copies({ sources }: Wanted): readonly string[] {
  if (sources.length === 0) return [];
  return [
    '# Put these files of this machine beside the Containerfile first.',
    ...sources.map((path) => `COPY ${nameOf(path)} ${path}`),
  ];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * For machines that are yet to be made: Ignition lays the packages over and makes the user linger.
 * https://docs.fedoraproject.org/en-US/fedora-coreos/os-extensions/
 */
function butane({ user, linger, sources }: Wanted, packages: string): Paper {
  const unit = [
    '[Unit]',
    'Description=Lay packages for rootless containers over the image',
    'Wants=network-online.target',
    'After=network-online.target',
    '# The update that Zincati begins would lock the packages out.',
    'Before=zincati.service',
    'ConditionPathExists=!/var/lib/%N.stamp',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    `ExecStart=/usr/bin/rpm-ostree install -y --allow-inactive ${packages}`,
    'ExecStart=/bin/touch /var/lib/%N.stamp',
    'ExecStart=/bin/systemctl --no-block reboot',
    '[Install]',
    'WantedBy=multi-user.target',
  ];
  const files = [
    ...(linger ? [[`/var/lib/systemd/linger/${user}`, null] as const] : []),
    ...sources.map((path) => [path, nameOf(path)] as const),
  ];
  const dir = sources.length === 0 ? '' : '--files-dir . ';
  const text = [
    `# For new machines: butane ${dir}rootless.bu > rootless.ign`,
    ...(sources.length === 0
      ? []
      : ['# The files that are named below as local lie on this machine.']),
    'variant: fcos',
    'version: 1.5.0',
    'systemd:',
    '  units:',
    '    - name: rootless-packages.service',
    '      enabled: true',
    '      contents: |',
    ...unit.map((line) => `        ${line}`),
    ...(files.length === 0 ? [] : ['storage:', '  files:']),
    ...files.flatMap(([path, local]) => [
      `    - path: ${JSON.stringify(path)}`,
      '      mode: 0644',
      ...(local === null ? [] : ['      contents:', `        local: ${JSON.stringify(local)}`]),
    ]),
    '',
  ];
  return { name: 'rootless.bu', text: text.join('\n') };
}
