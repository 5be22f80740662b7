/** English sentences of the area `answers`. This file is the type that the other languages must satisfy. */
export const answers = {
  'answers.engines': 'Which engines?',
  'answers.engines-help':
    'Each works without root. Podman can live beside each of the others: they share nothing but the ids.',
  'answers.engines-because': 'Podman needs no daemon and is the shortest way.',
  'answers.engines-found': 'Already installed: {engines}.',
  'answers.engines-none': 'Choose at least one engine.',
  'answers.podman': 'Podman',
  'answers.podman-help': 'No daemon; containers are children of your own session.',
  'answers.docker': 'Docker',
  'answers.docker-help': 'The daemon runs as you; the docker command works as usual.',

  'answers.q-create': 'Make this user?',
  'answers.q-create-help':
    'There is no account of that name. A new one just for containers keeps them apart from people.',
  'answers.q-create-because': 'A slip in the name must not become an account.',
  'answers.q-packages': 'Install the missing packages?',
  'answers.q-packages-help':
    'Only what is missing, from the package sources of this host. Nothing is replaced.',
  'answers.q-packages-because': 'The engines do not work without them.',
  'answers.q-subids': 'How many ids for containers?',
  'answers.q-subids-help':
    '65536 is right for one level of containers. Take 131072 to run containers inside containers.',
  'answers.q-subids-because': 'Images expect 65536 ids.',
  'answers.q-subids-range': 'Choose from 65536 to 1000000000.',
  'answers.q-kernel': 'Change kernel settings?',
  'answers.q-kernel-help':
    'Only what this kernel forbids and containers need. Each has a file of its own in /etc and can be taken back.',
  'answers.q-kernel-because': 'Containers do not start without them.',
  'answers.q-ports': 'Publish ports below 1024?',
  'answers.q-ports-help':
    'Ordinary users may not open them. With a port such as 8080 nothing has to be opened.',
  'answers.q-ports-because': 'Nothing is opened that nobody asked for.',
  'answers.q-ports-none': 'No',
  'answers.q-ports-none-help': 'Publish on 1024 and above, for example -p 8080:80.',
  'answers.q-ports-sysctl': 'Yes, for every user, from a port on',
  'answers.q-ports-sysctl-help':
    'Works for every engine. Every user and program of this host may open those ports.',
  'answers.q-ports-setcap': 'Yes, through rootlesskit (Docker and nerdctl)',
  'answers.q-ports-setcap-help':
    'Whoever can run rootlesskit can open low ports. Gone after an upgrade of its package.',
  'answers.q-lowest': 'From which port on?',
  'answers.q-lowest-help': 'Take the lowest that containers will publish: 80 covers web servers.',
  'answers.q-lowest-because': '80 leaves ssh and other ports below it closed.',
  'answers.q-lowest-range': 'Choose from 1 to 1023.',
  'answers.q-ping': 'Allow ping from containers?',
  'answers.q-ping-help': "The user's group may then send ping without privilege.",
  'answers.q-ping-because': 'Few containers need it.',
  'answers.q-ping-on': 'It is allowed already.',
  'answers.q-delegate': 'Allow limits on CPU and memory?',
  'answers.q-delegate-help':
    'The systemd of every user is handed the controllers for CPU, memory, I/O and processes. Sessions that are open need a new login.',
  'answers.q-delegate-because': 'Limits such as --cpus have no effect without it.',
  'answers.q-cgroup-switch': 'Boot with cgroup v2?',
  'answers.q-cgroup-switch-help':
    'Limits such as --memory work for rootless containers only with cgroup v2 and systemd, and Podman 6 runs only with v2. It takes a reboot. Docker before 20.10, Java before 15 and other programs that know only v1 lose their limits or do not start then.',
  'answers.q-cgroup-switch-because':
    'Containers run without it, and it concerns every program of this host.',
  'answers.q-linger': 'Keep running after logout?',
  'answers.q-linger-help':
    "The user's services then run from boot on, logged in or not. Otherwise all ends with the last session.",
  'answers.q-linger-because': 'Servers should outlive an ssh session.',
  'answers.q-linger-on': 'It is on already.',

  'answers.idle-file':
    '{key} of the answers file has no effect: it counts only with {missing}. Add what is missing, or leave it out.',
  'answers.idle-flag':
    '--set {key} has no effect: it counts only with {missing}. Add what is missing, or leave it out.',
  'answers.at': '{file}:{line}:{column}: {problem}',
  'answers.empty': 'This is no list of keys and values.',
  'answers.too-big': 'An answers file has at most 1 MiB.',
  'answers.syntax': 'This is not valid YAML: {detail}',
  'answers.two-documents': 'One file holds one set of answers; a second one starts here.',
  'answers.no-version': 'The line "version: 1" is missing.',
  'answers.version': 'version is {version}, and this program reads version 1.',
  'answers.key-form': 'A key must be a plain word.',
  'answers.value-form': 'Here stands a value or a list, nothing deeper.',
  'answers.fancy': 'Anchors, aliases and tags are not taken here; write the value itself.',
  'answers.twice': '{key} is given twice.',
  'answers.unknown-key': 'There is no answer {key}.',
  'answers.unknown-key-near': 'There is no answer {key}. Did you mean {meant}?',
  'answers.wrong-value': '{key} cannot be {value}: it takes {expected}.',
  'answers.wrong-type': 'It takes {expected}.',
  'answers.risks-list': 'accept-risks takes a list of names.',
  'answers.set-form': '{text} is not of the form KEY=VALUE.',
  'answers.expected-yes-no': 'true or false',
  'answers.expected-number': 'a number from {min} to {max}',
  'answers.expected-text': 'a text',
  'answers.expected-choice': 'one of {options}',
  'answers.expected-several': 'a list of {options}',
  'answers.q-family': 'Whose packages are these?',
  'answers.q-family-help':
    'Asked where the distribution is not known here. Names of packages and the command that installs them come from the family that you choose; you see both before anything is done. On known distributions this does not count.',
  'answers.family-by-hand': 'None of these',
  'answers.family-by-hand-help': 'You install by hand what is missing; the plan names it.',
  'answers.family-named': '{name}',
  'answers.family-known': 'The distribution is known.',
  'answers.family-looked':
    'Looked at: ID {id}, ID_LIKE {like}, package managers {managers}. None of it says whose packages these are.',
  'answers.family-no-manager':
    '{manager} is not installed here; of the package managers there is: {managers}',
} as const;
