/** A small recorded host on which a rootful Docker runs: where a migration begins. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording, renderRecording } from '../../../src/host/recording-file.ts';
import { type Place, ROOT } from './program.ts';

const PID = 812;

/**
 * Writes the recording into the place and gives its path: `debian-13` with a rootful daemon.
 * It is known by its pid file, as on a host whose units were not asked.
 */
export function rootfulHost(place: Place): string {
  const base = parseRecording(
    readFileSync(join(ROOT, 'test/hosts/debian-13.yaml'), 'utf8'),
    'debian-13',
  );
  const added = ['/run/docker.pid', '/run/docker.sock', `/proc/${PID}/comm`];
  const text = (content: string) => ({
    kind: 'file' as const,
    mode: 0o644,
    uid: 0,
    gid: 0,
    realPath: null,
    bytes: content,
  });
  const path = join(place.dir, 'rootful.yaml');
  writeFileSync(
    path,
    renderRecording({
      ...base,
      name: 'rootful',
      source: 'debian-13 as recorded, with a rootful Docker added by the test',
      absent: base.absent.filter((one) => !added.includes(one)),
      files: {
        ...base.files,
        '/run/docker.pid': text(`${PID}\n`),
        [`/proc/${PID}/comm`]: text('dockerd\n'),
        '/run/docker.sock': { ...text(''), kind: 'other', mode: 0o660 },
      },
    }),
  );
  return path;
}
