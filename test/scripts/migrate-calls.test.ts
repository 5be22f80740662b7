/** What a move asks the engines: no more often than it must, and never less than what it relies on. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, run, SHELLS, tempDir } from './shell.ts';

const HELPERS = helpersOf(
  'migrate-lib',
  'migrate-source',
  'migrate-volume',
  'migrate-check',
  'migrate-container',
);

/** Docker of root: `web` and `db` run, `off` does not; what stops is down from then on. It may be silent. */
const SOURCE = `
rw_source() {
  echo "$*" >>"$record/asked"
  [ ! -e "$record/silent" ] || { echo 'Cannot connect to the Docker daemon' >&2; return 1; }
  case "$1 \${2-}" in
    'container inspect')
      case $3 in --format) ;; *) [ -e "$record/$3" ]; return ;; esac
      shift 3
      code=0
      case $1 in *MaximumRetryCount*) more=:0 ;; *AutoRemove*) more=:$(cat "$record/rm") ;; *) more= ;; esac
      shift
      for one; do
        [ -e "$record/$one" ] || { echo "Error: No such container: $one" >&2; code=1; continue; }
        read -r runs policy <"$record/$one"
        case $more in '') echo "/$one $runs" ;; *) echo "/$one $runs:$policy$more" ;; esac
      done
      return "$code" ;;
    'volume inspect') cat "$record/volume" 2>/dev/null || { echo 'no such volume' >&2; return 1; } ;;
    'info --format') cat "$record/info" ;;
    stop\\ *) shift; [ -e "$record/stuck" ] || for one; do sed -i 's/^true/false/' "$record/$one"; done ;;
    start\\ *) sed -i 's/^false/true/' "$record/$2" ;;
    update\\ *) shift; [ "$2" != unwilling ] && [ "\${3-}" != unwilling ] || { echo 'not this one' >&2; return 1; } ;;
  esac
}`;

const dir = tempDir();
const state = join(dir, 'state');

