/** Waiting, as the engine knows it; tests bring a clock that they move by hand. */
export interface Timers {
  /** Calls `run` once after `ms` milliseconds; the function given back calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

/**
 * As `after`, for a limit on somebody else: in two halves, of which a sleep of the machine or a
 * frozen page can swallow only one. So at least half of `ms` is spent awake.
 */
export function afterAwake(timers: Timers, ms: number, run: () => void): () => void {
  let stop = timers.after(ms / 2, () => (stop = timers.after(ms / 2, run)));
  return () => stop();
}

/** Calls `run` every `ms` milliseconds until the function given back is called. */
export function repeat(timers: Timers, ms: number, run: () => void): () => void {
  const wait = (): (() => void) =>
    timers.after(ms, () => {
      stop = wait();
      run();
    });
  let stop = wait();
  return () => stop();
}
