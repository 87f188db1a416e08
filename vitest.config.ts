import { defineConfig } from 'vitest/config';

/** Each suite is a project: `vitest run --project unit`. */
const suite = (name: string, timeoutMs: number, parallel: boolean) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node' as const,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    fileParallelism: parallel,
  },
});

export default defineConfig({
  test: {
    projects: [
      // Generous: on a busy machine the linter alone takes half a minute to start.
      suite('unit', 60_000, true),
      suite('property', 60_000, true),
      suite('e2e', 60_000, false),
      suite('oracle', 60_000, true),
      suite('slow', 1_800_000, false),
    ],
  },
});
