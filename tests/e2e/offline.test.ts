/** The hosted edition without its server: what is kept, what is asked for, how a new version arrives. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OFFLINE, READY } from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import {
  buildDamagedSite,
  buildHostWithFolder,
  buildNextVersion,
  makeDirectory,
} from '../support/deployment.ts';
import { startServer, type TestServer } from '../support/server.ts';

const UPDATE = '[data-action="update"]';

async function openPrepared(browser: BrowserHandle, url: string): Promise<Page> {
  const page = await browser.newPage(url);
  await page.waitFor(OFFLINE);
  return page;
}

/** What reached the server since `from`, the browser's own check for a newer worker left out. */
const requestsSince = ({ requests }: TestServer, from: number): readonly string[] =>
  requests
    .slice(from)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => line !== 'GET /sw.js');

const versionOf = (page: Page): Promise<string | null> =>
  page.attribute('meta[name="test-version"]', 'content');

/** Runs in the page: asks the worker that waits to take over, and gives its answer. */
async function askWaitingWorker(): Promise<unknown> {
  const registration = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<{ kind: string }>) => {
      resolve(data.kind);
    };
    registration.waiting?.postMessage({ kind: 'skip-waiting' }, [port2]);
  });
}

describe('once it says that it is ready', () => {
  let server: TestServer;
  let browser: BrowserHandle;
  let profile: string;
  let page: Page;
  beforeAll(async () => {
    server = await startServer();
    profile = makeDirectory();
    browser = await launchBrowser({ browser: 'chromium', profile });
    page = await openPrepared(browser, server.url);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  test('no request of the page reaches the network', async () => {
    const from = server.requests.length;

    for (const address of ['', 'index.html', '?launched=x.iso', 'any/other/place']) {
      await page.goto(`${server.url}${address}`);
      await page.waitFor(READY);
    }
    const statuses = await page.evaluate(() => {
      const links = [...document.querySelectorAll<HTMLLinkElement>('link[href]')];
      const urls = links.map(({ href }) => `${href}?x=1`);
      return Promise.all(urls.map((url) => fetch(url).then(({ status }) => status)));
    });

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(requestsSince(server, from)).toEqual([]);
  });

  test('the cache holds exactly the files that the worker lists', async () => {
    const cached = await page.evaluate(async () => {
      const [name = ''] = (await caches.keys()).filter((key) => key.includes('precache'));
      const cache = await caches.open(name);
      const keys = await cache.keys();
      return keys.map(({ url }) => new URL(url).pathname).sort();
    });
    const worker = await fetch(`${server.url}sw.js`).then((response) => response.text());

    expect(cached.filter((path) => !worker.includes(path.slice(1)))).toEqual([]);
    expect(cached).toHaveLength(worker.match(/integrity:`sha384-/g)?.length ?? 0);
  });

  describe('and its server is gone', () => {
    beforeAll(() => server.stop());

    test('a new tab reaches the same page', async () => {
      const tab = await browser.newPage(server.url);
      await tab.waitFor(READY);

      expect(await tab.attribute('html', 'data-app')).toBe('touchstone');
      expect(tab.errors).toEqual([]);
    });

    test.each([
      '',
      'index.html',
      '?source=handler',
      'index.html?utm_source=x&y=1',
      'any/other/place',
    ])('the address "%s" leads to the page', async (address) => {
      await page.goto('about:blank');
      await page.goto(`${server.url}${address}`);
      await page.waitFor(READY);

      expect(await page.attribute('html', 'data-edition')).toBe('hosted');
    });

    test('it still works after the browser was restarted', async () => {
      await browser.close();
      browser = await launchBrowser({ browser: 'chromium', profile });

      const reopened = await browser.newPage(server.url);
      await reopened.waitFor(READY);
      await reopened.waitFor(OFFLINE);
    });
  });
});

describe.each(['chromium109', 'firefox', 'webkit'] as const)('without the server, %s', (name) => {
  test('loads and reaches the same page', async () => {
    const server = await startServer();
    const browser = await launchBrowser({ browser: name });
    const page = await openPrepared(browser, server.url);
    await server.stop();

    await page.goto(`${server.url}?again`);
    await page.waitFor(READY);
    await browser.close();
  });
});

describe('a deployment', () => {
  let server: TestServer;
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
  });
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.stop());
  afterAll(() => browser.close());

  test('in a folder of a host works, and works without the server', async () => {
    await server.deploy(buildHostWithFolder('tools/touchstone'));
    const page = await openPrepared(browser, `${server.url}tools/touchstone/`);
    await server.stop();

    await page.goto(`${server.url}tools/touchstone/?x`);
    await page.waitFor(READY);

    expect(page.errors).toEqual([]);
    await page.close();
  });

  test('with a file whose bytes are not those of the build never says that it is ready', async () => {
    await server.deploy(buildDamagedSite('manifest.webmanifest'));

    const page = await browser.newPage(server.url);
    await page.waitFor(READY);
    await page.waitForText('not available: storing the page did not succeed');

    expect(await page.count(OFFLINE)).toBe(0);
    await page.close();
  });

  test('of a new version waits until the person agrees', async () => {
    const page = await openPrepared(browser, server.url);
    await server.deploy(buildNextVersion('2'));

    await page.goto(server.url);
    await page.waitFor(UPDATE);
    await page.goto(server.url);
    await page.waitFor(UPDATE);

    expect(await versionOf(page)).toBeNull();
    await page.close();
  });

  test('of a new version is there after one click', async () => {
    const page = await openPrepared(browser, server.url);
    await server.deploy(buildNextVersion('2'));
    await page.goto(server.url);
    await page.waitFor(UPDATE);

    await page.click(UPDATE);
    await page.waitFor('meta[name="test-version"]');
    await page.waitFor(OFFLINE);

    expect(await versionOf(page)).toBe('2');
    await page.close();
  });

  test('of a new version does not take the old one from under another window', async () => {
    // Windows of one profile share their service worker.
    const shared = await launchBrowser({ browser: 'chromium', profile: makeDirectory() });
    const page = await openPrepared(shared, server.url);
    const other = await openPrepared(shared, server.url);
    await server.deploy(buildNextVersion('2'));
    await page.goto(server.url);
    await page.waitFor(UPDATE);

    await page.click(UPDATE);
    const answer = await page.evaluate(askWaitingWorker);
    await page.goto(server.url);
    await page.waitFor(READY);

    expect(answer).toBe('other-windows');
    expect(await versionOf(page)).toBeNull();
    expect(await other.count(READY)).toBe(1);
    await shared.close();
  });
});
