import { setBlock } from '../edit/block.ts';
import {
  type FileEdit,
  makeDirectory,
  ROOT_FILE,
  sha256Of,
  writeBytes,
  writeText,
} from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { RunCommand, WriteFile } from '../model/action.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { BootWay, Cgroup, Facts } from '../model/facts.ts';
import type { FileState } from '../model/read-host.ts';
import type { StepResult } from '../model/step.ts';
import { textOf } from '../model/text.ts';
import { blocked, change, initOf, ok, skip, toDo } from './common.ts';

/** systemd(1), KERNEL COMMAND LINE; https://rootlesscontaine.rs/getting-started/common/cgroup2/ */
const ARGUMENT = 'systemd.unified_cgroup_hierarchy=1';
const SOURCE = 'https://rootlesscontaine.rs/getting-started/common/cgroup2/';
const OPENRC = 'https://github.com/OpenRC/openrc/blob/master/etc/rc.conf';
const VOID = 'https://github.com/void-linux/void-runit/blob/master/core-services/00-pseudofs.sh';
const FIRMWARE =
  'https://www.raspberrypi.com/documentation/computers/configuration.html#kernel-command-line-cmdline-txt';
/** The firmware switches the memory controller off unless it is told: https://github.com/raspberrypi/linux/issues/3644 */
const MEMORY = 'cgroup_enable=memory';
/** Name of our block in a file of somebody else. */
const BLOCK = 'cgroup-v2';
const LINES = [`GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX ${ARGUMENT}"`];

/** Asked where this host still has v1 and we know how its next boot is told. */
export const switchQuestion: Question<'cgroup.switch'> = {
  key: 'cgroup.switch',
  title: msg('answers.q-cgroup-switch'),
  help: msg('answers.q-cgroup-switch-help'),
  input: { type: 'yes-no' },
  applies: (facts) => facts.cgroup.known && canSwitch(facts.cgroup.value),
  recommend: () => ({
    value: false,
    source: 'default',
    because: msg('answers.q-cgroup-switch-because'),
  }),
  refuse: () => null,
};

function canSwitch({ version, boot }: Cgroup): boolean {
  return version !== 2 && boot?.way != null && boot.argument === null;
}

/**
 * A host with cgroup v1, alone or beside v2: what that costs, and the change of its boot that ends it. The
 * tree is mounted once, at boot, so nothing is different before that.
 */
export function oldTree(facts: Facts, values: Values, cgroup: Cgroup): StepResult {
  const { version, boot } = cgroup;
  const old = version === 1 ? 'v1' : 'hybrid';
  // Only systemd reads the argument, and only systemd hands controllers to users.
  const systemd = [null, 'systemd'].includes(initOf(facts));
  const because = systemd
    ? msg('steps.cgroup-old', { version: old, argument: ARGUMENT })
    : msg('steps.cgroup-old-init', { version: old });
  const podman = facts.podman.known ? facts.podman.value.version : null;
  const refuses = Number.parseInt(podman ?? '0', 10) >= 6 && values.engines.includes('podman');
  const notes = refuses ? [msg('steps.cgroup-podman6')] : [];
  const end = refuses ? blocked : skip;
  if (facts.environment.known && facts.environment.value.kind === 'container') {
    return end(msg('steps.cgroup-outer'), notes);
  }
  if (boot == null) return end(because, notes);
  if (boot.argument !== null) {
    return end(because, [...notes, msg('steps.cgroup-chosen', { argument: boot.argument })]);
  }
  if (boot.way === null) {
    const wsl = facts.environment.known && facts.environment.value.kind === 'wsl2';
    const where = wsl
      ? msg('steps.cgroup-wsl', { line: `kernelCommandLine=cgroup_no_v1=all ${ARGUMENT}` })
      : msg(systemd ? 'steps.cgroup-no-loader' : 'steps.cgroup-no-setting');
    return end(because, [...notes, where]);
  }
  if (isPrepared(boot.way)) return ok(msg('steps.cgroup-prepared'), notes);
  if (!values['cgroup.switch']) {
    return end(because, [...notes, msg('steps.cgroup-switch-offer', { answer: 'cgroup.switch' })]);
  }
  const changes = switchBy(boot.way);
  if ('refused' in changes) return blocked(changes.refused, notes);
  const goal = msg(systemd ? 'steps.cgroup-switch' : 'steps.cgroup-switch-init');
  const after = systemd ? [msg('steps.cgroup-reboot')] : [msg('steps.cgroup-reboot-init')];
  return toDo(goal, changes.changes, [...notes, ...after]);
}

