/**
 * What takes a noticeable time to make, made in steps: between two of them whoever makes it can
 * turn to something else.
 */
export class Gradual<Made> {
  readonly #make: () => Generator<void, Made>;
  #steps: Generator<void, Made> | undefined;
  #made: { readonly value: Made } | undefined;

  /** `make` is called once, at the first step, and again only after it has thrown. */
  constructor(make: () => Generator<void, Made>) {
    this.#make = make;
  }

  /** One step, unless it is made already. Returns whether it is. Throws what a step throws. */
  step(): boolean {
    if (this.#made) return true;
    this.#steps ??= this.#make();
    try {
      const step = this.#steps.next();
      if (step.done === true) this.#made = { value: step.value };
    } catch (thrown) {
      this.#steps = undefined;
      throw thrown;
    }
    return this.#made !== undefined;
  }

  /** All steps that are left. Throws what a step throws. */
  finish(): Made {
    for (;;) {
      if (this.#made) return this.#made.value;
      this.step();
    }
  }
}

/** One such thing for each of its keys. */
export class Graduals<Key extends object, Made> {
  readonly #of = new WeakMap<Key, Gradual<Made>>();
  readonly #make: (key: Key) => Generator<void, Made>;

  constructor(make: (key: Key) => Generator<void, Made>) {
    this.#make = make;
  }

  for(key: Key): Gradual<Made> {
    const known = this.#of.get(key) ?? new Gradual(() => this.#make(key));
    this.#of.set(key, known);
    return known;
  }
}

/** So many entries are gone through in a step: a few milliseconds. */
export const STEP_ENTRIES = 128;
