/** The page of known images: found, read, left again; without a network, by keyboard, in both editions. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  emptyApp,
  endedJob,
  EXPECTED,
  jobNamed,
  OFFLINE,
  openApp,
  pickFiles,
  portableUrl,
  READY,
  showApp,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { buildDamagedSite } from '../support/deployment.ts';
import { writeFiles } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { buildTestCatalogue, catalogueFile, siteWithCatalogue } from '../support/test-catalogue.ts';

const SEARCH = 'input[data-role="catalogue-search"]';
const ENTRY = '[data-role="catalogue-entry"]';
const DETAIL = '[data-role="catalogue-detail"]';
const GERMAN = 'de-windows-7-professional-with-sp1-x64-dvd-u-676919';

interface SourceEntry {
  readonly id: string;
  readonly fileName: string;
  readonly digests: Readonly<Record<string, string>>;
}
const windows = readFileSync('catalogue/windows.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SourceEntry);
const german = windows.find(({ id }) => id === GERMAN);

const answered = (text: string): string => `[data-role="catalogue-count"][data-text="${text}"]`;

async function search(page: Page, text: string): Promise<void> {
  await page.fill(SEARCH, text);
  await page.waitFor(answered(text));
}

/** Runs in the page. */
const readDigests = (detail: string): string[] =>
  [...document.querySelectorAll<HTMLElement>(`${detail} [data-role="digest"]`)].map(
    ({ dataset }) => `${dataset['algorithm'] ?? ''} ${dataset['hex'] ?? ''}`,
  );

async function openPage(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#catalogue'));
  await page.waitFor('[data-role="catalogue-count"][data-text]');
}

const showEntry = async (page: Page, id: string): Promise<void> => {
  await page.evaluate((entry: string) => (location.hash = `#catalogue/${entry}`), id);
  await page.waitFor(`${DETAIL}[data-id="${id}"]`);
};

describe.each(['chromium', 'chromium109', 'firefox'] as const)('in %s', (name) => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
  });
  afterAll(() => browser.close());

  test.each(['hosted', 'portable'] as const)(
    'the %s edition gives the digest of the German DVD, and why to believe it, without a network',
    async (edition) => {
      const page = await browser.newPage();
      const server = await startServer();
      await page.goto(edition === 'hosted' ? server.url : portableUrl());
      await page.waitFor(READY);
      await page.waitFor(OFFLINE);
      await server.stop();
      const before = page.requests.length;

      await page.click('header [data-action="catalogue"]');
      await page.waitFor(ENTRY);
      await search(page, 'german windows 7 pro sp1 x64');
      expect(await page.attribute(ENTRY, 'data-id')).toBe(GERMAN);
      await page.click(`${ENTRY}[data-id="${GERMAN}"] a`);
      await page.waitFor(DETAIL);

      expect(await page.evaluate(readDigests, DETAIL)).toEqual([
        `sha1 ${german?.digests['sha1'] ?? ''}`,
      ]);
      expect(await page.text(DETAIL)).toMatch(
        /Microsoft’s own list, in one third-party copy from March 2023[^]*github:awuctl\/mvs/,
      );
      // Of the hosted edition a part comes from the service worker; nobody else is asked.
      const asked = page.requests.slice(before).map(({ url }) => new URL(url).origin);
      expect(asked.filter((origin) => origin !== new URL(server.url).origin)).toEqual([]);
      expect([page.errors, await page.violations()]).toEqual([[], []]);
      await page.close();
    },
  );
});

