/** Who calls a published port of rootless Docker: hidden by its own choice, seen with the others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

describeReal("Docker's network on trixie", () => {
  let host: TestHost;
  let caller = '';
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    // The machine has the other address of the link's four.
    caller = host.address.replace(/\d+$/, (last) => String(Number(last) - 1));
  });
  afterAll(() => host?.down());

  const callersSeen = async (network: string): Promise<string> => {
    const args = ['--engine', 'docker', '--user', 'alice'];
    const set = ['--set', `service.docker-network=${network}`, '--set', 'verify=false'];
    const done = await wizardCli(host, ['apply', '--yes', ...args, ...set]);
    expect(done.code, told(done)).toBe(0);
    const name = await serve(host, 'alice', 'docker', 8080, ['-vv']);
    expect(await answer(host, 8080)).toBe(HELLO);
    const seen = await host.must(`docker logs ${name} 2>&1`, { user: 'alice' });
    await remove(host, 'alice', 'docker', name);
    return seen;
  };

  it.each(['default', 'slirp4netns'])('%s', async (network) => {
    const seen = await callersSeen(network);
    // busybox httpd says `[::ffff:ADDRESS]:PORT: response:200` for each call.
    expect(seen).toContain('response:200');
    if (network === 'default') expect(seen).not.toContain(caller);
    else expect(seen).toContain(`${caller}]:`);
  });

  it('pasta is refused: with it and this RootlessKit, ports are silent at 127.0.0.1', async () => {
    const args = ['--engine', 'docker', '--user', 'alice'];
    const asked = await wizardCli(host, ['plan', ...args, '--set', 'service.docker-network=pasta']);
    expect(asked.code, told(asked)).toBe(2);
    expect(asked.stderr).toMatch(
      /silent at 127\.0\.0\.1 with pasta .*2025.* and RootlessKit 2\.0\.2/,
    );
  });
});
