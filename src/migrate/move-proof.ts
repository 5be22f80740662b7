/** How it is proven that a container that was moved does its work, and what is not asked of it. */
import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import { type MoveInput, move } from './move.ts';
import { MANUALS } from './move-sources.ts';

type Port = RootfulContainer['ports'][number];

/** That what ran before runs, is healthy, and answers at the ports where something listened before. */
export function proof(input: MoveInput, container: RootfulContainer): Change {
  const { name } = container;
  const published = written(heard(input, container, false));
  return move(
    `migrate.prove.${name}`,
    msg('migrate.prove-title', { name }),
    published.length === 0
      ? msg('migrate.prove-why')
      : msg('migrate.prove-why-ports', { ports: published }),
    [
      'rw_migrate_prove',
      ...[input.user.name, input.engine, name],
      ...(isIll(container) ? ['--ill'] : []),
      ...published,
    ],
    null,
    MANUALS[input.engine].rootless,
    { dependsOn: [`migrate.container.${name}`] },
  );
}

/** What its proof leaves out, because it was not so before either. */
export function proofNotes(
  input: Pick<MoveInput, 'inventory'>,
  container: RootfulContainer,
): readonly Message[] {
  const { name } = container;
  const ports = written(heard(input, container, true));
  return [
    ...(isIll(container) ? [msg('migrate.note-ill', { name })] : []),
    ...(ports.length > 0 ? [msg('migrate.note-silent', { name, ports })] : []),
  ];
}

/** The published ports behind which something listens today; with `silent`, the others. */
function heard(
  { inventory }: Pick<MoveInput, 'inventory'>,
  container: RootfulContainer,
  silent: boolean,
) {
  const nobody = new Set(inventory.silent?.get(container.id) ?? []);
  return container.ports.filter(
    (port) => port.host > 0 && nobody.has(`${port.container}/${port.protocol}`) === silent,
  );
}

/** Each once, as `[ADDRESS:]PORT/PROTOCOL` of the host. */
function written(ports: readonly Port[]): readonly string[] {
  const all = ports.map(({ address, host, protocol }) => {
    const shown = address.includes(':') ? `[${address}]` : address;
    return `${shown === '' ? '' : `${shown}:`}${host}/${protocol}`;
  });
  return [...new Set(all)];
}

/** Was it ill with root already? Then its proof doesn't ask it to become healthy. */
function isIll({ health }: RootfulContainer): boolean {
  return health === 'unhealthy';
}
