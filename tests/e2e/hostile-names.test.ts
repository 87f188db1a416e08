/**
 * Names that lie, break markup or break selectors: shown as what they are, never run, never mixed
 * up. A name comes from a stranger's file system, or from a stranger's list.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CHOOSE_FILES,
  endedJob,
  jobNamed,
  openApp,
  referenceNamed,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { listLine, sha256, writeFiles } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: BrowserHandle;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium' });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Every way in which markup in a name could have come alive. */
const ranScript = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      'hostile' in globalThis ||
      document.querySelectorAll('main img, main script, main b, main iframe').length > 0,
  );

const MARKUP = '<img src=x onerror="globalThis.hostile=1"><b>bold<b>.iso';

const NAMES: readonly (readonly [what: string, name: string, shown: string])[] = [
  ['a right-to-left override', 'windows\u202Eosi.exe', 'windows⟨U+202E⟩osi.exe'],
  ['an isolate that is never closed', '\u2067x.iso', '⟨U+2067⟩x.iso'],
  ['markup', MARKUP, MARKUP],
  ['a line feed', 'first\nsecond.iso', 'first⟨U+000A⟩second.iso'],
  ['an escape sequence', '\u001b[31mred.iso', '⟨U+001B⟩[31mred.iso'],
  ['invisible characters', 'win\u200bdows\ufeff.iso', 'win⟨U+200B⟩dows⟨U+FEFF⟩.iso'],
  ['spaces at its end', 'x.iso  ', 'x.iso ⟨U+0020⟩'],
  ['the escape of this page itself', '⟨U+202E⟩.iso', '⟨U+27E8⟩U+202E⟨U+27E9⟩.iso'],
  ['255 bytes', `${'n'.repeat(251)}.iso`, `${'n'.repeat(251)}.iso`],
  ['bytes that are no UTF-8', 'bad\ufffd.iso', 'bad\ufffd.iso'],
  ['quotes and brackets', `"]'}[x=\\".iso`, `"]'}[x=\\".iso`],
  ['an object’s own property', '__proto__', '__proto__'],
  ['another property of objects', 'constructor', 'constructor'],
  ['Arabic letters', 'ويندوز.iso', 'ويندوز.iso'],
];

describe('the name of an image', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openApp(browser, server.url);
    const contents = NAMES.map(([, name]) => [name, `content of ${name}`] as const);
    const digests = contents.map(([, content]) => `${sha256(content)}\n`).join('');
    await page.drop(writeFiles([...contents, ['list.txt', digests]]));
    await page.waitFor(`[data-role="job"][data-verdict]:last-child`);
  });
  afterAll(() => page.close());

  test.each(NAMES)('with %s is shown as it is, and the image matches', async (_, name, shown) => {
    expect((await endedJob(page, name)).verdict).toBe('matches');
    expect(await page.text(`${jobNamed(name)} h3`)).toBe(shown);
  });

  test('runs no script and breaks nothing', async () => {
    expect(await page.count('[data-role="job"]')).toBe(NAMES.length);
    expect(await ranScript(page)).toBe(false);
    expect(await page.violations()).toEqual([]);
    expect(page.errors).toEqual([]);
  });
});

describe('a name in a checksum list', () => {
  /** A plain line cannot hold a line feed, and blanks around a name are not told from it. */
  const inLists = NAMES.filter(([, name]) => !/\n|\s$/.test(name));
  const properties = ['toString', 'hasOwnProperty', 'valueOf'];
  let page: Page;
  beforeAll(async () => {
    page = await openApp(browser, server.url);
    const lines = [...inLists.map(([, name]) => name), ...properties].map((name) =>
      listLine('original', name),
    );
    await page.drop(
      writeFiles([
        ...inLists.map(([, name]) => [name, 'altered'] as const),
        ['two\nlines.iso', 'altered'],
        ['plain.iso', 'plain'],
        ['SHA256SUMS', `${lines.join('')}\\${sha256('original')}  two\\nlines.iso\n`],
      ]),
    );
  });
  afterAll(() => page.close());

  test.each(inLists)('with %s counts for the image of that name', async (_, name, shown) => {
    await page.waitFor(withVerdict(name, 'mismatch'));
    const { claims } = await endedJob(page, name);
    expect(claims[0]).toMatchObject({ name, outcome: 'different' });
    expect(claims[0]?.words).toContain(shown);
  });

  test('with a line feed, escaped as coreutils does, counts for the image of that name', async () => {
    await page.waitFor(withVerdict('two\nlines.iso', 'mismatch'));
  });

  test('that is a property of every object counts for no image of another name', async () => {
    const { verdict, claims } = await endedJob(page, 'plain.iso');
    expect(verdict).toBe('unlisted');
    expect(claims.filter(({ outcome }) => outcome === 'equal')).toEqual([]);
  });

  test('runs no script and breaks nothing', async () => {
    expect(await page.attribute(referenceNamed('SHA256SUMS'), 'data-claims')).toBe(
      String(inLists.length + properties.length + 1),
    );
    expect(await ranScript(page)).toBe(false);
    expect(await page.violations()).toEqual([]);
    expect(page.errors).toEqual([]);
  });
});

describe('the name of a reference, a folder or a broken line', () => {
  test('is shown as text', async () => {
    const page = await openApp(browser, server.url);
    const lines = `${listLine('x', 'x.iso')}${MARKUP}\n`;
    await page.drop(
      writeFiles([
        [`${MARKUP}.sha256`, lines],
        ['x.iso', 'x'],
      ]),
    );

    await page.waitFor(withVerdict('x.iso', 'matches'));
    expect(await page.text(referenceNamed(`${MARKUP}.sha256`))).toContain(MARKUP);
    expect(await page.text(`${jobNamed('x.iso')} [data-role="verdict"]`)).toContain(MARKUP);
    expect(await ranScript(page)).toBe(false);
    expect(await page.violations()).toEqual([]);
    await page.close();
  });
});

test('in Firefox, names are shown as they are too', async () => {
  const firefox = await launchBrowser({ browser: 'firefox' });
  const page = await openApp(firefox, server.url);
  const files = NAMES.map(([, name]) => [name, `content of ${name}`] as const);
  await page.setFiles(CHOOSE_FILES, writeFiles(files));

  for (const [, name, shown] of NAMES) {
    expect((await endedJob(page, name)).verdict).toBe('unlisted');
    expect(await page.text(`${jobNamed(name)} h3`)).toBe(shown);
  }
  expect(await ranScript(page)).toBe(false);
  await firefox.close();
});
