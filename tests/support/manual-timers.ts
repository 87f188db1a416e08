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

  /** Timers that wait. */
  get count(): number {
    return this.#pending.length;
  }
}
