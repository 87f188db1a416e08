/** What the build wrote: policies, one self-contained portable file, what runs where, the precache list. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFirstLoad } from '../../scripts/check-size.mjs';
import { launchBrowser, openPage, type BrowserHandle } from '../support/browsers/page.ts';
import { startServer, type TestServer } from '../support/server.ts';

const read = (file: string): string => readFileSync(path.join('dist', file), 'utf8');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Files below dist/, with forward slashes. */
const files = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative('dist', path.join(entry.parentPath, entry.name)));

const hosted = read('index.html');
const portable = read('touchstone.html');

const decodeEntities = (text: string): string =>
  text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

function policyOf(page: string): string {
  const [, content = ''] =
    /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  return decodeEntities(content);
}

/** The text of the first element whose start tag is exactly `<tag>`; of a script or style, so without markup. */
function textOf(page: string, tag: string): string {
  const start = page.indexOf(`<${tag}>`) + tag.length + 2;
  return page.slice(start, page.indexOf(`</${tag.split(' ')[0] ?? ''}>`, start));
}

describe('the hosted page', () => {
  test('carries exactly the policy that allows its own origin and nothing else', () => {
    expect(policyOf(hosted)).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
        "connect-src 'self'; img-src 'self'; style-src 'self'; manifest-src 'self'; " +
        "base-uri 'none'; form-action 'none'",
    );
  });

  test('states its policy before anything that the policy governs', () => {
    const rest = hosted.slice(hosted.indexOf('Content-Security-Policy'));

    expect(rest).toMatch(/<script/);
    expect(hosted.slice(0, -rest.length)).not.toMatch(/<script|<link|<style/);
  });

  test('names every file relative to itself', () => {
    const references = [...hosted.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, value]) => value);

    expect(references.length).toBeGreaterThan(3);
    expect(references.filter((value) => !value?.startsWith('./'))).toEqual([]);
  });

  test('has no inline script and no inline style', () => {
    expect(hosted).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  test('is marked for automation', () => {
    expect(hosted).toMatch(/<html[^>]* data-app="touchstone" data-edition="hosted"/);
  });
});