describe('in Chromium', () => {
  let browser: BrowserHandle;
  let page: Page;
  let server: TestServer;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
    server = await startServer();
    page = await openApp(browser, server.url);
  });
  beforeEach(async () => {
    await page.evaluate(() => (location.hash = '#images'));
    await emptyApp(page);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const focused = (): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.getAttribute('href') ?? document.activeElement?.tagName ?? '',
    );

  test('the keyboard goes from the search to an entry, and back to where it was', async () => {
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('[data-action="catalogue"]')?.focus(),
    );
    await page.press('Enter');
    await page.waitFor(`${SEARCH}:focus`);
    await search(page, '');
    await page.type('german windows 7 pro sp1 x64');
    await page.waitFor(answered('german windows 7 pro sp1 x64'));
    await page.press('ArrowDown');
    await page.waitFor(`${ENTRY} a:focus`);
    await page.press('ArrowDown');
    await page.waitFor(`${ENTRY}[data-row="1"] a:focus`);
    await page.press('ArrowUp');
    await page.waitFor(`${ENTRY}[data-row="0"] a:focus`);
    await page.press('Enter');
    await page.waitFor(`${DETAIL} h3:focus`);
    await page.press('Escape');
    await page.waitFor(`${ENTRY}[data-row="0"] a:focus`);
    expect(await focused()).toBe(`#catalogue/${GERMAN}`);
    await page.press('Escape');
    await page.waitFor(`${SEARCH}:focus`);
    await page.press('Escape');
    await page.waitFor(answered(''));
  });

  test('of all entries only those in view are in the page, down to the last one', async () => {
    await openPage(page);
    await search(page, '');
    expect(await page.attribute('[data-role="catalogue-count"]', 'data-total')).toBe('42614');
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitFor(`${ENTRY}[aria-posinset="42614"]`);
    expect(await page.count('[data-role="catalogue"] li')).toBeLessThan(80);
  });

  test('a search that finds nothing says what to do', async () => {
    await openPage(page);
    await search(page, 'no such thing');
    expect(await page.text('main[data-role="catalogue"]')).toContain(
      'No known image has all of this',
    );
  });

  test('a mistyped word is taken as the nearest, and the page says so', async () => {
    await openPage(page);
    await search(page, 'widnows 7 pro sp1 x64 german');
    expect(await page.attribute(ENTRY, 'data-id')).toBe(GERMAN);
    expect(await page.text('[data-role="catalogue-count"]')).toContain(
      'No image has “widnows”: it was taken as “windows”.',
    );
  });

  test('the whole list begins with the newest Windows', async () => {
    await openPage(page);
    await search(page, '');
    expect(await page.text(`${ENTRY}[data-row="0"]`)).toMatch(/Windows 11, \d\dH\d/);
  });

  test('an address of no entry says so', async () => {
    await page.evaluate(() => (location.hash = '#catalogue/nothing%20of%zz'));
    await page.waitForText('There is no such image');
  });

  test('an image is read while the known ones are looked at', async () => {
    const [file = ''] = writeFiles([['mine.iso', 'mine']]);
    await openPage(page);
    await pickFiles(page, [file]);
    await endedJob(page, 'mine.iso');
    expect(await page.attribute('main[data-role="catalogue"]', 'hidden')).toBeNull();
    await page.evaluate(() => history.back());
    await page.waitFor(`main:not([hidden]) ${jobNamed('mine.iso')}`);
  });

  test('a drop brings the images back', async () => {
    await openPage(page);
    await page.drop(writeFiles([['dropped.iso', 'x']]), 'h1');
    await page.waitFor(`main:not([hidden]) ${jobNamed('dropped.iso')}`);
  });

  test('a pasted digest leads to all that is known of its image', async () => {
    await page.fill(EXPECTED, '0BCFC540 19EA175B 1EE51F6D 2B207A3D 14DD2B58');
    await page.waitFor('[data-role="known"]');
    await page.click('[data-role="known"]');
    await page.waitFor(`${DETAIL}[data-id="en-windows-7-professional-with-sp1-x64-dvd-u-676939"]`);
  });

  test.each([
    ['one lineage', 'debian-12.4.0-amd64-netinst', 'Only lists of one lineage state these digests'],
    ['another value', 'en-windows-7-ultimate-with-sp1-x64-dvd-u-677332', 'gave another SHA-1'],
  ])('an entry of which there is %s says so', async (_, id, sentence) => {
    await showEntry(page, id);
    expect(await page.text(DETAIL)).toContain(sentence);
  });

  test('an entry of which only an MD5 is known says so', async () => {
    const weak = windows.find(({ digests }) => Object.keys(digests).join() === 'md5');
    await showEntry(page, weak?.id ?? '');
    expect(await page.text(DETAIL)).toContain('Only MD5 is known of this file.');
  });

  test('a file of a known name is told what the known one is', async () => {
    const files = writeFiles([[german?.fileName ?? '', 'another file']]);
    await pickFiles(page, files);
    const { verdict } = await endedJob(page, german?.fileName ?? '');
    expect(verdict).toBe('mismatch');
    expect(await page.attribute('[data-role="near"]', 'data-entry')).toBe(GERMAN);
  });
});

