/** Who reaches a published port before and after a move. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { firewallNote, firewallOf } from '../../src/migrate/firewall.ts';
import { FakeHost } from '../probes/fake-host.ts';

const publishing = (bindings: Record<string, { HostIp: string; HostPort: string }[]>) =>
  container({ Id: 'id', Name: '/web', HostConfig: { PortBindings: bindings } });

describe('the firewall', () => {
  it.each([
    ['ENABLED=yes\n', 'ufw'],
    ['# ENABLED=yes\nENABLED=no\n', null],
    ['LOGLEVEL=low\r\nENABLED="yes"\r\n', 'ufw'],
    ['enabled=Yes', 'ufw'],
    ['', null],
  ])('of ufw.conf %j is %s', async (text, wanted) => {
    expect(await firewallOf(new FakeHost({ files: { '/etc/ufw/ufw.conf': text } }))).toBe(wanted);
  });

  it('is firewalld where that runs, and none where neither is there', async () => {
    const running = new FakeHost({ files: { '/run/firewalld.pid': '812' } });
    expect(await firewallOf(running)).toBe('firewalld');
    expect(await firewallOf(new FakeHost())).toBeNull();
  });
});

describe('what is said of it', () => {
  const web = publishing({
    '8000/tcp': [
      { HostIp: '0.0.0.0', HostPort: '80' },
      { HostIp: '::', HostPort: '80' },
    ],
    '53/udp': [{ HostIp: '', HostPort: '5353' }],
    '9000/tcp': [{ HostIp: '127.0.0.1', HostPort: '9000' }],
  });

  it('names each port once, and none of the host itself', () => {
    expect(firewallNote('ufw', [web])).toMatchObject([
      {
        key: 'migrate.note-firewall',
        args: { command: 'sudo ufw allow 80/tcp && sudo ufw allow 5353/udp' },
      },
    ]);
    expect(firewallNote('firewalld', [web])[0]?.args).toMatchObject({
      command:
        'sudo firewall-cmd --permanent --add-port=80/tcp --add-port=5353/udp && sudo firewall-cmd --reload',
    });
  });

  it('is nothing without a firewall or without a port', () => {
    expect(firewallNote(null, [web])).toEqual([]);
    const inside = publishing({ '9000/tcp': [{ HostIp: '::1', HostPort: '9000' }] });
    expect(firewallNote('ufw', [inside, publishing({})])).toEqual([]);
  });
});
