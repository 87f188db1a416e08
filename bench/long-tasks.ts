/** How long the page's own thread is kept busy at a stretch. */
import type { Page } from '../tests/support/browsers/page.ts';

export interface LongTasks {
  /** Tasks of more than 50 ms (W3C Long Tasks §1); absent where the browser does not tell. */
  readonly count?: number;
  readonly longestMs?: number;
  /** Longest time between two runs of a 5 ms timer: in every browser, and with what the machine adds. */
  readonly longestSilenceMs: number;
}

interface Watched {
  benchTasks: () => LongTasks;
}

/** Runs in the page. */
function watch(): void {
  const told = PerformanceObserver.supportedEntryTypes.includes('longtask');
  const durations: number[] = [];
  const take = (entries: PerformanceEntryList): void => {
    durations.push(...entries.map(({ duration }) => duration));
  };
  const observer = new PerformanceObserver((list) => {
    take(list.getEntries());
  });
  if (told) observer.observe({ type: 'longtask' });
  let last = performance.now();
  let longestSilenceMs = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longestSilenceMs = Math.max(longestSilenceMs, now - last);
    last = now;
  }, 5);
  const benchTasks = (): LongTasks => {
    clearInterval(timer);
    take(observer.takeRecords());
    observer.disconnect();
    const tasks = { count: durations.length, longestMs: Math.max(0, ...durations) };
    return { ...(told ? tasks : {}), longestSilenceMs };
  };
  Object.assign(globalThis, { benchTasks });
}

const finish = (): LongTasks => (globalThis as unknown as Watched).benchTasks();

export const startTaskWatch = (page: Page): Promise<void> => page.evaluate(watch);
export const endTaskWatch = (page: Page): Promise<LongTasks> => page.evaluate(finish);
