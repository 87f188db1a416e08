/** References made from a checked image: downloaded, accepted by other tools, dropped again. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobNamed, openApp, pickFiles, referenceNamed, withVerdict } from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { writeIn } from '../support/checksum-tools.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { makeDirectory } from '../support/deployment.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NAME = "it's $(an) image.iso";
let server: TestServer;
let directory: string;
let browser: BrowserHandle;
beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium' });
  directory = makeDirectory();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('of an image that was checked', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openApp(browser, server.url);
    await page.drop([writeIn(directory, NAME, countingBytes(5_000_000))]);
    await page.waitFor(withVerdict(NAME, 'unlisted'));
    await page.click(`${jobNamed(NAME)} [data-action="make-reference"]`);
  });
  afterAll(() => page.close());

  test('a checksum list is saved that sha256sum accepts', async () => {
    const saved = await page.download('[data-action="save-reference"][data-format="gnu"]');
    expect(saved.name).toMatch(/\.sha256$/);
    expect(spawnSync('sha256sum', ['-c', saved.path], { cwd: directory }).status).toBe(0);
  });

  test('each button says once, and in quotation marks, what the file is called', async () => {
    const label = await page.attribute('[data-action="make-block-map"]', 'aria-label');
    expect(label?.replace(/[\u2068\u2069]/gu, '')).toBe(`Make a block map of “${NAME}”`);
  });

  test('the command that is shown checks the file', async () => {
    const line = await page.text('[data-role="command"][data-tool="sha256sum"] code');
    const said = execFileSync('bash', ['-c', line], { cwd: directory, encoding: 'utf8' });
    expect(said).toContain('OK');
  });

  test('a block map is made, and dropped again it is a reference that the image equals', async () => {
    const saved = await page.download('[data-action="make-block-map"]');
    expect(readFileSync(saved.path)).toHaveLength(56 + NAME.length + 5 * 32 + 4);
    const copy = writeIn(directory, 'x.blockmap', readFileSync(saved.path));
    await pickFiles(page, [copy]); // the drop zone is scrolled out of view
    await page.waitFor(referenceNamed(path.basename(copy)));
    await page.waitFor(`${jobNamed(NAME)}[data-verdict="matches"]`);
  });

  test('a Metalink has the digests of the blocks then', async () => {
    const saved = await page.download('[data-action="save-reference"][data-format="metalink"]');
    expect(readFileSync(saved.path, 'utf8').match(/<hash>/g)).toHaveLength(5);
  });
});

test('is not offered for an image that differs from its reference', async () => {
  const page = await openApp(browser, server.url);
  const list = writeIn(directory, 'SHA256SUMS', `${'0'.repeat(64)}  other.iso\n`);
  await page.drop([writeIn(directory, 'other.iso', countingBytes(1_000)), list]);
  await page.waitFor(`${jobNamed('other.iso')}[data-verdict="mismatch"]`);
  expect(await page.count(`${jobNamed('other.iso')} [data-action="make-reference"]`)).toBe(0);
  await page.close();
});
