/** Signed lists, signatures beside images, and keys: in the shipped build, and in one with a throw-away key. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  emptyApp,
  endedJob,
  jobNamed,
  KEY,
  openApp,
  pickFiles,
  portableUrl,
  pressOn,
  readJob,
  referenceNamed,
  savedReport,
  showApp,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { copyInto, digestOf } from '../support/checksum-tools.ts';
import { makeDirectory } from '../support/deployment.ts';
import { Gpg } from '../support/gpg.ts';
import { findViolations, type Schema } from '../support/json-schema.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

const PUBLISHED = 'tests/vectors/reference/published';
const PROJECT = 'Throw-away project';
/** In the scope of the throw-away key. */
const NAME = 'throwaway-1.iso';

let server: TestServer;
let image: RealImage;
let directory: string;
let gpg: Gpg;
/** Built into the second build. */
let key: string;
/** In nobody's build. */
let stranger: string;
let built: string;

const write = (name: string, content: string | Uint8Array): string => {
  const file = path.join(makeFolder(), name);
  writeFileSync(file, content);
  return file;
};
let folders = 0;
function makeFolder(): string {
  const folder = path.join(directory, String(folders++));
  mkdirSync(folder);
  return folder;
}

/** With one bit of one byte turned. */
function altered(content: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(content);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const published = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(path.join(PUBLISHED, name)));

function makeKeys(): string {
  const folder = makeFolder();
  const names = ['throwaway-*.iso'];
  const row = { fingerprint: key, project: PROJECT, purpose: 'a test', names, source: 'a test' };
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify([row]));
  writeFileSync(path.join(folder, `${key}.asc`), gpg.run(['--armor', '--export', key]));
  return folder;
}

beforeAll(async () => {
  server = await startServer();
  directory = makeDirectory();
  [image] = (await findRealImages()) as [RealImage];
  gpg = new Gpg();
  key = gpg.makeKey('Throw-away <throwaway@example.org>');
  stranger = gpg.makeKey('Stranger <stranger@example.org>', { algorithm: 'rsa2048' });
  const outDir = makeFolder();
  execFileSync(
    'node_modules/.bin/vite',
    ['build', '--mode', 'portable', '--logLevel', 'warn', '--outDir', outDir],
    { env: { ...process.env, TOUCHSTONE_EXTRA_KEYS: makeKeys() }, stdio: 'inherit' },
  );
  built = portableUrl(path.join(outDir, 'touchstone.html'));
});

afterAll(async () => {
  gpg.close();
  await server.stop();
});

const referenceState = (name: string, state: string): string =>
  `${referenceNamed(name)}[data-signature="${state}"]`;

const EDITIONS = [
  ['chromium', 'hosted'],
  ['chromium', 'portable'],
  ['chromium109', 'portable'],
  ['firefox', 'hosted'],
  ['firefox', 'portable'],
] as const;

describe.each(EDITIONS)('a published list in %s, %s', (name, edition) => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
    page = await openApp(browser, edition === 'hosted' ? server.url : portableUrl());
  });
  afterAll(() => browser.close());
  beforeEach(() => emptyApp(page));

  test.each([
    ['debian-11.2.0-SHA512SUMS', 'debian-11.2.0-SHA512SUMS.sign'],
    ['ubuntu-20.04.1-SHA256SUMS', 'ubuntu-20.04.1-SHA256SUMS.gpg'],
    ['Fedora-Workstation-35-1.2-x86_64-CHECKSUM'],
    ['CHECKSUM.SHA512-FreeBSD-14.1-RELEASE-amd64.asc'],
    ['Qubes-R4.2.4-x86_64.iso.DIGESTS'],
  ])('%s is good, and altered it is bad', async (list, signature?: string) => {
    const beside = signature === undefined ? [] : [path.join(PUBLISHED, signature)];
    await pickFiles(page, [path.join(PUBLISHED, list), ...beside]);
    await page.waitFor(
      `${referenceNamed(list)}:is([data-signature="good"], [data-signature="expired"])`,
    );
    expect(await page.attribute(referenceNamed(list), 'data-trust')).toBe('built-in');
    await emptyApp(page);

    const bytes = published(list);
    const at = Buffer.from(bytes).indexOf(/iso/i.exec(Buffer.from(bytes).toString())?.[0] ?? '');
    await pickFiles(page, [write(list, altered(bytes, at)), ...beside]);
    await page.waitFor(referenceState(list, 'bad'));
  });
});

