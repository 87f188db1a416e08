/** Layers, size limits, types and the support floor. CONTRIBUTING.md says what the rules are for. */
import js from '@eslint/js';
import compat from 'eslint-plugin-compat';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { explainedExemptions } from './build/lint/explained-exemptions.js';
import { layerRules } from './build/lint/layers.js';
import { supportFloor } from './build/lint/support-floor.js';

const touchstone = {
  rules: {
    ...layerRules,
    'support-floor': supportFloor,
    'explained-exemptions': explainedExemptions,
  },
};

const sizeLimits = {
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
  complexity: ['error', { max: 10, variant: 'modified' }], // a switch is a table: it counts once
};

const anywhere = {
  eqeqeq: 'error',
  'no-console': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'touchstone/explained-exemptions': 'error',
};

const typed = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  // It takes every spread of a string for a mistake; code points are what the callers want.
  '@typescript-eslint/no-misused-spread': 'off',
};

/** For places whose values the linter's type information does not reach. */
const untyped = {
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
};

/** Time and chance come in as arguments, so that the same input always gives the same answer. */
const deterministic = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'take the time as an argument' },
    { object: 'performance', property: 'now', message: 'take the time as an argument' },
    { object: 'Math', property: 'random', message: 'take it as an argument' },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'take the time as an argument',
    },
  ],
};

export default defineConfig(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'catalogue/',
      'bench/results/',
      'tests/vectors/',
      '.stryker-tmp/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs['flat/recommended'],
  {
    plugins: { touchstone },
    languageOptions: {
      parserOptions: {
        project: [
          'tsconfig.core.json',
          'tsconfig.worker.json',
          'tsconfig.app.json',
          'tsconfig.node.json',
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: { ...anywhere, ...sizeLimits },
  },
  { files: ['**/*.ts', '**/*.svelte'], rules: typed },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'prefer-const': 'off', // $props() and $state() are declared with let
      'svelte/prefer-const': 'error',
      // It asks for a reactive Map wherever it sees one, also for those that no view reads.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // svelte-check types the templates; to the linter a prop of another component is `any`.
    files: ['**/*.svelte'],
    rules: { 'no-undef': 'off', ...untyped },
  },
  {
    ...compat.configs['flat/recommended'],
    files: ['src/**'],
  },
  {
    files: ['src/**'],
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'touchstone/layers': 'error',
      'touchstone/cycles': 'error',
      'touchstone/support-floor': 'error',
    },
  },
  { files: ['src/core/**', 'src/engine/shared/**'], rules: deterministic },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: globals.node },
  },
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    rules: {
      'max-lines': ['error', 500],
      'max-lines-per-function': 'off', // a describe block is one function
      // What plain-JavaScript scripts and JSON.parse return has no type worth casting in a test.
      ...untyped,
    },
  },
);
