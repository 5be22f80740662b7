import { defineConfig } from 'vitest/config';

// Real hosts: slow, root only, few at a time (each boots a whole Debian).
export default defineConfig({
  test: {
    include: ['test/real/**/*.test.ts'],
    env: { NODE_ENV: 'production', LC_ALL: 'C.UTF-8' },
    testTimeout: 600_000,
    hookTimeout: 900_000,
    maxWorkers: 2,
    sequence: { concurrent: false },
  },
});