describe.each(SHELLS)('a move, in $name', (shell) => {
  const on = (text: string, files: Readonly<Record<string, string>>) => {
    rmSync(state, { recursive: true, force: true });
    mkdirSync(state);
    const there = { web: 'true no', db: 'true always', off: 'false no', rm: 'false', ...files };
    for (const [name, bytes] of Object.entries(there))
      writeFileSync(join(state, name), `${bytes}\n`);
    writeFileSync(join(state, 'asked'), '');
    const { code, said, output } = run(
      shell,
      `record=${state} tmp=${state} RW_STOPPING=${state}/run/stopping; set +e\n${text}`,
      { before: `${HELPERS}\n${SOURCE}` },
    );
    const asked = readFileSync(join(state, 'asked'), 'utf8').trimEnd().split('\n');
    return { code, said, output, asked: asked.map((line) => line.replace(/ --format .*}} /, ' ')) };
  };

  describe('stops what runs', () => {
    const stop = (names: string, files = {}) => on(`rw_migrate_stop ${names}`, files);

    it('with one question before and one after, and no policy that is none already', () => {
      const done = stop('web off db');
      expect(done, done.output).toMatchObject({
        code: 0,
        said: ['already container off is stopped', 'stopped container web', 'stopped container db'],
      });
      expect(done.asked).toEqual([
        'container inspect web off db',
        'update --restart=no db',
        'stop web db',
        'container inspect web db',
      ]);
    });

    it('and asks nothing more where nothing does', () => {
      expect(stop('off').asked).toEqual(['container inspect off']);
    });

    it('and nothing where one would go, is not there, or nobody answers', () => {
      const one = ['container inspect web db'];
      const goes = stop('web db', { rm: 'true' });
      expect(goes, goes.output).toMatchObject({ code: 1, asked: one });
      expect(goes.said.at(-1)).toContain('container web goes when it stops');
      const gone = stop('web lost');
      expect(gone).toMatchObject({ code: 1, asked: ['container inspect web lost', 'version'] });
      expect(gone.said.at(-1)).toContain('No such container: lost');
      const silent = stop('web db', { silent: '' });
      expect(silent).toMatchObject({ code: 1, asked: [...one, 'version'] });
      expect(silent.said.at(-1)).toContain('the Docker of root does not answer: Cannot connect');
    });

    it('and says which runs still', () => {
      const done = stop('db web', { stuck: '' });
      expect(done).toMatchObject({ code: 1, said: ['failed container db runs still'] });
    });

    it('and says whose policy can not be changed', () => {
      const done = stop('db unwilling', { unwilling: 'true always' });
      expect(done.asked.slice(1)).toEqual([
        'update --restart=no db unwilling',
        'update --restart=no db',
        'update --restart=no unwilling',
      ]);
      expect(done).toMatchObject({ code: 1, said: ['failed container unwilling: not this one'] });
    });
  });

  describe('where stopping was cut off, and what runs will not in a moment', () => {
    /** As it is after the shell and its client were killed while this one was stopping. */
    const cut = (name: string) =>
      `(rw_source() { case $1 in stop) kill -9 "$(exec sh -c 'echo "$PPID"')" ;; esac; }; tmp=${state} rw_source_stop ${name})`;

    it('brings that to its end before anything is started again', () => {
      const done = on(`${cut('web')}; rw_migrate_start web=no db=always`, {});
      expect(done, done.output).toMatchObject({
        code: 0,
        said: ['started container web', 'already container db runs'],
        asked: ['stop web', 'container inspect web db', 'start web'],
      });
    });

    it('and before anything is taken for stopped', () => {
      // Podman says of one that is stopping that it does not run.
      const done = on(`${cut('web')}; rw_migrate_stop web`, { web: 'false no' });
      expect(done, done.output).toMatchObject({
        code: 0,
        said: ['already container web is stopped'],
        asked: ['stop web', 'container inspect web'],
      });
    });

    it('once, and only that one of that engine', () => {
      const done = on(
        `${cut('web')}; RW_FROM=podman; rw_migrate_start web=no; RW_FROM=docker
        rw_migrate_stop web; rw_migrate_start web=no; rw_migrate_start web=no`,
        {},
      );
      expect(done.asked.filter((line) => line.startsWith('stop'))).toEqual(['stop web']);
      expect(readdirSync(join(state, 'run'))).toEqual([]);
    });
  });

  it('waits for a removal that goes on by itself', () => {
    const done = on(
      `sleep() { : >"$record/over"; }
      rw_target() {
        echo "$3" >>"$record/asked"
        [ -e "$record/over" ] || { echo 'Error: removal of container web is already in progress' >&2; return 1; }
      }
      rw_container_rm alice docker web`,
      {},
    );
    expect(done).toMatchObject({ code: 0, asked: ['rm', 'rm'] });
  });

  it('starts again what ran, with the policy that it had', () => {
    const files = { web: 'false no', db: 'false no' };
    const done = on('rw_migrate_start web=no db=always --still off=on-failure:3', files);
    expect(done, done.output).toMatchObject({
      code: 0,
      said: ['started container web', 'started container db'],
    });
    expect(done.asked).toEqual([
      'container inspect web db off',
      'start web',
      'update --restart=always db',
      'start db',
      'update --restart=on-failure:3 off',
    ]);
  });

  it('starts the others where one is gone or runs', () => {
    const done = on('rw_migrate_start lost=no db=always web=no', { web: 'false no' });
    expect(done.said).toContain('already container db runs');
    expect(done.said).toContain('started container web');
    expect(on('rw_migrate_start web=no', { silent: '' })).toMatchObject({ code: 1 });
  });

  it('takes what can not be asked for as little as for gone', () => {
    const has = (files: Readonly<Record<string, string>>) =>
      on('rw_source_has container web && rw_source_has container lost', files);
    expect(has({}).said).toEqual([
      'failed container lost is gone from the Docker of root, so this one is the only one and stays',
    ]);
    expect(has({}).asked).toHaveLength(3);
    expect(has({ silent: '' }).said.join('\n')).toContain('does not answer');
  });

  describe('looks for volumes of a Docker that shifts ids', () => {
    const look = (place: string, from = 'docker') =>
      on(`RW_FROM=${from} name=files; rw_volume_source`, {
        volume: `local 0 ${state}${place}`,
        info: '["name=userns"]',
      });

    it('in a place of its ids', () => {
      const shifted = look('/docker/300000.300000/volumes/files/_data');
      expect(shifted.code).toBe(1);
      expect(shifted.said.join()).toContain('userns-remap');
    });

    it('and nowhere else', () => {
      for (const [place, from] of [
        ['/docker/volumes/files/_data', 'docker'],
        ['/1.2/volumes/files/_data', 'podman'],
      ] as const) {
        expect(look(place, from).asked).toHaveLength(1);
      }
    });
  });

  it('asks nerdctl for its containerd before it believes what it says of a volume', () => {
    const label = (kind: string, silent: string) =>
      on(
        `rw_target() { echo "$3" >>"$record/asked"; [ "$3" != info ] || [ -z "${silent}" ]; }
        rw_target_label alice nerdctl ${kind} web`,
        {},
      );
    expect(label('volume', '')).toMatchObject({ code: 0, asked: ['info', 'volume'] });
    expect(label('volume', 'yes')).toMatchObject({ code: 1, asked: ['info'] });
    expect(label('container', '')).toMatchObject({ code: 0, asked: ['container'] });
  });

  it('asks whether an engine answers once', () => {
    const done = on(
      `rw_target() { echo "$3" >>"$record/asked"; }
      rw_target_answers alice docker && (rw_target_answers alice docker) && rw_target_answers alice podman`,
      {},
    );
    expect(done).toMatchObject({ code: 0, asked: ['version', 'version'] });
  });

  describe('looks whether names are free', () => {
    const check = (engine: string, names = 'web db') =>
      on(
        `user=alice target=docker
        rw_target() { echo "$*" >>"$record/asked"; shift 2; ${engine}; }
        for name in ${names}; do rw_check_free container "$name" || code=1; done
        exit "\${code:-0}"`,
        {},
      );

    it('with one question for all of a kind', () => {
      const done = check('echo webb');
      expect(done).toMatchObject({ code: 0, said: [] });
      expect(done.asked).toEqual(['alice docker ps --all --format {{.Names}}']);
    });

    it('and asks of those that are not whose they are', () => {
      const taken = check(
        'case $1 in ps) echo web; echo db ;; *) case "$*" in *web) echo abc ;; *) echo ;; esac ;; esac',
      );
      expect(taken.asked).toHaveLength(3);
      expect(taken).toMatchObject({
        code: 1,
        said: ['failed container db: there is another one of that name in the docker of alice'],
      });
    });

    it('and never takes an engine that is silent for one without names', () => {
      const silent = check('echo away >&2; return 1');
      expect(silent.code).toBe(1);
      expect(silent.asked).toHaveLength(2);
    });
  });
});
