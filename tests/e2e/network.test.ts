/** "Nothing leaves this machine", shown from outside: by the browser's own account of its requests, and by the servers'. */
import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  OFFLINE,
  openApp,
  pickFiles,
  portableUrl,
  pressOn,
  readJob,
  referenceNamed,
  showApp,
  withVerdict,
  fillExpected,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { digestOf, sumsOf, writeIn } from '../support/checksum-tools.ts';
import { makeDirectory } from '../support/deployment.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { catalogueFile } from '../support/test-catalogue.ts';

let server: TestServer;
/** Serves a page without a policy, at the name of the portable file. */
let plain: TestServer;
let plainFile: string;
let directory: string;
let image: RealImage;
let list: string;

beforeAll(async () => {
  server = await startServer();
  directory = makeDirectory();
  plainFile = writeIn(directory, 'touchstone.html', '<!doctype html><title>Plain</title>');
  plain = await startServer(directory);
  [image] = (await findRealImages()) as [RealImage];
  list = writeIn(directory, 'SHA512SUMS', sumsOf('sha512sum', [image.path]));
});

afterAll(async () => {
  await server.stop();
  await plain.stop();
});

/** Everything that a person does with an image: give it, have it compared twice over, save the report, empty the page. */
async function useEverything(page: Page): Promise<void> {
  await pickFiles(page, [image.path]);
  await page.waitFor(withVerdict(image.name, 'unlisted'));
  await fillExpected(page, digestOf('sha1sum', image.path));
  await page.waitFor(withVerdict(image.name, 'matches'));
  await pickFiles(page, [list]);
  await page.waitFor(referenceNamed('SHA512SUMS'));
  await page.waitFor('[data-role="digest"][data-algorithm="sha512"]');
  expect((await readJob(page, image.name)).verdict).toBe('matches');
  await pressOn(page, 'body', 'save-report');
  await pressOn(page, 'body', 'clear');
}

const isOfThePage = (url: string): boolean => /^(?:blob|data):/.test(url);

/** Runs in the page: tries to send a word to `url` in every way that a script has. The answers are the ways that were let through. */
async function trySending(url: string): Promise<string[]> {
  const open: string[] = [];
  const attempt = async (way: string, send: () => unknown): Promise<void> => {
    try {
      if ((await send()) !== false) open.push(way);
    } catch {
      // Refused, as it should be.
    }
  };
  const settles = (target: EventTarget, good: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      target.addEventListener(good, resolve);
      target.addEventListener('error', reject);
    });
  await attempt('fetch', () => fetch(url, { method: 'POST', body: 'secret', mode: 'no-cors' }));
  await attempt('XMLHttpRequest', () => {
    const request = new XMLHttpRequest();
    const settled = settles(request, 'load');
    request.open('GET', url);
    request.send();
    return settled;
  });
  await attempt('EventSource', () => settles(new EventSource(url), 'open'));
  await attempt('WebSocket', () => settles(new WebSocket(url.replace('http', 'ws')), 'open'));
  await attempt('image', () => {
    const picture = new Image();
    picture.src = `${url}?secret`;
    return settles(picture, 'load');
  });
  await attempt('script', () => {
    const script = document.createElement('script');
    script.src = url;
    document.head.append(script);
    return settles(script, 'load');
  });
  await attempt('style sheet', () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    document.head.append(link);
    return settles(link, 'load');
  });
  // It answers true even when the policy refuses what was queued: the other server is the judge.
  navigator.sendBeacon(url, 'secret');
  return open;
}

/** Runs in the page: a worker of its own making, where the page may make one at all. */
function tryFromWorker(url: string): Promise<string> {
  const code = `fetch(${JSON.stringify(url)}, { method: 'POST', body: 'x', mode: 'no-cors' })
    .then(() => postMessage('sent'), () => postMessage('refused'));`;
  return new Promise((resolve) => {
    try {
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      worker.onmessage = ({ data }: MessageEvent<string>) => {
        resolve(data);
      };
      worker.onerror = () => {
        resolve('refused');
      };
    } catch {
      resolve('refused');
    }
  });
}

/** Current Chromium keeps pages from servers on this machine; what is tried here is the page's own policy. */
async function allowLocalNetwork(page: Page): Promise<void> {
  if (page.browser !== 'chromium') return;
  const { targetInfo } = (await page.devTools('Target.getTargetInfo')) as {
    targetInfo: { browserContextId: string };
  };
  await page.devTools('Browser.setPermission', {
    browserContextId: targetInfo.browserContextId,
    permission: { name: 'local-network-access' },
    setting: 'granted',
  });
}

