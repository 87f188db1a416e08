/**
 * What end-to-end tests do with the page again and again, by the names that the page promises to
 * automation. Waiting is for attributes, never for time.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { BrowserHandle, Page } from './browsers/page.ts';
import { writeFiles } from './files.ts';

export const READY = 'html[data-ready="true"][data-catalogue="ready"]';
export const OFFLINE = 'html[data-offline="ready"]';
export const EXPECTED = 'textarea[data-role="expected"]';
export const CHOOSE_FILES = 'input[data-role="choose-files"]';

/** Address of a portable file, by default the one that the build wrote. */
export const portableUrl = (file = 'dist/touchstone.html'): string =>
  pathToFileURL(path.resolve(file)).href;

/** An attribute selector for any value, quotes, brackets and line feeds among its characters. */
const withValue = (attribute: string, value: string): string =>
  `[${attribute}="${value.replace(/[^\w.-]/gu, (one) => `\\${one.codePointAt(0)?.toString(16) ?? ''} `)}"]`;

export const jobNamed = (name: string): string =>
  `[data-role="job"]${withValue('data-name', name)}`;
export const referenceNamed = (name: string): string =>
  `[data-role="reference"]${withValue('data-name', name)}`;
/** Of the tree inside an image. */
export const entryNamed = (name: string): string =>
  `[data-role="entry"]${withValue('data-name', name)}`;

/** Loads the page anew: nothing of what was dropped before outlives that. */
export async function showApp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitFor(READY);
}

export async function openApp(browser: BrowserHandle, url: string): Promise<Page> {
  const page = await browser.newPage();
  await showApp(page, url);
  return page;
}

/**
 * Takes everything off a page that was used, which is much quicker than to load it anew. Only what
 * stays in the report tells such a page from a new one.
 */
export async function emptyApp(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-action="clear"]')?.click());
  await page.fill(EXPECTED, ''); // what was typed and not yet taken
  await page.waitFor(
    'html:not(:has([data-role="job"], [data-role="reference"], [data-role="notice"]))',
  );
}

/** Fills the box with something that is a reference, and waits until it is on the page. */
export async function fillExpected(page: Page, text: string): Promise<void> {
  await page.fill(EXPECTED, text);
  await page.waitFor(referenceNamed(''));
}

export const pickFiles = (page: Page, paths: readonly string[]): Promise<void> =>
  page.setFiles(CHOOSE_FILES, paths);

export interface ClaimRow {
  readonly authority: string;
  readonly outcome: string;
  readonly reference: string | null;
  readonly name: string;
  readonly entry: string | null;
  /** All of its words. */
  readonly words: string;
}

/** One image's card as it stands. */
export interface JobCard {
  readonly state: string;
  readonly verdict: string | null;
  readonly basis: string | null;
  readonly diagnoses: readonly string[];
  /** By algorithm. */
  readonly digests: Readonly<Record<string, string>>;
  readonly claims: readonly ClaimRow[];
  /** The verdict in words; empty while there is none. */
  readonly words: string;
}

/** Runs in the page: everything at one moment, so that no change can fall in between. */
function readCard(selector: string): JobCard {
  const card = document.querySelector<HTMLElement>(selector);
  if (card === null) throw new Error(`no card: ${selector}`);
  const all = (role: string) => [...card.querySelectorAll<HTMLElement>(`[data-role="${role}"]`)];
  const digests = all('digest').map(({ dataset }) => [dataset['algorithm'], dataset['hex']]);
  return {
    state: card.dataset['state'] ?? '',
    verdict: card.dataset['verdict'] ?? null,
    basis: card.dataset['basis'] ?? null,
    diagnoses: (card.dataset['diagnosis'] ?? '').split(' ').filter(Boolean),
    digests: Object.fromEntries(digests) as Record<string, string>,
    claims: all('claim').map((claim) => ({
      authority: claim.dataset['authority'] ?? '',
      outcome: claim.dataset['outcome'] ?? '',
      reference: claim.dataset['reference'] ?? null,
      name: claim.dataset['name'] ?? '',
      entry: claim.dataset['entry'] ?? null,
      words: claim.innerText,
    })),
    words: all('verdict')
      .map(({ innerText }) => innerText)
      .join('\n'),
  };
}

export const readJob = (page: Page, name: string): Promise<JobCard> =>
  page.evaluate(readCard, jobNamed(name));

/** Runs in the page. */
function readFacts(card: string): [string, string][] {
  const facts = document.querySelectorAll<HTMLElement>(`${card} [data-role="fact"]`);
  return [...facts].map(({ dataset }) => [dataset['field'] ?? '', dataset['value'] ?? '']);
}

