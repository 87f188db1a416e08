import type { Timers } from '../../src/engine/client/timers.ts';

interface Pending {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is moved. */
export class ManualTimers implements Timers {
  #now = 0;
  #pending: readonly Pending[] = [];

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#pending = [...this.#pending, timer];
    return () => (this.#pending = this.#pending.filter((pending) => pending !== timer));
  }

  /** Moves the clock and runs what is due on the way, in the order of its times. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#pending.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#now = due.at;
      this.#pending = this.#pending.filter((timer) => timer !== due);
      due.run();
    }
    this.#now = end;
  }

  /**
   * Moves the clock as for a machine that slept: what fell due meanwhile runs once, when it wakes,
   * and what that begins is not due yet.
   */
  sleep(ms: number): void {
    this.#now += ms;
    const due = this.#pending.filter((timer) => timer.at <= this.#now);
    for (const timer of due.sort((a, b) => a.at - b.at)) {
      if (!this.#pending.includes(timer)) continue; // called off by one before it
      this.#pending = this.#pending.filter((pending) => pending !== timer);
      timer.run();
    }
  }

  /** Timers that wait. */
  get count(): number {
    return this.#pending.length;
  }
}
