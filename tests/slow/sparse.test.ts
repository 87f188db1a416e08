/** An image larger than 32 bits can count, through the whole hosted edition. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endedJob, inState, openApp, pickFiles } from '../support/app.ts';
import { launchBrowser, type BrowserHandle } from '../support/browsers/page.ts';
import { digestOf } from '../support/checksum-tools.ts';
import { writeSparse } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NAME = 'zeros.iso';
const BYTES = 5 * 2 ** 30;
const LONGEST_MS = 600_000;

let server: TestServer;
let image: string;
let digests: { sha256: string; sha1: string };

beforeAll(async () => {
  server = await startServer();
  image = writeSparse(NAME, BYTES);
  digests = { sha256: digestOf('sha256sum', image), sha1: digestOf('sha1sum', image) };
});

afterAll(() => server.stop());

describe.each(['chromium', 'chromium109', 'firefox'] as const)('in %s', (name) => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
  });
  afterAll(() => browser.close());

  test('an image of 5 GiB has the digests that coreutils computes', async () => {
    const page = await openApp(browser, server.url);
    await pickFiles(page, [image]);
    await page.waitFor(inState(NAME, 'reading'));

    const card = await endedJob(page, NAME, LONGEST_MS);

    expect(card).toMatchObject({ state: 'done', verdict: 'unlisted', digests });
    await page.close();
  });
});
