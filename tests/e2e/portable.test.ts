/** The portable edition as it is used: one file, opened from the disk. */
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  endedJob,
  inState,
  jobNamed,
  pressOn,
  openApp,
  pickFiles,
  portableUrl,
  savedReport,
  withVerdict,
  fillExpected,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { digestOf, sumsOf, writeIn } from '../support/checksum-tools.ts';
import { makeDirectory } from '../support/deployment.ts';
import { writeSparse } from '../support/files.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';

let directory: string;
let downloads: string;
let image: RealImage;
let list: string;

beforeAll(async () => {
  directory = makeDirectory();
  downloads = path.join(directory, 'downloads');
  mkdirSync(downloads);
  [image] = (await findRealImages()) as [RealImage];
  list = writeIn(directory, 'SHA256SUMS', sumsOf('sha256sum', [image.path]));
});

async function expectNoComplaint(page: Page): Promise<void> {
  expect(await page.violations()).toEqual([]);
  expect(page.errors).toEqual([]);
}

describe.each(['chromium', 'chromium109', 'firefox'] as const)('in %s', (name) => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name, downloads });
  });
  afterAll(() => browser.close());

  test('it verifies a real image against its list, without a complaint of the browser', async () => {
    const page = await openApp(browser, portableUrl());

    await pickFiles(page, [image.path, list]);

    expect(await endedJob(page, image.name)).toMatchObject({
      state: 'done',
      verdict: 'matches',
      digests: { sha256: digestOf('sha256sum', image.path), sha1: digestOf('sha1sum', image.path) },
    });
    expect(await page.attribute('html', 'data-edition')).toBe('portable');
    expect(await page.attribute('html', 'data-offline')).toBe('ready');
    await expectNoComplaint(page);
    await page.close();
  });

  test('it reads an image again for another digest', async () => {
    const page = await openApp(browser, portableUrl());
    await pickFiles(page, [image.path]);
    await page.waitFor(withVerdict(image.name, 'unlisted'));

    await fillExpected(page, digestOf('sha512sum', image.path));

    await page.waitFor(withVerdict(image.name, 'matches'));
    await expectNoComplaint(page);
    await page.close();
  });

  test('it saves the report of what it did', async () => {
    const page = await openApp(browser, portableUrl());
    await pickFiles(page, [image.path, list]);
    await page.waitFor(withVerdict(image.name, 'matches'));

    const report = await savedReport(page, downloads);

    expect(report.name).toMatch(/^touchstone-report-\d{4}-\d\d-\d\dT\d{6}Z\.json$/);
    expect(report.content).toMatchObject({
      schema: 'touchstone.report/1',
      tool: { edition: 'portable', selfTest: 'passed' },
      references: [{ name: 'SHA256SUMS', claims: 1 }],
      images: [
        {
          name: image.name,
          size: image.size,
          bytesRead: image.size,
          digests: { sha256: digestOf('sha256sum', image.path) },
          verdict: { kind: 'matches' },
        },
      ],
    });
    await expectNoComplaint(page);
    await page.close();
  });

  test('it works from a folder with an awkward name', async () => {
    const folder = path.join(directory, `${name} Prüfstick #1 100%`);
    mkdirSync(folder);
    cpSync('dist/touchstone.html', path.join(folder, 'touchstone (1).html'));
    const page = await openApp(browser, portableUrl(path.join(folder, 'touchstone (1).html')));

    await pickFiles(page, [image.path, list]);

    expect((await endedJob(page, image.name)).verdict).toBe('matches');
    await page.close();
  });

  test('it leaves nothing behind in the storage that all pages from the disk share', async () => {
    const page = await openApp(browser, portableUrl());
    await pickFiles(page, [image.path, list]);
    await page.waitFor(withVerdict(image.name, 'matches'));

    const kept = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).length,
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
    }));

    expect(kept).toEqual({ databases: 0, local: 0, session: 0, cookies: '' });
    await page.close();
  });

  test('it keeps no place of a reading that is paused', async () => {
    const page = await openApp(browser, portableUrl());
    const endless = writeSparse('endless.iso', 8_000_000_000);
    await (name === 'firefox' ? pickFiles(page, [endless]) : page.drop([endless]));
    await page.waitFor(inState('endless.iso', 'reading'));
    await pressOn(page, jobNamed('endless.iso'), 'pause');
    await pickFiles(page, [image.path, list]);
    await page.waitFor(withVerdict(image.name, 'matches'));

    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    await page.close();
  });
});

/** WebKit lets no worker of a page from the disk read a file. */
test('in WebKit the page reads for the workers', async () => {
  const browser = await launchBrowser({ browser: 'webkit' });
  const page = await browser.newPage(portableUrl());
  await page.waitFor('html[data-ready="true"]');

  await pickFiles(page, [image.path, list]);

  const card = await endedJob(page, image.name);
  expect(card).toMatchObject({
    state: 'done',
    verdict: 'matches',
    digests: {
      sha256: digestOf('sha256sum', image.path),
      sha1: digestOf('sha1sum', image.path),
    },
  });
  await browser.close();
});
