/** Who is put beside whom, and which ratio the project promises. */
import { summarise, type Spread } from './statistics.ts';

interface Comparison {
  /** Participants of a browser, or sums of native tools. */
  readonly of: string;
  readonly to: string;
  /** What the median must reach, where something is promised. */
  readonly atLeast?: number;
}

export interface Ratio extends Comparison {
  readonly browser: string;
  /** How many times as fast. */
  readonly ratio: Spread;
  /** By the median. */
  readonly met?: boolean;
}

const COMPARISONS: readonly Comparison[] = [
  { of: 'oneDigest', to: 'kernelSha256', atLeast: 0.97 },
  { of: 'app', to: 'kernelSha256', atLeast: 0.95 },
  { of: 'app', to: 'bareRing' },
  { of: 'bareRing', to: 'kernelSha256' },
  { of: 'app', to: 'coreutils', atLeast: 1.1 },
  { of: 'app', to: 'rhash' },
  { of: 'app', to: 'openssl' },
  { of: 'app', to: 'streamWorker' },
  { of: 'app', to: 'pageThread' },
  { of: 'oneDigest', to: 'scriptWorker' },
  { of: 'oneDigest', to: 'sha256sum' },
  { of: 'kernelSha256', to: 'sha256sum' },
  { of: 'kernelSha1', to: 'kernelSha256' },
];

/** Two runs of a tool, one after the other, for two digests. */
const SUMS: Readonly<Record<string, readonly string[]>> = {
  coreutils: ['sha256sum', 'sha1sum'],
  openssl: ['opensslSha256', 'opensslSha1'],
};

type Times = ReadonlyMap<string, readonly number[]>;

function timesOf(times: Times, browser: string, name: string): readonly number[] {
  const parts = (SUMS[name] ?? [name]).map((part) => {
    const list = times.get(`${browser}/${part}`) ?? times.get(part);
    if (list === undefined) throw new Error(`nobody called ${part} took part`);
    return list;
  });
  const [first = []] = parts;
  return first.map((_, round) => parts.reduce((sum, list) => sum + (list[round] ?? NaN), 0));
}

/** The bare ring is not everywhere. */
const comparisonsFor = (times: Times, browser: string): readonly Comparison[] =>
  COMPARISONS.filter(
    ({ of, to }) => ![of, to].includes('bareRing') || times.has(`${browser}/bareRing`),
  );

/** Of milliseconds by participant, a value per round. */
export function compareRounds(times: Times, browsers: readonly string[]): readonly Ratio[] {
  return browsers.flatMap((browser) =>
    comparisonsFor(times, browser).map((comparison) => {
      const of = timesOf(times, browser, comparison.of);
      const to = timesOf(times, browser, comparison.to);
      const ratio = summarise(
        of.map((milliseconds, round) => (to[round] ?? NaN) / milliseconds),
        3,
      );
      const { atLeast } = comparison;
      const verdict = atLeast === undefined ? {} : { met: ratio.median >= atLeast };
      return { browser, ...comparison, ratio, ...verdict };
    }),
  );
}
