import { defineConfig } from 'vitest/config';

const onDatabase = [
  'kernel/server/**/*.test.ts',
  'modules/*/server/**/*.test.ts',
  'app/**/*.test.ts',
  'tests/*.test.ts',
];
const inBrowser = ['tests/journeys/**/*.test.ts'];
const onScreen = ['ui/**/*.test.tsx', 'kernel/web/**/*.test.{ts,tsx}', 'modules/*/web/**/*.test.{ts,tsx}'];
const everything = ['{app,kernel,modules,ui,tests,bench,script}/**/*.test.{ts,tsx}'];
const never = ['**/node_modules/**', 'data/**', 'dist/**'];

/** Four kinds of tests: pure rules, screens without a browser, the real database, journeys in a real browser. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: everything,
          exclude: [...never, ...onDatabase, ...onScreen, ...inBrowser],
        },
      },
      { extends: true, test: { name: 'screen', include: onScreen, exclude: never, environment: 'jsdom' } },
      {
        extends: true,
        test: { name: 'db', include: onDatabase, exclude: never, globalSetup: './tests/database.ts' },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: inBrowser,
          exclude: never,
          fileParallelism: false,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
