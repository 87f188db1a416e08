/** The app's page, from Node's side: one image from drop to verdict, timed by the page's own clock. */
import { CHOOSE_FILES, jobNamed, READY, readJob } from '../tests/support/app.ts';
import type { BrowserHandle, Page } from '../tests/support/browsers/page.ts';

export const FACT = '[data-role="fact"]';
export const VERDICT = '[data-role="job"][data-verdict]';
/** 50 GB on a busy machine. */
const LONGEST_MS = 1_800_000;
/** WebDriver gives a script 30 s unless told otherwise, Puppeteer three minutes. */
const PATIENCE_MS = 20_000;

/** When something first was there, in milliseconds since the page got the file. */
export interface Sighting {
  readonly inPageMs: number;
  /** And painted, as far as a page can know. */
  readonly paintedMs: number;
}

interface Watched {
  benchSightings: Record<string, Promise<Sighting>>;
}

/**
 * Runs in the page. It is watched from within, since asking again and again from outside would take
 * time of a thread that the app needs, and would notice the end late.
 */
function watch(selectors: readonly string[]): void {
  let from: number | undefined;
  const begin = (): void => {
    from ??= performance.now();
  };
  for (const kind of ['change', 'drop']) addEventListener(kind, begin, { capture: true });
  const sinceDrop = (): number => performance.now() - (from ?? NaN);
  const look = (selector: string, resolve: (sighting: Sighting) => void): void => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return;
      observer.disconnect();
      const inPageMs = sinceDrop();
      // A task behind the next frame's callbacks: by then that frame has been painted.
      requestAnimationFrame(() =>
        setTimeout(() => {
          resolve({ inPageMs, paintedMs: sinceDrop() });
        }),
      );
    });
    const attributeFilter = ['data-verdict'];
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter,
    });
  };
  const sightings = selectors.map((selector): [string, Promise<Sighting>] => [
    selector,
    new Promise((resolve) => look(selector, resolve)),
  ]);
  Object.assign(globalThis, { benchSightings: Object.fromEntries(sightings) });
}

/** Runs in the page. `null`: not yet. */
function awaitSighting(selector: string, patienceMs: number): Promise<Sighting | null> {
  const sighting = (globalThis as unknown as Watched).benchSightings[selector];
  if (sighting === undefined) throw new Error(`not watched for: ${selector}`);
  const notYet = new Promise<null>((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, patienceMs);
  });
  return Promise.race([sighting, notYet]);
}

export async function openApp(browser: BrowserHandle, url: string): Promise<Page> {
  const page = await browser.newPage(url);
  await page.waitFor(READY);
  return page;
}

/** Before the drop: what will be waited for. */
export const watchFor = (page: Page, ...selectors: readonly string[]): Promise<void> =>
  page.evaluate(watch, selectors);

/** After the drop. Waits within the page, and asks anew before a driver loses its patience. */
export async function sighted(page: Page, selector: string): Promise<Sighting> {
  for (let waitedMs = 0; waitedMs < LONGEST_MS; waitedMs += PATIENCE_MS) {
    const sighting = await page.evaluate(awaitSighting, selector, PATIENCE_MS);
    if (sighting !== null) return sighting;
  }
  throw new Error(`not seen in ${page.browser}: ${selector}`);
}

export const chooseFile = (page: Page, file: string): Promise<void> =>
  page.setFiles(CHOOSE_FILES, [file]);

/** Waits from outside, for readings that take longer than a driver's patience. */
export const verdictGiven = (page: Page): Promise<void> => page.waitFor(VERDICT, LONGEST_MS);

/** Digests of a finished job, by algorithm. Throws an `Error` if it ended in another way. */
export async function readDigests(page: Page, name: string): Promise<Record<string, string>> {
  const { state, digests } = await readJob(page, name);
  if (state !== 'done')
    throw new Error(`${name} expected to be done in ${page.browser}, is ${state}`);
  return { ...digests };
}

export async function clear(page: Page, name: string): Promise<void> {
  await page.click('[data-action="clear"]');
  await page.waitFor(`html:not(:has(${jobNamed(name)}))`);
}

/** From the page's getting the file to the verdict in the page; takes it off again. */
export async function verify(page: Page, file: string, name: string) {
  await watchFor(page, VERDICT);
  await chooseFile(page, file);
  const { inPageMs } = await sighted(page, VERDICT);
  const digests = await readDigests(page, name);
  await clear(page, name);
  return { milliseconds: inPageMs, digests };
}
