/**
 * Attempts to be given a better verdict than the evidence is worth: each must fail. An honest "no"
 * outweighs any "yes", and nothing that is dropped or pasted makes `verified`.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { siteWithCatalogue } from '../support/altered-site.ts';
import {
  emptyApp,
  endedJob,
  EXPECTED,
  inState,
  jobNamed,
  openApp,
  pressAtOnce,
  pressOn,
  readJob,
  referenceNamed,
  withVerdict,
  fillExpected,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import {
  listLine,
  md5,
  sha1,
  sha256,
  writeFiles,
  writeSparse,
  type Content,
} from '../support/files.ts';
import { contentOf, knownCatalogue, knownFile } from '../support/known-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** What was asked for, and what somebody wants to pass for it. */
const GENUINE = 'the genuine image';
const ALTERED = 'the altered image';
/** Long enough that its reading can be met. */
const BYTES = 64_000_000;
const tagged = (tag: string, name: string, digest: string): string =>
  `${tag} (${name}) = ${digest}\n`;

let server: TestServer;
let browser: BrowserHandle;
let page: Page;

beforeAll(async () => {
  server = await startServer(siteWithCatalogue(knownCatalogue()));
  browser = await launchBrowser({ browser: 'chromium' });
  page = await openApp(browser, server.url);
});

beforeEach(() => emptyApp(page));

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Drops everything at once and gives the verdict of the altered image. */
async function verdictOn(
  name: string,
  others: readonly (readonly [string, Content])[],
): Promise<string | null> {
  await page.drop(writeFiles([[name, ALTERED], ...others]));
  return (await endedJob(page, name)).verdict;
}

describe('a list that names the altered image', () => {
  test.each([
    ['in capital letters', 'X.ISO'],
    ['in a directory', 'pool/images/x.iso'],
    ['with backslashes', 'C:\\images\\x.iso'],
    ['in another Unicode form', 'x.iso'],
  ])('%s is heard', async (_, name) => {
    expect(await verdictOn('x.iso', [['SHA256SUMS', listLine(GENUINE, name)]])).toBe('mismatch');
  });

  test('in a decomposed Unicode form is heard', async () => {
    const list = listLine(GENUINE, 'u\u0308bung.iso');
    expect(await verdictOn('\u00fcbung.iso', [['SHA256SUMS', list]])).toBe('mismatch');
  });

  test('is not outweighed by another list that agrees', async () => {
    const others = [
      ['SHA256SUMS', listLine(GENUINE, 'x.iso')],
      ['MORE.sha256', listLine(ALTERED, 'x.iso')],
      ['x.iso.sha256', sha256(ALTERED)],
    ] as const;
    expect(await verdictOn('x.iso', others)).toBe('mismatch');
  });

  test('is not outweighed by a pasted digest that agrees', async () => {
    await fillExpected(page, sha256(ALTERED));
    expect(await verdictOn('x.iso', [['SHA256SUMS', listLine(GENUINE, 'x.iso')]])).toBe('mismatch');
  });

  test('is not outweighed by a second line of its own, under the same path', async () => {
    const list = listLine(GENUINE, './x.iso') + listLine(ALTERED, 'x.iso');
    expect(await verdictOn('x.iso', [['SHA256SUMS', list]])).toBe('mismatch');
  });

  test('is not outweighed by an older digest that agrees', async () => {
    const list =
      tagged('MD5', 'x.iso', md5(ALTERED)) +
      tagged('SHA1', 'x.iso', sha1(ALTERED)) +
      tagged('SHA256', 'x.iso', sha256(GENUINE));
    expect(await verdictOn('x.iso', [['CHECKSUM', list]])).toBe('mismatch');
  });

  test('with the image under two paths is content with one of them', async () => {
    const list = listLine(GENUINE, 'x86/x.iso') + listLine(ALTERED, 'x64/x.iso');
    expect(await verdictOn('x.iso', [['SHA256SUMS', list]])).toBe('matches');
  });

  test('with the image under two paths is content with neither when neither is equal', async () => {
    const list = listLine(GENUINE, 'x86/x.iso') + listLine('another', 'x64/x.iso');
    expect(await verdictOn('x.iso', [['SHA256SUMS', list]])).toBe('mismatch');
  });
});

