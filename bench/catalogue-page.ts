/** The built catalogue worker by itself, asked from the app's page in its own protocol. */
import { readdirSync, statSync } from 'node:fs';
import type {
  CatalogueCommand,
  CatalogueQuestion,
  CatalogueReply,
} from '../src/engine/shared/catalogue-protocol.ts';
import type { Page } from '../tests/support/browsers/page.ts';

export interface CatalogueTimes {
  /** From the command to the answer: fetched from the same machine, inflated, checked, opened. */
  readonly loadMs: number;
  /** Mean of many questions for a digest and a name, with the way to the worker and back. */
  readonly lookUpMs: number;
  /** The longest that such a question waits while the index of the search is made. */
  readonly lookUpMeanwhileMs: number;
  /** From the first word that is searched for to the answer: the index is made for it. */
  readonly firstSearchMs: number;
  /** Mean of the searches after that, with the first rows of what is found. */
  readonly searchMs: number;
}

declare global {
  /** Asks the worker that `startWorker` started; resolves to the milliseconds to its answer. */
  var askCatalogue: (question: CatalogueQuestion) => Promise<number>;
}

/** Runs in the page, as the next two do. */
async function startWorker(script: string): Promise<void> {
  const worker = new Worker(script);
  const waiting = new Map<number, (reply: CatalogueReply) => void>();
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = ({ data: reply }: MessageEvent<CatalogueReply>) => {
      if (reply.kind === 'started') resolve();
      else waiting.get(reply.id)?.(reply);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
  });
  let id = 0;
  globalThis.askCatalogue = async (question) => {
    id += 1;
    const command: CatalogueCommand = { ...question, id };
    const from = performance.now();
    const { kind } = await new Promise<CatalogueReply>((resolve) => {
      waiting.set(command.id, resolve);
      worker.postMessage(command);
    });
    if (kind === 'failed') throw new Error(`${question.kind}: the catalogue failed`);
    return performance.now() - from;
  };
}

/** One after the other. */
async function askEach(questions: readonly CatalogueQuestion[]): Promise<number[]> {
  const times: number[] = [];
  for (const question of questions) times.push(await globalThis.askCatalogue(question));
  return times;
}

/** The second again and again until the first is answered. */
async function askMeanwhile(first: CatalogueQuestion, second: CatalogueQuestion) {
  const state = { isAnswered: false };
  const answering = globalThis.askCatalogue(first).finally(() => (state.isAnswered = true));
  let longestMs = 0;
  while (!state.isAnswered) {
    longestMs = Math.max(longestMs, await globalThis.askCatalogue(second));
  }
  return { firstMs: await answering, longestMs };
}

const LOOK_UPS = 500;

/** What people type, while and after they type it; common words, rare ones, none that fits. */
const TEXTS = [
  'w',
  'windows',
  'windows 7',
  'windows 7 professional sp1 x64 german',
  'en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso',
  '0bcfc54019ea175b1ee51f6d2b207a3d14dd2b58',
  'debian 12 netinst amd64',
  'win10 22h2 64-bit français',
  'indows_7_prof',
  'profesional',
  'no such image',
];
/** Each of them, so often. */
const SEARCHES_EACH = 3;

/** For what is not known. */
function lookUp(number: number) {
  const digests = [{ algorithm: 'sha256' as const, hex: number.toString(16).padStart(64, '5') }];
  return { kind: 'find' as const, query: { name: `image-${number}.iso`, digests } };
}

const search = (text: string) => ({
  ...{ kind: 'search' as const, search: { text, from: 0, count: 64 } },
});

const mean = (times: readonly number[]): number =>
  times.reduce((sum, time) => sum + time, 0) / times.length;

/**
 * File names carry a tag of their content. The largest: what the page and the worker share is a
 * file of that name, too.
 */
function findAsset(pattern: RegExp): string {
  const files = readdirSync('dist/assets').filter((file) => pattern.test(file));
  const sizeOf = (file: string): number => statSync(`dist/assets/${file}`).size;
  const [name] = files.sort((a, b) => sizeOf(b) - sizeOf(a));
  if (name === undefined) throw new Error(`no file in dist/assets that fits ${pattern.source}`);
  return `./assets/${name}`;
}

/** The page must be the app's: its origin, and its policy. */
export async function timeCatalogue(page: Page): Promise<CatalogueTimes> {
  const data = findAsset(/^catalogue-[\w-]+\.bin$/);
  await page.evaluate(startWorker, findAsset(/^catalogue-[\w-]+\.js$/));
  const url = await page.evaluate((path: string) => new URL(path, document.baseURI).href, data);
  const load = { kind: 'load', origin: { kind: 'url', url } } as const;
  const [loadMs = Number.NaN] = await page.evaluate(askEach, [load]);
  const lookUps = Array.from({ length: LOOK_UPS }, (_, number) => lookUp(number));
  const lookUpMs = mean(await page.evaluate(askEach, lookUps));
  const meanwhile = await page.evaluate(askMeanwhile, search('windows'), lookUp(0));
  const texts = Array.from({ length: SEARCHES_EACH }, () => TEXTS).flat();
  const searchMs = mean(await page.evaluate(askEach, texts.map(search)));
  return {
    ...{ loadMs, lookUpMs, searchMs },
    firstSearchMs: meanwhile.firstMs,
    lookUpMeanwhileMs: meanwhile.longestMs,
  };
}