describe('the catalogue under a verdict', () => {
  const XP_MODE = 'WindowsXPMode_en-us.exe';
  const program = `MZ${'\0'.repeat(4000)}a program that unpacks itself`;
  let browser: BrowserHandle;
  let server: TestServer;
  beforeAll(async () => {
    const sha1 = createHash('sha1').update(program).digest('hex');
    const catalogue = await buildTestCatalogue([
      { fileName: XP_MODE, grade: 'publisher-copy', digests: { sha1 } },
    ]);
    server = await startServer(siteWithCatalogue(catalogue));
    browser = await launchBrowser({ browser: 'chromium' });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** By a clock that stands at this moment. */
  async function verifyOn(moment: string): Promise<{ verdict: string | null; words: string }> {
    const page = await browser.newPage();
    const source = `{ const Real = Date; const now = Real.parse('${moment}');
      globalThis.Date = class extends Real {
        constructor(...parts) { if (parts.length > 0) super(...parts); else super(now); }
        static now() { return now; } }; }`;
    await page.devTools('Page.enable');
    await page.devTools('Page.addScriptToEvaluateOnNewDocument', { source });
    await showApp(page, server.url);
    await pickFiles(page, writeFiles([[XP_MODE, program]]));
    const card = await endedJob(page, XP_MODE);
    await page.close();
    return card;
  }

  test('a download that is no disc image is verified, with the date of the catalogue', async () => {
    const { verdict, words } = await verifyOn('2027-01-01T00:00:00Z');
    expect(verdict).toBe('verified');
    expect(words).toContain('By the built-in catalogue of 22 November 2026.');
    expect(words).not.toContain('months old');
  });

  test('an old catalogue says how old it is', async () => {
    const { words } = await verifyOn('2028-12-01T00:00:00Z');
    expect(words).toContain('It is 24 months old by this machine’s clock');
  });

  test('a clock from before the catalogue is no reason for a notice', async () => {
    const { words } = await verifyOn('1980-01-01T00:00:00Z');
    expect(words).not.toContain('months old');
  });
});

test('an entry with long names and values fits a page of 360 pixels', async () => {
  const server = await startServer();
  const browser = await launchBrowser({
    browser: 'chromium',
    viewport: { width: 360, height: 740 },
  });
  const page = await openApp(browser, server.url);
  await showEntry(page, 'en-windows-7-ultimate-with-sp1-x64-dvd-u-677332');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await browser.close();
  await server.stop();
});

test('a damaged catalogue is refused as a whole, and its page says so', async () => {
  const server = await startServer(buildDamagedSite(catalogueFile()));
  const browser = await launchBrowser({ browser: 'chromium' });
  const page = await browser.newPage();
  await page.goto(`${server.url}#catalogue`);

  await page.waitFor('html[data-catalogue="failed"]');
  await page.waitForText('nothing of it is used');
  expect(await page.count(ENTRY)).toBe(0);
  await browser.close();
  await server.stop();
});
