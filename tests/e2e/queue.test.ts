/** Many images at once: one is read, the others say what they are, and the page tells how far all of it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  endedJob,
  inState,
  jobNamed,
  openApp,
  pickFiles,
  pressOn,
  referenceNamed,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { listLine, sha1, sha256, writeFiles, writeFolder, writeSparse } from '../support/files.ts';
import { isoImage } from '../support/iso-builder.ts';
import { startServer, type TestServer } from '../support/server.ts';

const LONG_MS = 180_000; // on a slow machine too: it ends a test that hangs
const NEVER_READ_BYTES = 8_000_000_000;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const BROWSERS = ['chromium', 'chromium109', 'firefox'] as const;

/** Names of the images in their order on the page. */
const order = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-role="job"]')].map(
      ({ dataset }) => dataset['name'] ?? '',
    ),
  );

describe.each(BROWSERS)('several images in %s', (name) => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name });
  });
  afterAll(() => browser.close());

  /** One that is never read to its end, and others behind it. */
  async function openBusy(others: readonly string[], bytes = NEVER_READ_BYTES): Promise<Page> {
    const page = await openApp(browser, server.url);
    const files = writeFiles(
      others.map((other) => [other, isoImage().withVolume({ label: 'OTHER' }).build()]),
    );
    await pickFiles(page, [writeSparse('endless.iso', bytes), ...files]);
    await page.waitFor(inState('endless.iso', 'reading'));
    return page;
  }

  test('say what they are while the first is read', async () => {
    const page = await openBusy(['second.iso', 'third.iso']);

    for (const other of ['second.iso', 'third.iso']) {
      const label = `${inState(other, 'queued')} [data-role="fact"][data-field="label"]`;
      await page.waitFor(label);
      expect(await page.attribute(label, 'data-value')).toBe('OTHER');
    }
    expect(await page.count('[data-role="job"][data-state="reading"]')).toBe(1);
    await page.close();
  });

  test('can be put first: the button is offered to all but the next, and moves the image there', async () => {
    const page = await openBusy(['second.iso', 'third.iso', 'fourth.iso']);
    await page.waitFor(`${inState('fourth.iso', 'queued')} [data-role="fact"]`);
    expect(await page.count(`${jobNamed('second.iso')} [data-action="first"]`)).toBe(0);

    await pressOn(page, jobNamed('fourth.iso'), 'first');
    expect(await order(page)).toEqual(['endless.iso', 'fourth.iso', 'second.iso', 'third.iso']);
    expect(await page.count(`${jobNamed('fourth.iso')} [data-action="first"]`)).toBe(0);
    await pressOn(page, jobNamed('third.iso'), 'cancel');
    await pressOn(page, jobNamed('endless.iso'), 'pause');
    await endedJob(page, 'second.iso');
    expect(await page.count(withVerdict('fourth.iso', 'unlisted'))).toBe(1);
    await page.close();
  });

  test('tell in one line how far they all are, and in the title', async () => {
    const page = await openBusy(['second.iso'], 2_000_000_000);
    const bar = '[data-role="queue"] [role="progressbar"]';
    await page.waitFor(`${bar}:not([aria-valuenow="0"])`);

    await page.waitForText(' left');
    expect(await page.text('[data-role="queue"]')).toMatch(/^Image 1 of 2 · \d+ % of 2 GB/);
    expect(await page.attribute(bar, 'aria-label')).toBe('Progress of all images');
    expect(await page.evaluate(() => document.title)).toMatch(/^[1-9]\d? % · Touchstone$/);

    await pressOn(page, jobNamed('endless.iso'), 'cancel');
    await endedJob(page, 'second.iso');
    expect(await page.count('[data-role="queue"]')).toBe(0);
    expect(await page.evaluate(() => document.title)).toBe('Touchstone');
    await page.close();
  });

  test('that are paused and resumed are still read one at a time', async () => {
    const page = await openBusy(['second.iso']);
    await pickFiles(page, [writeSparse('other.iso', NEVER_READ_BYTES)]);
    await pressOn(page, jobNamed('endless.iso'), 'pause');
    await page.waitFor(inState('other.iso', 'reading'));

    await pressOn(page, jobNamed('endless.iso'), 'resume');
    await page.waitFor(inState('endless.iso', 'reading'));
    expect(await page.attribute(jobNamed('other.iso'), 'data-state')).toBe('paused');
    await pressOn(page, jobNamed('endless.iso'), 'remove');
    await page.waitFor(inState('other.iso', 'reading'));
    await page.close();
  });

  test('are there before a long list beside them was read', async () => {
    const page = await openApp(browser, server.url);
    const lines = Array.from({ length: 150_000 }, (_, i) =>
      listLine(`${i}`, `image-${i}.iso`),
    ).join('');
    const [list = '', image = ''] = writeFiles([
      ['SHA256SUMS', lines],
      ['image-7.iso', '7'],
    ]);
    await page.evaluate((reference: string) => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('[data-role="job"]')) return;
        observer.disconnect();
        Object.assign(globalThis, { wasListThere: document.querySelector(reference) !== null });
      }).observe(document.body, { childList: true, subtree: true });
    }, referenceNamed('SHA256SUMS'));
    await pickFiles(page, [list, image]);
    await page.waitFor(withVerdict('image-7.iso', 'matches'), LONG_MS);

    const wasListThere = await page.evaluate(
      () => (globalThis as unknown as { wasListThere: boolean }).wasListThere,
    );
    expect(wasListThere).toBe(false);
    await page.close();
  });
});

