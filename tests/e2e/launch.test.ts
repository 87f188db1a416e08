/** The installed app, opened by the operating system with an image (`file_handlers`). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endedJob, inState, OFFLINE, pickFiles, READY } from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { digestOf } from '../support/checksum-tools.ts';
import { makeDirectory } from '../support/deployment.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: BrowserHandle;
let page: Page;
let manifestId: string;
let images: readonly RealImage[];

beforeAll(async () => {
  images = await findRealImages();
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium', profile: makeDirectory() });
  page = await browser.newPage(server.url);
  await page.waitFor(OFFLINE);
  const { appId } = (await page.devTools('Page.getAppId')) as { appId: string };
  manifestId = appId;
  await page.devTools('PWA.install', { manifestId, installUrlOrBundleUrl: server.url });
});

afterAll(async () => {
  await page.devTools('PWA.uninstall', { manifestId });
  await browser.close();
  await server.stop();
});

const openWith = (files: readonly RealImage[]): Promise<unknown> =>
  page.devTools('PWA.launchFilesInApp', { manifestId, files: files.map((one) => one.path) });

test('it is registered for images, under an identity that no folder or query changes', async () => {
  expect(manifestId).toBe(`${server.url}touchstone`);
  const { fileHandlers } = (await page.devTools('PWA.getOsAppState', { manifestId })) as {
    fileHandlers: { accepts: { fileExtensions: string[] }[] }[];
  };

  const extensions = fileHandlers.flatMap(({ accepts }) => accepts);
  expect(extensions.flatMap(({ fileExtensions }) => fileExtensions)).toEqual(['.iso', '.img']);
});

test('opened with an image, it verifies it, also when the server is gone', async () => {
  const [image] = images as [RealImage];
  await page.goto('about:blank');
  await server.stop();

  await openWith([image]);

  await page.waitFor(READY);
  expect(await endedJob(page, image.name)).toMatchObject({
    state: 'done',
    digests: { sha256: digestOf('sha256sum', image.path), sha1: digestOf('sha1sum', image.path) },
  });
  await server.start();
});

test('opened with more images while it runs, it keeps those that it has', async () => {
  const [first, ...more] = images as [RealImage, ...RealImage[]];
  await page.goto(server.url);
  await pickFiles(page, [first.path]);
  await page.waitFor(inState(first.name, 'done'));

  await openWith(more);

  for (const image of more) await page.waitFor(inState(image.name, 'done'));
  expect(await page.count('[data-role="job"]')).toBe(images.length);
});
