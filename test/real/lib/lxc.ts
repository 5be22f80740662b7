/** Containers of LXC that tell how they ended. */
import type { TestMachine } from '../../hosts/hosts.ts';

/** The shutdown of a container of busybox, as it tells it: a line when it begins, a line when it had its time. */
export function tellsItsEnd(name: string): string {
  const says = `printf '%s\\n' '::shutdown:/bin/sh -c "date >>/ended; sleep 2; date >>/ended"'`;
  const place = `"$HOME/.local/share/lxc/"'${name}'/rootfs/etc/inittab`;
  return `${says} | lxc-usernsexec -m u:0:100000:65536 -m g:0:100000:65536 -- tee -a ${place}`;
}

/** What it told so far. */
export async function ended(host: TestMachine, name: string): Promise<readonly string[]> {
  const text = await host.readFile(`/home/alice/.local/share/lxc/${name}/rootfs/ended`);
  return (text ?? '').split('\n').filter((row) => row !== '');
}
