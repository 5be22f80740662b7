/** Who calls a published port of rootless Docker or nerdctl: hidden by their own choice, seen with the others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { bringNerdctl } from '../hosts/nerdctl.ts';
import { applied, expectProven, planned, shown } from './lib/applied.ts';
import { answer, type Command, HELLO, remove, serve } from './lib/containers.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

/** Debian 13 has RootlessKit 2.0, which hides callers by itself. */
describeReal('the network of Docker and nerdctl on trixie', () => {
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
    return await seenBy('alice', 'docker');
  };

  /** What a container says of a call from this machine; busybox httpd says `[::ffff:ADDRESS]:PORT: response:200`. */
  const seenBy = async (user: string, engine: Command): Promise<string> => {
    const name = await serve(host, user, engine, 8080, ['-vv']);
    expect(await answer(host, 8080)).toBe(HELLO);
    const seen = await host.must(`${engine} logs ${name} 2>&1`, { user });
    await remove(host, user, engine, name);
    expect(seen).toContain('response:200');
    return seen;
  };

  it.each(['default', 'slirp4netns'])('%s', async (network) => {
    const seen = await callersSeen(network);
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

  const NERDCTL = ['--engine', 'nerdctl', '--user', 'bob'];

  it('nerdctl: slirp4netns, told with its ports, and back', async () => {
    const { path, sha256 } = await bringNerdctl(host);
    const archive = ['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
    expectProven(await applied(host, [...NERDCTL, ...archive]), 'nerdctl');
    expect(await seenBy('bob', 'nerdctl')).not.toContain(caller);

    const chosen = ['--set', 'service.nerdctl-network=slirp4netns'];
    const run = await applied(host, [...NERDCTL, ...chosen]);
    expectProven(run, 'nerdctl');
    expect(run.proofs, shown(run)).toMatchObject({ 'verify.nerdctl.caller': 'ok' });
    expect(run.made).toEqual([
      'service.nerdctl-unit',
      'service.nerdctl-reload',
      'service.nerdctl-restart',
    ]);
    expect(await seenBy('bob', 'nerdctl')).toContain(`${caller}]:`);
    expect((await planned(host, NERDCTL)).changes).toEqual([]);

    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(await seenBy('bob', 'nerdctl')).not.toContain(caller);
  }, 900_000);

  it('nerdctl: pasta is refused, as no container that publishes a port starts with it', async () => {
    const asked = await wizardCli(host, [
      ...['plan', ...NERDCTL, '--set', 'service.nerdctl-network=pasta'],
    ]);
    expect(asked.code, told(asked)).toBe(2);
    expect(asked.stderr.replace(/\s+/g, ' ')).toContain('here it is nerdctl 2.3.5');
  });
});
