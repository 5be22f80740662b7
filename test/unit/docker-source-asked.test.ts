import { expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import { readFacts } from '../../src/probe/index.ts';
import { sourceQuestion } from '../../src/steps/docker-source.ts';

// Beside a repository of Docker's there is a choice; and where a package cannot do it, or nobody knows one.
it.each([
  ['debian-13', true, 'distribution'],
  ['arch', true, 'static'],
  ['void', true, 'static'],
  ['unknown-distro', true, 'distribution'],
  ['opensuse-leap', false, 'distribution'],
  ['alpine', false, 'distribution'],
] as const)('asks where Docker comes from on %s: %s', async (name, asked, value) => {
  const host = new OverlayHost(new RecordedHost(await loadRecording(name)));
  const facts = await readFacts(host, 'alice');
  expect(sourceQuestion.applies(facts, { engines: ['docker'] })).toBe(asked);
  expect(sourceQuestion.recommend(facts, { engines: ['docker'] })).toMatchObject({ value });
  expect(sourceQuestion.applies(facts, { engines: ['podman'] })).toBe(false);
});
