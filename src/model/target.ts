import type { Target } from './facts.ts';

type Config = Pick<Target, 'configHome' | 'manager'>;

/** Where unit files of the user belong, so that the user's systemd finds them. */
export function unitDirOf({ configHome, manager }: Config): string {
  return manager?.unitDir ?? `${configHome}/systemd/user`;
}

/** The configuration directory of programs that the user's systemd starts, such as the Docker daemon. */
export function serviceConfigOf({ configHome, manager }: Config): string {
  return manager?.configHome ?? configHome;
}
