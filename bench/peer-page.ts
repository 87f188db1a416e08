/** The page of peers, from Node's side. */
import type { BrowserHandle, Page } from '../tests/support/browsers/page.ts';
import type { Answer, PeerPage, Task } from './pages/task.ts';

export async function openPeers(browser: BrowserHandle, url: string): Promise<Page> {
  const page = await browser.newPage(url);
  await page.waitFor('html[data-ready="true"]');
  return page;
}

/** Runs in the page. */
const run = (task: Task): Promise<Answer> => (globalThis as unknown as PeerPage).runPeer(task);

export const runPeer = (page: Page, task: Task): Promise<Answer> => page.evaluate(run, { ...task });
