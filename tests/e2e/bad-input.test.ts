/**
 * Input that is broken, empty or something else than it says: each gets a row or a notice with a
 * sentence that a person can act on, nothing is lost, and the image beside it is judged as ever.
 */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CHOOSE_FILES,
  emptyApp,
  endedJob,
  EXPECTED,
  jobNamed,
  openApp,
  pressOn,
  referenceNamed,
  withVerdict,
  type JobCard,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { listLine, sha256, writeFiles, writeFolder, type Content } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NOTICE = '[data-role="notice"]';
/** Random, so that no content check can take it for something that it knows. */
const GOOD = randomBytes(100_000);
const HTML =
  '<!DOCTYPE html>\n<html><head><title>404</title></head><body>Not found</body></html>\n';

let server: TestServer;
let browser: BrowserHandle;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium' });
  page = await openApp(browser, server.url);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** An image and its own sidecar: what must come out right whatever lies beside it. */
const good = (): string[] =>
  writeFiles([
    ['good.iso', GOOD],
    ['good.iso.sha256', listLine(GOOD, 'good.iso')],
  ]);

const goodVerdict = async (on = page): Promise<string | null> =>
  (await endedJob(on, 'good.iso')).verdict;

/** Drops the bad input together with the good image. */
const dropBeside = (paths: readonly string[]): Promise<void> => page.drop([...paths, ...good()]);

interface BadImage {
  readonly what: string;
  readonly name: string;
  readonly content: Content;
  readonly diagnosis: string;
  readonly words: RegExp;
}

const BAD_IMAGES: readonly BadImage[] = [
  {
    what: 'an empty image',
    name: 'empty.iso',
    content: '',
    diagnosis: 'not-an-image',
    words: /file is empty.*Get it again/s,
  },
  {
    what: 'an empty checksum file',
    name: 'SHA256SUMS',
    content: '',
    diagnosis: 'not-an-image',
    words: /file is empty.*Get it again/s,
  },
  {
    what: 'a web page saved as an image',
    name: 'page.iso',
    content: HTML,
    diagnosis: 'not-an-image',
    words: /web page.*Get the image again/s,
  },
  {
    what: 'a compressed image',
    name: 'image.iso.gz',
    content: gzipSync(GOOD),
    diagnosis: 'compressed-image',
    words: /gzip.*unpack it/s,
  },
  {
    what: 'a compressed file under the name of an image',
    name: 'image.iso',
    content: gzipSync(GOOD),
    diagnosis: 'compressed-image',
    words: /gzip.*unpack it/s,
  },
  {
    what: 'an image of nothing but zeros',
    name: 'hollow.iso',
    content: new Uint8Array(100_000),
    diagnosis: 'not-an-image',
    words: /zeros.*Get it again/s,
  },
];

describe('an image that is none', () => {
  beforeAll(async () => {
    await emptyApp(page);
    await dropBeside(writeFiles(BAD_IMAGES.map(({ name, content }) => [name, content])));
  });

  test.each(BAD_IMAGES)('$what is told what it is', async ({ name, ...expected }) => {
    const { state, verdict, diagnoses, words } = await endedJob(page, name);
    expect([state, verdict]).toEqual(['done', 'unlisted']);
    expect(diagnoses).toContain(expected.diagnosis);
    expect(words).toMatch(expected.words);
  });

  test('holds up no other image', async () => {
    expect(await goodVerdict()).toBe('matches');
    expect(await page.count('[data-role="job"]')).toBe(BAD_IMAGES.length + 1);
    expect(page.errors).toEqual([]);
  });
});

describe('an empty file', () => {
  beforeEach(() => emptyApp(page));

  test('never matches, though its digest is the one that was asked for', async () => {
    const empty = sha256('');
    await page.drop(
      writeFiles([
        ['empty.iso', ''],
        ['empty.iso.sha256', `${empty}\n`],
        ['SHA256SUMS', `${empty}  empty.iso\n`],
      ]),
    );
    await page.fill(EXPECTED, empty);
    await page.waitFor(referenceNamed(''));
    await page.waitFor(referenceNamed('SHA256SUMS'));
    await page.waitFor(referenceNamed('empty.iso.sha256'));

    const { verdict, claims } = await endedJob(page, 'empty.iso');
    expect(verdict).toBe('unlisted');
    expect(claims.map(({ outcome }) => outcome)).toEqual(Array(3).fill('not-compared'));
  });
});

