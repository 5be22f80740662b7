/** Images on their way: a stream that ends too early is sent again, where an engine is known to do that. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersOf, run, SHELLS, tempDir } from './shell.ts';

const HELPERS = helpersOf('migrate-lib', 'migrate-source', 'migrate-image');

/** A stream of three lines, which ends after two for as long as `short` has lines; a target that takes it whole or not. */
const ENGINES = `
rw_source() {
  echo "$*" >>"$state/asked"
  case $1 in image) cat "$state/size"; return ;; esac
  if [ -s "$state/short" ]; then
    sed -i 1d "$state/short"
    printf 'one\ntwo\n'
  else
    printf 'one\ntwo\nthree\n'
  fi
}
rw_target() {
  shift 2
  case $1 in
    load)
      cat >"$state/came"
      [ "$(wc -l <"$state/came")" = 3 ] || { cat "$state/says" >&2; return 1; } ;;
    image) [ "$(wc -l <"$state/came")" = 3 ] && echo 'abc ["sha256:1"]' ;;
  esac
}`;

const dir = tempDir();

describe.each(SHELLS)('an image that is sent, in $name', (shell) => {
  const send = (from: string, short: number, says = 'unexpected EOF') => {
    const state = join(dir, 'state');
    rmSync(state, { recursive: true, force: true });
    mkdirSync(state);
    writeFileSync(join(state, 'short'), 'x\n'.repeat(short));
    writeFileSync(join(state, 'size'), 'none');
    writeFileSync(join(state, 'says'), `${says}\n`);
    const { output, said, code } = run(
      shell,
      `state=${state} tmp=${state} RW_FROM=${from} user=alice target=docker image=abc\nrw_image_stream site:1`,
      { before: `${HELPERS}\n${ENGINES}` },
    );
    const asked = readFileSync(join(state, 'asked'), 'utf8').trim().split('\n');
    return {
      output,
      said: said.join('\n'),
      code,
      times: asked.filter((line) => line === 'save site:1').length,
    };
  };

  it('is sent again where nerdctl ends too early, and five times at most', () => {
    for (const short of [0, 1, 4]) {
      const done = send('nerdctl', short);
      expect(done, done.output).toMatchObject({ code: 0, times: short + 1 });
    }
    const failed = send('nerdctl', 9);
    expect(failed, failed.output).toMatchObject({ code: 1, times: 5 });
    expect(failed.said).toContain('image abc: docker load: unexpected EOF');
  });

  it('is sent once by the others, and where there is no room', () => {
    for (const from of ['docker', 'podman']) {
      expect(send(from, 1)).toMatchObject({ code: 1, times: 1 });
    }
    const full = send('nerdctl', 9, 'write /x: no space left on device');
    expect(full, full.output).toMatchObject({ code: 1, times: 1 });
  });

  it('is counted on its way', () => {
    const state = join(dir, 'state');
    rmSync(state, { recursive: true, force: true });
    mkdirSync(state);
    // The stream ends when it was said once how far it is, and that is looked at when some of it has gone by.
    const { output, code } = run(
      shell,
      `state=${state} tmp=${state} user=alice target=docker image=abc
      mkfifo "$state/go"
      rw_source() {
        case $1 in image) echo 900000; return ;; esac
        head -c 200000 /dev/zero; read -r go <"$state/go"
      }
      rw_target() { shift 2; case $1 in load) cat >/dev/null ;; image) echo 'abc x' ;; esac; }
      sleep() {
        until read -r word count <"/proc/$(cat "$state/reader")/io" && [ "$count" -ge 200000 ]; do
          [ ! -e "$state/said" ] || return 1
        done 2>/dev/null
      }
      rw_say() {
        [ ! -e "$state/said" ] || return 0
        echo "$*" >"$state/said"; echo >"$state/go"
      }
      rw_image_stream site:1 && cat "$state/said"`,
      { before: HELPERS },
    );
    expect(code, output).toBe(0);
    expect(output).toMatch(/^progress site:1 2\d{5} 900000$/);
  });
});