/** Field and value of each fact on the image's card, in their order. */
export const factsOf = (page: Page, name: string): Promise<[field: string, value: string][]> =>
  page.evaluate(readFacts, jobNamed(name));

/** Waits until the job has ended in whatever way, and reads its card. */
export async function endedJob(page: Page, name: string, timeoutMs?: number): Promise<JobCard> {
  await page.waitFor(`${jobNamed(name)}[data-verdict]`, timeoutMs);
  return readJob(page, name);
}

export const inState = (name: string, state: string): string =>
  `${jobNamed(name)}[data-state="${state}"]`;

/** The card of a job of which something was read already, and not all. */
export const begunReading = (name: string): string =>
  `${inState(name, 'reading')}:has([role="progressbar"]:not([aria-valuenow="0"]))`;

export const withVerdict = (name: string, verdict: string): string =>
  `${jobNamed(name)}[data-verdict="${verdict}"]`;

export const pressOn = (page: Page, card: string, action: string): Promise<void> =>
  page.click(`${card} [data-action="${action}"]`);

/** Runs in the page, which alone can tell a moment that is shorter than a question from outside. */
function atOnce(selector: string, button: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    const timer = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`not seen in ${timeoutMs} ms: ${selector} ${button}`));
    }, timeoutMs);
    look();

    function look(): void {
      const found = document.querySelector<HTMLElement>(selector);
      const pressed = button === '' ? found : found?.querySelector<HTMLElement>(button);
      if (!found || !pressed) return;
      observer.disconnect();
      clearTimeout(timer);
      const words = found.innerText;
      if (button !== '') pressed.click();
      resolve(words);
    }
  });
}

const MOMENT_MS = 45_000;

/** The words of the card in the first moment in which it matches, however short that lasts. Ask before the cause of it. */
export const textAtOnce = (page: Page, card: string): Promise<string> =>
  page.evaluate(atOnce, card, '', MOMENT_MS);

/** Presses the button in the first moment in which the card matches: for what may soon be over. */
export async function pressAtOnce(page: Page, card: string, action: string): Promise<void> {
  await page.evaluate(atOnce, card, `[data-action="${action}"]`, MOMENT_MS);
}

const DOWNLOAD_MS = 45_000;

/** Presses the button and reads the report that arrives in the browser's directory for downloads. */
export async function savedReport(page: Page, downloads: string): Promise<Report> {
  const before = new Set(readdirSync(downloads));
  const deadline = Date.now() + DOWNLOAD_MS;
  await pressOn(page, 'body', 'save-report');
  while (Date.now() < deadline) {
    const [name] = readdirSync(downloads).filter((file) => !before.has(file));
    const report = name?.endsWith('.json') ? readReport(path.join(downloads, name)) : undefined;
    if (report) return report;
    await delay(25);
  }
  throw new Error(`no report in ${downloads}`);
}

export interface SavedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Waits until a file of such a name and this length is in the browser's directory for downloads. */
export async function savedFile(
  downloads: string,
  wanted: RegExp,
  bytes: number,
): Promise<SavedFile> {
  const deadline = Date.now() + DOWNLOAD_MS;
  while (Date.now() < deadline) {
    const name = readdirSync(downloads).find((one) => wanted.test(one));
    const content = name === undefined ? undefined : readFileSync(path.join(downloads, name));
    if (name !== undefined && content?.length === bytes) return { name, content };
    await delay(25);
  }
  throw new Error(`no file of ${bytes} bytes: ${readdirSync(downloads).join(', ')}`);
}

/** `undefined` while it is still being written. */
function readReport(file: string): Report | undefined {
  try {
    return { name: path.basename(file), content: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return undefined;
  }
}

export interface Report {
  /** File name. */
  readonly name: string;
  readonly content: unknown;
}

export const openFolds = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLElement>('[aria-expanded="false"]'))
      fold.click();
  });

/** The card of a key that was dropped; tests have one at a time. */
export const KEY = '[data-role="key"]';

/** Drops a file with one public key and trusts it. */
export async function trustKey(page: Page, publicKey: Uint8Array): Promise<void> {
  await pickFiles(page, writeFiles([['site.pub', publicKey]]));
  await page.waitFor(`${KEY} input`);
  await page.fill(`${KEY} input`, 'Images of our site');
  await pressOn(page, KEY, 'trust');
  await page.waitFor(`${KEY}[data-trust="own"]`);
}
