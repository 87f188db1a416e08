/** The files inside an image, as the page shows and saves them: against isoinfo and 7-Zip. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  endedJob,
  entryNamed,
  jobNamed,
  openApp,
  pickFiles,
  portableUrl,
  pressOn,
  savedFile,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { isoinfoList, type Listed } from '../support/disc-tools.ts';
import { noise } from '../support/fixtures/source-trees.ts';
import { copyResized, makeDebianDisc } from '../support/made-media.ts';
import { startServer, type TestServer } from '../support/server.ts';

const MARKUP = '<img src=x onerror="globalThis.hostile=1">.txt';
const OVERRIDE = 'windows\u202Eosi.exe';
const MANY = 1_000;
const [DISC, CUT] = ['disc.iso', 'cut.iso'];

let server: TestServer;
let disc: string;
let cut: string;
let listed: readonly Listed[];

const listedAt = (wanted: string): Listed => {
  const found = listed.find((one) => one.path === wanted);
  if (!found) throw new Error(`isoinfo lists no ${wanted}`);
  return found;
};

/** The content of one file, by 7-Zip. */
const extracted = (name: string): Buffer =>
  execFileSync('7zz', ['x', '-so', '-tiso', disc, name], { maxBuffer: 1 << 26 });

beforeAll(async () => {
  server = await startServer();
  const many = Array.from({ length: MANY }, (_, i) => [`many/${i}.txt`, String(i)] as const);
  disc = makeDebianDisc(DISC, {
    ...Object.fromEntries(many),
    'pool/main/base.deb': noise('base', 70_001),
    'pool/main/kernel.deb': 'kernel',
    'pool/zz-last.bin': noise('last', 50_000),
    'README.txt': 'read me',
    empty: '',
    [`strange/${MARKUP}`]: 'markup',
    [`strange/${OVERRIDE}`]: 'override',
  });
  listed = isoinfoList(disc, ['-R']);
  // Half of it is there.
  cut = copyResized(disc, CUT, (listedAt('/pool/zz-last.bin').offset ?? 0) + 25_000);
});

afterAll(() => server.stop());

/** Opens the folder at the end of these names, each within the one before. */
async function openFolder(page: Page, image: string, ...names: readonly string[]): Promise<string> {
  let within = jobNamed(image);
  for (const name of names) {
    const folder = `${within} ${entryNamed(name)}`;
    await page.waitFor(`${folder} > button`);
    await page.click(`${folder} > button`);
    await page.waitFor(`${folder} [data-role="entry"]`);
    within = folder;
  }
  return within;
}

async function openBrowser(page: Page, image: string): Promise<void> {
  await pressOn(page, jobNamed(image), 'files');
  await page.waitFor(`${jobNamed(image)} [data-role="entry"]`);
}

/** Name, kind and size in words of each entry directly in the first directory within. */
const entriesIn = (page: Page, within: string): Promise<readonly (readonly string[])[]> =>
  page.evaluate((which: string) => {
    const entries = document.querySelector(`${which} [data-role="directory"]`)?.children ?? [];
    return [...entries].map((entry) => {
      const { name = '', kind = '' } = (entry as HTMLElement).dataset;
      return [name, kind, entry.querySelector(':scope > .file > span')?.textContent ?? ''];
    });
  }, within);

/** What isoinfo lists directly in a folder, in the words of the page. */
const oracleIn = (folder: string): readonly (readonly string[])[] =>
  listed.flatMap((one) => {
    if (path.posix.dirname(one.path) !== folder) return [];
    const name = path.posix.basename(one.path);
    if (one.isDirectory) return [[name, 'directory', '']];
    const size = (one.size ?? 0).toLocaleString('en-US');
    return [[name, 'file', `${size} ${size === '1' ? 'byte' : 'bytes'}`]];
  });

const byName = (rows: readonly (readonly string[])[]) =>
  [...rows].sort(([one = ''], [other = '']) => (one < other ? -1 : 1));

const PLACES = [
  ['chromium', 'hosted'],
  ['chromium109', 'hosted'],
  ['firefox', 'hosted'],
  ['chromium', 'portable'],
  ['firefox', 'portable'],
] as const;

