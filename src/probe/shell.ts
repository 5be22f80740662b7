import { known } from '../model/fact.ts';
import type { ShellStart, Target } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { FileState, ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';

import { ofHome } from './home-answers.ts';
import type { Probe } from './probe.ts';

/** What a login bash reads: the first of these that exists, bash(1) INVOCATION. */
const BASH_LOGIN = ['.bash_profile', '.bash_login', '.profile'];

/** Does a start file read ~/.bashrc? A line that is no comment and names it is taken for that. */
export function readsBashrc(text: string): boolean {
  return text.split('\n').some((line) => /^[^#]*\.bashrc\b/.test(line));
}

/**
 * bash: `~/.bashrc` where the login file reads it (every shell then sees the variable), else the login
 * file alone: over ssh a login bash reads nothing else. Where there is none, `~/.profile` will be made.
 */
async function bashFile(host: ReadHost, home: string): Promise<FileState> {
  const logins = await Promise.all(BASH_LOGIN.map((name) => host.file(`${home}/${name}`)));
  const login = logins.find((state) => state.kind !== 'absent');
  if (login === undefined) return host.file(`${home}/.profile`);
  return readsBashrc(textOf(login) ?? '') ? host.file(`${home}/.bashrc`) : login;
}

/**
 * zsh: `.zshenv` where there is one, because every zsh reads it, else the `.zshrc` that is there, else a
 * new `.zshenv`. Below $ZDOTDIR, zsh(1) STARTUP/SHUTDOWN FILES.
 */
async function zshFile(host: ReadHost, target: Target): Promise<FileState> {
  const own = target.self ? host.env('ZDOTDIR') : null;
  const dir = own?.startsWith('/') ? own : target.home;
  const [env, rc] = await Promise.all([host.file(`${dir}/.zshenv`), host.file(`${dir}/.zshrc`)]);
  return env.kind === 'absent' && rc.kind !== 'absent' ? rc : env;
}

async function startFile(host: ReadHost, target: Target, shell: string): Promise<FileState | null> {
  switch (shell) {
    case 'bash':
    case 'rbash':
      return bashFile(host, target.home);
    case 'zsh':
      return zshFile(host, target);
    case 'fish':
      // A file of our own: nothing of the person's is touched.
      return host.file(`${target.configHome}/fish/conf.d/rootless-wizard.fish`);
    case 'sh':
    case 'dash':
    case 'ash':
    case 'ksh':
    case 'mksh':
      return host.file(`${target.home}/.profile`);
    default:
      // csh, nushell and others speak another language: the person gets the line to put there.
      return null;
  }
}

export const probe: Probe<'shell'> = {
  id: 'shell',
  read: (host, context) =>
    ofHome(host, context, async (target) => {
      const shell = target.shell.split('/').at(-1) ?? '';
      const name: ShellStart['name'] =
        shell === 'bash' || shell === 'zsh' || shell === 'fish'
          ? shell
          : shell === 'rbash'
            ? 'bash'
            : 'other';
      return known({ name, startFile: await startFile(host, target, shell) }, target.shell);
    }),
};

/** Where a variable belongs is no question of right or wrong. */
export const checks: readonly Check[] = [];
