/** A great many, a great deal, and everything at once: the page stays alive and loses nothing. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  emptyApp,
  endedJob,
  EXPECTED,
  inState,
  jobNamed,
  openApp,
  pressOn,
  referenceNamed,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { listLine, sha256, writeFiles, writeSparse } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';

const MEGABYTE = 1_000_000;
const LONG_MS = 150_000;
const READING = '[data-role="job"][data-state="reading"]';

let server: TestServer;
let browser: BrowserHandle;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium' });
  page = await openApp(browser, server.url);
});

beforeEach(() => emptyApp(page));

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A file of so many bytes, made of one piece again and again. */
function writeRepeated(name: string, piece: Uint8Array, bytes: number): string {
  const [file = ''] = writeFiles([[name, '']]);
  const descriptor = openSync(file, 'w');
  for (let written = 0; written < bytes; written += piece.length) writeSync(descriptor, piece);
  closeSync(descriptor);
  return file;
}

const digestOf = (index: number): string => sha256(`image ${index}`);
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) =>
    listLine(`image ${index}`, `image-${index}.iso`),
  ).join('');

/** The page answers: a question put to it now comes back, and a frame is drawn. */
const isAlive = (): Promise<boolean> =>
  page.evaluate(
    () => new Promise<boolean>((resolve) => requestAnimationFrame(() => resolve(true))),
  );

describe('many', () => {
  test('50 images and a list of 5,000 lines each get their verdict', async () => {
    const images = Array.from(
      { length: 50 },
      (_, index) => [`image-${index}.iso`, `image ${index}`] as const,
    );
    await page.drop(writeFiles([...images, ['SHA256SUMS', lines(5000)]]));

    await page.waitFor('[data-role="job"]:nth-of-type(50)[data-verdict]', LONG_MS);
    expect(await page.count('[data-role="job"][data-verdict="matches"]')).toBe(50);
    expect(await page.attribute(referenceNamed('SHA256SUMS'), 'data-claims')).toBe('5000');
    expect(page.errors).toEqual([]);
  });
});

describe('a text of 100 MB dropped as a checksum file', () => {
  const [image = ''] = writeFiles([['image-7.iso', 'image 7']]);

  test('of prose is no list; it becomes a row, with a notice', async () => {
    const prose = Buffer.from(
      'It was the best of times, it was the worst of times.\n'.repeat(1000),
    );
    await page.drop([writeRepeated('SHA256SUMS', prose, 100 * MEGABYTE), image]);

    expect(await isAlive()).toBe(true);
    expect((await endedJob(page, 'SHA256SUMS', LONG_MS)).diagnoses).toContain('not-an-image');
    expect(await page.text('[data-role="notice"]')).toMatch(/neither an image nor a checksum text/);
    expect((await endedJob(page, 'image-7.iso')).verdict).toBe('unlisted');
  });

  test('of well-formed lines is read as far as the limit, and says so', async () => {
    const list = writeRepeated('long.sha256', Buffer.from(lines(20_000)), 100 * MEGABYTE);
    await page.drop([list, image]);
    await page.waitFor(referenceNamed('long.sha256'), LONG_MS);

    expect(await isAlive()).toBe(true);
    await page.waitFor(withVerdict('image-7.iso', 'matches'), LONG_MS);
  });
});

describe('the box for the expected digest, filled with a megabyte', () => {
  test.each([
    ['digests', Array.from({ length: 15_000 }, (_, index) => digestOf(index)).join('\n')],
    ['checksum lines', lines(12_000)],
    ['prose', 'The quick brown fox jumps over the lazy dog. '.repeat(22_000)],
    ['one endless word', 'a'.repeat(MEGABYTE)],
    ['binary', randomBytes(MEGABYTE / 2).toString('latin1')],
  ])('of %s, goes on, and is empty again when it is cleared', async (_, text) => {
    await page.drop(writeFiles([['image-7.iso', 'image 7']]));
    await endedJob(page, 'image-7.iso');

    await page.fill(EXPECTED, text);
    await page.waitFor(referenceNamed(''));
    expect(await isAlive()).toBe(true);

    await page.fill(EXPECTED, '');
    await page.waitFor(withVerdict('image-7.iso', 'unlisted'));
    expect(await page.count('[data-role="reference"]')).toBe(0);
    expect(page.errors).toEqual([]);
  });
});

describe('while an image is read', () => {
  const BYTES = 250 * MEGABYTE;
  const big = writeSparse('big.iso', BYTES);

  test('its list may be removed: it is compared with nothing', async () => {
    await page.drop([big, ...writeFiles([['SHA256SUMS', listLine('other', 'big.iso')]])]);
    await page.waitFor(inState('big.iso', 'reading'));

    await pressOn(page, referenceNamed('SHA256SUMS'), 'remove');
    await page.waitFor(withVerdict('big.iso', 'unlisted'), LONG_MS);
  });

  test('its list may come late: it counts all the same', async () => {
    await page.drop([big]);
    await page.waitFor(inState('big.iso', 'reading'));

    await page.drop(writeFiles([['SHA256SUMS', listLine('other', 'big.iso')]]));
    await page.waitFor(withVerdict('big.iso', 'mismatch'), LONG_MS);
  });

  test('everything may be cleared, and the page takes the next image', async () => {
    await page.drop([
      big,
      ...writeFiles([
        ['second.iso', 'second'],
        ['SHA256SUMS', lines(3)],
      ]),
    ]);
    await page.waitFor(READING);

    await page.click('[data-action="clear"]');
    expect(await page.count('[data-role="job"], [data-role="reference"]')).toBe(0);
    await page.drop(writeFiles([['image-1.iso', 'image 1']]));
    expect((await endedJob(page, 'image-1.iso')).verdict).toBe('unlisted');
    expect(await page.count('[data-role="job"]')).toBe(1);
  });

  test('the row may be removed, and the one behind it goes on', async () => {
    await page.drop([
      big,
      ...writeFiles([
        ['image-1.iso', 'image 1'],
        ['SHA256SUMS', lines(3)],
      ]),
    ]);
    await page.waitFor(inState('big.iso', 'reading'));

    await pressOn(page, jobNamed('big.iso'), 'remove');
    expect((await endedJob(page, 'image-1.iso')).verdict).toBe('matches');
    expect(page.errors).toEqual([]);
  });
});
