import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { helpersText } from '../../src/run/preamble.ts';
import { SHELLS, sourced } from './shell.ts';

/** The proof of compose against an engine and a compose that are made up and write down what they are asked. */
const dir = mkdtempSync(join(tmpdir(), 'rw-compose-'));
chmodSync(dir, 0o755);
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const asked = join(dir, 'asked');

function program(name: string, text: string): void {
  writeFileSync(
    join(dir, name),
    `#!/bin/sh\necho "${name} $*" >>'${asked}'\ncase $1 in import) cat >/dev/null ;; esac\n${text}\n`,
  );
  chmodSync(join(dir, name), 0o755);
}

function prove(shell: (typeof SHELLS)[number], name: string) {
  writeFileSync(asked, '');
  const [shellProgram, ...args] = shell.argv;
  const { status, stdout } = spawnSync(shellProgram, args, {
    input: `${sourced(helpersText())}\nPATH='${dir}':$PATH\nRW_TOKEN=tok\n( set -e\nrw_proof podman '${dir}/engine' ${name}\n)\nexit "$?"`,
    encoding: 'utf8',
    timeout: 15_000,
  });
  const evidence = stdout.split('\n').flatMap((line) => {
    const [, text] = /^tok say evidence (.*)$/.exec(line) ?? [];
    return text === undefined ? [] : [text];
  });
  const lines = readFileSync(asked, 'utf8').trim().split('\n');
  return { code: status, evidence, lines };
}

const UP = `case $1 in ps) echo 'proof_1 running' ;; esac`;
const KEEP_FILE = `while [ $# -gt 0 ]; do [ "$1" != -f ] || cp "$2" '${dir}/seen.yaml'; shift; done`;

describe.each(SHELLS.filter(({ setUp }) => setUp === ''))(
  'the proof of compose in $name',
  (shell) => {
    it('brings a project up and takes it down, with a file that compose can read', () => {
      program('engine', UP);
      program('podman-compose', KEEP_FILE);
      const { code, evidence, lines } = prove(shell, 'compose');
      expect(evidence).toEqual([
        'compose up: proof_1 running',
        'compose down: nothing is left of it',
      ]);
      expect(code).toBe(0);
      const [mark] = /(?<!\/)rw-proof-[0-9a-f]{8}/.exec(lines.join('\n')) ?? [];
      const [image] = /localhost\/rw-proof-[0-9a-f]{8}:latest/.exec(lines.join('\n')) ?? [];
      const own = lines.filter((line) => line.startsWith('podman-compose'));
      expect(own.map((line) => line.replace(/ -f \S+/, ''))).toEqual([
        `podman-compose --podman-path ${dir}/engine -p ${mark} up -d`,
        `podman-compose --podman-path ${dir}/engine -p ${mark} down -t 1`,
      ]);
      const { services } = parse(readFileSync(join(dir, 'seen.yaml'), 'utf8'));
      expect(services.proof.image).toBe(image);
      expect(services.proof.volumes).toContain('/usr:/usr:ro');
      // The image goes after the project that uses it.
      expect(lines.at(-1)).toBe(`engine rmi -f ${image}`);
    });

    it('fails with the words of compose, and takes down what half came up', () => {
      program('engine', UP);
      program(
        'podman-compose',
        `case " $* " in *' up '*) echo 'ERROR: no network' >&2; exit 1 ;; esac`,
      );
      const { code, evidence, lines } = prove(shell, 'compose');
      expect(code).toBe(1);
      expect(evidence).toEqual(['ERROR: no network']);
      expect(lines.filter((line) => / down -t 1$/.test(line))).toHaveLength(1);
    });

    it('fails where compose is content and nothing runs', () => {
      program('engine', '');
      program('podman-compose', '');
      const { code, evidence } = prove(shell, 'compose');
      expect(code).toBe(1);
      expect(evidence).toEqual(['compose up: no container of the project']);
    });

    it('says what stays where it does not go away', () => {
      program('engine', UP);
      program('podman-compose', `case " $* " in *' down '*) exit 1 ;; esac`);
      const { code, evidence } = prove(shell, 'compose');
      expect(code).toBe(1);
      expect(evidence.at(-1)).toMatch(/^left behind: compose project rw-proof-/);
    });

    it('takes no other program for the wrapper of Podman', () => {
      program('engine', '');
      program('docker', `case $1 in --version) echo 'Docker version 26.1.5' ;; esac`);
      expect(prove(shell, 'docker_command')).toMatchObject({
        code: 1,
        evidence: ['docker --version: Docker version 26.1.5'],
      });
      program(
        'docker',
        `case $1 in --version) echo 'podman version 5.4.2' ;; run) echo ran ;; esac`,
      );
      expect(prove(shell, 'docker_command')).toMatchObject({
        code: 0,
        evidence: ['docker --version: podman version 5.4.2', 'docker run: ran'],
      });
    });

    it('asks again where Podman lost the words of the container, and gives up at the third time', () => {
      const answers = (second: string) =>
        program(
          'docker',
          `case $1 in
          --version) echo 'podman version 4.3.1' ;;
          run) if [ -e '${dir}/once' ]; then echo ${second}; else : >'${dir}/once'; fi ;;
          esac`,
        );
      answers('ran');
      rmSync(join(dir, 'once'), { force: true });
      expect(prove(shell, 'docker_command').code).toBe(0);
      answers('');
      const { code, lines } = prove(shell, 'docker_command');
      expect(code).toBe(1);
      expect(lines.filter((line) => line.startsWith('docker run'))).toHaveLength(3);
    });
  },
);
