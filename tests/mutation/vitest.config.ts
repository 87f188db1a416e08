/**
 * The tests that answer for what is mutated: each mutant runs those that reach it. Left out are
 * those that take long and ask how long something takes, or the same of every byte.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The copy of the project that Stryker works in.
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [
      'tests/unit/verdict/**/*.test.ts',
      'tests/unit/reference/**/*.test.ts',
      'tests/unit/signature/{trust,framing}.test.ts',
      'tests/unit/text/**/*.test.ts',
      'tests/property/{reference,reference-forms,reference-writing}.test.ts',
      'tests/property/verdict.property.test.ts',
    ],
    exclude: ['**/{limits,truncation,many-images}.test.ts', '**/node_modules/**'],
    setupFiles: ['tests/support/fixed-seed.ts'],
    testTimeout: 60_000,
  },
});
