/** What tests of homes and of what can be stored in them begin with. */
import type { CommandResult } from '../../src/model/read-host.ts';
import type { FakeSpec } from './fake-host.ts';
import { findings } from './findings.ts';

/** The trial of overlay in alice's home, as the fake host knows it. */
export const TRY = 'target$ try-overlay /home/alice/.local/state/rootless-wizard/probe';
/** Her home, and the file system of the host. */
export const HOME = { kind: 'directory', mode: 0o700, uid: 1000 } as const;
export const ROOT = '1 0 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n';
export const GIB = 1024 ** 3;
/** Plenty of it. */
export const ROOM = { totalBytes: 100 * GIB, freeBytes: 50 * GIB, freeInodes: 6_000_000 };

/** A program that said this and ended well. */
export const said = (stdout: string, more: Partial<CommandResult> = {}): CommandResult => ({
  status: 'exited',
  code: 0,
  stdout,
  stderr: '',
  ...more,
});

/** The findings about storage. */
export const storageFindings = (spec: FakeSpec) => findings(spec, 'storage.', ['podman']);
