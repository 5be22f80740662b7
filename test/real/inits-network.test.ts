/** The network of Docker and nerdctl where OpenRC or runit starts them: what was chosen shows who calls, and is kept. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { bringNerdctl } from '../hosts/nerdctl.ts';
import { applied, planned, shown } from './lib/applied.ts';
import { bootInit, OPENRC, RUNIT } from './lib/inits.ts';
import { describeReal } from './lib/real.ts';

const ENGINE = ['--engine', 'docker', '--user', 'alice'];

// Not pasta, which is refused with Debian 13's rootlesskit: ports would be silent at 127.0.0.1.
const NETWORK = 'slirp4netns';

for (const init of [OPENRC, RUNIT]) {
  describeReal(`the network ${NETWORK} under ${init.name}, on trixie`, () => {
    let host: TestHost;
    beforeAll(async () => {
      host = await bootInit(init);
    });
    afterAll(() => host?.down());

    it('shows containers of Docker who calls, and stays without being asked for again', async () => {
      const run = await applied(host, [...ENGINE, '--set', `service.docker-network=${NETWORK}`]);
      expect({ code: run.code, failed: run.failed }, shown(run)).toEqual({ code: 0, failed: [] });
      expect(run.proofs, shown(run)).toMatchObject({
        'verify.docker.port': 'ok',
        'verify.docker.caller': 'ok',
      });
      const again = await planned(host, ENGINE);
      expect(again.changes).toEqual([]);
    }, 900_000);

    it('shows containers of nerdctl who calls, and stays, too', async () => {
      const { path, sha256 } = await bringNerdctl(host);
      const nerdctl = ['--engine', 'nerdctl', '--user', 'bob'];
      const run = await applied(host, [
        ...[...nerdctl, '--set', `service.nerdctl-network=${NETWORK}`],
        ...['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`],
      ]);
      expect({ code: run.code, failed: run.failed }, shown(run)).toEqual({ code: 0, failed: [] });
      expect(run.proofs, shown(run)).toMatchObject({
        'verify.nerdctl.port': 'ok',
        'verify.nerdctl.caller': 'ok',
      });
      expect((await planned(host, nerdctl)).changes).toEqual([]);
    }, 900_000);
  });
}
