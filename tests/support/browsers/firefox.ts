/** Firefox ESR over WebDriver BiDi (puppeteer-core; Playwright drives only its own patched Firefox). */
import puppeteer, {
  type Browser,
  type ElementHandle,
  type KeyInput,
  type Page,
} from 'puppeteer-core';
import {
  START_TIMEOUT_MS,
  WATCH_POLICY,
  type Driver,
  type DriverBrowser,
  type LaunchOptions,
  type Watch,
} from './driver.ts';

const FIREFOX = '/usr/bin/firefox-esr';

const preferences = ({ colorScheme, downloads }: LaunchOptions): Record<string, unknown> => ({
  // The driver's recommended preferences relax file:// origins and would let wrong pages pass.
  'remote.prefs.recommended': false,
  'security.fileuri.strict_origin_policy': true,
  'ui.systemUsesDarkTheme': colorScheme === 'dark' ? 1 : 0,
  // Firefox's own traffic and first-run pages.
  'app.update.auto': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  ...(downloads === undefined
    ? {}
    : { 'browser.download.folderList': 2, 'browser.download.dir': downloads }),
});

function watchPage(page: Page): Watch {
  const watch: Watch = { errors: [], requests: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') watch.errors.push(message.text());
  });
  page.on('pageerror', (error) => watch.errors.push(String(error)));
  page.on('request', (request) => {
    watch.requests.push({
      method: request.method(),
      url: request.url(),
      hasBody: request.hasPostData(),
    });
  });
  return watch;
}

async function setFiles(page: Page, selector: string, paths: readonly string[]): Promise<void> {
  const input = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
  if (input === null) throw new Error(`no file input: ${selector}`);
  await input.uploadFile(...paths);
}

async function press(page: Page, key: string): Promise<void> {
  const [last = key, ...modifiers] = key.split('+').reverse();
  for (const modifier of modifiers) await page.keyboard.down(modifier as KeyInput);
  await page.keyboard.press(last as KeyInput);
  for (const modifier of modifiers) await page.keyboard.up(modifier as KeyInput);
}

async function openTab(browser: Browser, options: LaunchOptions): Promise<Driver> {
  const context = options.profile === undefined ? await browser.createBrowserContext() : browser;
  const page = await context.newPage();
  await page.setViewport(options.viewport ?? { width: 1024, height: 800 });
  await page.evaluateOnNewDocument(WATCH_POLICY);
  return {
    watch: watchPage(page),
    goto: async (url) => {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    setFiles: (selector, paths) => setFiles(page, selector, paths),
    drop: () => Promise.reject(new Error('Firefox has no automated drag of real files')),
    click: (selector) => page.click(selector),
    download: () => Promise.reject(new Error('the driver tells of no download in Firefox')),
    press: (key) => press(page, key),
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot({ fullPage: true }),
    devTools: () => Promise.reject(new Error('Firefox has no DevTools protocol')),
    close: () => (context === browser ? page.close() : context.close()),
  };
}

export async function launchFirefox(options: LaunchOptions): Promise<DriverBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    timeout: START_TIMEOUT_MS,
    extraPrefsFirefox: preferences(options),
    ...(options.profile === undefined ? {} : { userDataDir: options.profile }),
  });
  return {
    version: await browser.version(),
    newTab: () => openTab(browser, options),
    close: () => browser.close(),
  };
}
