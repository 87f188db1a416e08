/** How a running read is told to end early: `park` keeps what was computed, `cancel` does not. */
export class RunControl {
  #order: 'park' | 'cancel' | undefined;
  #wake: (() => void) | undefined;

  get order(): 'park' | 'cancel' | undefined {
    return this.#order;
  }

  park(): void {
    this.#order ??= 'park';
    this.#wake?.();
  }

  cancel(): void {
    this.#order = 'cancel';
    this.#wake?.();
  }

  /**
   * What `wanted` gives; `undefined` as soon as there is an order, even if a slow disk never
   * answers. One at a time.
   */
  untilOrdered<T>(wanted: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#wake = () => resolve(undefined);
      if (this.#order !== undefined) resolve(undefined);
      wanted.then(resolve, reject);
    });
  }
}
