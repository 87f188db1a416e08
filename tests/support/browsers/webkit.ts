/**
 * WebKitGTK's MiniBrowser over plain WebDriver, in a virtual display. A stand-in for Safari: the
 * same engine, another platform layer. It has no drag of files, and tells nothing of the console
 * or of requests.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  START_TIMEOUT_MS,
  WATCH_POLICY,
  type Driver,
  type DriverBrowser,
  type LaunchOptions,
} from './driver.ts';

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
/** The key under which WebDriver passes element references (W3C WebDriver §12.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** WebDriver's code point of the Control key (W3C WebDriver §17.4.2). */
const KEYS = new Map([
  ['Control', '\uE009'],
  ['Enter', '\uE007'],
  ['Tab', '\uE004'],
]);

const ENVIRONMENT = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', // no user namespaces for root in containers
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
};

type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function createSend(port: number): Send {
  return async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

async function untilReady(send: Send): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const status = await send('GET', '/status').catch(() => undefined);
    if ((status as { ready?: boolean } | undefined)?.ready === true) return;
    await delay(100);
  }
  throw new Error('WebKitWebDriver did not start');
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  const runs = exitCode === null && signalCode === null;
  if (pid !== undefined && runs) globalThis.process.kill(-pid, 'SIGTERM');
}

async function startDriver(): Promise<{ send: Send; process: ChildProcess }> {
  const port = await findFreePort();
  const process = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true, // a process group of its own, so that the display ends with it
    env: { ...globalThis.process.env, ...ENVIRONMENT },
  });
  // A test run that breaks off must not leave a display behind.
  globalThis.process.once('exit', () => {
    endGroup(process);
  });
  const send = createSend(port);
  await untilReady(send);
  return { send, process };
}

interface Session {
  readonly send: Send;
  readonly path: string;
}

async function findElement({ send, path }: Session, selector: string): Promise<string> {
  const found = await send('POST', `${path}/element`, { using: 'css selector', value: selector });
  return (found as Record<string, string>)[ELEMENT] ?? '';
}

async function pressKeys({ send, path }: Session, key: string): Promise<void> {
  const keys = key.split('+').map((name) => KEYS.get(name) ?? name);
  const down = keys.map((value) => ({ type: 'keyDown', value }));
  const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }));
  const actions = [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }];
  await send('POST', `${path}/actions`, { actions });
}

/** Runs an expression and unwraps its outcome, since a rejected promise has no form of its own here. */
async function evaluate({ send, path }: Session, expression: string): Promise<unknown> {
  const script = `const done = arguments[0];
    (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  const outcome = await send('POST', `${path}/execute/async`, { script, args: [] });
  const { value, error } = outcome as { value?: unknown; error?: string };
  if (error !== undefined) throw new Error(error);
  return value;
}

function createTab(session: Session): Driver {
  const { send, path } = session;
  return {
    watch: { errors: [], requests: [] },
    goto: async (url) => {
      await send('POST', `${path}/url`, { url });
      await evaluate(session, `(() => { ${WATCH_POLICY} })()`); // too late for violations while loading
    },
    evaluate: (expression) => evaluate(session, expression),
    setFiles: async (selector, paths) => {
      const element = await findElement(session, selector);
      await send('POST', `${path}/element/${element}/value`, { text: paths.join('\n') });
    },
    drop: () => Promise.reject(new Error('WebKitGTK has no automated drag of real files')),
    click: async (selector) => {
      await send('POST', `${path}/element/${await findElement(session, selector)}/click`, {});
    },
    download: () => Promise.reject(new Error('the driver tells of no download in WebKitGTK')),
    press: (key) => pressKeys(session, key),
    type: async (text) => {
      for (const character of text) await pressKeys(session, character);
    },
    screenshot: async () => {
      const base64 = (await send('GET', `${path}/screenshot`)) as string;
      return Buffer.from(base64, 'base64');
    },
    devTools: () => Promise.reject(new Error('WebKitGTK has no DevTools protocol')),
    close: () => Promise.resolve(),
  };
}

/** One session is one window: a second tab shares it, and the browser's `close` ends it. */
export async function launchWebkit({ viewport }: LaunchOptions): Promise<DriverBrowser> {
  const { send, process } = await startDriver();
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] } },
  };
  const started = await send('POST', '/session', { capabilities });
  const { sessionId, capabilities: actual } = started as {
    sessionId: string;
    capabilities: { browserVersion: string };
  };
  const session = { send, path: `/session/${sessionId}` };
  await send('POST', `${session.path}/timeouts`, { script: 600_000, pageLoad: 60_000 });
  await send('POST', `${session.path}/window/rect`, viewport ?? { width: 1024, height: 800 });
  return {
    version: actual.browserVersion,
    newTab: () => Promise.resolve(createTab(session)),
    close: async () => {
      await send('DELETE', session.path).finally(() => {
        endGroup(process);
      });
    },
  };
}
