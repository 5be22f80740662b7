import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { RISKS } from '../../src/model/change.ts';
import {
  CLI,
  lockedIn,
  makePlace,
  type Place,
  ROOT,
  runPlain,
  startPlain,
} from './support/program.ts';
import { words } from './support/steps.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => {
  place.remove();
});

const run = (args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) =>
  runPlain({ place, args, env, node: lockedIn(place.dir) }, input);

describe('without a terminal', () => {
  it('the wizard prints the plan of this very host, and one line on how to go on', async () => {
    // As `npm start` runs it, on whatever machine this is.
    const { code, out, err } = await runPlain({ place, args: [] });
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain(words('en')(msg('report.step-system')));
    expect(`${out}\n${err}`).toMatch(
      /rootless-wizard apply|--user NAME|stands in the way|is ready/,
    );
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(1);
    expect(place.files()).toEqual([]);
  });

  it('--simulate without a name lists the recorded hosts', async () => {
    const { code, out } = await run(['--simulate']);
    expect(code).toBe(0);
    expect(out).toMatch(/debian-12 .*\n.*debian-13 /);
  });

  it('plan tells by its exit code what there is to do, if asked, and what apply would refuse', async () => {
    const code = async (...args: readonly string[]) => (await run(['plan', ...args])).code;
    expect(await code('--simulate', 'debian-13')).toBe(0);
    expect(await code('--simulate', 'debian-13', '--detailed-exitcode')).toBe(2);
    expect(await code('--simulate', 'subids-exhausted')).toBe(0);
    expect(await code('--simulate', 'subids-exhausted', '--detailed-exitcode')).toBe(1);
  });

  it('export makes a script that runs a command of others only until its file is there', async () => {
    const args = ['export', '--simulate', 'debian-13', '--engine', 'docker'];
    const { out } = await run(args);
    const line = out.split('\n').find((each) => each.includes('context create rootless')) ?? '';
    const [, path = ''] =
      /<(\S+)\)" = '[0-9a-f]{64} {2}-' \]; \} \|\| rw_run_command /.exec(line) ?? [];
    expect(path, line).toContain('/.docker/contexts/meta/');
    const file = join(place.dir, 'meta.json');
    const script = `rw_run_command() { echo ran; }\n${line.replace(path, file)}`;
    const ran = () => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
    expect(ran()).toBe('ran\n');
    writeFileSync(file, '{}');
    expect(ran()).toBe('ran\n');
    const sha256 = createHash('sha256').update('{}').digest('hex');
    const there = script.replace(/'[0-9a-f]{64} {2}-'/, `'${sha256}  -'`);
    expect(execFileSync('/bin/sh', ['-c', there], { encoding: 'utf8' })).toBe('');
  });

  it('apply does not guess a yes', async () => {
    const { code, err } = await run(['apply', '--simulate', 'debian-13']);
    expect(code).toBe(2);
    expect(err).toContain('--yes');
  });

  it('a yes accepts no risk, and a risk that nobody knows is no yes', async () => {
    const risky = [
      'apply',
      '--simulate',
      'debian-13',
      '--engine',
      'docker',
      '--yes',
      '--set',
      'ports.method=setcap',
    ];
    const refused = await run(risky);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--accept-risk rootlesskit-ports');
    const slip = await run([...risky, '--accept-risk', 'rootleskit-ports']);
    expect(slip.code).toBe(2);
    for (const risk of RISKS) expect(slip.err).toContain(risk);
    const done = await run([...risky, '--accept-risk', 'rootlesskit-ports']);
    expect(done.code).toBe(0);
    expect(done.err).toContain('SIMULATED');
    expect(place.files()).toEqual([]);
  });

  it('colour comes only when asked for', async () => {
    const plain = await run(['plan', '--simulate', 'debian-13']);
    expect(plain.out).not.toContain('\u001b');
    const coloured = await run(['plan', '--simulate', 'debian-13', '--color', 'always']);
    expect(coloured.out).toContain('\u001b[');
  });

  it('a reader that goes away ends it quietly (| head)', async () => {
    const child = startPlain({ place, args: ['export', '--simulate', 'debian-13'] });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    // No reader at all, from the first byte on.
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    // What a shell reports for a program that SIGPIPE ended.
    expect(code).toBe(141);
    expect(err).not.toMatch(/EPIPE|at .*\.js|Error/);
  });
});

