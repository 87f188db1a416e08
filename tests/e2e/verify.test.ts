/** The main job: real images and their checksum files in, a verdict out; and command of a long reading. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  begunReading,
  emptyApp,
  endedJob,
  inState,
  jobNamed,
  openApp,
  pickFiles,
  pressAtOnce,
  pressOn,
  readJob,
  textAtOnce,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { copyInto, digestOf, flipBit, sumsOf, writeIn } from '../support/checksum-tools.ts';
import { makeDirectory } from '../support/deployment.ts';
import { writeSparse } from '../support/files.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

const pick = pickFiles;
const drop = (page: Page, paths: readonly string[]): Promise<void> => page.drop(paths);

/** Only Chromium's drag of real files can be driven from outside. */
const WAYS = [
  ['dropped', 'chromium', drop],
  ['picked', 'chromium', pick],
  ['dropped', 'chromium109', drop],
  ['picked', 'chromium109', pick],
  ['picked', 'firefox', pick],
  ['picked', 'webkit', pick],
] as const;

let server: TestServer;
let directory: string;
let images: readonly RealImage[];
/** Never read to its end. */
let endless: { path: string; name: string };
/** Long enough to be interrupted, short enough to be read again and again. */
let long: ReturnType<typeof makeLong>;

function makeLong() {
  const file = writeSparse('long.iso', 128 * 2 ** 20);
  return {
    path: file,
    name: path.basename(file),
    digests: { sha256: digestOf('sha256sum', file), sha1: digestOf('sha1sum', file) },
    sha256sums: writeIn(directory, 'SHA256SUMS', sumsOf('sha256sum', [file])),
    sha512sums: writeIn(directory, 'SHA512SUMS', sumsOf('sha512sum', [file])),
  };
}

beforeAll(async () => {
  server = await startServer();
  directory = makeDirectory();
  images = await findRealImages();
  endless = { path: writeSparse('endless.iso', 2 ** 33), name: 'endless.iso' };
  long = makeLong();
});

afterAll(async () => {
  await server.stop();
});

function imageOf(name: string): RealImage {
  const image = images.find((one) => one.package === name);
  if (image === undefined) throw new Error(`no image in the package ${name}`);
  return image;
}

function makeFolder(name: string): string {
  const folder = path.join(directory, name);
  mkdirSync(folder);
  return folder;
}

describe.each(WAYS)('%s in %s', (way, name, give) => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
    page = await openApp(browser, server.url);
  });
  beforeEach(() => emptyApp(page));
  afterAll(() => browser.close());

  test('an image alone has the digests that coreutils computes, and no verdict', async () => {
    const image = imageOf('ipxe');

    await give(page, [image.path]);

    expect(await endedJob(page, image.name)).toMatchObject({
      state: 'done',
      verdict: 'unlisted',
      digests: { sha256: digestOf('sha256sum', image.path), sha1: digestOf('sha1sum', image.path) },
    });
  });

  test('the list of the package that carries the image shows that no accident changed it', async () => {
    const image = imageOf('grub-rescue-pc');

    await give(page, [image.list, image.path]);

    const card = await endedJob(page, image.name);
    expect(card).toMatchObject({
      verdict: 'weak-match',
      digests: { md5: image.md5, sha256: digestOf('sha256sum', image.path) },
    });
    expect(card.words).toContain('No accidental damage found');
  });

  test('one list serves several images at once', async () => {
    const folder = makeFolder(`${name}-${way}-several`);
    const list = writeIn(
      folder,
      'SHA256SUMS',
      images.map((one) => sumsOf('sha256sum', [one.path])).join(''),
    );

    await give(page, [...images.map((one) => one.path), list]);
    const cards = [];
    for (const image of images) cards.push(await endedJob(page, image.name));

    expect(cards.map(({ verdict }) => verdict)).toEqual(images.map(() => 'matches'));
    expect(cards.map(({ digests }) => digests['sha256'])).toEqual(
      images.map((one) => digestOf('sha256sum', one.path)),
    );
  });

  test('one flipped bit is a mismatch', async () => {
    const image = imageOf('ipxe');
    const folder = makeFolder(`${name}-${way}-flipped`);
    const list = writeIn(folder, 'SHA256SUMS', sumsOf('sha256sum', [image.path]));
    const copy = copyInto(folder, image.path);
    flipBit(copy, image.size - 100_000);

    await give(page, [copy, list]);

    const card = await endedJob(page, image.name);
    expect(card).toMatchObject({
      verdict: 'mismatch',
      digests: { sha256: digestOf('sha256sum', copy) },
    });
    expect(card.words).toMatch(
      /This is not the file that .*SHA256SUMS.* describes\. Do not install it/,
    );
  });
});

