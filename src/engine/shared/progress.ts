/**
 * Speed and time left from samples of (time, bytes read). Pure: whoever samples brings the time.
 * After a pause begin anew, so that the time of standing still does not count. While a read goes
 * on, sample at least each second even if nothing came: only so is a standstill seen as one.
 */
export interface Sample {
  /** Milliseconds on any clock that does not go back. */
  readonly timeMs: number;
  readonly bytesRead: number;
}

export interface Pace {
  /** Oldest first; never empty. */
  readonly samples: readonly Sample[];
  /** Over the window; `undefined` until there is enough to go by. */
  readonly rateBytesPerSecond: number | undefined;
  /** Smoothed; `undefined` while the rate is unknown or zero. */
  readonly secondsLeft: number | undefined;
}

/** Long enough to even out a disk's bursts, short enough to show that it became slow. */
const WINDOW_MS = 5_000;

/**
 * Nothing was sampled for so long that the machine slept or the page was frozen: nobody knows how
 * much of that time was spent reading, so the pace begins anew. Longer than a read of one chunk
 * takes on the slowest stick, and than the retries of most optical drives.
 */
const MAX_GAP_MS = 15_000;

/** Below this a rate is mostly the noise of the first reads. */
const MIN_SPAN_MS = 400;

/** The time in which a shown estimate goes about two thirds of the way to a new one. */
const SMOOTHING_MS = 4_000;

export function beginPace(sample: Sample): Pace {
  return { samples: [sample], rateBytesPerSecond: undefined, secondsLeft: undefined };
}

/** The pace with one more sample; `size` in bytes. A sample that goes back in time is ignored. */
export function nextPace(pace: Pace, sample: Sample, size: number): Pace {
  const last = pace.samples[pace.samples.length - 1];
  if (last === undefined) return beginPace(sample);
  const elapsedMs = sample.timeMs - last.timeMs;
  if (!(elapsedMs > 0)) return pace;
  if (elapsedMs > MAX_GAP_MS) return beginPace(sample);
  const samples = withinWindow([...samplesBefore(pace, sample, last), sample]);
  const rate = rateOver(samples);
  return {
    samples,
    rateBytesPerSecond: rate,
    secondsLeft: timeLeft(pace.secondsLeft, elapsedMs, estimate(rate, size - sample.bytesRead)),
  };
}

/** After a standstill only what comes now counts: the end of a read would seem hours away. */
function samplesBefore(pace: Pace, { bytesRead }: Sample, last: Sample): readonly Sample[] {
  const goesOn = pace.rateBytesPerSecond === 0 && bytesRead > last.bytesRead;
  return goesOn ? [last] : pace.samples;
}

/** The samples of the window, and one from before it, so that the window is always covered. */
function withinWindow(samples: readonly Sample[]): readonly Sample[] {
  const newest = samples[samples.length - 1];
  if (newest === undefined) return samples;
  const from = newest.timeMs - WINDOW_MS;
  const firstInside = samples.findIndex((sample) => sample.timeMs > from);
  return samples.slice(Math.max(0, firstInside - 1));
}

function rateOver(samples: readonly Sample[]): number | undefined {
  const first = samples[0];
  const last = samples[samples.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const spanMs = last.timeMs - first.timeMs;
  if (spanMs < MIN_SPAN_MS) return undefined;
  return (Math.max(0, last.bytesRead - first.bytesRead) / spanMs) * 1000;
}

function estimate(rate: number | undefined, bytesLeft: number): number | undefined {
  if (bytesLeft <= 0) return 0;
  if (rate === undefined || rate === 0) return undefined;
  return bytesLeft / rate;
}

/**
 * Lets the earlier estimate run down with the clock and draws it towards the new one, the more the
 * longer ago it was made. At a steady speed it counts down; a burst moves it by a little.
 */
function timeLeft(
  before: number | undefined,
  elapsedMs: number,
  now: number | undefined,
): number | undefined {
  if (now === undefined || now === 0 || before === undefined) return now;
  const expected = Math.max(0, before - elapsedMs / 1000);
  const weight = 1 - Math.exp(-elapsedMs / SMOOTHING_MS);
  return expected + (now - expected) * weight;
}

export interface Share {
  /** The read that is under way, or the last one. */
  readonly bytesRead: number;
  readonly size: number;
  /** It was read to its end, or will not be read further. */
  readonly hasEnded: boolean;
}

/** Several reads as one. */
export interface Whole {
  /** How many there are, and how many have ended. */
  readonly count: number;
  readonly ended: number;
  /** Bytes that were read, and that will have been; of a read given up, only what it read. */
  readonly bytesRead: number;
  readonly size: number;
}

export function wholeOf(shares: readonly Share[]): Whole {
  let [ended, bytesRead, size] = [0, 0, 0];
  for (const share of shares) {
    if (share.hasEnded) ended += 1;
    bytesRead += share.bytesRead;
    size += share.hasEnded ? share.bytesRead : share.size;
  }
  return { count: shares.length, ended, bytesRead, size };
}
