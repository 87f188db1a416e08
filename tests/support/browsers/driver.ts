/** What each browser's driver must be able to do. Everything else a test may ask is built on it, once, in page.ts. */

export type BrowserName = 'chromium' | 'chromium109' | 'firefox' | 'webkit';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly hasBody: boolean;
}

/** What a tab noticed since it was opened; the arrays grow. */
export interface Watch {
  /** Uncaught errors and `console.error` lines, of the page and of its workers where the driver tells. */
  readonly errors: string[];
  /** Requests of the page, its workers and its service worker, answered from a cache or not. WebKit's driver tells none. */
  readonly requests: SeenRequest[];
}

export interface SavedFile {
  readonly name: string;
  /** Where it lies until the tab is closed. */
  readonly path: string;
}

export interface Driver {
  readonly watch: Watch;
  goto(url: string): Promise<void>;
  /** Value of a JavaScript expression in the page, promises awaited; must be JSON. */
  evaluate(expression: string): Promise<unknown>;
  setFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Real drag and drop by the browser's own input path; rejects where there is none. */
  drop(selector: string, paths: readonly string[]): Promise<void>;
  click(selector: string): Promise<void>;
  /** Clicks, and gives the file that the browser saved for it; rejects outside Chromium. */
  download(selector: string): Promise<SavedFile>;
  /** One key, or one with Control held: `Enter`, `Control+v`. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  screenshot(): Promise<Uint8Array>;
  /** A command of the DevTools protocol; rejects outside Chromium. */
  devTools(method: string, parameters?: object): Promise<unknown>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly browser: BrowserName;
  /** Directory of a profile that outlives the browser; without it every tab starts clean. */
  readonly profile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Absolute directory where downloads arrive under their own names; Chromium and Firefox only. */
  readonly downloads?: string;
}

/** A browser's first start after its installation reads hundreds of megabytes from a cold disk. */
export const START_TIMEOUT_MS = 120_000;

export interface DriverBrowser {
  readonly version: string;
  newTab(): Promise<Driver>;
  close(): Promise<void>;
}

/** Run before any script of a page: collects what its policy refused, for `violations()`. */
export const WATCH_POLICY = `
  globalThis.__policyViolations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.__policyViolations.push(event.violatedDirective + ' ' + event.blockedURI);
  });
`;
