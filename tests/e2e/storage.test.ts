/** Nowhere to keep the place of a long reading: the reading goes on, and the page says what that means. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endedJob, inState, jobNamed, OFFLINE, pressOn, showApp } from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { makeDirectory } from '../support/deployment.ts';
import { mountFailingFile } from '../support/failing-file.ts';
import { nodeDigest } from '../support/node-digest.ts';
import { startServer, type TestServer } from '../support/server.ts';

const content = countingBytes(40_000_000);
const MIDDLE = 25_000_000;
const NOTICE = '[data-role="notice"][data-code="place-not-kept"]';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Each pause wants to keep the place: the second one, of another image, is not told of again. */
async function readWithPause(page: Page, name: string): Promise<void> {
  const file = await mountFailingFile(name, content);
  await file.holdAt(MIDDLE);
  await page.drop([file.path]);
  await file.untilHeld();
  await page.waitFor(inState(name, 'reading'));
  await pressOn(page, jobNamed(name), 'pause');
  await page.waitFor(NOTICE);
  await file.recover();
  await pressOn(page, jobNamed(name), 'resume');
  const { state, verdict, digests } = await endedJob(page, name);
  expect([state, verdict]).toEqual(['done', 'unlisted']);
  expect(digests).toMatchObject({ sha256: nodeDigest('sha256', content) });
}

async function expectOneNotice(page: Page): Promise<void> {
  await readWithPause(page, 'first.iso');
  await readWithPause(page, 'second.iso');
  expect(await page.count(NOTICE)).toBe(1);
  expect(await page.text(NOTICE)).toMatch(/“first\.iso” goes on.*start from its beginning/s);
}

test('a browser with no room left reads on, and says once that it keeps no place', async () => {
  const browser = await launchBrowser({ browser: 'chromium' });
  const page = await browser.newPage();
  await showApp(page, server.url);
  await page.waitFor(OFFLINE); // what it stores of itself is stored
  const { origin } = new URL(server.url);
  await page.devTools('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await expectOneNotice(page);
  await browser.close();
});

/** As a person forbids all sites to store anything, in the browser's settings. */
function profileWithoutStorage(): string {
  const profile = makeDirectory();
  const BLOCK = 2; // CONTENT_SETTING_BLOCK
  const settings = { profile: { default_content_setting_values: { cookies: BLOCK } } };
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  return profile;
}

test('a browser that lets no site store anything reads on, and says once that it keeps no place', async () => {
  const browser: BrowserHandle = await launchBrowser({
    browser: 'chromium',
    profile: profileWithoutStorage(),
  });
  const page = await browser.newPage();
  await showApp(page, server.url);
  await expectOneNotice(page);
  await browser.close();
});