describe('a checksum file', () => {
  beforeEach(() => emptyApp(page));

  test('dropped alone says that the image is wanted too, and is compared when it comes', async () => {
    const [image = '', list = ''] = good();
    await page.drop([list]);
    await page.waitFor(referenceNamed('good.iso.sha256'));
    expect(await page.text(referenceNamed('good.iso.sha256'))).toMatch(/Drop the image too/);

    await page.drop([image]);
    expect(await goodVerdict()).toBe('matches');
  });

  test('with one broken line keeps the others and shows the broken one', async () => {
    const lines = `${listLine('other', 'other.iso')}0123 this is no line\n${listLine(GOOD, 'good.iso')}`;
    await dropBeside(writeFiles([['SHA256SUMS', lines]]));

    expect(await goodVerdict()).toBe('matches');
    const list = referenceNamed('SHA256SUMS');
    expect(await page.attribute(list, 'data-findings')).toBe('malformed-line');
    expect(await page.attribute(list, 'data-claims')).toBe('2');
    expect(await page.text(list)).toMatch(/Line 2.*it was left out.*0123 this is no line/s);
  });

  test('with a digest of impossible length says so and compares nothing', async () => {
    await dropBeside(
      writeFiles([
        ['x.iso.sha256', `${'ab'.repeat(25)}  x.iso\n`],
        ['x.iso', GOOD],
      ]),
    );

    expect((await endedJob(page, 'x.iso')).verdict).toBe('matches'); // equal to good.iso's own list
    const list = referenceNamed('x.iso.sha256');
    expect(await page.attribute(list, 'data-findings')).toMatch(/\bimpossible-length\b/);
    expect(await page.text(list)).toMatch(/50 hex characters.*characters were lost/s);
  });

  test('with two digests for one name is a mismatch, and is said to contradict itself', async () => {
    const lines = listLine(GOOD, 'twice.iso') + listLine('other', 'twice.iso');
    await dropBeside(
      writeFiles([
        ['SHA256SUMS', lines],
        ['twice.iso', GOOD],
      ]),
    );

    const { verdict, diagnoses, words } = await endedJob(page, 'twice.iso');
    expect([verdict, diagnoses]).toEqual(['mismatch', ['reference-contradicts-itself']]);
    expect(words).toMatch(/contradicts itself.*Get it again from its source/s);
    expect(await page.attribute(referenceNamed('SHA256SUMS'), 'data-findings')).toBe(
      'contradictory-lines',
    );
  });

  test('that is no text becomes a row of its own, with a notice', async () => {
    await dropBeside(writeFiles([['x.sha256', randomBytes(5000)]]));

    expect((await endedJob(page, 'x.sha256')).verdict).toBe('unlisted');
    expect(await page.text(NOTICE)).toMatch(
      /x\.sha256.*neither an image nor a checksum text.*paste the digest/s,
    );
    expect(await goodVerdict()).toBe('matches');
  });

  test('dropped twice is two references that agree', async () => {
    const [image = '', list = ''] = good();
    await page.drop([image, list, list]);

    const { verdict, claims } = await endedJob(page, 'good.iso');
    expect([verdict, claims.map(({ outcome }) => outcome)]).toEqual([
      'matches',
      ['equal', 'equal'],
    ]);
    expect(await page.count('[data-role="reference"]')).toBe(2);
  });
});

describe('a folder', () => {
  beforeEach(() => emptyApp(page));
  const drop = (folder: string): Promise<void> => dropBeside([folder]);

  test('gives its images and lists, and leaves other files alone', async () => {
    const folder = writeFolder('downloads', {
      'deep/inside/one.iso': GOOD,
      'deep/SHA256SUMS': listLine(GOOD, 'inside/one.iso'),
      'notes.txt': 'nothing of interest',
      'picture.jpg': randomBytes(100),
    });
    await drop(folder);

    expect((await endedJob(page, 'one.iso')).verdict).toBe('matches');
    expect(await goodVerdict()).toBe('matches');
    expect(await page.count('[data-role="job"]')).toBe(2);
    expect(await page.count(NOTICE)).toBe(0);
  });

  test('with nothing usable in it is said to hold no image', async () => {
    await drop(writeFolder('holiday', { 'a.jpg': 'a', 'b/c.txt': 'b' }));

    await page.waitFor(NOTICE);
    expect(await page.text(NOTICE)).toMatch(/no image in the folder.*holiday.*Drop an \.iso/s);
    expect(await goodVerdict()).toBe('matches');
  });

  const UNPACKED = {
    bootmgr: 'boot manager',
    'boot/bcd': 'store',
    'sources/install.wim': 'images',
    'sources/boot.wim': 'set-up',
    'setup.exe': 'set-up',
  };

  const expectUnpacked = ({ verdict, diagnoses, words }: JobCard): void => {
    expect([verdict, diagnoses]).toEqual(['incomplete', ['unpacked-image']]);
    expect(words).toMatch(/published digest of the ISO cannot check it.*Drop the ISO/s);
  };

  test('that was unpacked from an image is told that no published digest can check it', async () => {
    await drop(writeFolder('WIN7STICK', UNPACKED));

    expectUnpacked(await endedJob(page, 'WIN7STICK'));
    expect(await goodVerdict()).toBe('matches');
  });

  test('that was unpacked is told the same when it is chosen instead of dropped', async () => {
    await page.setFiles('input[data-role="choose-folder"]', [writeFolder('WIN7STICK', UNPACKED)]);

    expectUnpacked(await endedJob(page, 'WIN7STICK'));
  });

  test('that is a whole empty one is said to hold no image', async () => {
    const folder = writeFolder('nothing/inside', { x: '' }).replace(/\/inside$/, '');
    await drop(folder);

    await page.waitFor(NOTICE);
    expect(await page.text(NOTICE)).toMatch(/no image in the folder.*nothing/s);
  });
});

