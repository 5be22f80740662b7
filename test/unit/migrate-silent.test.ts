/** Which published ports nothing listens behind, read from the kernel's own lists. */
import { describe, expect, it } from 'vitest';
import { groupsFor } from '../../src/commands/wizard-moving.ts';
import { container } from '../../src/migrate/container.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { NOTHING } from '../../src/migrate/inventory.ts';
import type { Fields } from '../../src/migrate/json.ts';
import { proof, proofNotes } from '../../src/migrate/move-proof.ts';
import { listening, silentPorts } from '../../src/migrate/silent.ts';
import { FakeHost } from '../probes/fake-host.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
/** Rows of /proc/net/tcp as Linux writes them: 0.0.0.0:80, 127.0.0.1:81, and a connection at :8080. */
const TCP = `${HEAD}   0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 23170 1 0 100 0 0 10 0
   1: 0100007F:0051 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 23171 1 0 100 0 0 10 0
   2: 020011AC:1F90 010011AC:C350 01 00000000:00000000 00:00000000 00000000     0        0 23172 1 0 100 0 0 10 0
`;
/** [::]:443 and [::1]:444. */
const TCP6 = `${HEAD}   0: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 00000000000000000000000001000000:01BC 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0
`;
/** 0.0.0.0:53; UDP knows no state of waiting. */
const UDP = `${HEAD}  10: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 3 2 0 0
`;

const files = (pid: number, more: object = {}) => ({
  [`/proc/${pid}/net/tcp`]: TCP,
  [`/proc/${pid}/net/tcp6`]: TCP6,
  [`/proc/${pid}/net/udp`]: UDP,
  [`/proc/${pid}/net/udp6`]: HEAD,
  ...more,
});

/** A running container that publishes these, as `docker inspect` says it. */
function entryOf(ports: readonly string[], state: object = {}): Fields {
  const bound = ports.map((port, n) => [port, [{ HostIp: '', HostPort: String(9000 + n) }]]);
  return {
    Id: 'c1',
    Name: '/web',
    State: { Running: true, Pid: 7, ...state },
    HostConfig: { PortBindings: Object.fromEntries(bound) },
  };
}

describe('ports behind which nothing listens', () => {
  it('are those without a socket that waits, other than on the loopback of the container', async () => {
    const found = await listening(new FakeHost({ files: files(7) }), 7);
    expect([...(found ?? [])].sort()).toEqual(['443/tcp', '53/udp', '80/tcp']);
    const entry = entryOf([
      '80/tcp',
      '81/tcp',
      '8080/tcp',
      '443/tcp',
      '444/tcp',
      '53/udp',
      '54/udp',
    ]);
    const silent = await silentPorts(new FakeHost({ files: files(7) }), container(entry), entry);
    expect(silent.toSorted()).toEqual(['444/tcp', '54/udp', '8080/tcp', '81/tcp']);
  });

  it('are found on a kernel without IPv6, too', async () => {
    const host = new FakeHost({
      files: { '/proc/7/net/tcp': TCP, '/proc/7/net/udp': HEAD },
    });
    const entry = entryOf(['80/tcp', '81/tcp']);
    expect(await silentPorts(host, container(entry), entry)).toEqual(['81/tcp']);
  });

  it.each<[string, Fields, FakeHost]>([
    ['it does not run', entryOf(['81/tcp'], { Running: false }), new FakeHost({ files: files(7) })],
    [
      'nobody says which process it is',
      entryOf(['81/tcp'], { Pid: 0 }),
      new FakeHost({ files: files(0) }),
    ],
    ['the lists are not to be read', entryOf(['81/tcp']), new FakeHost()],
    [
      'a list is too long',
      entryOf(['81/tcp']),
      new FakeHost({ files: files(7, { '/proc/7/net/tcp': { kind: 'too-big' } }) }),
    ],
    ['it is SCTP', entryOf(['81/sctp']), new FakeHost({ files: files(7) })],
  ])('are nobody knows which where %s', async (_why, entry, host) => {
    expect(await silentPorts(host, container(entry), entry)).toEqual([]);
  });

  it('are left out of the proof, which says so', () => {
    const entry = entryOf(['80/tcp', '81/tcp']);
    const input = {
      user: { name: 'a.b', uid: 1000 },
      engine: 'docker' as const,
      inventory: { ...NOTHING, silent: new Map([['c1', ['81/tcp']]]) },
      groups: [],
      freeBytes: null,
      units: [],
      staying: [],
    };
    const { action } = proof(input, container(entry));
    expect(JSON.stringify(action)).toContain('9000/tcp');
    expect(JSON.stringify(action)).not.toContain('9001/tcp');
    expect(proofNotes(input, container(entry))).toEqual([
      { key: 'migrate.note-silent', args: { name: 'web', ports: ['9001/tcp'] } },
    ]);
    // On the page of a move, too.
    const grouping = groupsOf(
      [{ container: container(entry), verdict: 'moves', because: [] }],
      new Map(),
    );
    const { inventory } = input;
    const [group] = groupsFor({
      grouping,
      inventory,
      target: { engine: 'docker', uid: 1000, firstPort: 80, limits: true },
    });
    expect(group?.notes).toContainEqual(proofNotes(input, container(entry))[0]);
    const all = { ...input, inventory: NOTHING };
    expect(JSON.stringify(proof(all, container(entry)).action)).toContain('9001/tcp');
    expect(proofNotes(all, container(entry))).toEqual([]);
  });
});