describe('two hundred images', () => {
  const content = (index: number): string => `content of image ${index}`;
  const names = Array.from({ length: 200 }, (_, index) => `image-${index}.iso`);
  /** JavaScript heap that 180 more cards may take: some 77 kB each were measured in Chromium 156. */
  const MARGIN_BYTES = 180 * 128 * 1024;
  const FEW_WORKERS = 4;

  /** Counts the workers that the page makes from now on, itself and after a reload. */
  const COUNT_WORKERS = `
    globalThis.workersMade = 0;
    globalThis.Worker = class extends Worker {
      constructor(...args) { super(...args); globalThis.workersMade += 1; }
    };`;

  async function heapBytes(page: Page): Promise<number> {
    await page.devTools('HeapProfiler.collectGarbage');
    const { usedSize } = (await page.devTools('Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize;
  }

  test.each(['chromium', 'chromium109'] as const)(
    'each have the right digests, from a handful of workers, in bounded memory, in %s',
    async (name) => {
      const browser = await launchBrowser({ browser: name });
      const page = await browser.newPage();
      await page.devTools('Page.enable');
      await page.devTools('Page.addScriptToEvaluateOnNewDocument', { source: COUNT_WORKERS });
      await page.goto(server.url);
      await page.waitFor('html[data-ready="true"]');
      const files = writeFiles(names.map((file, index) => [file, content(index)]));

      await page.drop(files.slice(0, 20));
      await page.waitFor('[data-role="job"]:nth-of-type(20)[data-verdict]', LONG_MS);
      const after20 = await heapBytes(page);
      await page.drop(files.slice(20));
      await page.waitFor('[data-role="job"]:nth-of-type(200)[data-verdict]', LONG_MS);
      const after200 = await heapBytes(page);

      const shown = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-role="digest"]')].map(
          ({ dataset }) => dataset['hex'] ?? '',
        ),
      );
      const expected = names.flatMap((_, index) => [sha256(content(index)), sha1(content(index))]);
      expect([...shown].sort()).toEqual([...expected].sort());
      const workers = await page.evaluate(
        () => (globalThis as unknown as { workersMade: number }).workersMade,
      );
      expect(workers).toBeGreaterThan(0);
      expect(workers).toBeLessThanOrEqual(FEW_WORKERS);
      expect(after200 - after20).toBeLessThan(MARGIN_BYTES);
      expect(page.errors).toEqual([]);
      await browser.close();
    },
    2 * LONG_MS,
  );
});

