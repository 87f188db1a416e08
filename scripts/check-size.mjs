/** Size budgets of the built editions: what loads before the first drop, and the portable file. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const FIRST_LOAD_BUDGET = 60_000; // bytes of gzip: a second on a slow line
const PORTABLE_BUDGET = 6_000_000; // bytes: still copied and parsed in a moment on an old machine

/** Chunks that the page itself asks for as soon as it runs; other dynamic imports wait for the person. */
const LOADED_AT_START = /^(?:service-worker-client|reading-store|kept-store)-/;

const STATIC_IMPORT = /\b(?:import|from)\s*"\.\/([\w.-]+\.js)"/g;
const DYNAMIC_IMPORT = /\bimport\(\s*[`"']\.\/([\w.-]+\.js)[`"']/g;

const gzipBytes = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const matches = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);

/** Names under assets/ of the scripts that run on the page's thread before anything is dropped. */
export function findFirstLoad(directory) {
  const page = readFileSync(path.join(directory, 'index.html'), 'utf8');
  const pending = matches(page, /(?:src|href)="\.\/assets\/([\w.-]+\.js)"/g);
  const found = new Set();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const code = readFileSync(path.join(directory, 'assets', name), 'utf8');
    const atStart = matches(code, DYNAMIC_IMPORT).filter((chunk) => LOADED_AT_START.test(chunk));
    pending.push(...matches(code, STATIC_IMPORT), ...atStart);
  }
  return [...found].sort();
}

/** Measured sizes in bytes: gzip for the first load, plain for the rest. */
export function measureSizes(directory) {
  const total = (names) =>
    names.reduce((sum, name) => sum + gzipBytes(path.join(directory, 'assets', name)), 0);
  const assets = readdirSync(path.join(directory, 'assets'));
  return {
    firstLoad: total(findFirstLoad(directory)),
    styles: total(assets.filter((name) => name.endsWith('.css'))),
    portable: statSync(path.join(directory, 'touchstone.html')).size,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { firstLoad, styles, portable } = measureSizes('dist');
  console.log(
    `first load: ${firstLoad} bytes gzip of ${FIRST_LOAD_BUDGET} (styles: ${styles} more)`,
  );
  console.log(`portable:   ${portable} bytes of ${PORTABLE_BUDGET}`);
  process.exitCode = firstLoad <= FIRST_LOAD_BUDGET && portable <= PORTABLE_BUDGET ? 0 : 1;
}
