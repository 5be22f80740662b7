import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '../../src/i18n/translate.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { questions, resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import { parseAnswersFile, parseSet } from '../../src/steps/answers-file.ts';
import { renderAnswersFile } from '../../src/steps/answers-render.ts';
import { HOSTS } from '../cases/base.ts';

const t = translator('en');
const facts = HOSTS['debian-13'];
if (facts === undefined) throw new Error('no host');

const says = (text: string) =>
  parseAnswersFile(text, 'a.yaml').problems.map(({ message }) => t(message));

describe('an answers file', () => {
  it('takes dotted and nested keys, the user and the risks', () => {
    const text = `version: 1
user: bob
engines: [docker, podman]
ports:
  method: sysctl
  lowest: 443
storage.podman:
  driver: overlay
storage:
  docker: { data-root: /srv/docker }
linger: false
accept-risks:
  - low-ports
`;
    const { given, user, risks, problems } = parseAnswersFile(text, 'a.yaml');
    expect(problems).toEqual([]);
    expect({ user, risks }).toEqual({ user: 'bob', risks: ['low-ports'] });
    const values = Object.fromEntries(
      Object.entries(given).map(([key, answer]) => [key, [answer.value, answer.source]]),
    );
    expect(values).toEqual({
      engines: [['docker', 'podman'], 'file'],
      'ports.method': ['sysctl', 'file'],
      'ports.lowest': [443, 'file'],
      'storage.podman.driver': ['overlay', 'file'],
      'storage.docker.data-root': ['/srv/docker', 'file'],
      linger: [false, 'file'],
    });
  });

  it.each([
    [
      'version: 1\nport.method: none\n',
      'a.yaml:2:1: There is no answer port.method. Did you mean ports.method?',
    ],
    [
      'version: 1\nports:\n  methd: none\n',
      'a.yaml:3:3: There is no answer ports.methd. Did you mean ports.method?',
    ],
    ['version: 1\nxyzzy: 1\n', 'a.yaml:2:1: There is no answer xyzzy.'],
    ['version: 1\nlinger: sure\n', 'a.yaml:2:9: linger cannot be sure: it takes true or false.'],
    ['version: 1\nlinger: "yes"\n', 'a.yaml:2:9: linger cannot be yes: it takes true or false.'],
    [
      'version: 1\nsubids.count: 1.5\n',
      'a.yaml:2:15: subids.count cannot be 1.5: it takes a number from 65536 to 1000000000.',
    ],
    [
      'version: 1\nengines: podman\n',
      'a.yaml:2:10: engines cannot be podman: it takes a list of podman, docker, nerdctl, and lxc.',
    ],
    [
      'version: 1\nengines: [podmn]\n',
      'a.yaml:2:10: engines cannot be ["podmn"]: it takes a list of podman, docker, nerdctl, and lxc.',
    ],
    ['version: 2\n', 'a.yaml:1:1: version is 2, and this program reads version 1.'],
    ['version: "1"\n', 'a.yaml:1:1: version is "1", and this program reads version 1.'],
    ['linger: true\n', 'a.yaml:1:1: The line "version: 1" is missing.'],
    [
      'version: 1\nlinger: &a true\nping.allow: *a\n',
      'a.yaml:2:12: Anchors, aliases and tags are not taken here; write the value itself.',
    ],
    [
      'version: 1\nuser: !!str bob\n',
      'a.yaml:2:13: Anchors, aliases and tags are not taken here; write the value itself.',
    ],
    [
      'version: 1\nports: { method: none }\nports.method: none\n',
      'a.yaml:3:1: ports.method is given twice.',
    ],
    [
      'version: 1\n---\nversion: 1\n',
      'a.yaml:2:1: One file holds one set of answers; a second one starts here.',
    ],
    ['- podman\n', 'a.yaml:1:1: This is no list of keys and values.'],
    ['', 'a.yaml:1:1: This is no list of keys and values.'],
    ['version: 1\naccept-risks: low-ports\n', 'a.yaml:2:1: accept-risks takes a list of names.'],
    [
      'version: 1\nlinger: { a: 1 }\n',
      'a.yaml:2:9: Here stands a value or a list, nothing deeper.',
    ],
    [
      `version: 1\nuser: ${'x'.repeat(1024 * 1024)}\n`,
      'a.yaml:1:1: An answers file has at most 1 MiB.',
    ],
  ])('names what is wrong and where: %j', (text, problem) => {
    expect(says(text)[0]).toBe(problem);
  });

  it('refuses keys given twice and text that is no YAML, with the place', () => {
    expect(says('version: 1\nlinger: true\nlinger: false\n')[0]).toMatch(/^a\.yaml:3:1: /);
    expect(says('version: 1\nengines: [podman\n')[0]).toMatch(
      /^a\.yaml:\d+:\d+: This is not valid YAML/,
    );
  });

  it('never throws and never gives an answer of a wrong type, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'version: 1\n',
        'ports:\n',
        '  method: ',
        'linger: ',
        '&a ',
        '*a',
        '- ',
        '{',
        '[',
        '? ',
        '!!map ',
        '<<: ',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { given, problems } = parseAnswersFile(pieces.join(''), 'x');
        for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThan(0);
        expect(['undefined', 'boolean']).toContain(typeof given.linger?.value);
      }),
      { numRuns: 500 },
    );
  });
});

