/** What to measure, and how long. */
import { parseArgs } from 'node:util';
import type { BrowserName } from '../tests/support/browsers/driver.ts';

export const PARTS = ['throughput', 'page', 'memory', 'kernels'] as const;
export type Part = (typeof PARTS)[number];

/** In the order of the columns. */
export const BROWSERS: readonly BrowserName[] = ['chromium', 'chromium109', 'firefox', 'webkit'];

export interface Options {
  readonly parts: readonly Part[];
  readonly browsers: readonly BrowserName[];
  readonly rounds: number;
  /** Size of the file of noise, and of what a kernel is fed. */
  readonly bytes: number;
  /** Sizes of the sparse images whose memory is measured. */
  readonly sparseBytes: readonly number[];
  /** Whether results and README are written; without it they are only printed. */
  readonly write: boolean;
}

export const USAGE = `npm run bench [-- [part ...] [options]]
  parts      ${PARTS.join(', ')}; all when none is named
  --rounds=5 --megabytes=1000 --sparse=5,50 (gigabytes)
  --browsers=chromium,chromium109,firefox   also: webkit
  --dry      prints what it finds, and writes neither bench/results nor README.md`;

const isOneOf = <Known extends string>(known: readonly Known[], word: string): word is Known =>
  known.some((one) => one === word);

function readWords<Known extends string>(
  words: readonly string[],
  known: readonly Known[],
): readonly Known[] {
  const wrong = words.find((word) => !isOneOf(known, word));
  if (wrong !== undefined) throw new Error(`${wrong}: expected ${known.join(', ')}\n${USAGE}`);
  return known.filter((word) => words.includes(word));
}

function readNumber(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`${text}: expected a number above 0\n${USAGE}`);
}

/** Throws an `Error` with the usage for words that it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      megabytes: { type: 'string', default: '1000' },
      sparse: { type: 'string', default: '5,50' },
      browsers: { type: 'string', default: 'chromium,chromium109,firefox' },
      dry: { type: 'boolean', default: false },
    },
  });
  return {
    parts: positionals.length === 0 ? PARTS : readWords(positionals, PARTS),
    browsers: readWords(values.browsers.split(','), BROWSERS),
    rounds: Math.ceil(readNumber(values.rounds)),
    bytes: Math.ceil(readNumber(values.megabytes) * 1e6),
    sparseBytes: values.sparse.split(',').map((text) => Math.ceil(readNumber(text) * 1e9)),
    write: !values.dry,
  };
}