describe('with a throw-away key in the build', () => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
    page = await openApp(browser, built);
  });
  afterAll(() => browser.close());
  beforeEach(() => emptyApp(page));

  const line = (file: string): string => `${digestOf('sha256sum', image.path)}  ${file}\n`;
  const wrongLine = (file: string): string => `${'ab'.repeat(32)}  ${file}\n`;
  const copy = (): string => copyInto(makeFolder(), image.path, NAME);
  const clearSigned = (by: string, text: string): Uint8Array => gpg.sign(by, text, ['--clearsign']);
  const detached = (by: string, text: string | Uint8Array): Uint8Array =>
    gpg.sign(by, text, ['--detach-sign']);

  test('a list that it signed makes a fitting image verified, and names the signer', async () => {
    await pickFiles(page, [copy(), write('SUMS.asc', clearSigned(key, line(NAME)))]);
    const job = await endedJob(page, NAME);
    expect(job).toMatchObject({ verdict: 'verified', basis: 'signed' });
    expect(job.words).toContain(`signed by ${PROJECT}`);
  });

  test('and another image a mismatch', async () => {
    await pickFiles(page, [copy(), write('SUMS.asc', clearSigned(key, wrongLine(NAME)))]);
    expect(await endedJob(page, NAME)).toMatchObject({ verdict: 'mismatch' });
  });

  test('the signature beside the list may come last', async () => {
    await pickFiles(page, [copy(), write('SHA256SUMS', line(NAME))]);
    await page.waitFor(withVerdict(NAME, 'matches'));
    expect(await page.text(referenceNamed('SHA256SUMS'))).toContain('SHA256SUMS.sign');
    await pickFiles(page, [write('SHA256SUMS.sign', detached(key, line(NAME)))]);
    await page.waitFor(withVerdict(NAME, 'verified'));
    await pressOn(page, referenceNamed('SHA256SUMS.sign'), 'remove');
    await page.waitFor(withVerdict(NAME, 'matches'));
  });

  test('a list that was altered after it was signed is not to be relied on, though it fits', async () => {
    const list = line(NAME) + wrongLine('throwaway-2.iso');
    await pickFiles(page, [
      copy(),
      write('SHA256SUMS', list),
      write('SHA256SUMS.sign', detached(key, line(NAME))),
    ]);
    await page.waitFor(referenceState('SHA256SUMS', 'bad'));
    const job = await endedJob(page, NAME);
    expect(job.verdict).toBe('matches');
    expect(job.words).toContain(`altered or damaged after ${PROJECT} signed it`);
  });

  test('what stands outside of the signed text is not vouched for', async () => {
    const list = Buffer.concat([
      clearSigned(key, wrongLine('throwaway-2.iso')),
      Buffer.from(line(NAME)),
    ]);
    await pickFiles(page, [copy(), write('SUMS.asc', list)]);
    expect(await endedJob(page, NAME)).toMatchObject({ verdict: 'unlisted' });
  });

  test('a file outside of its scope is not vouched for', async () => {
    const list = clearSigned(key, line('windows.iso'));
    await pickFiles(page, [
      copyInto(makeFolder(), image.path, 'windows.iso'),
      write('SUMS.asc', list),
    ]);
    expect(await endedJob(page, 'windows.iso')).toMatchObject({ verdict: 'matches' });
    await page.waitFor(referenceState('SUMS.asc', 'unknown-key'));
  });

  test('a signature over the image itself verifies it, and a wrong one does not', async () => {
    const bytes = Uint8Array.from(readFileSync(image.path));
    await pickFiles(page, [copy(), write(`${NAME}.sig`, detached(key, bytes))]);
    expect(await endedJob(page, NAME)).toMatchObject({ verdict: 'verified', basis: 'signed' });
    await emptyApp(page);
    await pickFiles(page, [copy()]);
    await page.waitFor(withVerdict(NAME, 'unlisted'));
    await pickFiles(page, [write(`${NAME}.sig`, detached(key, altered(bytes, 40_000)))]);
    await page.waitFor(withVerdict(NAME, 'mismatch'));
  });

  test('a renamed image is said to be what was signed', async () => {
    const renamed = copyInto(makeFolder(), image.path, 'throwaway-9.iso');
    await pickFiles(page, [renamed, write('SUMS.asc', clearSigned(key, line(NAME)))]);
    const job = await endedJob(page, 'throwaway-9.iso');
    expect(job).toMatchObject({ verdict: 'verified', basis: 'signed' });
    expect(job.words).toContain('what was signed is called');
  });

  test('the withdrawn key takes its word away, and nobody has to trust it for that', async () => {
    await pickFiles(page, [copy(), write('SUMS.asc', clearSigned(key, line(NAME)))]);
    await page.waitFor(withVerdict(NAME, 'verified'));
    await pickFiles(page, [write('withdrawn.gpg', gpg.exportWithdrawn(key))]);
    await page.waitFor(withVerdict(NAME, 'matches'));
    await page.waitFor(referenceState('SUMS.asc', 'revoked'));
    await pressOn(page, KEY, 'forget');
    await page.waitFor(withVerdict(NAME, 'verified'));
  });

  test('the build that ships does not know the key', async () => {
    await showApp(page, portableUrl());
    await pickFiles(page, [copy(), write('SUMS.asc', clearSigned(key, line(NAME)))]);
    expect(await endedJob(page, NAME)).toMatchObject({ verdict: 'matches' });
    await page.waitFor(referenceState('SUMS.asc', 'unknown-key'));
    await showApp(page, built);
  });

  test('the report says who signed what', async () => {
    const downloads = makeFolder();
    const other = await launchBrowser({ browser: 'chromium', downloads });
    const own = await openApp(other, built);
    await pickFiles(own, [copy(), write('SUMS.asc', clearSigned(key, line(NAME)))]);
    await endedJob(own, NAME);
    const { content: report } = await savedReport(own, downloads);
    await other.close();
    expect(report).toMatchObject({
      references: [
        {
          name: 'SUMS.asc',
          signature: 'good',
          signatures: [{ outcome: 'good', fingerprint: key, trust: 'built-in', project: PROJECT }],
        },
      ],
    });
    const schema = readFileSync('public/schema/touchstone.report-1.json', 'utf8');
    expect(findViolations(report, JSON.parse(schema) as Schema)).toEqual([]);
  });
});

