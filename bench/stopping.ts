/** How soon a browser stops reading a file when somebody asks for it, as the system sees it. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { begunReading, inState, jobNamed, pressOn } from '../tests/support/app.ts';
import type { Page } from '../tests/support/browsers/page.ts';
import { findDescendants } from '../tests/support/processes.ts';
import { chooseFile, clear } from './app-page.ts';

const SAMPLE_MS = 10;
/** So long nothing may be read for it to count as stopped. */
const STILL_MS = 500;
/** Less than one read of any browser; what else a browser reads in 10 ms are its own few signals. */
const LEAST_BYTES = 64 * 1024;
const LONGEST_MS = 20_000;

/** Bytes that a process has asked its reads for since it began (proc(5), `rchar`). */
function readBytes(pid: number): number {
  try {
    return Number(/^rchar: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has just ended
  }
}

/** Milliseconds since the epoch, finer than `Date.now`, so that page and bench share a clock. */
const now = (): number => performance.timeOrigin + performance.now();

/** Runs in the page. */
function press(selector: string): number {
  const button = document.querySelector<HTMLElement>(selector);
  if (button === null) throw new Error(`no button: ${selector}`);
  const at = performance.timeOrigin + performance.now();
  button.click();
  return at;
}

/** Follows the reads of all browser processes. */
class ReadWatch {
  readonly #pids = findDescendants(process.pid);
  #bytes = this.#sum();
  /** When something was last seen to be read. */
  lastAt = now();

  async sample(): Promise<boolean> {
    await delay(SAMPLE_MS);
    const bytes = this.#sum();
    const isReading = bytes - this.#bytes >= LEAST_BYTES;
    if (isReading) this.lastAt = now();
    this.#bytes = bytes;
    return isReading;
  }

  #sum(): number {
    return this.#pids.reduce((sum, pid) => sum + readBytes(pid), 0);
  }
}

/** Milliseconds from the click to the last sample in which the browser read. */
async function timeStop(page: Page, name: string, action: 'pause' | 'cancel'): Promise<number> {
  const watch = new ReadWatch();
  const deadline = now() + LONGEST_MS;
  while (!(await watch.sample())) {
    if (now() > deadline) throw new Error(`${page.browser} expected to read before ${action}`);
  }
  const clickedAt = await page.evaluate(press, `${jobNamed(name)} [data-action="${action}"]`);
  do {
    await watch.sample();
    if (now() > deadline) throw new Error(`${page.browser} reads on after ${action}`);
  } while (now() - watch.lastAt < STILL_MS);
  return Math.max(0, watch.lastAt - clickedAt);
}

/** Of one reading, which has to be a long one: paused, resumed and cancelled. */
export async function timeStops(page: Page, file: string, name: string) {
  await chooseFile(page, file);
  await page.waitFor(begunReading(name));
  const pauseMs = await timeStop(page, name, 'pause');
  await page.waitFor(inState(name, 'paused'));
  await pressOn(page, jobNamed(name), 'resume');
  await page.waitFor(inState(name, 'reading'));
  const cancelMs = await timeStop(page, name, 'cancel');
  await page.waitFor(inState(name, 'cancelled'));
  await clear(page, name);
  return { pauseMs, cancelMs };
}