/** A browser lists a hundred entries of a folder at once (Chromium), and must be asked again. */
test('a folder with folders in it brings all its images and their list', async () => {
  const contents = Array.from({ length: 120 }, (_, i) => [`image-${i}.iso`, `image ${i}`] as const);
  const browser = await launchBrowser({ browser: 'chromium' });
  const page = await openApp(browser, server.url);
  const folder = writeFolder('many', {
    ...Object.fromEntries(contents.map(([name, content]) => [`some/deep/${name}`, content])),
    'lists/SHA256SUMS': contents.map(([name, content]) => listLine(content, name)).join(''),
    'notes.txt': 'no image',
  });

  await page.drop([folder]);
  await page.waitFor('[data-role="job"]:nth-of-type(120)[data-verdict]', LONG_MS);
  expect(await page.count('[data-role="job"][data-verdict="matches"]')).toBe(120);
  expect(await page.count('[data-role="job"]')).toBe(120);
  expect((await order(page)).slice(0, 3)).toEqual(['image-0.iso', 'image-1.iso', 'image-2.iso']);
  await browser.close();
});

describe('the facts of a large image', () => {
  test('are on screen while another is still read', async () => {
    const browser = await launchBrowser({ browser: 'chromium' });
    const page = await openApp(browser, server.url);
    await page.drop([writeSparse('endless.iso', NEVER_READ_BYTES)]);
    await page.waitFor(inState('endless.iso', 'reading'));
    await page.drop([writeSparse('large.iso', 5_000_000_000)]);
    await page.waitFor(`${inState('large.iso', 'queued')} [data-role="fact"]`);
    expect(await page.count(inState('endless.iso', 'reading'))).toBe(1);
    await browser.close();
  });
});

describe('a page that nobody looks at', () => {
  /** A page cannot be hidden from outside; it can be told that it is. */
  const look = (page: Page, state: 'hidden' | 'visible'): Promise<void> =>
    page.evaluate((visibilityState: string) => {
      Object.defineProperty(document, 'visibilityState', {
        value: visibilityState,
        configurable: true,
      });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  /** Stands in for the badge of an installed app and for the lock that keeps a screen lit. */
  const watchPlatform = (page: Page): Promise<void> =>
    page.evaluate(() => {
      const seen: string[] = [];
      const say = (what: string) => (seen.push(what), Promise.resolve());
      Object.assign(globalThis, { seen });
      Object.defineProperties(navigator, {
        setAppBadge: { value: (count?: number) => say(`badge ${count ?? 'dot'}`) },
        clearAppBadge: { value: () => say('no badge') },
        wakeLock: {
          value: {
            request: async () => {
              await say('lock');
              return { released: false, release: () => say('unlock') };
            },
          },
        },
      });
    });
  const seen = (page: Page): Promise<readonly string[]> =>
    page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);

  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
  });
  afterAll(() => browser.close());

  test.each([
    [['x.iso'], 'No verdict · Touchstone'],
    [['x.iso', 'y.iso', 'z.iso'], 'Done: 3 images · Touchstone'],
  ])('says the result of %j in its title until it is looked at', async (files, title) => {
    const page = await openApp(browser, server.url);
    await look(page, 'hidden');
    await page.drop(writeFiles(files.map((file) => [file, file])));
    for (const file of files) await endedJob(page, file);

    expect(await page.evaluate(() => document.title)).toBe(title);
    await look(page, 'visible');
    expect(await page.evaluate(() => document.title)).toBe('Touchstone');
    await page.close();
  });

  test('counts what remains on its badge, keeps the screen lit while it reads, and ends both', async () => {
    const page = await openApp(browser, server.url);
    await watchPlatform(page);
    await page.drop([writeSparse('x.iso', 200_000_000), ...writeFiles([['y.iso', 'y']])]);
    await page.waitFor(inState('x.iso', 'reading'));
    await look(page, 'hidden');
    await endedJob(page, 'x.iso');
    await endedJob(page, 'y.iso');
    await look(page, 'visible');

    const log = await seen(page);
    expect(log.filter((line) => line.includes('badge'))).toEqual([
      'badge 2',
      'badge 1',
      'badge dot',
      'no badge',
    ]);
    expect(log.filter((line) => line.includes('lock'))).toEqual(['lock', 'unlock']);
    await page.close();
  });
});