describe('a text that is not a whole digest', () => {
  const right = sha256(ALTERED);
  test.each([
    ['the first sixty characters', right.slice(0, 60)],
    ['the last forty characters', right.slice(24)],
    ['one character too many', `${right}0`],
    ['one character wrong', `${right.slice(0, 63)}${right.endsWith('0') ? '1' : '0'}`],
    ['a letter that only looks like hex', right.replace(/0/, 'О')],
    ['three dots at its end', `${right.slice(0, 50)}...`],
  ])('%s: no match, and no mismatch', async (_, text) => {
    await page.fill(EXPECTED, text);
    expect(await verdictOn('x.iso', [])).toBe('unlisted');
  });
});

describe('a claim without a digest', () => {
  test('the right name and size alone prove nothing', async () => {
    const list = `# x.iso: ${ALTERED.length} bytes\n${listLine('other', 'other.iso')}`;
    expect(await verdictOn('x.iso', [['SHA256SUMS', list]])).toBe('unlisted');
  });

  test('an unknown algorithm is not taken for one that is known', async () => {
    const list = tagged('SHAKE256', 'x.iso', sha256(ALTERED)) + listLine('other', 'other.iso');
    expect(await verdictOn('x.iso', [['CHECKSUM', list]])).toBe('unlisted');
  });

  test('the right digest under another algorithm’s tag is a mistake of the list, and no verdict', async () => {
    const list = tagged('BLAKE3', 'x.iso', sha256(ALTERED));
    expect(await verdictOn('x.iso', [['CHECKSUM', list]])).toBe('unlisted');
    expect(await page.attribute(jobNamed('x.iso'), 'data-diagnosis')).toBe(
      'not-an-image reference-garbled',
    );
  });
});

describe('a signed list', () => {
  const frame = (body: string): string =>
    `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${body}-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n`;

  test.each([
    ['before', listLine(ALTERED, 'x.iso') + frame(listLine(GENUINE, 'x.iso'))],
    ['behind', frame(listLine(GENUINE, 'x.iso')) + listLine(ALTERED, 'x.iso')],
  ])('a line that stands %s the signed part does not count', async (_, list) => {
    const verdict = await verdictOn('x.iso', [['SHA256SUMS.asc', list]]);
    expect(verdict).toBe('mismatch');
    expect(await page.attribute(referenceNamed('SHA256SUMS.asc'), 'data-findings')).toContain(
      'unsigned-text',
    );
  });

  test('that nobody checked makes no more than a match', async () => {
    expect(await verdictOn('x.iso', [['SHA256SUMS.asc', frame(listLine(ALTERED, 'x.iso'))]])).toBe(
      'matches',
    );
  });
});

describe('the catalogue', () => {
  test('is contradicted by a file that bears the name of a known image', async () => {
    expect(await verdictOn('signed.iso', [])).toBe('mismatch');
  });

  test('is not replaced by a list that calls itself so', async () => {
    const { verdict, claims } = await page
      .drop(
        writeFiles([
          ['x.iso', ALTERED],
          ['catalogue.sha256', listLine(ALTERED, 'signed.iso')],
        ]),
      )
      .then(() => endedJob(page, 'x.iso'));
    expect(verdict).toBe('matches');
    expect(claims.every(({ authority }) => authority === 'given')).toBe(true);
  });

  test('does not verify an image that a pasted digest says is not the one asked for', async () => {
    await fillExpected(page, sha256(contentOf('published.iso')));
    await page.drop(writeFiles([knownFile('signed.iso')]));
    const { verdict, diagnoses } = await endedJob(page, 'signed.iso');
    expect([verdict, diagnoses]).toEqual(['mismatch', ['other-known-image']]);
  });

  test('does not verify an image that a list calls by its name and gives another digest', async () => {
    await page.drop(
      writeFiles([knownFile('signed.iso'), ['SHA256SUMS', listLine(GENUINE, 'signed.iso')]]),
    );
    expect((await endedJob(page, 'signed.iso')).verdict).toBe('mismatch');
  });

  test('verifies a known image under any name, and no image but that', async () => {
    await page.drop(
      writeFiles([
        ['renamed.iso', contentOf('signed.iso')],
        ['x.iso', ALTERED],
      ]),
    );
    expect((await endedJob(page, 'renamed.iso')).verdict).toBe('verified');
    expect((await endedJob(page, 'x.iso')).verdict).toBe('unlisted');
  });
});

