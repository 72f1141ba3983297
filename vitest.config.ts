import { defineConfig } from 'vitest/config';

/** Those that hold whole programs and a gate against each other, or look at the process itself. */
const apart = [
  ...['test/stories/**/*.test.ts', 'test/attacks/**/*.test.ts', 'test/clients/**/*.test.ts'],
  'test/reports/replay.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/reporter.ts'],
    maxWorkers: '100%',
    coverage: { provider: 'v8', include: ['src/**'] },
    projects: [
      {
        // Hundreds of small files: a process for each would cost more than all their tests.
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          isolate: false,
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: { name: 'whole', include: apart, pool: 'forks', testTimeout: 20_000, hookTimeout: 30_000 },
      },
    ],
  },
});
