/** Does a volume fit into the target? Asked beside what the engine of root is asked, and answered after it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, type Outcome, run, SHELLS, type Shell, tempDir } from './shell.ts';

const HELPERS = helpersOf(
  'migrate-lib',
  'migrate-source',
  'migrate-manifest',
  'migrate-copy',
  'migrate-idmap',
  'migrate-room',
  'migrate-volume',
);

/** Blocks, then inode, links, ..., as rw_listing_program writes them. */
const record = (uid: number, gid: number, size: number, name: string): string =>
  `${size / 512} 1.0 12 1 f 644 ${uid} ${gid} ${size} 1.0 ./${name}\0`;

interface Target {
  /** The map of the user's namespace, of uids and of gids. */
  readonly map?: string;
  /** Kilobytes and inodes that df(1) says are free there; fails where one is empty. */
  readonly free?: string;
  readonly inodes?: string;
  /** What is said where the namespace can't be entered. */
  readonly silent?: string;
}

const df = (word: string): string => (word === '' ? 'exit 1' : `echo header; echo x x x ${word} x`);

/** The namespace of a user, with its own map and its own df(1). */
function target(dir: string, of: Target): string {
  writeFileSync(join(dir, 'map'), of.map ?? '0 1000 1\n1 100000 65536\n');
  return `
    set +e; user=alice target=docker name=data tmp='${dir}'
    rw_target() { echo '/the root'; }
    rw_in_userns() {
      shift 2
      ${of.silent === undefined ? '' : `echo '${of.silent}' >&2; return 127`}
      text=$(printf '%s' "$3" | sed 's,/proc/self/[ug]id_map,${dir}/map,g')
      df() {
        [ "$3" = '/the root' ] || return 1
        case $1 in *i*) ${df(of.inodes ?? '1000')} ;; *) ${df(of.free ?? '1000')} ;; esac
      }
      (set -- "$5"; eval "$text")
    }`;
}

function fits(shell: Shell, listing: readonly string[], of: Target = {}): Outcome {
  const dir = tempDir();
  writeFileSync(join(dir, 'before'), listing.join(''));
  return run(shell, `${target(dir, of)}\nrw_volume_fits`, { before: HELPERS });
}

describe.each(SHELLS)('the room of a target, in $name', (shell) => {
  const small = [record(0, 0, 4096, 'a'), record(999, 998, 8192, 'b')];

  it('is enough for a volume that fits', () => {
    expect(fits(shell, small)).toMatchObject({ code: 0, said: [] });
    const last = [record(65536, 65536, 512, 'a')];
    expect(fits(shell, last)).toMatchObject({ code: 0, said: [] });
  });

  it('is told apart from ids that end', () => {
    const [uid, gid] = [[record(65537, 0, 512, 'a')], [record(0, 70000, 512, 'a')]];
    expect(fits(shell, uid).said).toEqual([
      'failed volume data: a file belongs to uid 65537, and the ids of alice end at 65536',
    ]);
    expect(fits(shell, gid).said).toEqual([
      'failed volume data: a file belongs to gid 70000, and the ids of alice end at 65536',
    ]);
    // The largest of a namespace that has all there are.
    const all = { map: '0 0 4294967295\n' };
    expect(fits(shell, [record(4294967294, 0, 512, 'a')], all)).toMatchObject({ code: 0 });
  });

  it('is too small for bytes, or for names', () => {
    expect(fits(shell, small, { free: '12' }).said).toEqual([
      'failed volume data needs 12288 bytes, and 12288 are free in the docker of alice',
    ]);
    expect(fits(shell, small, { inodes: '2' }).said).toEqual([
      'failed volume data has 2 files, and 2 inodes are free in the docker of alice',
    ]);
  });

  it('is as large as it is where names are not counted', () => {
    for (const inodes of ['0', '-', '']) {
      expect(fits(shell, small, { inodes }), inodes).toMatchObject({ code: 0, said: [] });
    }
  });

  it('is never taken for large where nobody can say', () => {
    expect(fits(shell, small, { free: '' })).toMatchObject({
      code: 1,
      said: ["failed volume data: how much room there is can't be read"],
    });
    expect(fits(shell, small, { silent: 'the docker does not run' })).toMatchObject({
      code: 1,
      said: ['failed volume data: the docker does not run'],
    });
  });

  describe('is asked beside the engine of root', () => {
    const asked = (text: string, of: Target = {}, listing: readonly string[] = []) => {
      const dir = tempDir();
      mkdirSync(join(dir, 'made'));
      writeFileSync(join(dir, 'before'), listing.join(''));
      const out = run(shell, `${target(dir, of)}\n${text}`, { before: HELPERS });
      return { ...out, left: readdirSync(dir), dir };
    };

    it('and says whose volume is there, and the map', () => {
      const out = asked(
        `rw_target_label() { echo; }
        rw_volume_ask; wait "$rw_asking"; rw_volume_state; echo "state $state"`,
      );
      expect(out.output).toContain('state foreign');
      expect(readFileSync(join(out.dir, 'uid'), 'utf8')).toBe('0 1000 1\n1 100000 65536\n');
    });

    it('and an engine that does not answer is no volume that is not there', () => {
      const out = asked(
        `rw_target_label() { rw_fail 'it does not answer' >&2; }
        rw_volume_ask; wait "$rw_asking"; rw_volume_state; echo "code $?"`,
      );
      expect(out.said).toEqual(['failed it does not answer']);
      expect(out.output).toContain('code 1');
    });

    it('and once more when a copy that was cut off is gone, whose room it had counted', () => {
      const out = asked(
        `mktemp() { echo "$tmp/made"; }
        rw_know_user() { :; }; rw_volume_tools() { :; }; rw_volume_lock() { :; }
        rw_volume_source() { source=$tmp; }; rw_volume_idle() { :; }; rw_volume_attributes() { :; }
        rw_source_listing() { cp "$tmp/../before" "$2"; }
        rw_target_label() { echo volume; }
        rw_volume_place() { place=$tmp; }
        there=$tmp/half; : >"$there"
        rw_volume_room() {
          printf 'uid 0 1000 70000\ngid 0 1000 70000\nfree %s\n' "$([ -e "$there" ] && echo 10 || echo 999999)" >"$tmp/room"
        }
        rw_volume_drop() { rm -f "$there"; }
        rw_target() { echo 'made anew' >&2; return 1; }
        rw_in_userns() { return 1; }
        rw_migrate_volume alice docker data; echo "code $?"`,
        {},
        small,
      );
      expect(out.said.at(-1), out.output).toBe('failed volume data: made anew');
      expect(out.said[0]).toContain('was cut off');
    });

    it('and leaves nothing where root has no such volume', () => {
      const out = asked(
        `mktemp() { echo "$tmp/made"; }
        rw_know_user() { :; }; rw_volume_tools() { :; }; rw_volume_lock() { :; }
        rw_target_label() { sleep 0.2; echo -; }
        rw_source() { echo 'no such volume' >&2; return 1; }
        rw_migrate_volume alice docker data; echo "code $?"`,
      );
      expect(out.said).toEqual(['failed volume data: no such volume']);
      expect(out.output).toContain('code 1');
      expect(out.left).not.toContain('made');
    });
  });
});
