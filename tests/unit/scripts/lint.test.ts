import { ESLint } from 'eslint';
import stylelint from 'stylelint';
import { describe, expect, test } from 'vitest';
import { isImportAllowed } from '../../../build/lint/layers.js';

/** Files that exist, since the type-aware rules need a project; only the given text is judged. */
const CORE = 'src/core/fault.ts';
const PLATFORM = 'src/platform/offline.ts';

const eslint = new ESLint({
  overrideConfig: {
    // With CI=true the parser would type-check the file on disk instead of the text under test.
    languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } },
  },
});

async function rulesBroken(file: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

async function isCssRefused(code: string, filename: string): Promise<boolean> {
  const { errored } = await stylelint.lint({ code, codeFilename: filename });
  return errored;
}

describe('the support floor', () => {
  test.each([
    [
      'Object.groupBy',
      'export const x = Object.groupBy([1], String);',
      '@typescript-eslint/no-unsafe-call',
    ],
    [
      'Promise.withResolvers',
      'export const x = Promise.withResolvers();',
      '@typescript-eslint/no-unsafe-call',
    ],
    ['URL.canParse', "export const x = URL.canParse('a:');", 'touchstone/support-floor'],
    ['navigator.userAgentData', 'export const x = navigator.userAgentData;', 'compat/compat'],
    ['Blob.bytes', 'export const x = new Blob().bytes();', 'touchstone/support-floor'],
    ['AbortSignal.any', 'export const x = AbortSignal.any([]);', 'touchstone/support-floor'],
    [
      'StorageManager.estimate',
      'export const x = navigator.storage.estimate();',
      'touchstone/support-floor',
    ],
    [
      'showPopover',
      'export const x = (e: HTMLElement) => { e.showPopover(); };',
      'touchstone/support-floor',
    ],
    [
      'a member of a mixin, Response.bytes',
      'export const x = (r: Response) => r.bytes();',
      'touchstone/support-floor',
    ],
  ])('refuses %s', async (_name, code, rule) => {
    expect(await rulesBroken(PLATFORM, code)).toContain(rule);
  });

  test.each([
    ['structuredClone', 'export const x = structuredClone({});'],
    ['Blob.slice', 'export const x = new Blob().slice(0, 1).arrayBuffer();'],
    ['Array.prototype.at', 'export const x = [1].at(-1);'],
    ['navigator.serviceWorker', 'export const x = navigator.serviceWorker.controller;'],
  ])('accepts %s', async (_name, code) => {
    expect(await rulesBroken(PLATFORM, code)).toEqual([]);
  });

  test('an array method newer than the library of every realm is an error of types', async () => {
    expect(await rulesBroken(CORE, 'export const x = [1].toSorted();')).toContain(
      '@typescript-eslint/no-unsafe-call',
    );
  });

  test.each([
    [':has()', 'p:has(a) { color: red }'],
    ['nesting', 'p { & a { color: red } }'],
    ['color-mix()', 'p { color: color-mix(in srgb, red, blue) }'],
    ['light-dark()', 'p { color: light-dark(red, blue) }'],
    ['@property', '@property --a { syntax: "*"; inherits: false }'],
    ['oklch()', 'p { color: oklch(50% 0.1 20) }'],
  ])('refuses %s in a style sheet', async (_name, code) => {
    expect(await isCssRefused(code, 'src/app/styles/base.css')).toBe(true);
  });

  test('refuses :has() in the style of a component', async () => {
    const code = '<p>x</p>\n<style>\n  p:has(a) { color: red }\n</style>\n';
    expect(await isCssRefused(code, 'src/app/App.svelte')).toBe(true);
  });

  test.each([
    ['custom properties and grid', 'p { --a: 1px; display: grid; gap: var(--a) }'],
    ['container queries', '@container (width > 40rem) { p { color: red } }'],
    ['forced colours', '@media (forced-colors: active) { p { color: CanvasText } }'],
  ])('accepts %s', async (_name, code) => {
    expect(await isCssRefused(code, 'src/app/styles/base.css')).toBe(false);
  });
});

describe('the shape of code', () => {
  const manyBranches = Array.from({ length: 11 }, (_, n) => `if (n === ${n}) return ${n};`).join(
    '\n',
  );
  const manyLines = 'n += 1;\n'.repeat(41);
  test.each([
    [
      'complexity above 10',
      `export function f(n: number): number {\n${manyBranches}\nreturn n;\n}`,
      'complexity',
    ],
    [
      'a function of more than 40 lines',
      `export function f(n: number): number {\n${manyLines}return n;\n}`,
      'max-lines-per-function',
    ],
    [
      'more than four parameters',
      'export const f = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;',
      'max-params',
    ],
    ['a file of more than 300 lines', '\n'.repeat(301), 'max-lines'],
    ['any', 'export const f = (a: any): unknown => a;', '@typescript-eslint/no-explicit-any'],
    [
      'a non-null assertion',
      'export const f = (a: number[]): number => a[0]!;',
      '@typescript-eslint/no-non-null-assertion',
    ],
    ['Date.now in core', 'export const f = () => Date.now();', 'no-restricted-properties'],
    ['Math.random in core', 'export const f = () => Math.random();', 'no-restricted-properties'],
    ['the current time in core', 'export const f = () => new Date();', 'no-restricted-syntax'],
    [
      'an exemption without a reason',
      '// eslint-disable-next-line no-var\nexport var x = 1;',
      'touchstone/explained-exemptions',
    ],
  ])('refuses %s', async (_name, code, rule) => {
    expect(await rulesBroken(CORE, code)).toContain(rule);
  });

  test('refuses {@html} in a component', async () => {
    const code =
      '<script lang="ts">\n  let { text }: { text: string } = $props();\n</script>\n\n{@html text}\n';
    expect(await rulesBroken('src/app/App.svelte', code)).toContain('svelte/no-at-html-tags');
  });
});

describe('layers', () => {
  test.each([
    ['core/digest/hasher.ts', '../catalogue/catalogue.ts'],
    ['core/reference/gnu.ts', '../verdict/judge.ts'],
    ['core/digest/hasher.ts', 'hash-wasm'],
    ['core/image/udf/tag.ts', '../iso9660/walk.ts'],
    ['core/bytes/hex.ts', '../../platform/bytes/blob-source.ts'],
    ['engine/shared/job.ts', '../client/engine.ts'],
    ['engine/worker/run-job.ts', '../../platform/files/drop.ts'],
    ['engine/client/engine.ts', 'svelte'],
    ['engine/client/engine.ts', '../worker/run-job.ts'],
    ['platform/offline.ts', '../engine/client/engine.ts'],
    ['platform/offline.ts', '../sw/service-worker.ts'],
    ['platform/offline.ts', 'svelte/store'],
    ['app/main.ts', '../engine/worker/worker.ts'],
    ['app/main.ts', '../engine/worker/worker.ts?worker'],
    ['sw/service-worker.ts', '../core/fault.ts'],
    ['sw/service-worker.ts', 'hash-wasm'],
  ])('%s may not import %s', (file, source) => {
    expect(isImportAllowed(file, source)).toBe(false);
  });

  test.each([
    ['core/catalogue/lookup.ts', '../digest/algorithm.ts'],
    ['core/digest/kernels.ts', 'hash-wasm'],
    ['core/image/udf/walk.ts', '../../bytes/hex.ts'],
    ['core/image/udf/walk.ts', '../tree.ts'],
    ['core/image/inspect.ts', './udf/walk.ts'],
    ['engine/client/engine.ts', '../worker/worker.ts?worker'],
    ['app/main.ts', '../engine/client/engine.ts'],
    ['app/main.ts', 'svelte'],
    ['platform/service-worker-client.ts', '../sw/messages.ts'],
    ['sw/service-worker.ts', 'workbox-precaching'],
  ])('%s may import %s', (file, source) => {
    expect(isImportAllowed(file, source)).toBe(true);
  });

  test('the lint run applies them to every import', async () => {
    const code = "import { createSHA1 } from 'hash-wasm';\nexport { createSHA1 };\n";
    expect(await rulesBroken(CORE, code)).toContain('touchstone/layers');
  });
});
