/** English sentences about where Docker comes from. This file is the type that the other languages must satisfy. */
export const dockerSource = {
  'docker-source.q': 'Where does Docker come from?',
  'docker-source.q-help':
    "Docker's own repository has the newest Docker for some systems; it is a source besides your distribution, and updates come from there, too.",
  'docker-source.distribution': 'the distribution',
  'docker-source.distribution-help':
    'From the sources that this host has already. Often older, maintained with the rest of the system.',
  'docker-source.docker': "Docker's repository",
  'docker-source.docker-help':
    'From the repository of Docker, Inc.: its key and its file of sources are added, and shown before.',
  'docker-source.because-there': 'So it is installed now.',
  'docker-source.because-lists': "This host has Docker's repository already.",
  'docker-source.because-distribution': 'No other source is needed for it.',
  'docker-source.because-only': 'This distribution has no Docker that runs without root.',
  'docker-source.no-scripts':
    'The Docker of {os} comes without the scripts of rootless mode (dockerd-rootless.sh).',
  'docker-source.no-scripts-static':
    "The Docker of {os} comes without the scripts of rootless mode (dockerd-rootless.sh). Docker's own archives have them: --set docker.source=static",
  'docker-source.scripts-package':
    'The package {name} has the scripts of rootless mode, too: install it by hand and start again, and the Docker of {os} is used.',
  'docker-source.unsupported': 'Docker has no packages of its own for {os}.',
  'docker-source.not-replaced':
    '{path} is there, and no package owns it: it is not replaced. Remove it first, or leave docker.source out.',
  'docker-source.q-address': "Where is Docker's repository?",
  'docker-source.q-address-help':
    'Its own address, that of a mirror, or a copy on this host (file:///PATH). What is in it counts only by the signature, wherever it lies.',
  'docker-source.address-because': "Docker's own.",
  'docker-source.address-form':
    '{address} is no address of a repository: https://HOST/PATH or file:///PATH, without a slash at the end.',
  'docker-source.q-key': 'Which file is its key?',
  'docker-source.q-key-help':
    'The full path of a file that you brought, where the host cannot fetch it. Empty: it is fetched from the repository. Its fingerprint is compared in both cases.',
  'docker-source.key-because': 'It is fetched when you agreed to that change.',
  'docker-source.q-fingerprint': 'Which fingerprint has its key?',
  'docker-source.q-fingerprint-help':
    "The full one, 40 digits. Another one than Docker's only for a repository that somebody else signs.",
  'docker-source.fingerprint-because': "Docker's documentation names it.",
  'docker-source.fingerprint-form': 'A fingerprint has 40 digits, 0 to 9 and A to F.',
  'docker-source.key-title': 'Get the key of the repository as {path}',
  'docker-source.key-why':
    'From {from}. It is installed only if its fingerprint is {fingerprint}; else nothing is done.',
  'docker-source.list-title': "Add Docker's repository: {path}",
  'docker-source.list-why':
    'The package manager then finds Docker at {address}, and takes only what that key has signed.',
  'docker-source.tools-why':
    "gpg tells whose key it is before anybody trusts it; nothing of Docker's is installed without that.",
  'docker-source.other-list':
    '{path} is there already, with something else in it, and stays as it is. If it is right, refresh the lists with {command}; else remove it. Then start again.',
  'docker-source.third-party':
    'Docker comes from {address}, not from {os}, and so do its updates. Taking the run back without the packages leaves them without updates: undo --packages takes them along.',
  'docker-source.rebuild':
    "Docker's documentation does not name {os}: the packages for Red Hat Enterprise Linux are used.",
  'docker-static.label': 'Docker, without packages',
  'docker-static.label-help':
    'From two archives that you brought, into your own ~/bin: no root, but no updates either.',
  'docker-static.q-archive': 'Which archive of Docker?',
  'docker-static.q-archive-help':
    'The full path of docker-VERSION.tgz on this host, from the directory of this machine below {url}.',
  'docker-static.q-archive-because': 'Nothing is fetched for you.',
  'docker-static.q-extras': 'Which of its rootless extras?',
  'docker-static.q-extras-help':
    'The full path of docker-rootless-extras-VERSION.tgz, from the same directory below {url}.',
  'docker-static.q-sha256': 'Its sha256?',
  'docker-static.q-extras-sha256': 'sha256 of the extras?',
  'docker-static.q-sha256-help':
    'Docker publishes none beside these archives: take it where you fetched and trust the file (sha256sum FILE). A file with another hash is not touched.',
  'docker-static.sha256-because': 'Only you can tell.',
  'docker-static.missing':
    'Fetch docker-VERSION.tgz and docker-rootless-extras-VERSION.tgz of this machine from below {url}, then say where they are and what their hashes must be: {sets}',
  'docker-static.no-sha256':
    'Without the sha256 nothing is taken from {archives}: {sets} (sha256sum prints it)',
  'docker-static.change': "Docker comes from the vendor's archives.",
  'docker-static.updates':
    'Nobody updates what is in {dir}: that is up to you. It is in your PATH after the next login, where your shell adds it.',
  'docker-static.title': 'Install from {archive} into {dir}',
  'docker-static.why': 'It brings {members}. Only if the file has the sha256 {sha256}.',
  'tui.short-docker-archive': '{file}',
  'engine-check.docker-own-only':
    "dockerd is not installed, and this distribution has none that runs without root: the wizard shows how Docker's own comes here.",
  'report.risk-third-party-repository':
    'Whoever signs that repository may then install programs as root on this host',
  'tui.short-docker-key': "Key of Docker's source",
} as const;
