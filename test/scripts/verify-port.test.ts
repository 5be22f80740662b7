import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { dir, prove, script, shells } from './made-up-engine.ts';

/** The command of a line. */
const firstWord = (line: string): string => line.split(' ')[0] ?? '';

describe.each(shells)('proofs of ports in $name', (shell) => {
  it('pass over a low port that somebody holds without listening there', () => {
    const result = prove(
      shell,
      'low_port 1001',
      `case "$*" in
      *127.0.0.1:1001:*) echo 'Error: cannot bind: Address already in use' >&2; exit 125 ;;
      *127.0.0.1:1002:*) echo 'Error: permission denied' >&2; exit 125 ;;
      esac`,
    );
    expect(result).toMatchObject({ code: 1, stderr: '' });
    expect(result.evidence).toContain('port 1001 is in use');
    expect(result.evidence.at(-1)).toBe('Error: permission denied');
    expect(
      result.asked.filter((line) => /^(import|run|rm|rmi) /.test(line)).map(firstWord),
    ).toEqual(['import', 'run', 'rm', 'run', 'rm', 'rm', 'rmi']);
  });
});

describe('ports', () => {
  it('that are in use are seen', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const listens = () =>
      spawnSync('sh', { input: script(`rw_listens ${port}`), encoding: 'utf8' }).status;
    expect(listens()).toBe(0);
    await new Promise((resolve) => server.close(resolve));
    expect(listens()).toBe(1);
  });

  it.each(
    ['perl', 'python3', 'node']
      .filter((name) => spawnSync(name, ['--version']).status === 0)
      .flatMap((name) => [
        { language: name, six: '', host: '127.0.0.1', who: '127.0.0.1' },
        { language: name, six: '6', host: '::1', who: '::1' },
        { language: name, six: '6', host: '127.0.0.1', who: '::ffff:127.0.0.1' },
      ]),
  )('are served and heard by $language at $host ($six)', async ({ language, six, host, who }) => {
    const text = `rw_language=${language} rw_language_path=$(command -v ${language}) rw_tmp='${dir}'
flag=-e; [ ${language} != python3 ] || flag=-c
rw_host=${host}
"$rw_language_path" $flag "$(rw_server ${language})" $([ ${language} = python3 ] || echo --) "$PORT" a-word ${six} &
until heard=$(rw_hear "$PORT") && [ -n "$heard" ]; do sleep 0.05; done
kill $!
echo "$heard"`;
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await new Promise((resolve) => server.close(resolve));
    const result = spawnSync('sh', {
      input: script(text),
      encoding: 'utf8',
      env: { ...process.env, PORT: String(port) },
      timeout: 15_000,
    });
    expect(result.stdout.trim()).toBe(`a-word ${who}`);
  });
});
