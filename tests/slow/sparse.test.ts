/** An image larger than 32 bits can count, through the whole hosted edition. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endedJob, inState, openApp, pickFiles } from '../support/app.ts';
import { launchBrowser, type BrowserHandle } from '../support/browsers/page.ts';
import { opensslDigest } from '../support/checksum-tools.ts';
import { writeSparse } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Past 32 bits; and more than any disc or stick image that people check today. */
const SIZES = [5, 50].map((gigabytes) => ({ gigabytes, name: `${gigabytes}.iso` }));
/** On a machine that has other things to do. */
const LONGEST_MS = 1_700_000;

interface Expected {
  readonly path: string;
  readonly digests: { readonly sha256: string; readonly sha1: string };
}

let server: TestServer;
let expected: ReadonlyMap<string, Expected>;

beforeAll(async () => {
  server = await startServer();
  expected = new Map(
    SIZES.map(({ gigabytes, name }) => {
      const path = writeSparse(name, gigabytes * 1e9);
      const digests = { sha256: opensslDigest('sha256', path), sha1: opensslDigest('sha1', path) };
      return [name, { path, digests }];
    }),
  );
});

afterAll(() => server.stop());

describe.each(['chromium', 'chromium109', 'firefox'] as const)('in %s', (name) => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
  });
  afterAll(() => browser.close());

  test.each(SIZES)(
    'an image of $gigabytes GB has the digests that OpenSSL computes',
    async (size) => {
      const page = await openApp(browser, server.url);
      const { path = '', digests } = expected.get(size.name) ?? {};
      await pickFiles(page, [path]);
      await page.waitFor(inState(size.name, 'reading'));

      const card = await endedJob(page, size.name, LONGEST_MS);

      expect(card).toMatchObject({ state: 'done', verdict: 'unlisted', digests });
      await page.close();
    },
  );
});
