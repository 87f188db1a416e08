/** The catalogue that is being made: nothing of it is lost unasked, and what it cannot be is said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  endedJob,
  openApp,
  pickFiles,
  pressOn,
  referenceNamed,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { listLine, sha256, writeFiles } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
  acceptFile,
  additionOf,
  addToCatalogue,
  catalogueOf,
  contentOf,
  entries,
  entryOf,
  makeCatalogue,
  OFFER,
  OWN,
  save,
} from '../support/site-catalogue.ts';

/** What the browser does when the page is about to go. */
const isAskedFirst = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const event = new Event('beforeunload');
    return window.onbeforeunload?.(event) === true;
  });

const discard = async (page: Page): Promise<string> => {
  await page.click(`${OWN} .discard [aria-expanded]`);
  const words = await page.text(`${OWN} .discard`);
  await pressOn(page, OWN, 'discard');
  return words;
};

let server: TestServer;
let browser: BrowserHandle;
const downloads = makeDirectory();
beforeAll(async () => {
  server = await startServer('dist');
  browser = await launchBrowser({ browser: 'chromium', downloads });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('a draft', () => {
  test('is given up only after it was said what is lost', async () => {
    const page = await openApp(browser, server.url);
    await pickFiles(page, writeFiles([['a.iso', 'a']]));
    await addToCatalogue(page, 'a.iso');

    expect(await discard(page)).toContain('1 entry added');

    await page.waitFor(`html:not(:has(${OWN}))`);
    await page.waitFor(`${additionOf('a.iso')}[data-standing="absent"]`);
    await page.close();
  });

  test('goes back to what was saved, and holds the page until it is saved or given up', async () => {
    const page = await openApp(browser, server.url);
    await makeCatalogue(page, downloads);
    expect(await isAskedFirst(page)).toBe(false);
    await pickFiles(page, writeFiles([['b.iso', 'b']]));
    await addToCatalogue(page, 'b.iso');
    expect(await isAskedFirst(page)).toBe(true);

    await discard(page);

    await page.waitFor(`${OWN}[data-saved="true"][data-entries="1"]`);
    expect(await isAskedFirst(page)).toBe(false);
    await page.close();
  });

  test('makes room for another catalogue once it is saved', async () => {
    const page = await openApp(browser, server.url);
    const first = await makeCatalogue(page, downloads);
    expect(await page.text(OWN)).toContain('This page keeps no copy');

    await pressOn(page, OWN, 'another');
    await page.waitFor(`${OWN}[data-entries="0"]`);
    expect(await page.text(`${OWN} [data-role="obstacle"]`)).toContain('no entries');
    await addToCatalogue(page, 'golden.iso');
    const other = await save(page, downloads);

    expect(contentOf(other).id).not.toBe(contentOf(first).id);
    expect(contentOf(other).version).toBe(1);
    await page.close();
  });
});

test('a name that a script fills in is cut to what can be read again', async () => {
  const page = await openApp(browser, server.url);
  await pickFiles(page, writeFiles([['a.iso', 'a']]));
  await addToCatalogue(page, 'a.iso');

  await page.fill(`${OWN} [data-role="site-name"]`, 'n'.repeat(121));

  await page.waitFor(`${OWN}[data-name="${'n'.repeat(120)}"]`);
  await page.close();
});

describe('what cannot be saved says why', () => {
  test('a change of the highest version that there is', async () => {
    const page = await openApp(browser, server.url);
    const last = catalogueOf(1_000_000_000, entries(2));
    await acceptFile(page, last);
    await pressOn(page, referenceNamed(last.name), 'edit');
    await pressOn(page, `${OWN} [data-name="image 1.iso"]`, 'remove');

    await page.waitFor(`${OWN} [data-action="save-catalogue"]:disabled`);

    expect(await page.text(`${OWN} [data-role="obstacle"]`)).toContain('highest version number');
    await pressOn(page, referenceNamed(last.name), 'remove');
    await page.close();
  });

  test('a catalogue that is full', async () => {
    const page = await openApp(browser, server.url);
    const full = catalogueOf(1, entries(5000));
    await acceptFile(page, full);
    await pickFiles(page, writeFiles([['a.iso', 'a']]));
    await endedJob(page, 'a.iso');
    await page.click(`${additionOf('a.iso')} [aria-expanded]`);
    expect(await page.text(additionOf('a.iso'))).toContain('added to “Site”');
    await pressOn(page, additionOf('a.iso'), 'add');

    await page.waitFor(`${additionOf('a.iso')} [role="alert"]`);

    expect(await page.text(additionOf('a.iso'))).toContain('5,000 entries, and 4.19 MB');
    await pressOn(page, referenceNamed(full.name), 'remove');
    await page.close();
  });
});

describe('a catalogue that another program wrote anew can be compared, and not accepted', () => {
  const inUtf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const long = entries(1000).map((entry) => ({ ...entry, notes: 'n'.repeat(2000) }));
  test.each([
    ['in UTF-16', catalogueOf(1, entries(1)), 'not in UTF-8'],
    ['in UTF-16 that takes more than 4 MiB', catalogueOf(1, long), 'longer than 4.19 MB'],
  ])('%s', async (_, { name, text }, reason) => {
    const page = await openApp(browser, server.url);

    await pickFiles(page, writeFiles([[name, Uint8Array.from(inUtf16(text))]]));

    await page.waitFor(`${referenceNamed(name)} p + p + p`);
    expect(await page.text(referenceNamed(name))).toContain(reason);
    expect(await page.count(`${referenceNamed(name)} ${OFFER}`)).toBe(0);
    await page.close();
  });
});

test('another catalogue of the name of one in use is said to be no version of it', async () => {
  const page = await openApp(browser, server.url);
  const used = catalogueOf(1, entries(1));
  const text = used.text.replace('"id":"aaaaaaaa', '"id":"bbbbbbbb');
  await acceptFile(page, used);

  await pickFiles(page, writeFiles([['other.touchstone.json', text]]));

  await page.waitFor(`${referenceNamed('other.touchstone.json')} ${OFFER}[data-order="new"]`);
  expect(await page.text(`${referenceNamed('other.touchstone.json')} .warning`)).toContain(
    'no version of it',
  );
  await pressOn(page, referenceNamed(used.name), 'remove');
  await page.waitFor(`html:not(:has(${referenceNamed(used.name)}))`);
  await page.close();
});

test('an image that was added and turns out to differ from its list is not passed over', async () => {
  const page = await openApp(browser, server.url);
  await pickFiles(page, writeFiles([['a.iso', 'altered']]));
  await addToCatalogue(page, 'a.iso');

  await pickFiles(page, writeFiles([['SHA256SUMS', listLine('genuine', 'a.iso')]]));

  await page.waitFor(withVerdict('a.iso', 'mismatch'));
  expect(await page.text(additionOf('a.iso'))).toContain('does not speak for it');
  await page.close();
});

test('a newer version that exchanges a file under its name says so', async () => {
  const page = await openApp(browser, server.url);
  const used = catalogueOf(1, entries(2));
  const newer = catalogueOf(2, [entryOf(0), entryOf(1, sha256('another'))]);
  await acceptFile(page, used);

  await pickFiles(page, writeFiles([[newer.name, newer.text]]));

  await page.waitFor(`${referenceNamed(newer.name)} ${OFFER}[data-changed="1"]`);
  await page.click(`${referenceNamed(newer.name)} ${OFFER} [aria-expanded]`);
  const words = await page.text(referenceNamed(newer.name));
  expect(words).toContain('1 entry of those changed now stands for another file');
  expect(words).toContain('now stands for another file');
  await pressOn(page, referenceNamed(used.name), 'remove');
  await page.close();
});