/** The setting is written already, and the boot that reads it is still to come. */
function isPrepared(way: BootWay): boolean {
  const file = way.kind === 'grubby' ? way.config : way.file;
  const text = textOf(file) ?? '';
  if (way.kind === 'void') return /^\s*CGROUP_MODE=(["']?)unified\1\s*$/m.test(text);
  return way.kind === 'openrc'
    ? /^\s*rc_cgroup_mode=(["']?)unified\1\s*$/m.test(text) && way.enabled
    : text.split('\n').some((row) => !/^\s*#/.test(row) && row.includes(ARGUMENT));
}

type Changes =
  | { readonly changes: readonly Change[] }
  | { readonly refused: Parameters<typeof blocked>[0] };

function switchBy(way: BootWay): Changes {
  switch (way.kind) {
    case 'update-grub': {
      const text = `# Boots with cgroup v2 alone. Written by rootless-wizard.\n${LINES.join('\n')}\n`;
      const before = way.hasDirectory ? [] : [directoryOf('/etc/default/grub.d')];
      return written(way, writeText(way.file, text, ROOT_FILE), before, menu(['update-grub']));
    }
    case 'grub2-mkconfig':
      return written(way, blockIn(way.file, LINES), [], menu(['grub2-mkconfig', '-o', way.menu]));
    case 'grubby':
      return { changes: [grubby(way)] };
    case 'cmdline':
      return written(way, onTheLine(way.file), [], null, FIRMWARE);
    case 'openrc': {
      const edit = blockIn(way.file, ['rc_cgroup_mode="unified"']);
      return written(way, edit, [], way.enabled ? null : openrcService());
    }
    case 'void':
      return written(way, blockIn(way.file, ['CGROUP_MODE="unified"']), [], null, VOID);
  }
}

/** A block at the end: these files are read by a shell, where the last assignment counts. */
function blockIn(file: FileState, lines: readonly string[]): FileEdit<WriteFile> {
  const block = setBlock(file.kind === 'file' ? file.bytes : '', BLOCK, lines);
  return block.ok
    ? writeBytes(file, block.text, ROOT_FILE)
    : { kind: 'refused', because: block.because };
}

/** At the end of the one line that the firmware reads: what stands below it counts for nothing. */
function onTheLine(file: FileState): FileEdit<WriteFile> {
  const [line = '', ...rest] = (textOf(file) ?? '').split('\n');
  const words = [ARGUMENT, MEMORY].filter((word) => !line.split(/\s+/).includes(word));
  return writeBytes(file, [[line.trimEnd(), ...words].join(' '), ...rest].join('\n'), ROOT_FILE);
}

/** The file, what has to be there before it, and what reads it. */
function written(
  { kind, file }: Exclude<BootWay, { kind: 'grubby' }>,
  edit: FileEdit<WriteFile>,
  before: readonly Change[],
  after: (Pick<Change, 'title' | 'source'> & { readonly action: RunCommand }) | null,
  source = after?.source ?? OPENRC,
): Changes {
  if (edit.kind === 'refused') return { refused: edit.because };
  const byInit = kind === 'openrc' || kind === 'void';
  const why = msg(byInit ? 'steps.cgroup-switch-why-init' : 'steps.cgroup-switch-why');
  const common = { scope: 'root', why } as const;
  const changes: Change[] = [];
  if (edit.kind === 'action') {
    changes.push(
      ...before,
      change({
        ...common,
        id: 'cgroup.switch-file',
        kind: 'file',
        title: msg('steps.cgroup-switch-file', { path: file.path }),
        action: edit.action,
        risks: ['cgroup-switch'],
        needs: 'reboot',
        dependsOn: before.map(({ id }) => id),
        source,
      }),
    );
  }
  if (after !== null) {
    changes.push(
      change({
        ...common,
        ...after,
        id: 'cgroup.switch-boot',
        kind: 'command',
        risks: ['cgroup-switch'],
        needs: 'reboot',
        dependsOn: changes.map(({ id }) => id),
      }),
    );
  }
  return { changes };
}

function directoryOf(path: string): Change {
  return change({
    id: 'cgroup.switch-directory',
    kind: 'command',
    scope: 'root',
    title: msg('steps.cgroup-directory', { path }),
    why: msg('steps.cgroup-switch-why'),
    action: makeDirectory(path, { ...ROOT_FILE, mode: 0o755 }),
    source: SOURCE,
  });
}

/** The boot menu is made anew from the files; so it is again when they are taken back. */
function menu(argv: RunCommand['argv']) {
  const action: RunCommand = {
    do: 'run-command',
    argv,
    undo: argv,
    effects: [],
    rereads: true,
  };
  return { title: msg('steps.cgroup-menu'), action, source: SOURCE };
}

/** An argument that is there already is not added twice: grubby(8). */
function grubby({ program, config }: Extract<BootWay, { kind: 'grubby' }>): Change {
  const all = [program, '--update-kernel=ALL'] as const;
  // As grubby leaves it, for simulated hosts: the argument is kept for kernels to come.
  const bytes = config.kind === 'file' ? config.bytes : undefined;
  const after = bytes?.replace(/^(GRUB_CMDLINE_LINUX=".*)"\s*$/m, `$1 ${ARGUMENT}"`);
  return change({
    id: 'cgroup.switch-boot',
    kind: 'command',
    scope: 'root',
    title: msg('steps.cgroup-grubby'),
    why: msg('steps.cgroup-switch-why'),
    action: {
      do: 'run-command',
      argv: [...all, `--args=${ARGUMENT}`],
      undo: [...all, `--remove-args=${ARGUMENT}`],
      effects:
        config.kind === 'file' && after !== undefined
          ? [{ type: 'file', state: { ...config, bytes: after, sha256: sha256Of(after) } }]
          : [],
    },
    risks: ['cgroup-switch'],
    needs: 'reboot',
    source: 'https://access.redhat.com/articles/3735611',
  });
}

/** OpenRC mounts the tree in its service `cgroups`. */
function openrcService() {
  const action: RunCommand = {
    do: 'run-command',
    argv: ['rc-update', 'add', 'cgroups', 'boot'],
    undo: ['rc-update', 'del', 'cgroups', 'boot'],
    effects: [{ type: 'names', dir: '/etc/runlevels/boot', add: ['cgroups'], remove: [] }],
  };
  return { title: msg('steps.cgroup-openrc'), action, source: OPENRC };
}