describe.each(['chromium', 'chromium109', 'firefox'] as const)('a long reading in %s', (name) => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
    page = await openApp(browser, server.url);
  });
  beforeEach(() => emptyApp(page));
  afterAll(() => browser.close());

  test('name, size and progress are there while it is read', async () => {
    await pick(page, [endless.path]);
    await page.waitFor(inState(endless.name, 'reading'));

    expect(await page.attribute(jobNamed(endless.name), 'data-size')).toBe('8589934592');
    const progress = `${jobNamed(endless.name)} [data-role="progress"][role="progressbar"]`;
    await page.waitFor(`${progress}:not([aria-valuenow="0"])`);
    expect(await page.text(jobNamed(endless.name))).toMatch(
      /endless\.iso[^]*8,589,934,592[^]*MB\/s[^]*about/,
    );
    expect(await page.attribute(jobNamed(endless.name), 'data-verdict')).toBeNull();
  });

  test('removing it makes room for the next', async () => {
    const image = imageOf('ipxe');
    await pick(page, [endless.path, image.path]);
    await page.waitFor(inState(endless.name, 'reading'));

    await pressOn(page, jobNamed(endless.name), 'remove');

    const { digests } = await endedJob(page, image.name);
    expect(digests['sha256']).toBe(digestOf('sha256sum', image.path));
    expect(await page.count('[data-role="job"]')).toBe(1);
  });

  test('a cancelled one gives no verdict; tried again, it is read from its start', async () => {
    await pick(page, [long.path]);
    await pressAtOnce(page, inState(long.name, 'reading'), 'cancel');
    await page.waitFor(inState(long.name, 'cancelled'));
    const cancelled = await readJob(page, long.name);
    await pressOn(page, jobNamed(long.name), 'retry');
    await page.waitFor(inState(long.name, 'done'));

    expect(cancelled).toMatchObject({ verdict: 'incomplete', digests: {} });
    expect(cancelled.words).toContain('you stopped the reading');
    expect((await readJob(page, long.name)).digests).toEqual(long.digests);
  });

  test('a paused one lets others be read, stands still, and ends with the right digests', async () => {
    const [first, second] = images as [RealImage, RealImage];
    const progress = `${jobNamed(long.name)} [data-role="progress"]`;
    await pick(page, [long.path]);
    await pressAtOnce(page, begunReading(long.name), 'pause');
    await page.waitFor(inState(long.name, 'paused'));
    await pick(page, [first.path]);
    await endedJob(page, first.name);
    const before = await untilStill(() => page.attribute(progress, 'aria-valuenow'));
    await pick(page, [second.path]);
    await endedJob(page, second.name);
    const after = await page.attribute(progress, 'aria-valuenow');
    await pressOn(page, jobNamed(long.name), 'resume');
    await page.waitFor(inState(long.name, 'done'));

    expect(after).toBe(before);
    expect((await readJob(page, long.name)).digests).toEqual(long.digests);
  });

  test('a later list that needs another digest has it read again, and all digests replaced', async () => {
    await pick(page, [long.path]);
    await page.waitFor(withVerdict(long.name, 'unlisted'));

    const words = textAtOnce(page, inState(long.name, 'reading'));
    await pick(page, [long.sha512sums]);
    expect(await words).toContain('Read a second time, because a reference needs SHA-512.');
    await page.waitFor(inState(long.name, 'done'));

    expect(await readJob(page, long.name)).toMatchObject({
      verdict: 'matches',
      digests: { ...long.digests, sha512: digestOf('sha512sum', long.path) },
    });
  });

  test('cancelling the second reading keeps what the first found', async () => {
    await pick(page, [long.path, long.sha256sums]);
    await page.waitFor(withVerdict(long.name, 'matches'));

    await pick(page, [long.sha512sums]);
    await pressAtOnce(page, inState(long.name, 'reading'), 'cancel');
    await page.waitFor(inState(long.name, 'done'));

    const { verdict, digests } = await readJob(page, long.name);
    expect({ verdict, digests }).toEqual({ verdict: 'matches', digests: long.digests });
  });
});

/** The value once it is the same twice: what was under way when the pause came is still counted. */
async function untilStill(read: () => Promise<string | null>): Promise<string | null> {
  let last: string | null = null;
  const isStill = async () => {
    const before = last;
    last = await read();
    return last === before;
  };
  await expect.poll(isStill, { interval: 500, timeout: 30_000 }).toBe(true);
  return last;
}
