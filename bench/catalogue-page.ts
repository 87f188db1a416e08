/** The built catalogue worker by itself, asked from the app's page in its own protocol. */
import { readdirSync } from 'node:fs';
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
}

/** Runs in the page. */
async function measure(script: string, data: string, questions: number): Promise<CatalogueTimes> {
  const worker = new Worker(script);
  const hear = (): Promise<CatalogueReply> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data: reply }: MessageEvent<CatalogueReply>) => {
        resolve(reply);
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message));
      };
    });
  let id = 0;
  const ask = async (question: CatalogueQuestion): Promise<void> => {
    const answer = hear();
    id += 1;
    const command: CatalogueCommand = { ...question, id };
    worker.postMessage(command);
    const { kind } = await answer;
    if (kind !== 'loaded' && kind !== 'found') throw new Error(`catalogue answered ${kind}`);
  };
  await hear();
  const from = performance.now();
  await ask({ kind: 'load', origin: { kind: 'url', url: new URL(data, document.baseURI).href } });
  const loaded = performance.now();
  for (let i = 0; i < questions; i++) {
    const hex = i.toString(16).padStart(64, '5');
    const digests = [{ algorithm: 'sha256' as const, hex }];
    await ask({ kind: 'find', query: { name: `image-${i}.iso`, digests } });
  }
  const done = performance.now();
  worker.terminate();
  return { loadMs: loaded - from, lookUpMs: (done - loaded) / questions };
}

const QUESTIONS = 500;

/** File names carry a tag of their content. */
function findAsset(pattern: RegExp): string {
  const [name, ...others] = readdirSync('dist/assets').filter((file) => pattern.test(file));
  if (name === undefined || others.length > 0) {
    throw new Error(`one file expected in dist/assets that fits ${pattern.source}`);
  }
  return `./assets/${name}`;
}

/** The page must be the app's: its origin, and its policy. */
export function timeCatalogue(page: Page): Promise<CatalogueTimes> {
  const script = findAsset(/^catalogue-[\w-]+\.js$/);
  const data = findAsset(/^catalogue-[\w-]+\.bin$/);
  return page.evaluate(measure, script, data, QUESTIONS);
}