describe('--set', () => {
  it('reads values as the file does', () => {
    const value = (text: string) => {
      const set = parseSet(text);
      return 'given' in set
        ? Object.values(set.given).map((answer) => answer.value)
        : t(set.problem);
    };
    expect(value('linger=false')).toEqual([false]);
    expect(value('ports.lowest = 80')).toEqual([80]);
    expect(value('engines=podman,docker')).toEqual([['podman', 'docker']]);
    expect(value('engines=[podman]')).toEqual([['podman']]);
    expect(value('storage.podman.graphroot=/srv/a=b')).toEqual(['/srv/a=b']);
    expect(value('storage.podman.graphroot=80')).toEqual(['80']);
    expect(value('lingr=1')).toBe('There is no answer lingr. Did you mean linger?');
    expect(value('linger')).toBe('linger is not of the form KEY=VALUE.');
    expect(value('linger=on')).toBe('linger cannot be on: it takes true or false.');
    expect(value('ports.method=all')).toBe(
      'ports.method cannot be all: it takes one of none, sysctl, and setcap.',
    );
  });
});

describe('resolving', () => {
  it('gives every question a value with its source, flags before the file', () => {
    const file: GivenAnswers = { linger: { value: false, source: 'file' } };
    const flag: GivenAnswers = { linger: { value: true, source: 'flag' } };
    const { answers, problems } = resolveAnswers(facts, file, flag);
    expect(problems).toEqual([]);
    expect(answers.linger).toEqual({ value: true, source: 'flag' });
    expect(Object.keys(answers).sort()).toEqual(
      questions()
        .map(({ key }) => key)
        .sort(),
    );
    expect(valuesOf(answers).engines).toEqual(['podman']);
  });

  it('names a value that is out of range, and one of a wrong type', () => {
    const given = {
      'subids.count': { value: 1000, source: 'flag' },
      linger: { value: 'maybe', source: 'flag' },
    } as unknown as GivenAnswers;
    const { problems } = resolveAnswers(facts, given);
    expect(problems.map(({ key, message }) => `${key} ${message.key}`)).toEqual([
      'subids.count answers.q-subids-range',
      'linger answers.wrong-type',
    ]);
  });
});

describe('a written file', () => {
  it('reads back to the same answers, in every language', () => {
    const { answers } = resolveAnswers(facts, {});
    for (const language of ['en', 'ja', 'zh-CN'] as const) {
      const text = renderAnswersFile(answers, {
        full: true,
        translate: translator(language),
        user: 'bob',
        risks: ['low-ports'],
      });
      const { given, user, risks, problems } = parseAnswersFile(text, 'x');
      expect(problems).toEqual([]);
      expect({ user, risks }).toEqual({ user: 'bob', risks: ['low-ports'] });
      const values = (set: GivenAnswers) =>
        Object.fromEntries(Object.entries(set).map(([key, answer]) => [key, answer.value]));
      expect(values(given)).toEqual(values(answers));
    }
  });

  it('holds only what was given, unless all is asked for', () => {
    const { answers } = resolveAnswers(facts, { linger: { value: false, source: 'person' } });
    const text = renderAnswersFile(answers, { full: false });
    expect(text.split('\n').filter((line) => /^[a-z]/.test(line))).toEqual([
      'version: 1',
      'linger: false',
    ]);
  });
});
