/** The tests that answer for the rules which are mutated: each mutant runs those that reach it. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The copy of the project that Stryker works in.
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [
      'tests/unit/verdict/**/*.test.ts',
      'tests/unit/reference/**/*.test.ts',
      'tests/unit/signature/trust.test.ts',
    ],
    setupFiles: ['tests/support/fixed-seed.ts'],
    testTimeout: 60_000,
  },
});
