/** What the page knows by itself: images named by a digest, verdicts on the catalogue's word, and a catalogue that is broken. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  emptyApp,
  endedJob,
  EXPECTED,
  openApp,
  pickFiles,
  portableUrl,
  readJob,
  showApp,
  withVerdict,
  fillExpected,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { copyInto, digestOf, flipBit, sumsOf, writeIn } from '../support/checksum-tools.ts';
import { buildDamagedSite, makeDirectory } from '../support/deployment.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
  buildTestCatalogue,
  catalogueFile,
  portableWithCatalogue,
  portableWithText,
  siteWithCatalogue,
  type TestGrade,
} from '../support/test-catalogue.ts';

const BROWSERS = ['chromium', 'chromium109', 'firefox', 'webkit'] as const;
const GRADES: readonly TestGrade[] = [
  'publisher-copy',
  'listed',
  'corroborated',
  'publisher-signed',
];

let directory: string;
let images: readonly RealImage[];
/** With the shipped catalogue, and with the test's. */
let shipped: TestServer;
let known: TestServer;
let knownPortable: string;

beforeAll(async () => {
  directory = makeDirectory();
  images = await findRealImages();
  const catalogue = await buildTestCatalogue(
    GRADES.map((grade) => {
      const { path: file, name } = imageOf(grade);
      return { fileName: name, grade, digests: { sha1: digestOf('sha1sum', file) } };
    }),
  );
  shipped = await startServer();
  known = await startServer(siteWithCatalogue(catalogue));
  knownPortable = portableWithCatalogue(catalogue);
});

afterAll(async () => {
  await shipped.stop();
  await known.stop();
});

/** The real image that the test's catalogue knows by a digest of this grade. */
function imageOf(grade: TestGrade): RealImage {
  const image = images[GRADES.indexOf(grade)];
  if (image === undefined) throw new Error(`no image for the grade ${grade}`);
  return image;
}

/** For use in a regular expression. */
const escaped = (text: string): string => text.replace(/[.+]/g, '\\$&');

function makeFolder(): string {
  const folder = path.join(directory, String(folders++));
  mkdirSync(folder);
  return folder;
}
let folders = 0;

describe.each(BROWSERS)('in %s', (name) => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  test.each([
    ['hosted', () => shipped.url],
    ['portable', () => portableUrl()],
  ])('the %s edition names an image of Windows 7 by a pasted SHA-1', async (_, url) => {
    await page.goto(url());
    await page.waitFor('html[data-catalogue="ready"]');

    await page.fill(EXPECTED, '0BCFC540 19EA175B 1EE51F6D 2B207A3D 14DD2B58');

    // The digest and the name as Microsoft's subscriber downloads gave them in 2011.
    await page.waitForText('en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso');
    expect(await page.text('[data-role="reference"]')).toMatch(
      /This SHA-1 is that of [^]*third-party copy of Microsoft’s own list[^]*Windows 7/,
    );
  });

  const hosted = ['hosted', () => known.url] as const;
  const portable = ['portable', () => portableUrl(knownPortable)] as const;
  // WebKit's workers cannot read a file for a page that came from the disk.
  test.each(name === 'webkit' ? [hosted] : [hosted, portable])(
    'the %s edition says of each image on whose word it is known',
    async (_, url) => {
      await showApp(page, url());

      await pickFiles(
        page,
        images.map((one) => one.path),
      );
      const cards = [];
      for (const grade of GRADES) cards.push(await endedJob(page, imageOf(grade).name));

      expect(cards.map(({ verdict, basis }) => [verdict, basis])).toEqual([
        ['verified', 'publisher-copy'],
        ['matches', null],
        ['verified', 'corroborated'],
        ['verified', 'publisher-signed'],
      ]);
      expect(
        cards.map(({ claims }) => claims.map(({ authority, entry }) => [authority, entry])),
      ).toEqual([
        [['catalogue', 'test-0']],
        [['listed', 'test-1']],
        [['catalogue', 'test-2']],
        [['catalogue', 'test-3']],
      ]);
      expect(cards.map(({ words }) => words)).toEqual([
        expect.stringContaining(
          'according to one third-party copy of its catalogue from March 2023',
        ),
        expect.stringContaining('One third-party list gives exactly this SHA-1'),
        expect.stringContaining('None of those lists is the publisher’s own'),
        expect.stringContaining('own published list'),
      ]);
    },
  );

  test('a known image with something behind it is called by its name, and has no verdict', async () => {
    const [known, listed] = [imageOf('publisher-copy'), imageOf('listed')];
    const folder = makeFolder();
    const longer = (as: string, { path: file }: RealImage, tail: string) =>
      writeIn(folder, as, Buffer.concat([readFileSync(file), Buffer.alloc(300 * 1024, tail)]));
    await showApp(page, hosted[1]());

    await pickFiles(page, [
      longer('zeros.iso', known, '\0'),
      longer('junk.iso', known, 'junk'),
      longer('listed.iso', listed, '\0'),
    ]);
    const cards = [];
    for (const as of ['zeros', 'junk', 'listed']) cards.push(await endedJob(page, `${as}.iso`));

    expect(cards.map(({ verdict, diagnoses }) => [verdict, diagnoses])).toEqual([
      ['unlisted', ['padded']],
      ['unlisted', ['oversize']],
      ['unlisted', ['padded']],
    ]);
    const start = ({ size, name: of }: RealImage) =>
      `The first ${size.toLocaleString('en')} bytes are exactly [^]*${escaped(of)}[^]*`;
    const matching = (pattern: string): unknown => expect.stringMatching(new RegExp(pattern));
    expect(cards.map(({ words }) => words)).toEqual([
      matching(`${start(known)}307,200 bytes follow, all zeros\\.`),
      matching(`${start(known)}307,200 bytes follow that are no part of it\\.`),
      matching(`${start(listed)}all zeros\\.[^]*Only one third-party list`),
    ]);
  });
});