describe('the portable file', () => {
  const script = textOf(portable, 'script');
  const style = textOf(portable, 'style');

  test('carries exactly the policy that allows its own script, style and workers', () => {
    expect(policyOf(portable)).toBe(
      `default-src 'none'; script-src 'sha256-${sha256(script)}' 'wasm-unsafe-eval'; ` +
        `worker-src blob:; style-src 'sha256-${sha256(style)}'; img-src data:; ` +
        "connect-src 'none'; base-uri 'none'; form-action 'none'",
    );
  });

  test('has one classic script, at the end of the body', () => {
    expect(portable.match(/<script[\s>]/g)).toHaveLength(2); // the catalogue's data block is the other
    expect(portable.match(/<script[^>]*(?:type="module"|src=)/g)).toBeNull();
    expect(portable).toMatch(/<\/script>\s*<\/body>\s*<\/html>\s*<!--(?:(?!-->)[^])*-->\s*$/);
  });

  test('ends with the licences that the hosted edition has in a file', () => {
    const end = portable.slice(portable.lastIndexOf('<!--'));
    expect(end).toBe(`<!--\n${read('licences.txt')}-->\n`);
    expect(end).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  });

  test('refers to nothing outside itself', () => {
    const markup = portable.replaceAll(script, '').replaceAll(style, '');

    expect(markup.match(/(?:src|href|action)="(?!data:).{0,80}/g)).toBeNull();
    expect(style.match(/(?:url\((?!["']?data:)|@import).{0,80}/g)).toBeNull();
  });

  test('makes only classic workers', () => {
    expect(script.includes('new Worker(')).toBe(true);
    expect(/type:\s*["'`]module["'`]/.test(script)).toBe(false);
  });

  test('holds the same catalogue as the hosted edition', () => {
    const text = textOf(portable, 'script type="application/octet-stream" id="catalogue-data"');
    const [file = ''] = files.filter((name) => /^assets.catalogue-\w+\.bin$/.test(name));

    expect(Buffer.from(text, 'base64').equals(readFileSync(path.join('dist', file)))).toBe(true);
  });

  test('knows nothing of service workers', () => {
    expect(script.match(/serviceWorker|workbox/gi)).toBeNull();
  });

  test('is marked for automation', () => {
    expect(portable.slice(0, 200)).toMatch(
      /<html[^>]* data-app="touchstone" data-edition="portable"/,
    );
  });
});

describe('what runs where', () => {
  /** The start of every WebAssembly binary, as hash-wasm carries it: base64 of `\0asm\1\0\0\0`. */
  const KERNEL = 'AGFzbQEAAAA';
  const firstLoad = findFirstLoad('dist');
  const pageScripts = firstLoad.map((name) => read(`assets/${name}`));
  const workerNames = [
    ...new Set(
      pageScripts.flatMap((code) =>
        [...code.matchAll(/new URL\([`"']([\w./-]+\.js)[`"'],\s*import\.meta\.url/g)].map(
          ([, file = '']) => path.posix.basename(file),
        ),
      ),
    ),
  ];
  const workers = workerNames.map((name) => read(`assets/${name}`));

  test('the page holds Svelte and no kernel', () => {
    expect(pageScripts.join('').includes('svelte.dev/e/')).toBe(true);
    expect(pageScripts.join('').includes(KERNEL)).toBe(false);
  });

  test('what the size budget counts is what a browser loads before the first drop', async () => {
    const server = await startServer();
    const page = await openPage({ browser: 'chromium', url: server.url });
    await page.waitFor('html[data-ready="true"][data-offline="ready"][data-catalogue="ready"]');
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name.replace(/.*\//, ''))
        .filter((name) => name.endsWith('.js')),
    );
    await page.close();
    await server.stop();

    const onPage = loaded.filter((name) => !workerNames.includes(name));
    expect([...new Set(onPage)].sort()).toEqual(firstLoad);
  });

  test('the workers hold the kernels and no Svelte', () => {
    expect(workers.length).toBeGreaterThan(0);
    expect(workers.join('').includes(KERNEL)).toBe(true);
    expect(workers.join('').includes('svelte.dev/e/')).toBe(false);
  });

  test('the workers are classic scripts that load nothing more', () => {
    expect(
      workers.join('\n').match(/(?:^|[;}\n])\s*(?:import|export)[\s{"'*]|importScripts\(/),
    ).toBeNull();
  });
});

describe('the precache list', () => {
  const worker = read('sw.js');
  const entries = [
    ...worker.matchAll(
      /\{\s*"?url"?:\s*[`"']([^`"']+)[`"'],\s*"?revision"?:\s*([^,]+),\s*"?integrity"?:\s*[`"']([^`"']+)[`"']/g,
    ),
  ].map(([, url = '', revision = '', integrity = '']) => ({ url, revision, integrity }));

  test('names every file of the build but the worker and the portable file', () => {
    const listed = entries.map(({ url }) => url).sort();

    expect(listed).toEqual(
      files.filter((name) => name !== 'sw.js' && name !== 'touchstone.html').sort(),
    );
  });

  test('gives each file the digest of its bytes', () => {
    const wrong = entries.filter(({ url, integrity }) => {
      const bytes = readFileSync(path.join('dist', url));
      return integrity !== `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
    });

    expect(wrong).toEqual([]);
  });

  test('gives each file whose name says nothing of its content a revision', () => {
    const unversioned = entries.filter(({ revision }) => revision === 'null');

    expect(unversioned.filter(({ url }) => !/^assets\/.*-[\w-]{8,}\.\w+$/.test(url))).toEqual([]);
  });

  test('the worker takes over only when it is asked to', () => {
    expect(worker.match(/skipWaiting\(\)/g)).toHaveLength(1);
    expect(worker.includes('skip-waiting')).toBe(true);
  });
});

describe('installation', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  test('Chromium finds no fault with the manifest and would install the app', async () => {
    const page = await openPage({ browser: 'chromium', url: server.url });

    const { errors } = (await page.devTools('Page.getAppManifest')) as { errors: unknown[] };
    const { installabilityErrors } = (await page.devTools('Page.getInstallabilityErrors')) as {
      installabilityErrors: { errorId: string }[];
    };
    await page.close();

    expect(errors).toEqual([]);
    // A tab without a profile cannot install anything; that is the only objection left.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  });

  test('the manifest takes .iso and .img files, and a second file goes to the open window', () => {
    const manifest = JSON.parse(read('manifest.webmanifest')) as Record<string, unknown>;

    expect(manifest).toMatchObject({
      name: 'Touchstone',
      short_name: 'Touchstone',
      id: 'touchstone',
      start_url: '.',
      scope: '.',
      display: 'standalone',
      background_color: '#f6f5f1',
      theme_color: '#22504a',
      launch_handler: { client_mode: 'focus-existing' },
    });
    expect(JSON.stringify(manifest['file_handlers'])).toMatch(/"\.iso".*"\.img"/);
  });
});

describe.each(['chromium', 'chromium109', 'firefox', 'webkit'] as const)('in %s', (name) => {
  let server: TestServer;
  let browser: BrowserHandle;
  beforeAll(async () => {
    server = await startServer();
    browser = await launchBrowser({ browser: name });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  test('the hosted edition becomes ready, also offline, without breaking its policy', async () => {
    const page = await browser.newPage(server.url);
    await page.waitFor('html[data-ready="true"][data-offline="ready"][data-catalogue="ready"]');

    expect(await page.violations()).toEqual([]);
    expect(page.errors).toEqual([]);
    await page.close();
  });

  test('the portable file from the disk becomes ready without breaking its policy', async () => {
    const page = await browser.newPage(`file://${path.resolve('dist/touchstone.html')}`);
    await page.waitFor('html[data-ready="true"][data-offline="ready"][data-catalogue="ready"]');

    expect(await page.violations()).toEqual([]);
    expect(page.errors).toEqual([]);
    expect(page.requests.filter(({ url }) => !/^(?:file|blob|data):/.test(url))).toEqual([]);
    await page.close();
  });
});

describe('the keys that are built in', () => {
  const keyIn = /base64:\s*[`"']([A-Za-z0-9+/]{200,}={0,2})[`"']/g;
  const worker = files.filter((file) => /^assets\/signatures-.*\.js$/.test(file));
  const shipped = (text: string): string[] =>
    [...text.matchAll(keyIn)].map(([, base64 = '']) => base64.replace(/=+$/, '')).sort();

  /** The armour's own base64: what lies between its blank line and its checksum. */
  const listed = readdirSync('keys')
    .filter((name) => name.endsWith('.asc'))
    .map((name) => readFileSync(path.join('keys', name), 'utf8').split(/\n\n|\n=/)[1] ?? '')
    .map((body) => body.replace(/[\s=]/g, ''))
    .sort();

  test('are those of the folder keys/ and no others, in both editions', () => {
    expect(listed.length).toBeGreaterThan(50);
    expect(worker.flatMap((file) => shipped(read(file))).sort()).toEqual(listed);
    expect(shipped(decodeScript(portable))).toEqual(listed);
  });
});

/** A worker lies in the portable file as a string, whose quotes may be escaped. */
const decodeScript = (text: string): string => text.replace(/\\([`"'])/g, '$1');