describe('where output cannot be written', () => {
  const ends = async (args: readonly string[], out: string) => {
    const file = openSync(out, 'w');
    const child = spawn(process.execPath, [CLI, ...args, '--simulate', 'debian-13'], {
      cwd: place.dir,
      stdio: ['ignore', file, 'pipe'],
    });
    closeSync(file);
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    const [code] = await once(child, 'close');
    return { code, err: err.trim() };
  };

  it('says so in one line when the disk is full', async () => {
    const { code, err } = await ends(['plan'], '/dev/full');
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/(^|\n)rootless-wizard: ENOSPC: [^\n]*$/),
    });
  });

  it('makes the change that has begun, and stops then', async () => {
    const { code, err } = await ends(['apply', '--json', '--yes'], '/dev/full');
    expect({ code, err }).toEqual({ code: 5, err: words('en')(msg('cli.stopping-soon')) });
  });
});

describe('a simulated run', () => {
  it('is not recorded again, which is said in one sentence', async () => {
    const { code, out, err } = await run(['record', '--simulate', 'debian-13', 'new.yaml']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const [first = '', second = '', ...rest] = err.trimEnd().split('\n');
    expect(first).toMatch(/^rootless-wizard: record asks a real host/);
    expect(second).toContain('--simulate');
    expect(rest).toEqual([]);
    expect(existsSync(join(place.dir, 'cwd', 'new.yaml'))).toBe(false);
  });

  it('is locked in by these tests: a file outside of its place cannot be written', async () => {
    const outside = `${place.dir}-outside.yaml`;
    const { code } = await run(['plan', '--simulate', 'debian-13', '--save-answers', outside]);
    expect(code).not.toBe(0);
    expect(existsSync(outside)).toBe(false);
  });
});

describe('an answers file', () => {
  const bad: readonly (readonly [string, string, RegExp])[] = [
    [
      'with a key that is misspelt',
      'version: 1\nports:\n  metod: setcap\n',
      /:3:3: .*ports\.method/,
    ],
    ['with a value of the wrong type', 'version: 1\nlinger: maybe\n', /:2:9: .*true or false/],
    ['of another version', '# new\nversion: 7\n', /:2:\d+: .*7/],
    ['without a version', 'linger: true\n', /:1:1: .*version/],
    ['with aliases', 'version: 1\nengines: &e [podman]\nverify: *e\n', /:2:\d+: .*aliases/],
    ['with a key twice', 'version: 1\nlinger: true\nlinger: false\n', /:3:1: /],
    ['with tabs', 'version: 1\nports:\n\tmethod: none\n', /:3:1: /],
    ['of 10 MB', `version: 1\n# ${'x'.repeat(10_000_000)}\n`, /:1:1: .*1 MiB/],
    ['that is a bomb', `version: 1\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n`, /:2:1: /],
    ['that is empty', '', /:1:1: /],
    ['that is no text', '\u0000\u0001', /:1:1: /],
    ['with a risk that does not exist', 'version: 1\naccept-risks: [low-port]\n', /low-port/],
  ];
  it.each(bad)('%s is refused in one sentence with its place', async (_, text, wanted) => {
    const file = join(place.dir, 'cwd', 'answers.yaml');
    writeFileSync(file, text);
    const { code, out, err } = await run([
      'plan',
      '--simulate',
      'debian-13',
      '--answers',
      'answers.yaml',
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const [first = '', ...rest] = err.trimEnd().split('\n');
    expect(first).toMatch(/^rootless-wizard: /);
    expect(first).toMatch(wanted);
    expect(first.length).toBeLessThan(200);
    expect(rest.length).toBeLessThanOrEqual(1);
  });

  it('comes from standard input as well, and a saved one says the same again', async () => {
    const answers =
      'version: 1\nengines: [docker]\nports.method: sysctl\nports.lowest: 443\nlinger: false\n';
    const first = await run(
      [
        'plan',
        '--simulate',
        'debian-12',
        '--answers',
        '-',
        '--save-answers',
        'saved.yaml',
        '--json',
      ],
      answers,
    );
    expect(first.code).toBe(0);
    const again = await run([
      'plan',
      '--simulate',
      'debian-12',
      '--answers',
      'saved.yaml',
      '--json',
    ]);
    expect(JSON.parse(again.out)).toEqual(JSON.parse(first.out));
    expect(JSON.parse(first.out).answers['ports.lowest']).toEqual({ value: 443, source: 'file' });
    expect(place.files()).toEqual(['cwd/saved.yaml']);
  });
});

it('is the version of package.json', async () => {
  const { version } = (await import(join(ROOT, 'package.json'), { with: { type: 'json' } }))
    .default;
  const { out } = await run(['--version']);
  expect(out).toBe(`rootless-wizard ${version}\n`);
});
