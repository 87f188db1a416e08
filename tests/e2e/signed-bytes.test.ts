/** Signatures over the bytes of an image itself, for which it is read a second time. */
import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  endedJob,
  KEY,
  openApp,
  pickFiles,
  portableUrl,
  pressOn,
  referenceNamed,
  trustKey,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { writeFiles } from '../support/files.ts';
import { Minisign } from '../support/minisign-tool.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NAME = 'golden.iso';

const minisign = new Minisign();
let server: TestServer;
let content: Uint8Array;
let altered: Uint8Array;
beforeAll(async () => {
  server = await startServer('dist');
  const [image] = (await findRealImages()) as [RealImage];
  content = Uint8Array.from(readFileSync(image.path));
  altered = content.with(40_000, (content[40_000] ?? 0) ^ 1);
});
afterAll(async () => {
  await server.stop();
  minisign.close();
});

/** What signify, in a folder of its own, makes of a new key and these bytes. */
function signify(signed: Uint8Array): { publicKey: Uint8Array; signature: Uint8Array } {
  const folder = makeDirectory();
  const run = (args: readonly string[]) => execFileSync('signify-openbsd', args, { cwd: folder });
  writeFileSync(path.join(folder, 'signed'), signed);
  run(['-G', '-n', '-p', 'key.pub', '-s', 'key.sec']);
  run(['-S', '-s', 'key.sec', '-m', 'signed', '-x', 'signed.sig']);
  const read = (name: string) => Uint8Array.from(readFileSync(path.join(folder, name)));
  return { publicKey: read('key.pub'), signature: read('signed.sig') };
}

describe.each([
  ['chromium', 'hosted'],
  ['chromium109', 'portable'],
  ['firefox', 'portable'],
  ['webkit', 'portable'],
] as const)('in %s, %s', (name, edition) => {
  let browser: BrowserHandle;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await openApp(browser, edition === 'hosted' ? server.url : portableUrl());
  });
  afterEach(async () => {
    await pressOn(page, KEY, 'forget');
    await page.close();
  });

  test('a legacy signature by minisign fits the image that was signed, and no other', async () => {
    await trustKey(page, minisign.publicKey);
    const signature = [`${NAME}.minisig`, minisign.sign(content, 'legacy')] as const;
    await pickFiles(page, writeFiles([[NAME, content], signature]));
    expect(await endedJob(page, NAME)).toMatchObject({
      verdict: 'matches',
      claims: [{ authority: 'own', outcome: 'equal' }],
    });
    await pickFiles(
      page,
      writeFiles([
        ['other.iso', altered],
        ['other.iso.minisig', signature[1]],
      ]),
    );
    await page.waitFor(withVerdict('other.iso', 'mismatch'));
  });

  test('a signature by signify that comes after the image fits it', async () => {
    const { publicKey, signature } = signify(content);
    await trustKey(page, publicKey);
    await pickFiles(page, writeFiles([[NAME, content]]));
    await page.waitFor(withVerdict(NAME, 'unlisted'));
    await pickFiles(page, writeFiles([[`${NAME}.sig`, signature]]));
    await page.waitFor(withVerdict(NAME, 'matches'));
  });
});

test('above 64 MiB it is said not to be checked, and counts for nothing', async () => {
  const browser = await launchBrowser({ browser: 'chromium' });
  const page = await openApp(browser, server.url);
  await trustKey(page, minisign.publicKey);
  const files = writeFiles([
    ['large.iso', content],
    ['large.iso.minisig', minisign.sign(content, 'legacy')],
  ]);
  truncateSync(files[0] ?? '', 64 * 2 ** 20 + 1);
  await pickFiles(page, files);
  expect(await endedJob(page, 'large.iso')).toMatchObject({ verdict: 'unlisted' });
  expect(await page.text(referenceNamed('large.iso.minisig'))).toContain(
    'cannot be checked over so many bytes',
  );
  await browser.close();
});