describe.each(['chromium', 'chromium109', 'firefox'] as const)('in %s', (name) => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
  });
  afterAll(() => browser.close());

  test('hosted: from load to verdict it asks its own origin for its own files, and sends nothing', async () => {
    const from = server.requests.length;
    const page = await openApp(browser, server.url);
    await useEverything(page);
    await page.waitFor(OFFLINE);

    const foreign = page.requests.filter(
      ({ url }) => !isOfThePage(url) && !url.startsWith(server.url),
    );
    const answered = server.requests.slice(from);
    expect(page.requests.length).toBeGreaterThan(3);
    expect(foreign).toEqual([]);
    expect(
      [...page.requests, ...answered].filter(({ method, hasBody }) => method !== 'GET' || hasBody),
    ).toEqual([]);
    const files = readdirSync('dist', { recursive: true, encoding: 'utf8' });
    expect(
      answered
        .map((one) => one.path.slice(1) || 'index.html')
        .filter((one) => !files.includes(one)),
    ).toEqual([]);
    expect(answered.map((one) => one.path)).toContain(`/${catalogueFile()}`);
    await page.close();
  });

  test('hosted: once it is ready for offline use, nothing that is done with it reaches the network or needs it', async () => {
    const page = await openApp(browser, server.url);
    await page.waitFor(OFFLINE);
    const from = server.requests.length;

    await useEverything(page);

    // The browser itself asks now and then whether there is a newer service worker.
    expect(server.requests.slice(from).filter((one) => one.path !== '/sw.js')).toEqual([]);
    await server.stop();
    await useEverything(page); // and it does not miss what it does not ask
    await server.start();
    await page.close();
  });

  test('portable: it asks for nothing but itself', async () => {
    const page = await openApp(browser, portableUrl());
    await useEverything(page);

    const asked = page.requests.map(({ url }) => url).filter((url) => !isOfThePage(url));
    expect(asked.filter((url) => url !== portableUrl())).toEqual([]);
    await page.close();
  });

  describe.each([
    ['hosted', () => server.url, () => `${plain.url}touchstone.html`],
    ['portable', () => portableUrl(), () => portableUrl(plainFile)],
  ])('%s', (_, url, plainUrl) => {
    /** Stands for the rest of the world: whoever reaches it has left the machine. */
    let elsewhere: TestServer;
    beforeEach(async () => {
      elsewhere = await startServer();
    });
    afterEach(() => elsewhere.stop());

    test('its policy refuses every way to send', async () => {
      const page = await browser.newPage();
      await allowLocalNetwork(page);
      await showApp(page, url());

      const sent = await page.evaluate(trySending, elsewhere.url);
      const sentByWorker = await page.evaluate(tryFromWorker, elsewhere.url);
      const refused = await page.violations();
      await page.close();

      expect({ sent, sentByWorker }).toEqual({ sent: [], sentByWorker: 'refused' });
      expect(refused.filter((one) => one.startsWith('connect-src')).length).toBeGreaterThan(3);
      expect(elsewhere.requests).toEqual([]);
    });

    test('a page of the same place without a policy can send in every way', async () => {
      const page = await browser.newPage();
      await allowLocalNetwork(page);
      await page.goto(plainUrl());

      await page.evaluate(trySending, elsewhere.url);
      await page.evaluate(tryFromWorker, elsewhere.url);

      // fetch, XMLHttpRequest, EventSource, WebSocket, image, script, style sheet, beacon; worker
      await expect
        .poll(() => elsewhere.requests.length, { timeout: 45_000 })
        .toBeGreaterThanOrEqual(9);
      await page.close();
    });
  });
});

test('the watch over requests sees those of workers, and of the service worker', async () => {
  const browser = await launchBrowser({ browser: 'chromium' });
  const page = await openApp(browser, server.url);
  await page.waitFor(OFFLINE);

  const paths = page.requests.map(({ url }) => new URL(url).pathname);

  // Asked for by the catalogue's worker, and once more by the service worker that stores it.
  expect(paths.filter((one) => one === `/${catalogueFile()}`).length).toBeGreaterThan(1);
  expect(paths).toContain('/manifest.webmanifest');
  await browser.close();
});
