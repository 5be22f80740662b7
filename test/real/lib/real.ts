/** What every test on real hosts begins with: is there a host to be had, and one with the wizard in it. */
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { bootHost, type HostOptions, hostsAvailable, type TestHost } from '../../hosts/hosts.ts';
import type { ExecOptions, ExecResult } from '../../hosts/run.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

/** The program as it was built when the tests began: a build that comes meanwhile changes nothing in a host. */
let copied: string | null = null;
function program(): string {
  if (copied !== null) return copied;
  const copy = mkdtempSync(join(tmpdir(), 'rw-dist-'));
  // Not only root reads it.
  chmodSync(copy, 0o755);
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  cpSync(DIST, copy, { recursive: true });
  copied = copy;
  return copy;
}

/** The built program, as it lies in every host. */
export const CLI = '/opt/rootless-wizard/cli.js';

/** What the page of the image says. */
export const GREETING = 'hello from a container';

const available = hostsAvailable();

/**
 * Tests that need real hosts. Where none can be made they are skipped, and their name says why; with
 * RW_REQUIRE_HOSTS=1 they fail.
 */
export function describeReal(name: string, body: () => void): void {
  if (available.ok) {
    describe(name, body);
    return;
  }
  const { because } = available;
  if (process.env['RW_REQUIRE_HOSTS'] !== '1') {
    console.warn(`${name}: skipped, no hosts can be made here: ${because}`);
    describe.skip(`${name} (no hosts here: ${because})`, body);
    return;
  }
  describe(name, () => {
    it('has hosts to run on', () => {
      throw new Error(because);
    });
  });
}

/**
 * Makes /srv/web.tar, an image of the host's own busybox that can serve a page. It has no package, so
 * that the host stays one on which nothing is set up.
 */
const IMAGE = `
made=$(mktemp -d)
dpkg-deb -x /srv/repo/busybox-static_*.deb "$made/deb"
mkdir -p "$made/image"/{bin,dev,etc,proc,sys,tmp,www}
cp "$(find "$made/deb" -type f -path '*/bin/busybox')" "$made/image/bin/busybox"
for name in cat httpd id ls sh sleep; do ln -s busybox "$made/image/bin/$name"; done
echo '${GREETING}' >"$made/image/www/index.html"
tar -C "$made/image" --owner=0 --group=0 -cf /srv/web.tar .
chmod 644 /srv/web.tar
rm -rf "$made"
`;

/** A fresh host with the built wizard and the image, and nothing else. */
export function bootWizardHost(options: Omit<HostOptions, 'binds' | 'setup'>): Promise<TestHost> {
  return bootHost({
    ...options,
    binds: [{ from: program(), to: '/opt/rootless-wizard' }],
    setup: IMAGE,
  });
}

/** Runs the wizard's command line in a host, as root unless said otherwise. */
export function wizardCli(
  host: TestHost,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  return host.exec(['node', CLI, ...args], options);
}

/** What is wrong with an answer of the wizard that should have been another, for the message of a test. */
export function told({ code, stdout, stderr }: ExecResult): string {
  return `exit ${code}\n${stdout}\n${stderr}`;
}
