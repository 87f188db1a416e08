/**
 * Who may import whom (docs/architecture.md). A file is judged by the first row that its path under
 * src/ starts with; it may import what the row lists and nothing else.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The types that all formats with a directory tree answer with. */
const SHAPE_OF_TREES = 'core/image/tree.ts';

/** What images and the catalogue call one and the same thing. */
const WORDS = 'core/identity/words.ts';

const BASE = ['core/fault.ts', 'core/finding.ts', 'core/bytes/', 'core/text/'];

/** @type {readonly { from: string, may: readonly string[] }[]} */
const LAYERS = [
  { from: 'core/bytes/', may: BASE },
  { from: 'core/text/', may: BASE },
  { from: 'core/digest/', may: [...BASE, 'core/digest/'] },
  { from: 'core/signature/', may: [...BASE, 'core/digest/', 'core/signature/'] },
  {
    from: 'core/site-catalogue/',
    may: [...BASE, 'core/digest/', 'core/signature/limits.ts', 'core/site-catalogue/'],
  },
  {
    from: 'core/reference/',
    may: [...BASE, 'core/digest/', 'core/site-catalogue/', 'core/reference/'],
  },
  {
    from: 'core/catalogue/',
    may: [...BASE, WORDS, 'core/digest/', 'core/reference/', 'core/catalogue/'],
  },
  // Rows for the single formats are made below: siblings do not import one another.
  { from: 'core/image/', may: [...BASE, 'core/image/'] },
  { from: 'core/identity/', may: [...BASE, 'core/image/', 'core/identity/'] },
  {
    from: 'core/inspection/',
    may: [...BASE, 'core/reference/', 'core/image/', 'core/identity/', 'core/inspection/'],
  },
  {
    from: 'core/verdict/',
    may: [
      ...BASE,
      'core/digest/',
      'core/reference/',
      'core/signature/',
      'core/catalogue/',
      'core/image/',
      'core/identity/',
      'core/inspection/',
      'core/verdict/',
    ],
  },
  { from: 'core/report/', may: ['core/'] },
  { from: 'core/', may: ['core/fault.ts', 'core/finding.ts'] },
  { from: 'engine/shared/', may: ['core/', 'engine/shared/'] },
  {
    from: 'engine/worker/',
    may: ['core/', 'engine/shared/', 'engine/worker/', 'platform/bytes/'],
  },
  {
    from: 'engine/client/',
    may: ['core/', 'engine/shared/', 'engine/client/', 'platform/bytes/', '?worker'],
  },
  { from: 'platform/', may: ['core/', 'platform/', 'sw/messages.ts'] },
  { from: 'app/', may: ['core/', 'engine/client/', 'engine/shared/', 'platform/', 'app/'] },
  { from: 'sw/', may: ['sw/'] },
];

/** Packages and virtual modules, each with the places that may import it. */
const PACKAGES = new Map([
  ['@noble/curves/ed25519.js', ['core/signature/ed25519.ts']],
  ['@noble/hashes/blake2.js', ['core/signature/']],
  ['@noble/hashes/legacy.js', ['core/signature/']],
  ['@noble/hashes/sha2.js', ['core/signature/']],
  ['@noble/hashes/sha3.js', ['core/signature/']],
  ['hash-wasm', ['core/digest/kernels.ts']],
  ['idb-keyval', ['platform/storage/']],
  ['openpgp', ['engine/worker/signature/']],
  ['svelte', ['app/']],
  ['virtual:catalogue', ['app/', 'engine/client/', 'platform/']],
  ['virtual:keys', ['engine/worker/signatures.ts']],
  ['workbox-precaching', ['sw/']],
  ['workbox-routing', ['sw/']],
  ['workbox-window', ['platform/service-worker-client.ts']],
]);

const startsWithAny = (text, prefixes) => prefixes.some((prefix) => text.startsWith(prefix));

/** Path under src/ with forward slashes, or undefined for a file elsewhere. */
function pathInSource(filename) {
  const parts = filename.split(path.sep);
  const index = parts.lastIndexOf('src');
  return index < 0 ? undefined : parts.slice(index + 1).join('/');
}

function findLayer(file) {
  const format = /^core\/image\/[^/]+\//.exec(file)?.[0];
  if (format !== undefined) return { from: format, may: [...BASE, SHAPE_OF_TREES, format] };
  return LAYERS.find(({ from }) => file.startsWith(from));
}

function isPackageAllowed(file, source) {
  const name = source.startsWith('@') ? source : (source.split('/')[0] ?? source);
  return startsWithAny(file, PACKAGES.get(name) ?? []);
}

/** Whether the file `file` (under src/) may import `source`. A file of no layer may import nothing. */
export function isImportAllowed(file, source) {
  if (!source.startsWith('.')) return isPackageAllowed(file, source);
  const layer = findLayer(file);
  if (layer === undefined) return false;
  const [target, query] = path.posix.join(path.posix.dirname(file), source).split('?');
  if (query === 'worker')
    return layer.may.includes('?worker') && target.startsWith('engine/worker/');
  return startsWithAny(target, layer.may);
}

const VALUE_IMPORT = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s+)?'(\.[^'?]+)'/g;
const importsOf = new Map();

/** Files that `file` imports for their values; a type-only import makes no cycle at run time. */
function valueImports(file) {
  if (!importsOf.has(file)) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const targets = [...text.matchAll(VALUE_IMPORT)].map(([, source]) => source);
    importsOf.set(
      file,
      targets.map((source) => path.resolve(path.dirname(file), source)),
    );
  }
  return importsOf.get(file);
}

/** Whether `start` can be reached from `from` along value imports. */
function reaches(from, start) {
  const seen = new Set();
  const pending = [from];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (file === start) return true;
    if (seen.has(file)) continue;
    seen.add(file);
    pending.push(...valueImports(file));
  }
  return false;
}

const onImports = (check) => ({
  ImportDeclaration: check,
  ExportAllDeclaration: check,
  ExportNamedDeclaration: check,
  ImportExpression: check,
});

const layers = {
  meta: { type: 'problem', schema: [], messages: { layer: '{{file}} may not import {{source}}' } },
  create(context) {
    const file = pathInSource(context.filename);
    return onImports((node) => {
      const source = node.source?.value;
      if (file === undefined || typeof source !== 'string' || isImportAllowed(file, source)) return;
      context.report({ node, messageId: 'layer', data: { file, source } });
    });
  },
};

const cycles = {
  meta: { type: 'problem', schema: [], messages: { cycle: '{{source}} imports this file back' } },
  create(context) {
    return onImports((node) => {
      const source = node.source?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      if (node.importKind === 'type' || node.exportKind === 'type') return;
      const target = path.resolve(path.dirname(context.filename), source);
      // A component that shows a tree imports itself: that is how Svelte 5 writes recursion.
      if (target === context.filename) return;
      if (!reaches(target, context.filename)) return;
      context.report({ node, messageId: 'cycle', data: { source } });
    });
  },
};

export const layerRules = { layers, cycles };
