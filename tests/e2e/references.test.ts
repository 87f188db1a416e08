/** References in all the forms in which people have them, before the image and after it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  emptyApp,
  endedJob,
  EXPECTED,
  inState,
  jobNamed,
  openApp,
  pickFiles,
  pressOn,
  readJob,
  referenceNamed,
  withVerdict,
  fillExpected,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import {
  copyInto,
  digestOf,
  opensslDigest,
  opensslLine,
  sumsOf,
  writeIn,
} from '../support/checksum-tools.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { makeDirectory } from '../support/deployment.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let directory: string;
let image: RealImage;
let other: RealImage;
let sha256: string;

beforeAll(async () => {
  server = await startServer();
  directory = makeDirectory();
  [image, other] = (await findRealImages()) as [RealImage, RealImage];
  sha256 = digestOf('sha256sum', image.path);
});

afterAll(async () => {
  await server.stop();
});

/** A folder of the test's own, so that several lists may bear one name. */
function makeFolder(): string {
  const folder = path.join(directory, String(folders++));
  mkdirSync(folder);
  return folder;
}
let folders = 0;

const waitForReference = (page: Page): Promise<void> => page.waitFor('[data-role="reference"]');

async function paste(page: Page): Promise<void> {
  await page.paste(EXPECTED, sha256);
}
async function fill(page: Page): Promise<void> {
  await fillExpected(page, sha256);
}
async function type(page: Page): Promise<void> {
  await page.click(EXPECTED);
  await page.type(sha256);
}
async function typeAndEnter(page: Page): Promise<void> {
  await type(page);
  await page.press('Enter');
}

describe.each(['chromium', 'chromium109', 'firefox', 'webkit'] as const)(
  'a digest given in %s',
  (name) => {
    let browser: BrowserHandle;
    let page: Page;
    beforeAll(async () => {
      browser = await launchBrowser({ browser: name });
      page = await openApp(browser, server.url);
    });
    beforeEach(() => emptyApp(page));
    afterAll(() => browser.close());

    test.each([
      ['pasted by keyboard', paste],
      ['typed and ended with Enter', typeAndEnter],
    ])('%s, before the image', async (_, give) => {
      await give(page);
      await waitForReference(page);
      await pickFiles(page, [image.path]);

      expect((await endedJob(page, image.name)).verdict).toBe('matches');
    });

    test.each([
      ['pasted by keyboard', paste],
      ['filled in by a program', fill],
      ['typed and left alone', type],
    ])('%s, after the image', async (_, give) => {
      await pickFiles(page, [image.path]);
      await page.waitFor(withVerdict(image.name, 'unlisted'));

      await give(page);

      await page.waitFor(withVerdict(image.name, 'matches'));
    });
  },
);

