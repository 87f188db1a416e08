/** Current Chromium and Chromium 109, over playwright-core. */
import path from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type CDPSession,
  type Page,
  type Request,
} from 'playwright-core';
import { unpackChromium109 } from '../../../scripts/chromium109.mjs';
import {
  START_TIMEOUT_MS,
  WATCH_POLICY,
  type Driver,
  type DriverBrowser,
  type LaunchOptions,
  type SavedFile,
  type Watch,
} from './driver.ts';

const CHROMIUM = '/usr/bin/chromium';

/** Chromium's own traffic is off, so that every request seen is the page's. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function launchSettings({ browser }: LaunchOptions) {
  const started = { timeout: START_TIMEOUT_MS };
  return browser === 'chromium109'
    ? { ...started, executablePath: await unpackChromium109(), args: [...FLAGS, '--no-zygote'] }
    : { ...started, executablePath: CHROMIUM, args: FLAGS };
}

const contextSettings = ({ viewport, colorScheme }: LaunchOptions) => ({
  viewport: viewport ?? { width: 1024, height: 800 },
  colorScheme: colorScheme ?? ('light' as const),
});

/** Requests of pages, dedicated workers and service workers all pass here. */
function watchRequests(context: BrowserContext, watch: Watch): void {
  context.on('request', (request: Request) => {
    watch.requests.push({
      method: request.method(),
      url: request.url(),
      hasBody: request.postDataBuffer() !== null,
    });
  });
}

function watchErrors(page: Page, watch: Watch): void {
  page.on('console', (message) => {
    if (message.type() === 'error') watch.errors.push(message.text());
  });
  page.on('pageerror', (error) => watch.errors.push(error.message));
}

async function dropFiles(page: Page, selector: string, paths: readonly string[]): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`nothing to drop on: ${selector}`);
  const session = await page.context().newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: paths.map((file) => path.resolve(file)), dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...point, data, modifiers: 0 });
  }
  await session.detach();
}

async function downloadFile(page: Page, selector: string): Promise<SavedFile> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(selector).click(),
  ]);
  return { name: saved.suggestedFilename(), path: await saved.path() };
}

type DevTools = (method: string, parameters?: object) => Promise<unknown>;

/** One session for the life of the tab: what is emulated would end with it. */
function connectDevTools(page: Page): DevTools {
  let opening: Promise<CDPSession> | undefined;
  return async (method, parameters = {}) => {
    const session = await (opening ??= page.context().newCDPSession(page));
    // The typed list of commands is Playwright's; the command's name comes from the test.
    return (session.send as (method: string, parameters: object) => Promise<unknown>).call(
      session,
      method,
      parameters,
    );
  };
}

/** Playwright keeps downloads under names of its own until the tab is closed. */
function keepDownloads(page: Page, directory: string): void {
  page.on('download', (download) => {
    void download.saveAs(path.join(directory, download.suggestedFilename()));
  });
}

async function openTab(
  context: BrowserContext,
  { downloads }: LaunchOptions,
  closeContext: boolean,
): Promise<Driver> {
  const watch: Watch = { errors: [], requests: [] };
  watchRequests(context, watch);
  const page = await context.newPage();
  watchErrors(page, watch);
  await page.addInitScript(WATCH_POLICY);
  if (downloads !== undefined) keepDownloads(page, downloads);
  return {
    watch,
    goto: async (url) => {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    setFiles: (selector, paths) => page.locator(selector).setInputFiles([...paths]),
    drop: (selector, paths) => dropFiles(page, selector, paths),
    click: (selector) => page.locator(selector).click(),
    download: (selector) => downloadFile(page, selector),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot({ fullPage: true }),
    devTools: connectDevTools(page),
    close: () => (closeContext ? context.close() : page.close()),
  };
}

async function launchWithProfile(profile: string, options: LaunchOptions): Promise<DriverBrowser> {
  // An app that a test installs must not enter the menus of whoever runs the tests.
  const home = path.join(profile, 'xdg');
  const env = { ...process.env, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
  const context = await chromium.launchPersistentContext(profile, {
    env,
    ...(await launchSettings(options)),
    ...contextSettings(options),
  });
  return {
    version: context.browser()?.version() ?? '',
    newTab: () => openTab(context, options, false),
    close: () => context.close(),
  };
}

async function newCleanTab(browser: Browser, options: LaunchOptions): Promise<Driver> {
  return openTab(await browser.newContext(contextSettings(options)), options, true);
}

export async function launchChromium(options: LaunchOptions): Promise<DriverBrowser> {
  if (options.profile !== undefined) return launchWithProfile(options.profile, options);
  const browser = await chromium.launch(await launchSettings(options));
  return {
    version: browser.version(),
    newTab: () => newCleanTab(browser, options),
    close: () => browser.close(),
  };
}
