/**
 * `memory`: by how much a browser's processes grow over idle while the app verifies an image, at two
 * sizes. Sparse images: what is measured is the reader, not the disk.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserName } from '../tests/support/browsers/driver.ts';
import { launchBrowser } from '../tests/support/browsers/page.ts';
import { startServer } from '../tests/support/server.ts';
import { chooseFile, openApp, readDigests, verdictGiven } from './app-page.ts';
import { writeSparseIso } from './noise.ts';
import type { Options } from './options.ts';
import { watchPeaks } from './process-tree.ts';
import type { Measured } from './results.ts';

const MIB = 2 ** 20;
/** Start-up, the self-test and the storing of the page for offline use are over by then. */
const SETTLE_MS = 10_000;

/** Growth that is promised, in MiB. Of other browsers it is only reported. */
const AT_MOST: Readonly<Partial<Record<BrowserName, number>>> = { chromium: 96, chromium109: 160 };

export interface Growth {
  readonly browser: BrowserName;
  readonly imageBytes: number;
  readonly idleMiB: number;
  readonly grownMiB: number;
  readonly atMost?: number;
  readonly met?: boolean;
  readonly seconds: number;
}

interface Run {
  readonly browser: BrowserName;
  readonly url: string;
  readonly image: string;
  readonly imageBytes: number;
}

/** Idle is a page that is ready and has seen no image. */
async function measureGrowth({ browser, url, image, imageBytes }: Run) {
  const handle = await launchBrowser({ browser });
  const page = await openApp(handle, url);
  await delay(SETTLE_MS);
  const peaks = watchPeaks();
  const from = performance.now();
  await chooseFile(page, image);
  await verdictGiven(page);
  const seconds = Math.round((performance.now() - from) / 1000);
  const { idleBytes, grownBytes } = peaks.stop();
  await readDigests(page, path.basename(image));
  await handle.close();
  const grownMiB = Math.round(grownBytes / MIB);
  const atMost = AT_MOST[browser];
  const verdict = atMost === undefined ? {} : { atMost, met: grownMiB <= atMost };
  const growth: Growth = {
    ...{ browser, imageBytes, idleMiB: Math.round(idleBytes / MIB), grownMiB },
    ...{ ...verdict, seconds },
  };
  console.error(`${browser}, ${imageBytes / 1e9} GB: +${grownMiB} MiB`);
  return { growth, version: handle.version };
}

export async function measureMemory(
  options: Options,
  directory: string,
): Promise<Measured<'memory'>> {
  const server = await startServer();
  const versions: Record<string, string> = {};
  const growths: Growth[] = [];
  for (const imageBytes of options.sparseBytes) {
    const image = writeSparseIso(directory, imageBytes);
    for (const browser of options.browsers) {
      const run = { browser, url: server.url, image, imageBytes };
      const { growth, version } = await measureGrowth(run);
      versions[browser] = version;
      growths.push(growth);
    }
  }
  await server.stop();
  const what =
    "peaks (VmHWM) of a browser's processes, summed, over what they held before the drop";
  return { versions, what, content: { growths } };
}
