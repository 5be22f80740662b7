import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../src/commands/options.ts';
import { UserError } from '../../src/model/error.ts';

function failure(argv: readonly string[]): UserError {
  try {
    parseOptions(argv);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${argv.join(' ')} was taken`);
}

describe('parseOptions', () => {
  it('takes flags before and after the command', () => {
    const options = parseOptions([
      '--user',
      'alice',
      'plan',
      '--json',
      '--engine=podman',
      '--engine',
      'docker',
    ]);
    expect(options).toMatchObject({
      command: 'plan',
      user: 'alice',
      json: true,
      engines: ['podman', 'docker'],
    });
  });

  it('saves answers in a file alone', () => {
    expect(parseOptions(['plan', '--save-answers', './-']).saveAnswers).toBe('./-');
    expect(failure(['plan', '--save-answers', '-'])).toMatchObject({
      exit: 2,
      text: { key: 'cli.bad-value', args: { flag: '--save-answers', value: '-' } },
    });
  });

  it('means the wizard when no command is given', () => {
    expect(parseOptions([]).command).toBe('setup');
  });

  it.each([
    [['--simulate'], ''],
    [['--simulate', '--json'], ''],
    [['plan', '--simulate', 'debian-13'], 'debian-13'],
    [['--simulate=x.yaml'], 'x.yaml'],
    [[], null],
  ])('reads %j as simulate %j', (argv, simulate) => {
    expect(parseOptions(argv).simulate).toBe(simulate);
  });

  it.each([
    [['chekc'], 'cli.unknown-command', 'check'],
    [['--enigne', 'podman'], 'cli.unknown-flag', '--engine'],
    [['plan', '--jsno'], 'cli.unknown-flag', '--json'],
  ])('says what was meant by %j', (argv, key, meant) => {
    const error = failure(argv);
    expect(error.exit).toBe(2);
    expect(error.text.key).toBe(key);
    expect(error.hint).toMatchObject({ key: 'cli.did-you-mean', args: { word: meant } });
  });

  it.each([
    [['--lang', 'de']],
    [['--color', 'blue']],
    [['--privilege', 'su']],
    [['--user']],
    [['--yes=no']],
  ])('refuses %j', (argv) => {
    expect(failure(argv).exit).toBe(2);
  });
});

describe('words after a command', () => {
  it('are refused where a command takes none, or one only', () => {
    expect(() => parseOptions(['plan', 'podman'])).toThrow();
    expect(() => parseOptions(['undo', 'a', 'b'])).toThrow();
    expect(parseOptions(['undo', 'a']).args).toEqual(['a']);
    expect(parseOptions(['ids', '1', '2', '3']).args).toHaveLength(3);
  });
});