describe('in Chromium', () => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
    page = await openApp(browser, server.url);
  });
  beforeEach(() => emptyApp(page));
  afterAll(() => browser.close());

  describe('a pasted digest is understood', () => {
    beforeEach(async () => {
      await pickFiles(page, [image.path]);
      await page.waitFor(withVerdict(image.name, 'unlisted'));
    });

    const inGroups = (size: number, separator: string): string =>
      sha256.match(new RegExp(`.{${size}}`, 'g'))?.join(separator) ?? '';

    test.each([
      ['in upper case', () => sha256.toUpperCase()],
      ['with blanks around it', () => `\n  ${sha256} \t\n`],
      ['in pairs, as certutil of Windows 7 prints it', () => inGroups(2, ' ')],
      ['in groups of eight', () => inGroups(8, ' ')],
      ['with colons', () => inGroups(2, ':').toUpperCase()],
      ['with 0x', () => `0x${sha256}`],
      ['with its algorithm and a colon', () => `sha256:${sha256}`],
      ['with its algorithm as people write it', () => `SHA-256 = ${sha256}`],
      ['as a line of a checksum file', () => sumsOf('sha256sum', [image.path])],
      ['as a line with a tag', () => sumsOf('sha256sum', [image.path], ['--tag'])],
      ['as a line of OpenSSL', () => opensslLine('sha256', image.path)],
      [
        'as all that certutil prints',
        () =>
          `SHA256 hash of ${image.name}:\r\n${inGroups(2, ' ')}\r\nCertUtil: -hashfile command completed successfully.\r\n`,
      ],
    ])('%s', async (_, text) => {
      await page.fill(EXPECTED, text());

      await page.waitFor(withVerdict(image.name, 'matches'));
      expect((await readJob(page, image.name)).claims).toMatchObject([
        { authority: 'given', outcome: 'equal' },
      ]);
    });
  });

  describe('a checksum file is understood', () => {
    const gnu = (options: readonly string[] = []): string =>
      sumsOf('sha256sum', [image.path], options);

    test.each([
      ['with stars before the names', 'SHA256SUMS', 'gnu', () => gnu(['--binary'])],
      ['with Windows line ends', 'SHA256SUMS', 'gnu', () => gnu().replaceAll('\n', '\r\n')],
      ['with a byte order mark', 'SHA256SUMS.txt', 'gnu', () => `\ufeff${gnu()}`],
      [
        'in UTF-16, as PowerShell writes it',
        'SHA256SUMS.txt',
        'gnu',
        () => Buffer.from(`\ufeff${gnu()}`, 'utf16le'),
      ],
      ['with paths', 'SHA256SUMS', 'gnu', () => gnu().replace('  ', '  ./images/amd64/')],
      ['with comments', 'SHA256SUMS', 'gnu', () => `# written by a release script\n\n${gnu()}`],
      ['with tags', 'CHECKSUM', 'bsd', () => gnu(['--tag'])],
      ['of OpenSSL', 'digests.txt', 'bsd', () => opensslLine('sha256', image.path)],
      [
        'named after the image',
        '{image}.sha1',
        'bare',
        () => `${digestOf('sha1sum', image.path)}\n`,
      ],
      ['of SHA-512', 'SHA512SUMS', 'gnu', () => sumsOf('sha512sum', [image.path])],
    ])('%s', async (_, name, format, content) => {
      const list = writeIn(makeFolder(), name.replace('{image}', image.name), content());

      await pickFiles(page, [image.path, list]);

      expect((await endedJob(page, image.name)).verdict).toBe('matches');
      const reference = referenceNamed(path.basename(list));
      expect(await page.attribute(reference, 'data-format')).toBe(format);
      expect(await page.attribute(reference, 'data-claims')).toBe('1');
      expect(await page.attribute(reference, 'data-findings')).toBe('');
    });

    test('with an escaped name', async () => {
      const folder = makeFolder();
      const odd = copyInto(folder, image.path, 'two\nlines.iso');
      const list = writeIn(folder, 'SHA256SUMS', sumsOf('sha256sum', [odd]));

      await pickFiles(page, [odd, list]);

      const card = await endedJob(page, 'two\nlines.iso');
      expect(card).toMatchObject({
        verdict: 'matches',
        claims: [{ name: 'two\nlines.iso', outcome: 'equal' }],
      });
    });

    test('clear-signed, the signature damaged: read, and said to be so', async () => {
      const signed = [
        '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n',
        sumsOf('sha256sum', [image.path]),
        '-----BEGIN PGP SIGNATURE-----\n\niHUEARYKAB0WIQSdd0WjoMtw8kNcy9pjdfWTqv7PxgUCawP/DgAKCRBjdfWTqv7P\n=u6A8\n-----END PGP SIGNATURE-----\n',
      ];
      const list = writeIn(makeFolder(), 'SHA256SUMS.asc', signed.join(''));

      await pickFiles(page, [list, image.path]);

      expect((await endedJob(page, image.name)).verdict).toBe('matches');
      const reference = referenceNamed('SHA256SUMS.asc');
      expect(await page.attribute(reference, 'data-signature')).toBe('bad');
      expect(await page.text(reference)).toContain('The signature is damaged');
    });
  });

  describe('a value of which only the length is known', () => {
    /** Made here, so that its BLAKE3 can be a literal: no tool of the base system computes it. */
    const NAME = 'counted.iso';
    let sample: string;
    beforeAll(() => {
      sample = writeIn(makeFolder(), NAME, countingBytes(3_000_017));
    });

    const ROWS = [
      ['sha3-256', 'SHA3-256', () => opensslDigest('sha3-256', sample)],
      ['blake2s-256', 'BLAKE2s-256', () => opensslDigest('blake2s256', sample)],
      ['blake2b-256', 'BLAKE2b-256', () => digestOf('b2sum', sample, ['--length=256'])],
      // b3sum 1.2.0
      [
        'blake3',
        'BLAKE3',
        () => '06444fff6f16bf0cd5865b23aa223df898038715c3518764ae560799072e90c8',
      ],
      ['sha3-512', 'SHA3-512', () => opensslDigest('sha3-512', sample)],
      ['blake2b-512', 'BLAKE2b-512', () => digestOf('b2sum', sample)],
    ] as const;

    test.each(ROWS)('is found to be a %s after the image was read', async (id, word, oracle) => {
      await pickFiles(page, [sample]);
      await page.waitFor(withVerdict(NAME, 'unlisted'));

      await page.fill(EXPECTED, oracle());

      await page.waitFor(withVerdict(NAME, 'matches'));
      const { digests, claims } = await readJob(page, NAME);
      expect(digests[id]).toBe(oracle());
      expect(claims.map(({ words }) => words)).toEqual([expect.stringContaining(word)]);
    });

    test('is found to be a BLAKE3 when it was there before the image', async () => {
      await page.fill(EXPECTED, ROWS[3][2]());
      await waitForReference(page);

      await pickFiles(page, [sample]);

      await page.waitFor(withVerdict(NAME, 'matches'));
      expect((await readJob(page, NAME)).claims[0]?.words).toContain('BLAKE3');
    });

    test('counts against the image only when every algorithm of its length was compared', async () => {
      await page.fill(EXPECTED, 'd'.repeat(64));
      await waitForReference(page);

      await pickFiles(page, [sample]);

      await page.waitFor(withVerdict(NAME, 'mismatch'));
      expect(Object.keys((await readJob(page, NAME)).digests).sort()).toEqual(
        ['blake2b-256', 'blake2s-256', 'blake3', 'sha1', 'sha256', 'sha3-256'].sort(),
      );
    });
  });

  describe('which image a reference counts for', () => {
    test('a pasted digest that one image equals says nothing against another', async () => {
      await fillExpected(page, sha256);

      await pickFiles(page, [image.path, other.path]);

      await page.waitFor(withVerdict(image.name, 'matches'));
      await page.waitFor(withVerdict(other.name, 'unlisted'));
    });

    test('a pasted digest that none equals counts against each that nothing else speaks for', async () => {
      const list = writeIn(makeFolder(), 'SHA256SUMS', sumsOf('sha256sum', [image.path]));
      await page.fill(EXPECTED, 'a'.repeat(40));

      await pickFiles(page, [image.path, other.path, list]);

      await page.waitFor(withVerdict(other.name, 'mismatch'));
      await page.waitFor(withVerdict(image.name, 'matches'));
    });

    test('a list for another file counts once it is applied by hand, and no longer once it is removed', async () => {
      const list = writeIn(makeFolder(), 'SHA256SUMS', sumsOf('sha256sum', [other.path]));
      await pickFiles(page, [list, image.path]);
      const before = await endedJob(page, image.name);

      await pressOn(page, jobNamed(image.name), 'apply');
      await page.waitFor(withVerdict(image.name, 'mismatch'));
      await pressOn(page, referenceNamed('SHA256SUMS'), 'remove');
      await page.waitFor(withVerdict(image.name, 'unlisted'));

      expect(before).toMatchObject({
        verdict: 'unlisted',
        diagnoses: ['reference-for-other-file'],
        claims: [{ name: other.name, outcome: 'not-compared' }],
      });
    });

    test('a renamed copy is still the copy; both names are shown', async () => {
      const folder = makeFolder();
      const renamed = copyInto(folder, image.path, 'stick.iso');
      const list = writeIn(folder, 'SHA256SUMS', sumsOf('sha256sum', [image.path]));

      await pickFiles(page, [renamed, list]);

      const card = await endedJob(page, 'stick.iso');
      expect(card).toMatchObject({ verdict: 'matches', claims: [{ name: image.name }] });
      expect(card.words).toContain('stick.iso');
    });

    test('a different digest under the name in capitals counts, and it is said why', async () => {
      const name = `old/${image.name.toUpperCase()}`;
      const list = writeIn(makeFolder(), 'SHA256SUMS', `${'b'.repeat(64)}  ${name}\n`);

      await pickFiles(page, [list, image.path]);

      const card = await endedJob(page, image.name);
      expect(card).toMatchObject({ verdict: 'mismatch', diagnoses: ['reference-name-differs'] });
      expect(card.claims.map(({ words }) => words).join()).toContain(
        'The names differ in the folder and letter case',
      );
    });

    test('one difference outweighs an equality', async () => {
      const folder = makeFolder();
      const right = writeIn(folder, 'SHA256SUMS', sumsOf('sha256sum', [image.path]));
      const wrong = writeIn(folder, 'SHA1SUMS', `${'b'.repeat(40)}  ${image.name}\n`);

      await pickFiles(page, [right, wrong, image.path]);

      const card = await endedJob(page, image.name);
      expect(card.verdict).toBe('mismatch');
      expect(card.claims.map(({ outcome }) => outcome)).toEqual(['different', 'equal']);
    });
  });

  describe('a damaged digest is not compared', () => {
    const replaced = (): string => (sha256.startsWith('0') ? '1' : '0') + sha256.slice(1);

    test.each([
      ['reference-garbled', 'with one character changed', () => replaced()],
      [
        'reference-garbled',
        'with a letter for a digit',
        () => `${sha256.slice(0, 20)}O${sha256.slice(21)}`,
      ],
      ['reference-truncated', 'with its end cut off', () => sha256.slice(0, 61)],
      ['reference-truncated', 'with its first half only', () => sha256.slice(0, 32)],
    ])('%s: %s', async (code, _, text) => {
      await page.fill(EXPECTED, text());
      await waitForReference(page);

      await pickFiles(page, [image.path]);

      await page.waitFor(inState(image.name, 'done'));
      expect(await readJob(page, image.name)).toMatchObject({
        verdict: 'unlisted',
        diagnoses: [code],
        claims: [{ outcome: 'not-compared' }],
      });
    });
  });
});
