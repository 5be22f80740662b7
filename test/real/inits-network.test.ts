/** Docker's network where OpenRC or runit starts it: what was chosen shows who calls, and is kept. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, planned, shown } from './lib/applied.ts';
import { bootInit, OPENRC, RUNIT } from './lib/inits.ts';
import { describeReal } from './lib/real.ts';

const ENGINE = ['--engine', 'docker', '--user', 'alice'];

// Not pasta, which is refused with Debian 13's rootlesskit: ports would be silent at 127.0.0.1.
const NETWORK = 'slirp4netns';

for (const init of [OPENRC, RUNIT]) {
  describeReal(`Docker's network ${NETWORK} under ${init.name}, on trixie`, () => {
    let host: TestHost;
    beforeAll(async () => {
      host = await bootInit(init);
    });
    afterAll(() => host?.down());

    it('shows containers who calls, and stays without being asked for again', async () => {
      const run = await applied(host, [...ENGINE, '--set', `service.docker-network=${NETWORK}`]);
      expect({ code: run.code, failed: run.failed }, shown(run)).toEqual({ code: 0, failed: [] });
      expect(run.proofs, shown(run)).toMatchObject({
        'verify.docker.port': 'ok',
        'verify.docker.caller': 'ok',
      });
      const again = await planned(host, ENGINE);
      expect(again.changes).toEqual([]);
    }, 900_000);
  });
}
