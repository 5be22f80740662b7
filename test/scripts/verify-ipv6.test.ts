import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import { sourced } from './shell.ts';

/**
 * The proof of IPv6 against a made-up engine, whose container is a server of this machine: what it takes for
 * proven, and what it says otherwise. That it holds with a real one is shown on booted hosts (test/real).
 */
const dir = mkdtempSync(join(tmpdir(), 'rw-verify-ipv6-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const bin = join(dir, 'bin');
mkdirSync(bin);

function program(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}`);
  chmodSync(path, 0o755);
}

const SERVER = `
const [port, mark, who] = process.argv.slice(1);
require('net').createServer((c) => c.end(mark + ' ' + who + '\\n')).listen(Number(port), '::');
setTimeout(() => process.exit(), 30000);`;

/** `run ... --name MARK ... -p PORT:8080 ...` starts the server, `rm` ends it; `exec MARK` looks into the container, or runs the client. */
program(
  join(dir, 'engine'),
  `case $1 in
import) cat >/dev/null ;;
run)
	while [ $# -gt 0 ]; do
		case $1 in --name) mark=$2 ;; -p) port=\${2%:8080} ;; esac
		shift
	done
	echo "$port" >'${dir}/port'
	'${process.execPath}' -e "$(cat '${dir}/server')" "$port" "$mark" "$(cat '${dir}/who')" >/dev/null 2>&1 &
	echo $! >'${dir}/pid'
	;;
port) echo "0.0.0.0:$(cat '${dir}/port')" ;;
exec)
	shift 2
	case $1 in
	/bin/cat) cat '${dir}/inet6' ;;
	*) if [ -e '${dir}/shut' ]; then exit 1; else exec "$@"; fi ;;
	esac
	;;
rm) [ ! -e '${dir}/pid' ] || { kill "$(cat '${dir}/pid')"; rm '${dir}/pid'; } ;;
esac
`,
);
program(join(bin, 'ip'), `cat '${dir}/own'`);
writeFileSync(join(dir, 'server'), SERVER);

const LO = '00000000000000000000000000000001 01 80 10 80       lo\n';
const LINK = 'fe80000000000000bc3ecefffea46878 02 40 20 80     eth0\n';
const INNER = 'fdd58e0102b100000000000000000002 02 40 00 82     eth0\n';
/** An address of this machine in every test: what matters is that something listens there. */
const OWN = '2: eth0    inet6 ::1/64 scope global nodad \\       valid_lft forever\n';
const BRIDGE = OWN.replace('eth0', 'docker0');

interface Case {
  readonly how?: 'home' | 'outside';
  readonly inet6?: string;
  readonly who?: string;
  readonly own?: string;
  readonly shut?: boolean;
}

function prove(given: Case): { readonly code: number | null; readonly evidence: string } {
  writeFileSync(join(dir, 'inet6'), given.inet6 ?? LO + INNER + LINK);
  writeFileSync(join(dir, 'who'), given.who ?? 'fdd5:8e01:2b1::1');
  writeFileSync(join(dir, 'own'), given.own ?? OWN);
  rmSync(join(dir, 'shut'), { force: true });
  if (given.shut === true) writeFileSync(join(dir, 'shut'), '');
  const { status, stdout, stderr } = spawnSync('sh', {
    input: `${sourced(helpersText())}
TMPDIR='${dir}' PATH='${bin}':$PATH RW_TOKEN=tok
export TMPDIR PATH
rw_ready_docker() { :; }
rw_e() { shift; '${join(dir, 'engine')}' "$@"; }
( rw_proof docker engine ipv6 ${given.how ?? 'home'} )
exit "$?"`,
    encoding: 'utf8',
    timeout: 25_000,
  });
  return { code: status, evidence: stdout.replaceAll('tok say evidence ', '') + stderr };
}

describe('the proof of IPv6', () => {
  it('holds where the container has an address, is reached over it, and gets out', () => {
    const { code, evidence } = prove({});
    expect(evidence).toMatch(
      /^::1:\d+ answered .*\nthe container has the address fdd5:8e01:[0-9a-f:]+:0002\nfrom the container, \[::1\]:\d+ of this host answered\n$/,
    );
    expect(code).toBe(0);
  });

  it.each<[string, Case, number, string]>([
    ['no address', { inet6: LO + LINK }, 1, 'the container has no IPv6 address'],
    ['handed on over IPv4', { who: '::ffff:172.17.0.1' }, 1, 'over IPv4, from ::ffff:172.17.0.1'],
    ['no way out', { shut: true }, 1, 'of this host does not answer'],
    ['nothing to call from', { how: 'outside', own: '' }, 10, 'no IPv6 address but ::1'],
    ['the way out untried', { own: BRIDGE }, 11, 'the way out was not tried'],
  ])('says so: %s', (_name, given, code, said) => {
    const result = prove(given);
    expect(result.evidence).toContain(said);
    expect(result.code).toBe(code);
  });
});
