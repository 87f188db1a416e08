import type { Reference } from '../../core/reference/reference.ts';
import type { PageReference } from '../../core/verdict/claims.ts';
import { withConclusions, type Conclusions, type HeldReference } from './held-reference.ts';

/** The references of the page, in the order in which they came. */
export class ReferenceBoard {
  #held = $state.raw<readonly HeldReference[]>([]);
  readonly pages: readonly PageReference[] = $derived(this.#held.map(({ page }) => page));

  get held(): readonly HeldReference[] {
    return this.#held;
  }

  find(id: string): PageReference | undefined {
    return this.pages.find((page) => page.id === id);
  }

  add(id: string, reference: Reference, bytes: Uint8Array | undefined): void {
    this.#held = [...this.#held, { page: { id, reference }, bytes, over: [] }];
  }

  /** From now on it vouches for what it lists. */
  accept(id: string): void {
    this.#held = this.#held.map((one) =>
      one.page.id === id ? { ...one, page: { ...one.page, accepted: true } } : one,
    );
  }

  drop(id: string): void {
    this.#held = this.#held.filter(({ page }) => page.id !== id);
  }

  conclude(conclusions: Conclusions): void {
    this.#held = withConclusions(this.#held, conclusions);
  }
}