describe('the box for the expected digest', () => {
  const PASTED = referenceNamed('');
  beforeAll(async () => {
    await emptyApp(page);
    await page.drop(good().slice(0, 1));
  });

  test.each([
    ['of impossible length', 'ab'.repeat(25), 'impossible-length', /50 hex characters/],
    ['that lost two characters', sha256('x').slice(2), 'damaged-digest', /copy it again/],
    ['that is prose', 'the third edition, please', 'malformed-line', /Not a digest line/],
    ['of eight characters without a label', 'deadbeef', 'unlabelled-crc32', /crc32:/],
    [
      'that is a key’s fingerprint',
      `${'ABCD '.repeat(5)} ${'EF01 '.repeat(5)}`,
      'openpgp-fingerprint',
      /fingerprint/,
    ],
  ])('says so of a text %s', async (_, text, code, words) => {
    await page.fill(EXPECTED, text);
    await page.waitFor(`${PASTED}[data-findings~="${code}"]`);

    expect(await page.text(PASTED)).toMatch(words);
    expect((await endedJob(page, 'good.iso')).verdict).toBe('unlisted');
  });

  test('emptied again, leaves nothing behind', async () => {
    await page.fill(EXPECTED, sha256('something else'));
    await page.waitFor(withVerdict('good.iso', 'mismatch'));

    await page.fill(EXPECTED, '');
    await page.waitFor(withVerdict('good.iso', 'unlisted'));
    expect(await page.count(PASTED)).toBe(0);
  });
});

describe('the same image twice', () => {
  beforeEach(() => emptyApp(page));

  test('is two rows, each with its own verdict and buttons', async () => {
    const [image = '', list = ''] = good();
    await page.drop([image, list]);
    await page.drop([image]);
    const matching = withVerdict('good.iso', 'matches');
    await page.waitFor(`${matching} + ${matching}`);

    await pressOn(page, `${matching} + ${matching}`, 'remove');
    expect(await page.count(jobNamed('good.iso'))).toBe(1);
  });
});

describe.each(['chromium109', 'firefox'] as const)('in %s', (name) => {
  let other: BrowserHandle;
  beforeAll(async () => {
    other = await launchBrowser({ browser: name });
  });
  afterAll(() => other.close());

  test('broken input gives its rows and notices, and the good image its verdict', async () => {
    const own = await openApp(other, server.url);
    const broken = `${listLine(GOOD, 'good.iso')}no line at all\n`;
    await own.setFiles(CHOOSE_FILES, [
      ...writeFiles([
        ...BAD_IMAGES.map(({ name, content }) => [name, content] as const),
        ['x.sha256', randomBytes(5000)],
        ['sums.txt', broken],
      ]),
      ...good(),
    ]);

    const verdicts: (string | null)[] = [];
    for (const image of BAD_IMAGES) verdicts.push((await endedJob(own, image.name)).verdict);
    expect(verdicts).toEqual(BAD_IMAGES.map(() => 'unlisted'));
    expect(await goodVerdict(own)).toBe('matches');
    expect(await own.attribute(referenceNamed('sums.txt'), 'data-findings')).toBe('malformed-line');
    expect(await own.text(NOTICE)).toMatch(/x\.sha256/);
    expect(own.errors).toEqual([]);
    await own.close();
  });
});
