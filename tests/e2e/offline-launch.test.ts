/** The installed app as the system's program for images: opened with a file, without a network. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { findRealImages } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: BrowserHandle;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium', profile: makeDirectory() });
  page = await browser.newPage(server.url);
  await page.waitFor('html[data-offline="ready"]');
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('an image opened with the installed app is verified in the window that is open', async () => {
  const [image] = await findRealImages();
  const { appId } = (await page.devTools('Page.getAppId')) as { appId: string };
  await page.devTools('PWA.install', { manifestId: appId, installUrlOrBundleUrl: server.url });
  await server.stop();

  await page.devTools('PWA.launchFilesInApp', { manifestId: appId, files: [image?.path] });
  await page.waitFor('[data-role="job"][data-state="done"]');

  expect(await page.attribute('[data-role="job"]', 'data-name')).toBe(image?.name);
  expect(appId).toBe(`${server.url}touchstone`);
});