describe('a claim that is pointed at an image by hand', () => {
  const list = listLine(GENUINE, 'original.iso');

  test('makes a mismatch of that image, and of no other', async () => {
    await page.drop(
      writeFiles([
        ['a.iso', 'a'],
        ['b.iso', 'b'],
        ['SHA256SUMS', list],
      ]),
    );
    await endedJob(page, 'b.iso');
    await pressOn(page, jobNamed('a.iso'), 'apply');

    await page.waitFor(withVerdict('a.iso', 'mismatch'));
    expect((await readJob(page, 'b.iso')).verdict).toBe('unlisted');
  });

  test('while the image is read counts when it ends', async () => {
    await page.drop([writeSparse('big.iso', BYTES), ...writeFiles([['SHA256SUMS', list]])]);
    await pressAtOnce(page, inState('big.iso', 'reading'), 'apply');

    expect((await endedJob(page, 'big.iso')).verdict).toBe('mismatch');
  });

  test('goes with its list', async () => {
    await page.drop(
      writeFiles([
        ['a.iso', 'a'],
        ['SHA256SUMS', list],
      ]),
    );
    await endedJob(page, 'a.iso');
    await pressOn(page, jobNamed('a.iso'), 'apply');
    await page.waitFor(withVerdict('a.iso', 'mismatch'));

    await pressOn(page, referenceNamed('SHA256SUMS'), 'remove');
    await page.waitFor(withVerdict('a.iso', 'unlisted'));
  });
});

describe('two images of one name', () => {
  test('are each compared by their own bytes', async () => {
    const [first = ''] = writeFiles([['x.iso', GENUINE]]);
    const [second = '', list = ''] = writeFiles([
      ['x.iso', ALTERED],
      ['SHA256SUMS', listLine(GENUINE, 'x.iso')],
    ]);
    await page.drop([first]);
    await endedJob(page, 'x.iso');
    await page.drop([second, list]);

    await page.waitFor(`${withVerdict('x.iso', 'matches')} + ${withVerdict('x.iso', 'mismatch')}`);
  });
});

describe('a reading that was not finished', () => {
  test('gives no verdict, though another image of the same bytes has one', async () => {
    const file = writeSparse('big.iso', BYTES);
    await page.drop([file]);
    await pressAtOnce(page, inState('big.iso', 'reading'), 'cancel');
    await page.waitFor(withVerdict('big.iso', 'incomplete'));
    await page.drop([file]);
    await page.waitFor(withVerdict('big.iso', 'unlisted'));
    const [digest] = Object.values(
      await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-algorithm="sha256"]')].map(
          ({ dataset }) => dataset['hex'] ?? '',
        ),
      ),
    );
    await page.fill(EXPECTED, digest ?? '');

    await page.waitFor(
      `${withVerdict('big.iso', 'incomplete')} + ${withVerdict('big.iso', 'matches')}`,
    );
  });
});

describe('a second reading that was cancelled', () => {
  const ofZeros = (tag: string) => tagged(tag, 'big.iso', '0'.repeat(tag === 'SHA512' ? 128 : 96));
  beforeEach(async () => {
    await page.drop([writeSparse('big.iso', BYTES)]);
    await endedJob(page, 'big.iso');
    await page.drop(writeFiles([['first.txt', ofZeros('SHA512')]]));
    await pressAtOnce(page, inState('big.iso', 'reading'), 'cancel');
    await page.waitFor(withVerdict('big.iso', 'unlisted'));
  });

  test('is not begun again by what does not need it', async () => {
    await page.drop(writeFiles([['other.sha256', listLine('other', 'other.iso')]]));
    await page.waitFor(referenceNamed('other.sha256'));

    expect((await readJob(page, 'big.iso')).verdict).toBe('unlisted');
  });

  test('is begun again by the next list that needs it, which is heard', async () => {
    await page.drop(writeFiles([['second.txt', ofZeros('SHA512')]]));

    await page.waitFor(withVerdict('big.iso', 'mismatch'));
  });
});
