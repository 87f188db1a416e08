/**
 * `kernels`: every algorithm's kernel fed from memory on one thread of each browser. What an engine
 * needs to know to share the algorithms out among threads.
 */
import { ALGORITHMS } from '../src/core/digest/algorithm.ts';
import { launchBrowser, type Page } from '../tests/support/browsers/page.ts';
import { startServer } from '../tests/support/server.ts';
import type { Options } from './options.ts';
import { openPeers, runPeer } from './peer-page.ts';
import type { Measured } from './results.ts';
import { buildPeers } from './sites.ts';
import { summarise, type Spread } from './statistics.ts';

/** A kernel's speed shows in fewer bytes than a file's, and there are many kernels. */
const MOST_BYTES = 200_000_000;

type Speeds = Readonly<Record<string, Spread>>;

async function measureBrowser(page: Page, rounds: number, bytes: number): Promise<Speeds> {
  const speeds = new Map(ALGORITHMS.map(({ id }) => [id, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [algorithm, list] of speeds) {
      const { milliseconds } = await runPeer(page, { peer: 'kernel', algorithm, bytes });
      list.push(bytes / 1000 / milliseconds);
    }
  }
  return Object.fromEntries([...speeds].map(([id, list]) => [id, summarise(list, 0)]));
}

/** Megabytes (1e6) a second, by browser and algorithm. */
export async function measureKernels(
  options: Options,
  directory: string,
): Promise<Measured<'kernels'>> {
  const server = await startServer(await buildPeers(directory));
  const bytes = Math.min(options.bytes, MOST_BYTES);
  const versions: Record<string, string> = {};
  const megabytesPerSecond: Record<string, Speeds> = {};
  for (const name of options.browsers) {
    const browser = await launchBrowser({ browser: name });
    versions[name] = browser.version;
    const page = await openPeers(browser, server.url);
    megabytesPerSecond[name] = await measureBrowser(page, options.rounds, bytes);
    await browser.close();
  }
  await server.stop();
  const what = 'kernels fed from memory, one thread, megabytes (1e6) a second';
  return { versions, what, content: { bytes, megabytesPerSecond } };
}
