import { describe, expect, it } from 'vitest';
import type { ReadHost } from '../../src/model/read-host.ts';
import { allChecks, readFacts, runChecks } from '../../src/probe/index.ts';
import { FakeHost } from './fake-host.ts';

describe('readFacts', () => {
  it('knows a reason for everything that a recording does not hold', async () => {
    const facts = await readFacts(new FakeHost({ otherCommands: 'throw' }), null);
    const unknowns = Object.entries(facts).filter(([, fact]) => !fact.known);
    expect(unknowns.map(([id]) => id)).toContain('kernel');
    for (const [, fact] of unknowns) expect(fact).toMatchObject({ because: { key: /\./ } });
  });

  it('turns a defect of a probe into an unknown fact', async () => {
    const host: ReadHost = new FakeHost();
    host.stat = () => Promise.reject(new TypeError('boom'));
    const facts = await readFacts(host, null);
    expect(facts.privilege).toMatchObject({
      because: { key: 'host.probe-defect', args: { detail: 'boom' } },
    });
  });

  it('gives findings for an empty host without throwing, each with a title and a source', async () => {
    const facts = await readFacts(new FakeHost(), null);
    const found = runChecks(facts, { engines: ['docker', 'nerdctl', 'podman', 'lxc'] });
    expect(found.length).toBeGreaterThan(20);
    for (const { id, title, source } of found) {
      expect(id).toMatch(/^[a-z]+\.[a-z0-9.-]+$/);
      expect(title.key).toContain('.');
      expect(source).toMatch(/^(https:\/\/|[a-z._-]+\(\d\))/);
    }
  });

  it('lets each check speak under its own prefix only', async () => {
    const facts = await readFacts(new FakeHost(), null);
    for (const check of allChecks) {
      for (const { id } of check.run(facts, { engines: ['docker', 'podman'] })) {
        expect(id === check.id || id.startsWith(`${check.id}.`), `${check.id}: ${id}`).toBe(true);
      }
    }
  });
});
