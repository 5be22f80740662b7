/**
 * A service of the host where runit starts things: a directory that a link takes into use. Part of
 * `action.ts`. runsvdir(8), runsv(8), sv(8), https://docs.voidlinux.org/config/services/index.html
 */
export interface RunitServiceAction {
  readonly do: 'runit-service';
  /**
   * `enable`: link it and wait until it is up. `disable`: remove the link, end it and its supervisor.
   * `restart`: with its files as they are now; it is its own inverse.
   */
  readonly operation: 'enable' | 'disable' | 'restart';
  /** The service directory, absolute: /etc/sv/NAME. */
  readonly dir: string;
  /** The link to it in the directory that runsvdir looks through: /var/service/NAME. */
  readonly link: string;
}
