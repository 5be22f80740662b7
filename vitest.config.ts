import { defineConfig } from 'vitest/config';

const include = (...dirs: readonly string[]): string[] =>
  dirs.map((dir) => `test/${dir}/**/*.test.{ts,tsx}`);

export default defineConfig({
  // React's production build has no jsxDEV.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  // Production builds of React in the tests, as in the bundle: the development build is slow to load.
  test: {
    // is-in-ci takes an empty CI variable for CI; Ink would then draw the last frame only.
    env: { CI: 'false', NODE_ENV: 'production', FORCE_COLOR: '1', LC_ALL: 'C.UTF-8' },
    testTimeout: 20_000,
    // By itself vitest leaves one processor free, which halves the speed of a machine that has two.
    maxWorkers: '100%',
    projects: [
      // Functions without a state of their own: to load them anew for each file took most of the time.
      { extends: true, test: { include: include('unit', 'probes', 'cases'), isolate: false } },
      { extends: true, test: { include: include('components', 'journeys', 'scripts') } },
    ],
  },
});
