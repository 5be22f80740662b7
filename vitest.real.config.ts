import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Real hosts: slow, root only, few at a time (each boots a whole Debian). One more than there are processors, as a
// host waits for a third of its time: for containers that are told to end, for services, for a virtual machine.
const AT_ONCE = Math.min(4, availableParallelism() + 1);

export default defineConfig({
  test: {
    include: ['test/real/**/*.test.ts'],
    env: { NODE_ENV: 'production', LC_ALL: 'C.UTF-8' },
    testTimeout: 600_000,
    hookTimeout: 900_000,
    maxWorkers: AT_ONCE,
    sequence: { concurrent: false },
  },
});