describe.each(PLACES)('in %s, %s,', (name, edition) => {
  let downloads: string;
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    downloads = path.join(makeDirectory(), 'downloads');
    mkdirSync(downloads);
    browser = await launchBrowser({ browser: name, downloads });
    page = await openApp(browser, edition === 'hosted' ? server.url : portableUrl());
    await pickFiles(page, [disc, cut]);
    await endedJob(page, DISC);
    await endedJob(page, CUT);
    await openBrowser(page, DISC);
    await openBrowser(page, CUT);
  });
  afterAll(() => browser.close());

  test.each(['/', '/pool', '/pool/main'])('%s lists what isoinfo lists in it', async (folder) => {
    const names = folder.split('/').filter(Boolean);
    const within = await openFolder(page, DISC, ...names);
    expect(byName(await entriesIn(page, within))).toEqual(byName(oracleIn(folder)));
    const [first] = names;
    if (first !== undefined) await page.click(`${jobNamed(DISC)} ${entryNamed(first)} > button`);
  });

  test('folders come first, and names as people count', async () => {
    const rows = await entriesIn(page, jobNamed(DISC));
    expect(rows.map(([entry]) => entry)).toEqual([
      ...['.disk', 'boot', 'isolinux', 'many', 'pool', 'strange'],
      ...['empty', 'README.txt'],
    ]);
  });

  test('a saved file has the bytes that 7-Zip extracts', async () => {
    const within = await openFolder(page, DISC, 'pool', 'main');
    await pressOn(page, `${within} ${entryNamed('base.deb')}`, 'save-file');

    const saved = await savedFile(
      downloads,
      /^base\.deb$/,
      listedAt('/pool/main/base.deb').size ?? 0,
    );
    expect(saved.content.equals(extracted('pool/main/base.deb'))).toBe(true);
    expect(saved.content.equals(noise('base', 70_001))).toBe(true);
    await page.waitForText('Handed to the browser to save: “base.deb”.');
  });

  test('a file that was cut off is not saved, and the page says so', async () => {
    const within = await openFolder(page, CUT, 'pool');
    await pressOn(page, `${within} ${entryNamed('zz-last.bin')}`, 'save-file');
    await page.waitForText('Not saved: not all of “zz-last.bin” lies within this file.');

    // Another one is, so that the browser had the time to save the first.
    const before = await openFolder(page, CUT, 'boot');
    await pressOn(page, `${before} ${entryNamed('efi.img')}`, 'save-file');
    const { size = 0 } = listedAt('/boot/efi.img');
    const saved = await savedFile(downloads, /^efi\.img$/, size);
    expect(saved.content.equals(extracted('boot/efi.img'))).toBe(true);
    expect(() => readFileSync(path.join(downloads, 'zz-last.bin'))).toThrow();
  });

  test('a folder of a thousand entries shows two hundred, then more', async () => {
    const within = await openFolder(page, DISC, 'many');
    const counts = [(await entriesIn(page, within)).length];
    expect(await page.text(`${within} [data-action="more-entries"]`)).toBe('Show 200 more entries');
    while ((await page.count(`${within} [data-action="more-entries"]`)) > 0) {
      await pressOn(page, within, 'more-entries');
      counts.push((await entriesIn(page, within)).length);
    }
    expect(counts).toEqual([200, 400, 600, 800, 1_000]);
    expect(byName(await entriesIn(page, within))).toEqual(byName(oracleIn('/many')));
    await page.click(`${within} > button`);
    expect(await page.count(`${within} [data-role="entry"]`)).toBe(0);
  });

  test('hostile names are text', async () => {
    const within = await openFolder(page, DISC, 'strange');
    expect(await page.text(`${within} ${entryNamed(MARKUP)} .name`)).toBe(MARKUP);
    expect(await page.text(`${within} ${entryNamed(OVERRIDE)} .name`)).toBe(
      'windows⟨U+202E⟩osi.exe',
    );
    await pressOn(page, `${within} ${entryNamed(OVERRIDE)}`, 'save-file');
    await page.waitForText('Handed to the browser to save: “windows⟨U+202E⟩osi.exe”.');
    const saved = await savedFile(downloads, /^windows/, 'override'.length);
    expect(saved.name).toBe('windows_osi.exe');

    expect(await page.count('main img')).toBe(0);
    expect(await page.evaluate(() => 'hostile' in globalThis)).toBe(false);
    expect(await page.violations()).toEqual([]);
    expect(page.errors).toEqual([]);
  });

  /** What has the focus: its action, or the entry of the folder that it opens. */
  const focused = (on: Page): Promise<string> =>
    on.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const entry = element?.closest<HTMLElement>('[data-role="entry"]')?.dataset['name'] ?? '';
      return [element?.dataset['action'] ?? '', entry].filter(Boolean).join(' ');
    });
  const tabTo = async (on: Page, wanted: string): Promise<void> => {
    for (let steps = 0; steps < 40 && (await focused(on)) !== wanted; steps++)
      await on.press('Tab');
    expect(await focused(on)).toBe(wanted);
  };

  test('by keyboard alone a file is found and saved', async () => {
    const own = await openApp(browser, edition === 'hosted' ? server.url : portableUrl());
    await pickFiles(own, [disc]);
    await endedJob(own, DISC);

    await tabTo(own, 'files');
    await own.press('Enter');
    await own.waitFor(entryNamed('pool'));
    for (const folder of ['pool', 'main']) {
      await tabTo(own, folder);
      await own.press('Enter');
      await own.waitFor(`${entryNamed(folder)} [data-role="entry"]`);
      expect(await focused(own)).toBe(folder);
    }
    await tabTo(own, 'save-file kernel.deb');
    await own.press('Enter');
    expect(String((await savedFile(downloads, /^kernel\.deb$/, 'kernel'.length)).content)).toBe(
      'kernel',
    );
    expect(await focused(own)).toBe('save-file kernel.deb');
    await own.close();
  });
});
