import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FetchFile } from '../../src/model/action-programs.ts';
import { inverse } from '../../src/run/inverse.ts';
import { look, names, perform, SHELLS, sha256, start, tempDir } from './shell.ts';

/** A file from an address: only the very bytes that were agreed to, never over somebody's file, and away again. */

const TEXT = 'the release\n'.repeat(1000);
const SERVER = `
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
const [key, cert, text] = ['key.pem', 'cert.pem', 'text'].map((name) => readFileSync(process.argv[2] + '/' + name));
const server = createServer({ key, cert }, ({ url }, response) => {
  if (url === '/a.tar.gz') response.end(text);
  else if (url === '/moved.tar.gz') response.writeHead(302, { location: '/a.tar.gz' }).end();
  else if (url === '/plain.tar.gz') response.writeHead(302, { location: 'http://127.0.0.1:9/a' }).end();
  else if (url === '/cut.tar.gz') response.writeHead(200, { 'content-length': 9e6 }).write(text, () => response.destroy());
  else if (url === '/slow.tar.gz') response.writeHead(200, { 'content-length': 9e6 }).write(text);
  else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
`;

const made = mkdtempSync(join(tmpdir(), 'rw-fetch-'));
afterAll(() => rmSync(made, { recursive: true, force: true }));
const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!HAS_OPENSSL)('a file from an address', () => {
  let server: ChildProcess;
  let base = '';
  beforeAll(async () => {
    const args =
      'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1';
    const cert = spawnSync(
      'openssl',
      [...args.split(' '), '-keyout', 'key.pem', '-out', 'cert.pem'],
      {
        cwd: made,
      },
    );
    expect(cert.status).toBe(0);
    spawnSync('chmod', ['-R', 'a+rX', made]);
    writeFileSync(join(made, 'text'), TEXT);
    writeFileSync(join(made, 'wgetrc'), `ca_certificate = ${made}/cert.pem\n`);
    writeFileSync(join(made, 'server.mjs'), SERVER);
    server = spawn(process.execPath, [join(made, 'server.mjs'), made]);
    const [port] = await once(server.stdout ?? server, 'data');
    base = `https://127.0.0.1:${String(port).trim()}`;
  });
  afterAll(() => server.kill());

  // Not with busybox's own wget: Debian's busybox is static, and ends with a fault there.
  describe.each(SHELLS.filter(({ setUp }) => setUp === ''))('$name', (shell) => {
    let home: string;
    beforeEach(() => {
      home = tempDir({ user: true });
      return () => rmSync(home, { recursive: true, force: true });
    });
    const trusted = `export CURL_CA_BUNDLE=${made}/cert.pem WGETRC=${made}/wgetrc`;
    const action = (from: string, more: Partial<FetchFile> = {}): FetchFile => ({
      do: 'fetch-file',
      from: from.startsWith('/') ? `${base}${from}` : from,
      sha256: sha256(TEXT),
      path: `${home}/.local/share/wizard/a.tar.gz`,
      missing: ['.local', '.local/share', '.local/share/wizard'].map((name) => `${home}/${name}`),
      ...more,
    });
    const take = (what: FetchFile, before = '') =>
      perform(shell, what, { user: true, before: `${trusted}\n${before}` });
    const back = (what: FetchFile) => {
      const undo = inverse(what);
      if (undo === null) throw new Error('no inverse');
      return perform(shell, undo, { user: true });
    };
    const dir = () => `${home}/.local/share/wizard`;
    const kept = () => (existsSync(dir()) ? names(dir()) : []);

    it.each(['/a.tar.gz', '/moved.tar.gz'])('comes once and goes again: %s', (from) => {
      const what = action(from);
      const first = take(what);
      expect(first, first.output).toMatchObject({ code: 0, said: [`wrote ${what.path}`] });
      expect(look(what.path)).toMatchObject({ mode: 0o644, sha256: what.sha256 });
      expect(kept()).toEqual(['a.tar.gz']);
      expect(take(what)).toMatchObject({ code: 0, said: [`already ${what.path}`] });
      expect(back(what).code).toBe(0);
      expect(names(home)).toEqual([]);
      expect(back(what).code).toBe(0);
    });

    it('is not asked of somebody whom nobody vouches for', () => {
      const done = take(action('/a.tar.gz'), 'unset CURL_CA_BUNDLE WGETRC');
      expect(done.code).toBe(1);
      expect(done.said.join()).toMatch(/could not be fetched: curl: .*certificate/);
      expect(kept()).toEqual([]);
    });

    it.skipIf(shell.name === 'busybox')('comes with wget where there is no curl', () => {
      const without = 'rw_has() { [ "$1" != curl ] && command -v "$1" >/dev/null 2>&1; }';
      const done = take(action('/a.tar.gz'), without);
      expect(done.code, done.output + done.said.join()).toBe(0);
      expect(kept()).toEqual(['a.tar.gz']);
      const lost = take(action('/none.tar.gz', { path: `${home}/b` }), without);
      expect(lost.said.join()).toContain('could not be fetched: ');
    });

    it('says what to do where neither is there', () => {
      const done = take(action('/a.tar.gz'), 'rw_has() { [ "$1" = sha256sum ]; }');
      expect(done.code).toBe(1);
      expect(done.said.join()).toContain('there is no curl or wget to fetch');
      expect(kept()).toEqual([]);
    });

    it('keeps nothing with another hash', () => {
      const done = take(action('/a.tar.gz', { sha256: '0'.repeat(64) }));
      expect(done.code).toBe(1);
      expect(done.said.join()).toContain(`its sha256 is ${sha256(TEXT)} and not 000`);
      expect(kept()).toEqual([]);
    });

    it.each([
      ['/none.tar.gz', 'could not be fetched'],
      ['/plain.tar.gz', 'could not be fetched'],
      ['/cut.tar.gz', ''],
      ['http://127.0.0.1:9/a.tar.gz', 'not an https: address'],
      ['file:///etc/passwd', 'not an https: address'],
      ['-o/etc/passwd', 'not an https: address'],
      ['https://127.0.0.1:9/a b.tar.gz', 'not an address'],
    ])('keeps nothing of %s', (from, reason) => {
      const done = take(action(from));
      expect(done.code).toBe(1);
      expect(done.said.join()).toContain(reason);
      expect(kept()).toEqual([]);
    });

    it('leaves another file of that name alone, both ways', () => {
      const what = action('/a.tar.gz');
      expect(take(what).code).toBe(0);
      writeFileSync(what.path, 'mine\n');
      expect(take(what)).toMatchObject({ code: 3 });
      expect(back(what).said.join()).toContain('is not what was fetched any more');
      expect(readFileSync(what.path, 'utf8')).toBe('mine\n');
    });

    it('leaves nothing running and nothing lying about when it is ended', () => {
      const what = action('/slow.tar.gz');
      const ended = start(
        shell,
        `rw_fetch_file ${what.from} ${what.sha256} ${what.path} &
        until grep -qs release ${dir()}/.rootless-wizard.*/got; do :; done
        kill -TERM $(pgrep -P $!) $!; wait $! || echo "ended $?"
        while ls -A ${dir()} | grep -q .; do :; done`,
        { user: true, before: trusted },
      );
      expect(ended.stdout).toContain('ended 143');
      expect(ended.stdout).toContain('feedc0de end 0');
      expect(kept()).toEqual([]);
      const left = spawnSync('pgrep', ['-f', what.from], { encoding: 'utf8' });
      expect(left.stdout).toBe('');
    });

    it('takes away what a run that was killed has left', () => {
      const what = action('/a.tar.gz');
      mkdirSync(`${home}/.local/share/wizard/.rootless-wizard.999999999.abcdef`, {
        recursive: true,
      });
      spawnSync('chown', ['-R', '--reference', home, `${home}/.local`]);
      expect(take(what).code).toBe(0);
      expect(kept()).toEqual(['a.tar.gz']);
    });
  });
});
