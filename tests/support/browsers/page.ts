/**
 * One small face over all browsers, so that an end-to-end test is written once and run on several.
 * Selectors are CSS. Waiting is by polling the page, since a reload in between must not break it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { launchChromium } from './chromium.ts';
import type {
  BrowserName,
  Driver,
  DriverBrowser,
  LaunchOptions,
  SavedFile,
  SeenRequest,
} from './driver.ts';
import { launchFirefox } from './firefox.ts';
import { launchWebkit } from './webkit.ts';

/** Many times what it takes when nothing is wrong: a loaded machine is slow, not broken. */
const WAIT_MS = 45_000;
const POLL_MS = 25;

/** What may cross into the page and back. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Page {
  readonly browser: BrowserName;
  /** Console errors and uncaught errors so far. */
  readonly errors: readonly string[];
  /** Every request so far, of the page, its workers and its service worker (WebKit: none are told). */
  readonly requests: readonly SeenRequest[];
  goto(url: string): Promise<void>;
  /** Runs `body` in the page with JSON arguments; it sees nothing of the test's scope. */
  evaluate<Result>(
    body: (...args: never[]) => Result | Promise<Result>,
    ...args: Json[]
  ): Promise<Result>;
  setFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** A real drag of files or folders on to the element; Chromium only. */
  drop(paths: readonly string[], selector?: string): Promise<void>;
  /** Sets a field's value as a script would, with an `input` event. */
  fill(selector: string, text: string): Promise<void>;
  /** Pastes by keyboard from the clipboard. */
  paste(selector: string, text: string): Promise<void>;
  type(text: string): Promise<void>;
  press(key: string): Promise<void>;
  click(selector: string): Promise<void>;
  /** Clicks, and gives the file that the browser saved for it; Chromium only. */
  download(selector: string): Promise<SavedFile>;
  /** Visible text of the first match. */
  text(selector: string): Promise<string>;
  attribute(selector: string, name: string): Promise<string | null>;
  count(selector: string): Promise<number>;
  /** Waits until at least one element matches. */
  waitFor(selector: string, timeoutMs?: number): Promise<void>;
  /** Waits until the text is somewhere on the page. */
  waitForText(text: string, timeoutMs?: number): Promise<void>;
  /** `directive blocked-uri` of everything the page's policy refused. */
  violations(): Promise<readonly string[]>;
  screenshot(): Promise<Uint8Array>;
  /** A command of the DevTools protocol; Chromium only. */
  devTools(method: string, parameters?: object): Promise<unknown>;
  close(): Promise<void>;
}

export interface BrowserHandle {
  readonly browser: BrowserName;
  readonly version: string;
  newPage(url?: string): Promise<Page>;
  close(): Promise<void>;
}

const call = (body: (...args: never[]) => unknown, args: readonly Json[]): string =>
  `(${String(body)})(...${JSON.stringify(args)})`;

/** Runs in the page. */
const readText = (selector: string): string | null =>
  document.querySelector<HTMLElement>(selector)?.innerText ?? null;
const readAttribute = (selector: string, name: string): string | null =>
  document.querySelector(selector)?.getAttribute(name) ?? null;
const countMatches = (selector: string): number => document.querySelectorAll(selector).length;
const readViolations = (): string[] =>
  (globalThis as unknown as { __policyViolations?: string[] }).__policyViolations ?? [];

const fillField = (selector: string, text: string): void => {
  const field = document.querySelector<HTMLTextAreaElement | HTMLInputElement>(selector);
  if (field === null) throw new Error(`no field: ${selector}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Puts the text into a field of its own and selects it, so that Control+C can take it. */
const offerForCopy = (text: string): void => {
  const field = document.createElement('textarea');
  field.id = 'rig-clipboard';
  field.value = text;
  document.body.append(field);
  field.select();
};

const takeBackAndFocus = (selector: string): void => {
  document.querySelector('#rig-clipboard')?.remove();
  document.querySelector<HTMLElement>(selector)?.focus();
};

async function paste(driver: Driver, selector: string, text: string): Promise<void> {
  await driver.evaluate(call(offerForCopy, [text]));
  await driver.press('Control+c');
  await driver.evaluate(call(takeBackAndFocus, [selector]));
  await driver.press('Control+v');
}

/** Asks the page until the answer is true. A page that is being replaced cannot answer; the next one is asked. */
async function until(driver: Driver, expression: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    const answer = await driver.evaluate(expression).catch((error: unknown) => {
      last = error;
      return false;
    });
    if (answer === true) return;
    await delay(POLL_MS);
  }
  throw new Error(`not true in ${timeoutMs} ms: ${expression}`, { cause: last });
}

async function readOrThrow(driver: Driver, selector: string): Promise<string> {
  const text = await driver.evaluate(call(readText, [selector]));
  if (typeof text !== 'string') throw new Error(`no element: ${selector}`);
  return text;
}

function createPage(browser: BrowserName, driver: Driver): Page {
  return {
    browser,
    errors: driver.watch.errors,
    requests: driver.watch.requests,
    goto: (url) => driver.goto(url),
    evaluate: <Result>(body: (...args: never[]) => Result | Promise<Result>, ...args: Json[]) =>
      driver.evaluate(call(body, args)) as Promise<Result>,
    setFiles: (selector, paths) => driver.setFiles(selector, paths),
    drop: (paths, selector = '[data-role="drop-zone"]') => driver.drop(selector, paths),
    fill: async (selector, text) => {
      await driver.evaluate(call(fillField, [selector, text]));
    },
    paste: (selector, text) => paste(driver, selector, text),
    type: (text) => driver.type(text),
    press: (key) => driver.press(key),
    click: (selector) => driver.click(selector),
    download: (selector) => driver.download(selector),
    text: (selector) => readOrThrow(driver, selector),
    attribute: async (selector, name) =>
      (await driver.evaluate(call(readAttribute, [selector, name]))) as string | null,
    count: async (selector) => Number(await driver.evaluate(call(countMatches, [selector]))),
    waitFor: (selector, timeoutMs = WAIT_MS) =>
      until(driver, `document.querySelector(${JSON.stringify(selector)}) !== null`, timeoutMs),
    waitForText: (text, timeoutMs = WAIT_MS) =>
      until(driver, `document.body.textContent.includes(${JSON.stringify(text)})`, timeoutMs),
    violations: async () => (await driver.evaluate(call(readViolations, []))) as string[],
    screenshot: () => driver.screenshot(),
    devTools: (method, parameters) => driver.devTools(method, parameters),
    close: () => driver.close(),
  };
}

const LAUNCHERS: Record<BrowserName, (options: LaunchOptions) => Promise<DriverBrowser>> = {
  chromium: launchChromium,
  chromium109: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebkit,
};

/** Starts a browser. With `profile`, what it stores outlives it; without, every page starts clean. */
export async function launchBrowser(options: LaunchOptions): Promise<BrowserHandle> {
  const { browser } = options;
  const launched = await LAUNCHERS[browser](options);
  return {
    browser,
    version: launched.version,
    async newPage(url) {
      const page = createPage(browser, await launched.newTab());
      if (url !== undefined) await page.goto(url);
      return page;
    },
    close: () => launched.close(),
  };
}

/** A browser with one page at `url`; closing the page ends the browser. */
export async function openPage({
  url,
  ...options
}: LaunchOptions & { url: string }): Promise<Page> {
  const browser = await launchBrowser(options);
  const page = await browser.newPage(url);
  return { ...page, close: () => browser.close() };
}
