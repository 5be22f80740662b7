import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunitServiceAction } from '../../src/model/action-runit.ts';
import { inverse } from '../../src/run/inverse.ts';
import { type Outcome, perform, SHELLS, type Shell, tempDir } from './shell.ts';

/** A service of runit is linked, brought up, and taken back; `sv` and runsvdir are played. */

/** A supervisor appears with the link and ends when it is told to; FAIL says which call of sv fails. */
const SV = `
[ "$1" != -w ] || shift 2
echo "$1" >>"$top/calls"
[ "$1" = "$FAIL" ] && { echo "timeout: run: the daemon is slow"; exit 1; }
case $1 in
  status) [ -h "$top/service/a" ] && [ ! -e "$top/blind" ] && mkdir -p "$2/supervise" "$2/log/supervise" &&
    touch "$2/supervise/ok" "$2/log/supervise/ok" ;;
  *) ;;
esac`;

interface World {
  readonly top: string;
  readonly action: RunitServiceAction;
}

function world(): World {
  const top = tempDir();
  mkdirSync(join(top, 'sv/a/log'), { recursive: true });
  mkdirSync(join(top, 'service'));
  writeFileSync(join(top, 'sv/a/run'), '#!/bin/sh\n');
  chmodSync(join(top, 'sv/a/run'), 0o755);
  mkdirSync(join(top, 'bin'));
  writeFileSync(join(top, 'bin/sv'), `#!/bin/sh\ntop=${top}\n${SV}\n`);
  chmodSync(join(top, 'bin/sv'), 0o755);
  const action = { do: 'runit-service', operation: 'enable' } as const;
  return { top, action: { ...action, dir: join(top, 'sv/a'), link: join(top, 'service/a') } };
}

describe.each(SHELLS)('a service of runit, in $name', (shell: Shell) => {
  const go = ({ top }: World, action: RunitServiceAction, fail = 'nothing'): Outcome =>
    perform(shell, action, {
      before: `PATH=${top}/bin:$PATH; FAIL=${fail}; export FAIL; sleep() { :; }`,
    });
  const back = (action: RunitServiceAction): RunitServiceAction => {
    const undo = inverse(action);
    if (undo?.do !== 'runit-service') throw new Error('no inverse');
    return undo;
  };

  it('is linked once, waited for, and leaves nothing', () => {
    const made = world();
    const { action, top } = made;
    expect(go(made, action)).toMatchObject({ code: 0 });
    expect(readlinkSync(action.link)).toBe(action.dir);
    expect(go(made, action)).toMatchObject({ code: 0 });
    expect(readFileSync(join(top, 'calls'), 'utf8')).toContain('start');
    expect(go(made, back(action))).toMatchObject({ code: 0 });
    expect(existsSync(action.link)).toBe(false);
    expect(existsSync(join(action.dir, 'supervise'))).toBe(false);
    expect(existsSync(join(action.dir, 'log/supervise'))).toBe(false);
    expect(go(made, back(action))).toMatchObject({ code: 0 });
  });

  it('does not touch what somebody else put at its place', () => {
    const made = world();
    symlinkSync('/somewhere/else', made.action.link);
    for (const action of [made.action, back(made.action)]) {
      const { code, said } = go(made, action);
      expect(code).toBe(1);
      expect(said.join()).toContain(`${made.action.link} is there, and it does not lead to`);
    }
    expect(readlinkSync(made.action.link)).toBe('/somewhere/else');
  });

  it('says what sv said when it does not come up', () => {
    const made = world();
    const { code, said } = go(made, made.action, 'start');
    expect(code).toBe(1);
    expect(said.join()).toContain('the daemon is slow');
  });

  it('does not wait for ever for a runsvdir that is not there', () => {
    const made = world();
    writeFileSync(join(made.top, 'blind'), '');
    const { code, said } = go(made, made.action);
    expect(code).toBe(1);
    expect(said.join()).toContain('does runsvdir run?');
  });

  it('keeps a supervise that the administrator made a link of', () => {
    const made = world();
    mkdirSync(join(made.top, 'elsewhere'));
    symlinkSync(join(made.top, 'elsewhere'), join(made.action.dir, 'supervise'));
    expect(go(made, back(made.action))).toMatchObject({ code: 0 });
    expect(readlinkSync(join(made.action.dir, 'supervise'))).toBe(join(made.top, 'elsewhere'));
  });
});
