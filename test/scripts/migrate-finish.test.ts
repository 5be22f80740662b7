/** The end of a migration: what is removed from the Podman of root, and what never is. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, run, SHELLS, tempDir } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-source', 'migrate-finish');

/**
 * Podman 5.4 as it was seen: the filter knows an id without `sha256:` only, an image with several names is not
 * removed by its id, one in use keeps its last name, and force takes the containers of an image with it.
 */
const PODMAN = `
rw_source() {
  echo "$*" >>"$state/asked"
  case "$*" in
    'image inspect '*) [ -s "$state/names" ] && cat "$state/names" ;;
    'ps -aq --external --filter ancestor=sha256:'*) ;;
    'ps -aq --external --filter ancestor=abc') [ ! -e "$state/hidden" ] && cat "$state/containers" ;;
    'rmi -f '*) : >"$state/containers"; : >"$state/names" ;;
    'rmi sha256:abc') echo 'Error: more than one tag' >&2; return 1 ;;
    'rmi '*)
      if [ "$(wc -l <"$state/names")" -le 1 ] && [ -s "$state/containers" ]; then
        echo 'Error: image is in use by a container' >&2
        return 2
      fi
      grep -v -x "$2" "$state/names" >"$state/rest"
      mv "$state/rest" "$state/names" ;;
  esac
}`;

const dir = tempDir();

describe.each(SHELLS)('an image of the Podman of root, in $name', (shell) => {
  const finish = (containers: string, hidden = false) => {
    const state = join(dir, 'state');
    rmSync(state, { recursive: true, force: true });
    mkdirSync(state);
    writeFileSync(join(state, 'names'), 'localhost/site:1\nlocalhost/other:1\n');
    writeFileSync(join(state, 'containers'), containers);
    if (hidden) writeFileSync(join(state, 'hidden'), '');
    const { output, said, code } = run(
      shell,
      `state=${state} tmp=${state} RW_FROM=podman\nrw_finish_remove image sha256:abc`,
      { before: `${HELPERS}\n${PODMAN}` },
    );
    const left = (name: string) => readFileSync(join(state, name), 'utf8');
    return {
      output,
      said: said.join('\n'),
      code,
      names: left('names'),
      containers: left('containers'),
    };
  };

  it('goes with all its names where no container uses it', () => {
    const done = finish('');
    expect(done, done.output).toMatchObject({ code: 0, names: '' });
    expect(done.said).toContain('removed');
  });

  it('stays with all its names where one does', () => {
    const done = finish('stays\n');
    expect(done, done.output).toMatchObject({
      code: 0,
      names: 'localhost/site:1\nlocalhost/other:1\n',
      containers: 'stays\n',
    });
    expect(done.said).toContain('a container of root uses it');
  });

  it('never takes a container with it, not even one that nothing told of', () => {
    const done = finish('stays\n', true);
    expect(done, done.output).toMatchObject({ code: 0, containers: 'stays\n' });
    expect(done.names).not.toBe('');
    expect(done.said).toContain('in use by a container');
  });
});

/** nerdctl 2.3 as it was seen: it has no filter for images, takes one name of an image, and refuses one in use. */
const NERDCTL = `
rw_source() {
  echo "$*" >>"$state/asked"
  case "$*" in
    'image inspect '*) [ -s "$state/names" ] && cat "$state/names" ;;
    'ps '*) echo "invalid filter 'ancestor=abc'" >&2; return 1 ;;
    'rmi -f '*) : >"$state/names" ;;
    'rmi used:1') echo 'conflict: unable to delete used:1 (must be forced)' >&2; return 1 ;;
    'rmi '*)
      grep -v -x "$2" "$state/names" >"$state/rest"
      mv "$state/rest" "$state/names" ;;
  esac
}`;

describe.each(SHELLS)('an image of the nerdctl of root, in $name', (shell) => {
  const finish = (names: string) => {
    const state = join(dir, 'nerdctl');
    rmSync(state, { recursive: true, force: true });
    mkdirSync(state);
    writeFileSync(join(state, 'names'), names);
    const { output, said, code } = run(
      shell,
      `state=${state} tmp=${state} RW_FROM=nerdctl\nrw_finish_remove image sha256:abc`,
      { before: `${HELPERS}\n${NERDCTL}` },
    );
    const left = (name: string) => readFileSync(join(state, name), 'utf8');
    return { output, said: said.join('\n'), code, names: left('names'), asked: left('asked') };
  };

  it('goes with all its names', () => {
    const done = finish('site:1\nsite:2\n');
    expect(done, done.output).toMatchObject({ code: 0, names: '' });
    expect(done.said).toContain('removed');
  });

  it('is never taken by force from a container', () => {
    const done = finish('site:1\nused:1\n');
    expect(done, done.output).toMatchObject({ code: 0, names: 'used:1\n' });
    expect(done.said).toContain('must be forced');
    expect(done.asked).not.toContain('rmi -f');
  });
});