describe.each([
  ['chromium', 'hosted'],
  ['chromium109', 'portable'],
  ['firefox', 'hosted'],
] as const)('a key of the user in %s, %s', (name, edition) => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await openApp(browser, edition === 'hosted' ? server.url : portableUrl());
  });
  afterEach(() => page.close());

  test('is on the page once where its file has it twice', async () => {
    const file = gpg.exportKey(stranger);
    await pickFiles(page, [write('twice.gpg', Buffer.concat([file, file]))]);
    await page.waitFor(KEY);
    expect(await page.count(KEY)).toBe(1);
    await pressOn(page, KEY, 'forget');
    await page.waitFor(`html:not(:has(${KEY}))`);
  });

  test('counts as vouched for once it is trusted, and no more when it is forgotten', async () => {
    const text = `${digestOf('sha256sum', image.path)}  ${image.name}\n`;
    const list = write('SUMS.asc', gpg.sign(stranger, text, ['--clearsign']));
    await pickFiles(page, [image.path, list]);
    await page.waitFor(referenceState('SUMS.asc', 'unknown-key'));
    await pickFiles(page, [write('stranger.asc', gpg.run(['--armor', '--export', stranger]))]);
    await page.waitFor(KEY);
    expect(await page.attribute(KEY, 'data-fingerprint')).toBe(stranger);
    await page.waitFor(`${jobNamed(image.name)}[data-state="done"]`);
    expect((await readJob(page, image.name)).claims).toMatchObject([{ authority: 'given' }]);

    await pressOn(page, KEY, 'trust');
    await page.waitFor(`${referenceState('SUMS.asc', 'good')}[data-trust="own"]`);
    expect(await readJob(page, image.name)).toMatchObject({
      verdict: 'matches',
      claims: [{ authority: 'own', outcome: 'equal' }],
    });

    const address = edition === 'hosted' ? server.url : portableUrl();
    await showApp(page, address);
    await pickFiles(page, [list]);
    const kept = edition === 'hosted' ? 'good' : 'unknown-key';
    await page.waitFor(referenceState('SUMS.asc', kept));

    await page.evaluate(() =>
      document.querySelector<HTMLElement>('[data-role="key"] [data-action="forget"]')?.click(),
    );
    await page.waitFor(referenceState('SUMS.asc', 'unknown-key'));
  });
});