describe('in Chromium', () => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
    page = await openApp(browser, known.url);
  });
  beforeEach(() => emptyApp(page));
  afterAll(() => browser.close());

  test('a known image is known by another name too, and both names are shown', async () => {
    const image = imageOf('corroborated');
    const renamed = copyInto(makeFolder(), image.path, 'stick.iso');

    await pickFiles(page, [renamed]);

    const card = await endedJob(page, 'stick.iso');
    expect(card).toMatchObject({ verdict: 'verified', basis: 'corroborated' });
    expect(card.words).toMatch(new RegExp(`${escaped(image.name)}[^]*stick\\.iso`));
  });

  test('SHA-1 is said to be an older method, and genuine not to mean suitable', async () => {
    const image = imageOf('publisher-copy');

    await pickFiles(page, [image.path]);

    const { words } = await endedJob(page, image.name);
    expect(words).toContain('Checked with SHA-1, an older method.');
    expect(words).toContain('Genuine does not mean suitable');
  });

  test('an image with a known name and other bytes is a mismatch', async () => {
    const image = imageOf('publisher-copy');
    const changed = copyInto(makeFolder(), image.path);
    flipBit(changed, 40_000);

    await pickFiles(page, [changed]);

    const card = await endedJob(page, image.name);
    expect(card).toMatchObject({
      verdict: 'mismatch',
      claims: [{ authority: 'catalogue', outcome: 'different', entry: 'test-0' }],
    });
    expect(card.words).toContain('This is not the file that the catalogue knows by the name');
  });

  test('a name that is known from one list only never counts against an image', async () => {
    const image = imageOf('listed');
    const changed = copyInto(makeFolder(), image.path);
    flipBit(changed, 40_000);

    await pickFiles(page, [changed]);

    expect(await endedJob(page, image.name)).toMatchObject({
      verdict: 'unlisted',
      diagnoses: ['list-disagrees'],
    });
  });

  test('a genuine image that is not the one asked for is a mismatch that says which it is', async () => {
    const image = imageOf('publisher-signed');
    await fillExpected(page, digestOf('sha256sum', imageOf('corroborated').path));

    await pickFiles(page, [image.path]);

    await page.waitFor(withVerdict(image.name, 'mismatch'));
    const card = await readJob(page, image.name);
    expect(card).toMatchObject({ basis: null, diagnoses: ['other-known-image'] });
    expect(card.words).toMatch(new RegExp(`another known image: [^]*${escaped(image.name)}`));
  });

  test('a reference that agrees changes nothing of what the catalogue verified', async () => {
    const image = imageOf('publisher-signed');
    const list = writeIn(makeFolder(), 'SHA256SUMS', sumsOf('sha256sum', [image.path]));

    await pickFiles(page, [image.path, list]);

    expect(await endedJob(page, image.name)).toMatchObject({
      verdict: 'verified',
      basis: 'publisher-signed',
    });
  });
});

describe('a catalogue that cannot be read', () => {
  let browser: BrowserHandle;
  let page: Page;
  let server: TestServer;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
    server = await startServer(buildDamagedSite(catalogueFile()));
  });
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const damagedText = (): string => 'H4sI'.repeat(1000);

  test.each([
    ['hosted, one bit changed on the way', () => server.url],
    ['portable, its text overwritten', () => portableUrl(portableWithText(damagedText()))],
    ['portable, its text lost', () => portableUrl(portableWithText(''))],
  ])('%s: the page goes on, and each verdict says so', async (_, url) => {
    const [image, other] = images as [RealImage, RealImage];
    const list = writeIn(makeFolder(), 'SHA256SUMS', sumsOf('sha256sum', [image.path]));
    await page.goto(url());
    await page.waitFor('html[data-ready="true"][data-catalogue="failed"]');

    await pickFiles(page, [image.path, other.path, list]);

    const cards = [await endedJob(page, image.name), await endedJob(page, other.name)];
    expect(cards.map(({ verdict }) => verdict)).toEqual(['matches', 'unlisted']);
    expect(cards.map(({ words }) => words)).toEqual([
      expect.stringContaining('The built-in catalogue could not be consulted'),
      expect.stringContaining('The built-in catalogue could not be consulted'),
    ]);
    await page.close();
  });
});
