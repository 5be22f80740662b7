/** A program that dies at a chosen moment. */

/**
 * Loaded before the program, which is left as it is: counts the lines of the journal by their fdatasync and
 * kills the process at the one that KILL_AT names, as `before:5`, `after:5` or `within:5` (some
 * milliseconds after it, while the shell works). `cut:5` is `within:5`, and all that the program has started
 * dies with it, as when the power goes. `stop:web` is that at the moment when Docker has told the container
 * web to end.
 */
export const KILLER = `
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
const [when, count] = process.env.KILL_AT.split(':');
const handle = await open('/dev/null');
const file = Object.getPrototypeOf(handle);
await handle.close();
const { datasync, write } = file;
let line = 1;
const parents = () => readdirSync('/proc').filter(Number).map((pid) => {
  try {
    return [Number(pid), Number(readFileSync('/proc/' + pid + '/stat', 'utf8').replace(/^.*\\) . /s, '').split(' ')[0])];
  } catch {
    return [0, 0];
  }
});
const die = () => {
  const dead = new Set([process.pid]);
  for (let size = 0; ['cut', 'stop'].includes(when) && size !== dead.size; ) {
    size = dead.size;
    for (const [pid, parent] of parents()) if (dead.has(parent)) dead.add(pid);
  }
  for (const pid of [...dead].reverse()) try { process.kill(pid, 'SIGKILL'); } catch {}
};
if (when === 'stop') {
  const told = ['events', '--filter', 'event=kill', '--filter', 'container=' + count];
  const events = spawn('docker', ['-H', 'unix:///run/docker.sock', ...told], { stdio: ['ignore', 'pipe', 'ignore'] });
  events.stdout.once('data', die);
}
file.write = function (bytes, ...rest) {
  const journal = Buffer.isBuffer(bytes) && bytes.subarray(0, 8).equals(Buffer.from('{"type":'));
  if (journal && when === 'before' && line === Number(count)) die();
  return write.call(this, bytes, ...rest);
};
file.datasync = async function () {
  await datasync.call(this);
  if (line === Number(count)) {
    if (when === 'after') die();
    if (when === 'within' || when === 'cut') setTimeout(die, Number(process.env.KILL_AFTER ?? 1 + Number(count)));
  }
  line += 1;
};
`;
