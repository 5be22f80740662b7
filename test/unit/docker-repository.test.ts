import { beforeAll, describe, expect, it } from 'vitest';
import { dockerRepositoryFor } from '../../src/distro/docker-repository.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import { EXIT } from '../../src/model/error.ts';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { addressQuestion } from '../../src/steps/docker-source.ts';
import { MADE } from '../hosts/made/index.ts';
import { planLines, recordMade } from '../hosts/made/record.ts';
import { simulated } from './simulated.ts';

/** For which systems Docker has packages, under which address. */
describe('the repository of Docker', () => {
  const of = (id: string, versionId: string | null, codename: string | null = null) =>
    dockerRepositoryFor({ id, versionId, codename }, 'x86_64');

  it.each([
    ['debian', '11', 'bullseye', 'linux/debian', 'bullseye'],
    ['debian', '13', 'trixie', 'linux/debian', 'trixie'],
    ['ubuntu', '22.04', 'jammy', 'linux/ubuntu', 'jammy'],
    ['ubuntu', '26.04', 'resolute', 'linux/ubuntu', 'resolute'],
    ['fedora', '43', null, 'linux/fedora', '$releasever'],
    ['centos', '10', null, 'linux/centos', '10'],
    ['rhel', '9.7', null, 'linux/rhel', '9'],
    ['rocky', '8.10', null, 'linux/rhel', '8'],
    ['almalinux', '10.0', null, 'linux/rhel', '10'],
    ['ol', '9.5', null, 'linux/rhel', '9'],
  ])('is there for %s %s', (id, version, codename, dir, release) => {
    const found = of(id, version, codename);
    expect(found).toMatchObject({ dir, release });
    expect(found?.named).toBe(!['rocky', 'almalinux', 'ol'].includes(id));
  });

  it.each([
    ['debian', null, 'sid'],
    ['debian', '10', 'buster'],
    ['ubuntu', '20.04', 'focal'],
    ['ubuntu', '24.04', null],
    ['linuxmint', '22', 'wilma'],
    ['kali', '2026.1', 'kali-rolling'],
    ['raspbian', '12', 'bookworm'],
    ['fedora', '40', null],
    ['fedora', 'rawhide', null],
    ['centos', '8', null],
    ['amzn', '2023', null],
    ['opensuse-leap', '16.0', null],
    ['arch', null, null],
  ])('is not taken for %s %s', (id, version, codename) => {
    expect(of(id, version, codename)).toBeNull();
  });

  it('is not there for every machine', () => {
    const trixie = { id: 'debian', versionId: '13', codename: 'trixie' };
    expect(dockerRepositoryFor(trixie, 'riscv64')).toBeNull();
    expect(dockerRepositoryFor(trixie, 'i686')).toBeNull();
    expect(dockerRepositoryFor(trixie, 'aarch64')).not.toBeNull();
    expect(dockerRepositoryFor(trixie, null)).not.toBeNull();
  });
});

describe('an address of it', () => {
  const refused = (address: string) => addressQuestion.refuse(address, {} as never, {}) !== null;
  it.each([
    'https://download.docker.com',
    'https://mirror.example.org:8443/docker-ce',
    'file:///srv/mirror',
  ])('is taken: %s', (address) => expect(refused(address)).toBe(false));

  it.each([
    '',
    'http://mirror.example.org',
    'https://me:secret@mirror.example.org',
    'https://mirror.example.org/',
    'https://mirror.example.org/a b',
    'https://mirror.example.org/$basearch',
    'https://mirror.example.org/\nTrusted: yes',
    'https://mirror.example.org\n',
    'file:srv/mirror',
    'file://',
    'file:///',
    '/srv/mirror',
  ])('is not taken: %j', (address) => expect(refused(address)).toBe(true));
});

/** Where there is a choice, the choice; the hosts without one are in made-hosts.test.ts. */
describe.each(['ubuntu-24.04', 'nfs-home', 'rootful-docker'])('on the made host %s', (name) => {
  let text = '';
  beforeAll(async () => {
    const described = MADE[name];
    if (described === undefined) throw new Error(name);
    text = renderRecording(await recordMade(described.make()));
  });

  it('brings Docker where the person chose it, and nothing the second time', async () => {
    const host = new OverlayHost(new RecordedHost(parseRecording(text, name)));
    const given = {
      engines: { value: ['docker'], source: 'flag' },
      'docker.source': { value: 'docker', source: 'flag' },
    } as const;
    const { plan, problems } = await makePlan({ host, userName: 'alice', given });
    expect(problems).toEqual([]);
    expect(plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
    await expect(planLines(plan)).toMatchFileSnapshot(
      `../hosts/made/plans/${name}.docker-repository.txt`,
    );
    const context = simulated(host);
    expect((await apply(plan, context)).exit).toBe(EXIT.ok);
    const again = await makePlan({ host, userName: 'alice', given });
    expect(changesOf(again.plan)).toEqual([]);
    expect(again.problems).toEqual([]);
  });
});
