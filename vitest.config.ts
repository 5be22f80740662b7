import { defineConfig } from 'vitest/config';

export default defineConfig({
  // React's production build has no jsxDEV.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  // Production builds of React in the tests, as in the bundle: the development build is slow to load.
  test: {
    include: ['test/{unit,probes,cases,components,journeys,scripts}/**/*.test.{ts,tsx}'],
    // is-in-ci takes an empty CI variable for CI; Ink would then draw the last frame only.
    env: { CI: 'false', NODE_ENV: 'production', FORCE_COLOR: '1', LC_ALL: 'C.UTF-8' },
    testTimeout: 20_000,
    // By itself vitest leaves one processor free, which halves the speed of a machine that has two.
    maxWorkers: '100%',
  },
});
