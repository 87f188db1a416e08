/** "Nothing leaves this machine", shown from outside: every request from load to verdict. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

const READY = 'html[data-ready="true"][data-offline="ready"][data-catalogue="ready"]';
const DONE = '[data-role="job"][data-state="done"]';

let server: TestServer;
let browser: BrowserHandle;
let image: RealImage;
let checksums: string;

beforeAll(async () => {
  [image] = (await findRealImages()) as [RealImage];
  checksums = path.join(makeDirectory(), 'SHA256SUMS');
  writeFileSync(
    checksums,
    execFileSync('sha256sum', [image.name], { cwd: path.dirname(image.path) }),
  );
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium' });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function dropAndAwaitVerdict(page: Page): Promise<string | null> {
  await page.drop([image.path, checksums]);
  await page.waitFor(DONE);
  return page.attribute(DONE, 'data-verdict');
}

const isOwn = (url: string): boolean => url.startsWith(server.url) || /^(?:blob|data):/.test(url);

test('from load to verdict no request goes to another origin, and none has a body', async () => {
  const page = await browser.newPage(server.url);
  await page.waitFor(READY);

  expect(await dropAndAwaitVerdict(page)).toBe('matches');

  expect(page.requests.length).toBeGreaterThan(5);
  expect(page.requests.filter(({ url }) => !isOwn(url))).toEqual([]);
  expect(page.requests.filter(({ method, hasBody }) => method !== 'GET' || hasBody)).toEqual([]);
  expect(server.requests.filter(({ method, hasBody }) => method !== 'GET' || hasBody)).toEqual([]);
  await page.close();
});

test('once ready, a whole verification asks the server for nothing', async () => {
  const page = await browser.newPage(server.url);
  await page.waitFor(READY);
  const from = server.requests.length;

  expect(await dropAndAwaitVerdict(page)).toBe('matches');

  expect(server.requests.slice(from).filter(({ path: file }) => file !== '/sw.js')).toEqual([]);
  await page.close();
});

test('with the server gone the verdict is the same', async () => {
  const page = await browser.newPage(server.url);
  await page.waitFor(READY);
  await server.stop();

  const verdict = await dropAndAwaitVerdict(page);
  await server.start();

  expect(verdict).toBe('matches');
  await page.close();
});

test('the portable file asks for nothing at all', async () => {
  const page = await browser.newPage(`file://${path.resolve('dist/touchstone.html')}`);
  await page.waitFor(READY);

  expect(await dropAndAwaitVerdict(page)).toBe('matches');

  expect(page.requests.filter(({ url }) => !/^(?:file|blob|data):/.test(url))).toEqual([]);
  await page.close();
});
