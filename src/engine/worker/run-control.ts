/** How a running read is told to wait or to stop; the read asks between two chunks. */
export class RunControl {
  #isPaused = false;
  #isCancelled = false;
  #wake: (() => void) | undefined;

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#wake?.();
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#wake?.();
  }

  /** Resolves when the read may go on, or is to stop. */
  async untilGoing(): Promise<void> {
    while (this.#isPaused && !this.#isCancelled) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#wake = undefined;
  }
}
