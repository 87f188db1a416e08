/** Memory of the processes that this one started, and of theirs, as Linux counts it (proc(5)). */
import { writeFileSync } from 'node:fs';
import { findDescendants, readCommand, readField } from '../tests/support/processes.ts';

/** Writing this to clear_refs sets a process's peak to what it holds now (proc(5), Linux 4.0). */
const RESET_PEAK = '5';
const SAMPLE_MS = 250;

/**
 * Chromium 156 starts this service three minutes after itself, on an empty page too, and it takes
 * 44 MiB: in a long reading it would count as the page's, in a short one not.
 */
const OWN_SERVICE = '--utility-sub-type=on_device_model.';

const findCounted = (): readonly number[] =>
  findDescendants(process.pid).filter((pid) => !readCommand(pid).includes(OWN_SERVICE));

export interface PeakWatch {
  /** Ends the watch. Bytes by which the sum of the processes' peaks exceeds what they held at its beginning. */
  stop(): { readonly idleBytes: number; readonly grownBytes: number };
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/**
 * Sets the peaks of all descendants back and watches them. Samples are for processes that come and
 * go; the peak itself is kept by the kernel and missed by none. Peaks of different processes need
 * not have been at one time, so their sum is an upper bound.
 */
export function watchPeaks(): PeakWatch {
  const peaks = new Map<number, number>();
  const sample = (): void => {
    for (const pid of findCounted()) {
      const kibibytes = readField(pid, 'VmHWM');
      if (kibibytes !== undefined) peaks.set(pid, Math.max(kibibytes, peaks.get(pid) ?? 0));
    }
  };
  for (const pid of findCounted()) writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
  sample();
  const idle = sum(peaks.values());
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      sample();
      return { idleBytes: idle * 1024, grownBytes: (sum(peaks.values()) - idle) * 1024 };
    },
  };
}
