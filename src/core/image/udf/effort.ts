/**
 * A bound on the work that a volume may cause. Names may share a file, files their descriptors, and
 * descriptors one another: lengths and numbers that are each possible multiply to hours.
 */

/** About a second in a browser of today. A disc of 100,000 files takes a million and a half. */
export const MAX_STEPS = 4_000_000;

/** For checking one descriptor; an extent, or a block that is looked up in a table, is one step. */
export const DESCRIPTOR_STEPS = 12;

export class Effort {
  #left = MAX_STEPS;

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Whether there was so much left. */
  spend(steps: number): boolean {
    this.#left -= steps;
    return !this.isSpent;
  }
}
