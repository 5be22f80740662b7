import { unitText, unitWord } from '../edit/unit.ts';

/** What one of these units says of itself, and what it runs: absolute paths and plain words. */
export interface BesideUnit {
  readonly description: string;
  readonly documentation: string;
  /** As in the unit of containerd. */
  readonly path: string;
  readonly command: readonly string[];
}

/**
 * A user unit for a program that stands beside the containerd of the user: it runs in its namespaces, which
 * the vendor's tool enters, and ends with it (PartOf). It is started again with each start of containerd, and it
 * tries in vain while containerd was started too often itself: so its own starts are not counted. With the
 * vendor's limit it stayed down for good then, with a containerd that ran again. RestartSec keeps it calm.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless-setuptool.sh
 * @throws RangeError for a line end in a word.
 */
export function besideUnit(
  comment: readonly string[],
  { description, documentation, path, command }: BesideUnit,
): string {
  return unitText(comment, [
    [
      'Unit',
      [
        ['Description', description],
        ['Documentation', documentation],
        ['PartOf', 'containerd.service'],
        ['After', 'containerd.service'],
        ['StartLimitIntervalSec', '0'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'notify'],
        ['NotifyAccess', 'all'],
        ['Environment', unitWord(`PATH=${path}`, 'environment')],
        ['ExecStart', command.map((word) => unitWord(word, 'command')).join(' ')],
        ['ExecReload', '/bin/kill -s HUP $MAINPID'],
        ['TimeoutStartSec', '2min'],
        ['Restart', 'always'],
        ['RestartSec', '2s'],
        ['KillMode', 'mixed'],
      ],
    ],
    ['Install', [['WantedBy', 'default.target']]],
  ]);
}
