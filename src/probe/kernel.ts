import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { Kernel } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import { textOf } from '../model/text.ts';
import { uname } from './commands.ts';
import { firstLine } from './common.ts';
import { finding, judged } from './finding.ts';
import type { Probe } from './probe.ts';

/** Both words of `uname -r -m`. */
const FILES = ['/proc/sys/kernel/osrelease', '/proc/sys/kernel/arch'] as const;

/** Release and machine. */
export const probe: Probe<'kernel'> = {
  id: 'kernel',
  async read(host): Promise<Fact<Kernel>> {
    const [release, arch] = await Promise.all(FILES.map((path) => host.file(path)));
    const words = [release, arch].map((state) => (state && textOf(state))?.trim() ?? '');
    const told = parseUname(words.join(' '));
    if (told !== null) return known(told, FILES.join(', '));
    // kernel.arch came with Linux 6.1.
    const result = await host.run(uname());
    const kernel = result.code === 0 ? parseUname(result.stdout) : null;
    if (kernel !== null) return known(kernel, 'uname -r -m');
    const detail = firstLine(result.stderr) || firstLine(result.stdout) || result.status;
    return unknown(msg('core.command-failed', { command: 'uname', detail }));
  },
};

/** `6.1.0-39-amd64 x86_64`; null for anything else. */
export function parseUname(stdout: string): Kernel | null {
  const match = /^((\d+)\.(\d+)\S*) (\S+)\s*$/.exec(stdout);
  if (match?.[1] === undefined || match[4] === undefined) return null;
  return { release: match[1], major: Number(match[2]), minor: Number(match[3]), arch: match[4] };
}

/** Is the kernel at least that version? */
export function atLeast(kernel: Kernel, major: number, minor: number): boolean {
  return kernel.major > major || (kernel.major === major && kernel.minor >= minor);
}

const VERSION = {
  id: 'kernel.version',
  title: msg('checks.kernel'),
  source: 'https://docs.docker.com/engine/security/rootless/',
};

/** Which storage the kernel's version allows; what really works is tried by the overlay probe. */
export const checks: readonly Check[] = [
  {
    id: 'kernel.version',
    run: ({ kernel }) => [
      judged(VERSION, kernel, (value) => {
        const evidence = `${value.release} ${value.arch}`;
        // Overlay in a user namespace came with 5.11, FUSE in one with 4.18.
        if (atLeast(value, 5, 11)) return finding(VERSION, 'ok', evidence);
        const fuse = atLeast(value, 4, 18);
        const cause = msg(fuse ? 'checks.kernel-fuse-only' : 'checks.kernel-vfs-only');
        return finding(VERSION, 'warn', evidence, { cause, needs: 'reboot' });
      }),
    ],
  },
];
