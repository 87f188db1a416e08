import { defineConfig } from 'vitest/config';

/** Each suite is a project: `vitest run --project unit`. */
const suite = (name: string, timeoutMs: number, settings: { maxWorkers?: number } = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node' as const,
    setupFiles: ['tests/support/fixed-seed.ts'],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    ...settings,
  },
});

export default defineConfig({
  test: {
    projects: [
      // Generous: on a busy machine the linter alone takes half a minute to start.
      suite('unit', 60_000),
      suite('property', 60_000),
      // A browser is several processes by itself: two files at a time keep two cores busy.
      suite('e2e', 180_000, { maxWorkers: 2 }),
      suite('oracle', 60_000),
      suite('slow', 1_800_000, { maxWorkers: 1 }),
    ],
  },
});
