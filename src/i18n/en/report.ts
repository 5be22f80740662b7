/** English sentences of the area `report`. This file is the type that the other languages must satisfy. */
export const report = {
  'report.check-summary':
    '{ok} ok, {info} {info#note#notes}, {warn} {warn#warning#warnings}, {fail} to fix, {skip} not checked',
  'report.needs-relogin': 'Takes effect after you log out and in again.',
  'report.needs-reboot': 'Takes effect after a reboot.',
  'report.plan-title': 'Rootless {engines} for {user} on {host} ({os})',
  'report.plan-empty': 'Nothing to change: this host is ready.',
  'report.plan-summary': '{changes} {changes#change#changes}, {root} of them as root.',
  'report.plan-risks': 'Risks to accept by name: {risks}',
  'report.plan-next':
    'Nothing was changed. To go on, run rootless-wizard in a terminal, or: rootless-wizard apply',
  'report.change-title': '{title} ({who})',
  'report.as-root': 'as root',
  'report.as-user': 'as you',
  'report.step-system': 'Host and user',
  'report.step-packages': 'Packages',
  'report.step-subids': 'Subordinate ids',
  'report.step-kernel': 'Kernel settings',
  'report.step-ports': 'Low ports and ping',
  'report.step-cgroup': 'Resource limits',
  'report.step-linger': 'Running after logout',
  'report.step-storage': 'Storage',
  'report.step-service': 'Engine service',
  'report.step-shell': 'Shell environment',
  'report.step-verify': 'Verification',
  'report.risk-low-ports': 'Every user of this host may then listen on these ports',
  'report.risk-rootlesskit-ports':
    'Everyone who can start rootlesskit may then listen on low ports',
  'report.risk-ids-under-data':
    'Files of existing containers keep their old ids and will look foreign to containers',
  'report.risk-hidden-store':
    'Images and containers of the present store are not seen any more (they are not deleted)',
  'report.risk-userns-for-all': 'Every user of this host may then make user namespaces',
  'report.risk-removes-packages': 'The package manager would remove packages',
  'report.risk-cgroup-switch':
    'The next boot has cgroup v2 alone: programs that know only v1 lose their limits or do not start',
  'report.ids-title': 'Which ids containers of {user} have on this host',
  'report.ids-users': 'Users',
  'report.ids-groups': 'Groups',
  'report.ids-container': 'container',
  'report.ids-host': 'host',
  'report.ids-order':
    'The ranges are not in ascending order: Podman sorts them, Docker and nerdctl do not, so the same container id is another host id there.',
  'report.ids-to-host': 'Container user {id} is host id {host}.',
  'report.ids-no-host': 'Containers cannot have the user {id}: it is beyond the subordinate ids.',
  'report.ids-to-container': 'Host id {id} is seen in containers as user {container}.',
  'report.ids-folder': 'To let container user {id} write to a directory of yours:',
  'report.progress': '{what}: {percent}% of {all}, {rate} a second, {left} s left',
  'report.progress-files':
    '{what}: {percent}% of {all}, file {file} of {files}, {rate} a second, {left} s left',
  'report.progress-names': '{what}: {percent}%, {file} of {files}, {rate} a second, {left} s left',
  'report.exit-code': 'exit code {code}',
  'report.plan-blocked': 'Something stands in the way; see the lines with ! above.',
  'report.plan-title-nobody': 'Rootless containers on {host} ({os})',
  'report.plan-next-blocked':
    'Nothing was changed. Settle what stands in the way, then run rootless-wizard again (as root: rootless-wizard --user NAME).',
  'report.risk-setuid-program':
    'A program that no package vouches for gets the rights of root when it is started',
  'report.step-migrate-check': 'Before the move',
  'report.step-migrate-images': 'Images',
  'report.step-migrate-networks': 'Networks',
  'report.step-migrate-group': 'Move',
  'report.step-migrate-files': 'Files to keep',
  'report.step-migrate-cutover': 'What root ran them with',
  'report.risk-owners-in-place':
    'Files of this host get other owners where they are; programs of the host may not reach them any more',
  'report.risk-bypass-ports':
    'A port that a container with bypass4netns publishes at 127.0.0.1 alone is open on every address of this host',
  'report.risk-host-loopback':
    'Programs in containers may then connect to everything that listens on 127.0.0.1 of this host',
  'report.risk-writes-as-root':
    'Containers of this user, and so the user, write files of root and of other accounts in these directories; there is no second copy',
  'report.risk-volumes-in-place':
    'Files of these volumes get other owners where they are, and there is no second copy: make a backup before. The old containers must not run until it is undone',
  'report.step-migrate-finish': 'The end of the move',
  'report.risk-deletes-rootful':
    'Containers, volumes and images of root that were moved are deleted; there is no way back',
  'report.risk-stops-moved':
    'Containers that were moved from root stop, as what their engine stands on is taken back',
  'report.papers': 'What would not last here, for the image or the configuration of {os}:',
} as const;
