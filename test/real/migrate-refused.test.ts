/** What would make a move fail is found before the first container stops, or ends it cleanly. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import type { ExecResult } from '../hosts/run.ts';
import { shown } from './lib/applied.ts';
import { answer } from './lib/containers.ts';
import { bootShop, ROOTFUL, readyForShop, rootful } from './lib/docker-server.ts';
import { describeReal, wizardCli } from './lib/real.ts';

/** Shell text that names the directory of a volume of root. */
const place = (name: string) => `$(${ROOTFUL} volume inspect -f '{{.Mountpoint}}' ${name})`;

describeReal('a move that can not be', () => {
  let host: TestHost;
  let before: readonly string[];

  beforeAll(async () => {
    host = await bootShop();
    await host.must(`install -d -o alice -g alice /home/alice/.local /home/alice/.local/share /home/alice/.local/share/docker
      mount -t tmpfs -o size=64m,uid=1000,gid=1000,mode=0710 none /home/alice/.local/share/docker`);
    before = await rootful(host);
    await readyForShop(host);
  });
  afterAll(() => host?.down());

  const move = (...more: readonly string[]): Promise<ExecResult> =>
    wizardCli(host, [
      'migrate',
      ...['--user', 'alice', '--yes', '--accept-risk', 'owners-in-place'],
      ...['--set', 'ports.method=sysctl'],
      ...more,
    ]);

  /** It ends with a reason; nothing of root has stopped. */
  const isRefused = async (reason: RegExp): Promise<void> => {
    const refused = await move();
    expect(refused.code, shown(refused)).not.toBe(0);
    expect(refused.stderr, shown(refused)).toMatch(reason);
    expect(refused.stderr).not.toContain('] Stop ');
    expect(await rootful(host)).toEqual(before);
    const undone = await wizardCli(host, ['undo', '--yes', await newest()]);
    expect(undone.code, shown(undone)).toBe(0);
  };

  const newest = async (): Promise<string> => {
    const { runs } = JSON.parse((await wizardCli(host, ['runs', '--json'])).stdout) as {
      runs: { id: string }[];
    };
    return runs[0]?.id ?? '';
  };

  it('says before it that a firewall will decide about the ports', async () => {
    await host.must('mkdir -p /etc/ufw && echo ENABLED=yes >/etc/ufw/ufw.conf');
    const looked = await wizardCli(host, [
      'migrate',
      '--user',
      'alice',
      '--set',
      'ports.method=sysctl',
    ]);
    await host.must('rm -r /etc/ufw');
    expect(looked.code, shown(looked)).toBe(0);
    expect(looked.stdout).toContain('To keep them open for others: sudo ufw allow 80/tcp');
    expect(looked.stdout).toMatch(/containers are away for (less than a minute|about \d+ minutes)/);
    expect(looked.stdout).toMatch(/The copies need about [\d.]+ [KM]iB/);
  });

  it('because the name is taken by something else', async () => {
    await host.must('docker volume create files', { user: 'alice' });
    await isRefused(/volume files: there is another one of that name in the docker of alice/);
    await host.must('docker volume rm files && docker network create shop_side', { user: 'alice' });
    await isRefused(/network shop_side: there is another one of that name/);
    await host.must('docker network rm shop_side', { user: 'alice' });
  });

  /** Names of what alice's Docker runs. */
  const ofAlice = async (): Promise<readonly string[]> =>
    (await host.must("docker ps --format '{{.Names}}'", { user: 'alice' }))
      .trim()
      .split('\n')
      .sort();

  it('but what is in one volume or directory keeps its own containers alone, whatever else moves', async () => {
    await host.must(`chown 70000:5 "${place('files')}/old"; mknod "${place('files')}/null" c 1 3
      chmod 4755 /srv/notes/index.html; cp /usr/bin/id /srv/notes/able; setcap cap_net_raw+ep /srv/notes/able`);
    const looked = await wizardCli(host, ['migrate', '--user', 'alice', '--json']);
    const { containers, volumes } = JSON.parse(looked.stdout) as {
      containers: { name: string; verdict: string; because: string[] }[];
      volumes: { name: string; content: object }[];
    };
    const stays = (name: string) =>
      containers.flatMap((each) =>
        each.name === name && each.verdict === 'stays' ? each.because : [],
      );
    expect(stays('keeper')).toEqual([
      'volume files: old belongs to uid 70000, and the ids of the new containers end at 65536; with the answer subids.count=70000 they reach it',
      'volume files: null is a device, which only root can make; without it, the volume can move',
    ]);
    expect(stays('notes')).toEqual([
      '/srv/notes holds a setuid or setgid program, and a new owner would end that',
      '/srv/notes/able has capabilities, and a new owner would end them',
    ]);
    expect(volumes.find(({ name }) => name === 'files')?.content).toMatchObject({
      uid: { id: 70_000, path: 'old' },
      devices: { count: 1, path: 'null' },
      ...{ sockets: 0, fifos: 1, others: 0, linked: 3, sparse: 1, setuid: 1 },
      // Of a file and of a directory; none is a capability.
      ...{ attributes: 2, acls: 2, capabilities: 0 },
    });
    const moved = await move();
    expect(moved.code, shown(moved)).toBe(0);
    expect(await ofAlice()).toEqual(['shop-back-1', 'shop-db-1', 'shop-front-1']);
    const there = await rootful(host);
    const still = (name: string) => there.filter((line) => line.startsWith(`/${name} true `));
    expect([...still('keeper'), ...still('notes')]).toHaveLength(2);
    // Who stays needs the daemon.
    expect((await host.exec('systemctl is-enabled docker.service')).stdout).toBe('enabled\n');
    expect(await answer(host, 80)).toBe('hello from a container');
    const undone = await wizardCli(host, ['undo', '--yes', await newest()]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(before);
    await host.must(
      `rm "${place('files')}/null" /srv/notes/able; chmod 0644 /srv/notes/index.html`,
    );
  });

  it('and it moves with the answer that the reason names', async () => {
    await host.must(`setfattr -n trusted.overlay.opaque -v y "${place('files')}/old"`);
    const moved = await move('--set', 'subids.count=70000');
    expect(moved.code, shown(moved)).toBe(0);
    const said =
      /volume files: 1 files have attributes that are root's alone .* the copy is without/;
    expect(moved.stdout + moved.stderr).toMatch(said);
    expect(await ofAlice()).toContain('keeper');
    const owner = await host.must('docker exec keeper stat -c %u:%g /files/old', { user: 'alice' });
    expect(owner).toBe('70000:5\n');
    // The move, and the ids that came before it.
    for (let n = 0; n < 2; n++) {
      const undone = await wizardCli(host, ['undo', '--yes']);
      expect(undone.code, shown(undone)).toBe(0);
    }
    expect(await rootful(host)).toEqual(before);
    expect(await host.must('grep -c ^alice: /etc/subuid')).toBe('1\n');
  });

  it('because of an id or a device in what could not be looked through before', async () => {
    // Only the look asks for names in this way.
    await host.must(`cat >/usr/local/bin/find <<'END'
#!/bin/sh
case "$*" in *'%y %U %G %m %n'*) echo 'find: ./x: Input/output error' >&2 ;; esac
exec /usr/bin/find "$@"
END
      chmod 0755 /usr/local/bin/find`);
    const looked = await wizardCli(host, ['migrate', '--user', 'alice']);
    expect(looked.stdout).toContain('files: what is in it could not be looked at');
    await isRefused(/volume files: a file belongs to uid 70000, and the ids of alice end at 65536/);
    await host.must(`chown 0:0 "${place('files')}/old"; mknod "${place('files')}/null" c 1 3`);
    await isRefused(/null is a device, which only root can make/);
    await host.must(`rm "${place('files')}/null" /usr/local/bin/find`);
  });

  it('because there is no room', async () => {
    await host.must(`head -c 70000000 /dev/zero >"${place('files')}/big"`);
    await isRefused(/volume files needs \d+ bytes, and \d+ are free|need up to \d+ bytes/);
  });

  it('but what fits beside it is named, and moves while the other stays', async () => {
    const to = ['migrate', '--user', 'alice', '--engine', 'docker'];
    const looked = await wizardCli(host, to);
    expect(looked.code, shown(looked)).toBe(0);
    const said = looked.stdout.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(
      /These fit together: notes and shop\. They need [\d.]+ [KM]iB, and [\d.]+ MiB remain/,
    );
    expect(said).toMatch(/Volume files of keeper \([\d.]+ MiB\) does not fit beside that/);
    expect(said).toContain('(--project notes --project shop)');
    const { groups } = JSON.parse((await wizardCli(host, [...to, '--json'])).stdout) as {
      groups: { name: string; fits: boolean }[];
    };
    const fits = Object.fromEntries(groups.map((group) => [group.name, group.fits]));
    expect(fits).toEqual({ notes: true, shop: true, keeper: false });

    const moved = await move('--project', 'shop');
    expect(moved.code, shown(moved)).toBe(0);
    expect(await host.must(`${ROOTFUL} ps --format '{{.Names}}' | sort`)).toBe('keeper\nnotes\n');
    const undone = await wizardCli(host, ['undo', '--yes', await newest()]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(before);
    await host.must(`rm "${place('files')}/big"`);
  });

  it('because the disk fills while it copies: what was begun is gone, and nothing has stopped for long', async () => {
    // It fits when it is looked at; as soon as the volume is made, somebody else takes nearly all there is.
    // In many files, so that the copy is not over before that.
    await host.must(`mkdir "${place('files')}/big"
      head -c 36000000 /dev/urandom | split -a 4 -b 4000 - "${place('files')}/big/"
      (cd /home/alice/.local/share/docker && until [ -d volumes/files/_data ]; do :; done
      fallocate -l "$(($(df -Pk . | awk 'END { print $4 }') - 2000))K" other) >/dev/null 2>&1 & echo $! >/run/filler`);
    const moved = await move();
    await host.must(`kill "$(cat /run/filler)" 2>/dev/null; rm -f /home/alice/.local/share/docker/other
      rm -r "${place('files')}/big"`);
    expect(moved.code, shown(moved)).not.toBe(0);
    expect(moved.stderr, shown(moved)).toMatch(/volume files: writing failed: .*No space left/);
    const undone = await wizardCli(host, ['undo', '--yes', await newest()]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(before);
    expect(await host.must('docker ps -aq; docker volume ls -q', { user: 'alice' })).toBe('');
  });

  it('because an image can not be saved: nothing has stopped', async () => {
    const layers = '/var/lib/docker/image/*/layerdb/sha256';
    await host.must(
      `cd ${layers} && for one in */tar-split.json.gz; do mv "$one" "$one.away"; done`,
    );
    await isRefused(/image \w+ can't be read: docker save: .*tar-split/);
    await host.must(`cd ${layers} && for one in */*.away; do mv "$one" "\${one%.away}"; done`);
  });

  it('because somebody writes to a volume meanwhile: it ends cleanly, and undo starts all again', async () => {
    await host.must(
      `(while :; do date >"${place('files')}/clock"; done) >/dev/null 2>&1 & echo $! >/run/writer`,
    );
    const moved = await move();
    await host.must('kill "$(cat /run/writer)"');
    expect(moved.code, shown(moved)).not.toBe(0);
    expect(moved.stderr, shown(moved)).toMatch(/volume files was written while it was copied/);
    const undone = await wizardCli(host, ['undo', '--yes', await newest()]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(before);
    expect(await host.must('docker ps -aq; docker volume ls -q', { user: 'alice' })).toBe('');
  });

  it('but not because a compose file is gone', async () => {
    await host.must('rm -r /srv/shop');
    const moved = await move();
    expect(moved.code, shown(moved)).toBe(0);
    expect(await answer(host, 80)).toBe('hello from a container');
    const undone = await wizardCli(host, ['undo', '--yes', await newest()]);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(before);
  });

  it('and once it is finished, what was moved is the only one, and nothing removes it', async () => {
    const moved = await move();
    expect(moved.code, shown(moved)).toBe(0);
    const run = await newest();
    const finish = ['migrate', '--finish', '--user', 'alice', '--yes'];
    // A member of the group, and a container of root that came later and uses a moved image.
    await host.must(`gpasswd -a alice docker
      systemctl start docker && ${ROOTFUL} create --name later site:1 && systemctl stop docker.socket docker`);
    const unsaid = await wizardCli(host, finish);
    expect(unsaid.code, shown(unsaid)).toBe(2);
    const finished = await wizardCli(host, [...finish, '--accept-risk', 'deletes-rootful']);
    expect(finished.code, shown(finished)).toBe(0);
    // The daemon of root was switched off, and is off again.
    expect((await host.exec('systemctl is-active docker.service docker.socket')).stdout).toBe(
      'inactive\ninactive\n',
    );
    expect((await host.must('id -nG alice')).split(/\s/)).not.toContain('docker');
    await host.must(`systemctl start docker`);
    const left = `${ROOTFUL} ps -a --format '{{.Names}}'; ${ROOTFUL} images --format '{{.Repository}}:{{.Tag}}'`;
    expect(await host.must(left)).toBe('later\nsite:1\nsite:latest\n');
    await host.must(`${ROOTFUL} rm later`);
    const again = await wizardCli(host, [...finish, '--accept-risk', 'deletes-rootful']);
    expect(again.code, shown(again)).toBe(0);
    expect(await host.must(left), shown(again)).toBe('');
    const undone = await wizardCli(host, ['undo', '--yes', run]);
    expect(undone.code, shown(undone)).not.toBe(0);
    expect(undone.stderr).toContain('so this one is the only one and stays');
    expect(await answer(host, 80)).toBe('hello from a container');
  });
});
