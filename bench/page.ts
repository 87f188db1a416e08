/**
 * `page`: whether the page stays responsive while an image is hashed, how soon it shows what a large
 * image says of itself, how soon a reading stops when asked to, and what the catalogue costs.
 */
import path from 'node:path';
import type { BrowserName } from '../tests/support/browsers/driver.ts';
import { launchBrowser, type Page } from '../tests/support/browsers/page.ts';
import { startServer } from '../tests/support/server.ts';
import { chooseFile, FACT, openApp, sighted, verify, watchFor } from './app-page.ts';
import { timeCatalogue, type CatalogueTimes } from './catalogue-page.ts';
import { endTaskWatch, startTaskWatch, type LongTasks } from './long-tasks.ts';
import { writeNoise, writeSparseIso } from './noise.ts';
import type { Options } from './options.ts';
import type { Measured } from './results.ts';
import { summarise, type Spread } from './statistics.ts';
import { timeStops } from './stopping.ts';

const NAME = 'noise.iso';
const LARGE_BYTES = 5e9;

/** What is promised, in milliseconds. */
const LIMITS = {
  longTask: 50,
  facts: 300,
  stop: 250,
  catalogueLoad: 100,
  catalogueLookUp: 1,
  catalogueLookUpMeanwhile: 50,
  catalogueSearch: 8,
} as const;

/** A time, and whether the median keeps to its limit. */
export interface Kept {
  readonly milliseconds: Spread;
  readonly atMost: number;
  readonly met: boolean;
}

function keep(values: readonly number[], atMost: number): Kept {
  const milliseconds = summarise(values, 2);
  return { milliseconds, atMost, met: milliseconds.median <= atMost };
}

/** A real drop where the driver can make one. */
const drop = (page: Page, file: string): Promise<void> =>
  page.browser.startsWith('chromium') ? page.drop([file]) : chooseFile(page, file);

async function timeFacts(page: Page, file: string): Promise<number> {
  await watchFor(page, FACT);
  await drop(page, file);
  return (await sighted(page, FACT)).paintedMs;
}

async function watchTasks(page: Page, file: string): Promise<LongTasks> {
  await startTaskWatch(page);
  await verify(page, file, NAME);
  return endTaskWatch(page);
}

/** No task may be long, so of several rounds the worst counts. */
function worst(rounds: readonly LongTasks[]) {
  const highest = (read: (tasks: LongTasks) => number | undefined): number | undefined => {
    const values = rounds.map(read).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : Math.max(...values);
  };
  const count = highest((tasks) => tasks.count);
  return {
    longTasksMost: count ?? null,
    longestTaskMs: highest((tasks) => tasks.longestMs) ?? null,
    longestSilenceMs: Math.round(highest((tasks) => tasks.longestSilenceMs) ?? 0),
    ...(count === undefined ? {} : { longerThanMs: LIMITS.longTask, met: count === 0 }),
  };
}

interface Files {
  readonly noise: string;
  readonly large: string;
}

function keepCatalogue(rounds: readonly CatalogueTimes[]) {
  const of = (name: keyof CatalogueTimes): readonly number[] => rounds.map((times) => times[name]);
  return {
    catalogueLoad: keep(of('loadMs'), LIMITS.catalogueLoad),
    catalogueLookUp: keep(of('lookUpMs'), LIMITS.catalogueLookUp),
    catalogueLookUpMeanwhile: keep(of('lookUpMeanwhileMs'), LIMITS.catalogueLookUpMeanwhile),
    catalogueSearch: keep(of('searchMs'), LIMITS.catalogueSearch),
    catalogueFirstSearch: summarise(of('firstSearchMs'), 2),
  };
}

/** Every round begins with a page that has done nothing yet. */
async function measureBrowser(browser: BrowserName, url: string, rounds: number, files: Files) {
  const handle = await launchBrowser({ browser });
  const tasks: LongTasks[] = [];
  const facts: number[] = [];
  const stops: Awaited<ReturnType<typeof timeStops>>[] = [];
  const catalogue: Awaited<ReturnType<typeof timeCatalogue>>[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await openApp(handle, url);
    facts.push(await timeFacts(page, files.large));
    await page.close();
    const second = await openApp(handle, url);
    tasks.push(await watchTasks(second, files.noise));
    stops.push(await timeStops(second, files.large, path.basename(files.large)));
    catalogue.push(await timeCatalogue(second));
    await second.close();
  }
  await handle.close();
  const found = {
    browser,
    hashing: worst(tasks),
    facts: keep(facts, LIMITS.facts),
    pause: keep(
      stops.map(({ pauseMs }) => pauseMs),
      LIMITS.stop,
    ),
    cancel: keep(
      stops.map(({ cancelMs }) => cancelMs),
      LIMITS.stop,
    ),
    ...keepCatalogue(catalogue),
  };
  return { found, version: handle.version };
}

export type PageTimes = Awaited<ReturnType<typeof measureBrowser>>['found'];

export async function measurePage(options: Options, directory: string): Promise<Measured<'page'>> {
  const server = await startServer();
  const files = {
    noise: writeNoise(directory, NAME, options.bytes),
    large: writeSparseIso(directory, LARGE_BYTES),
  };
  const versions: Record<string, string> = {};
  const browsers: PageTimes[] = [];
  for (const name of options.browsers) {
    const { found, version } = await measureBrowser(name, server.url, options.rounds, files);
    versions[name] = version;
    browsers.push(found);
  }
  await server.stop();
  const what =
    'the page while hashing; drop of 5 GB to facts painted; pause and cancel; the catalogue';
  return { versions, what, content: { fileBytes: options.bytes, browsers } };
}
