import type { Reference } from '../../core/reference/reference.ts';
import { signatureSubject } from '../../core/signature/subject.ts';
import type { PageReference } from '../../core/verdict/claims.ts';

/** A reference of the page, and the bytes it was read from. */
export interface HeldReference {
  readonly page: PageReference;
  /** Kept of what may be signed and of signatures; absent where that is too long to be checked. */
  readonly bytes: Uint8Array | undefined;
  /** Of signatures: the lists on the page that they are over. */
  readonly over: readonly string[];
}

/** What checking the signatures showed of one reference. */
export interface Conclusion {
  readonly signing?: PageReference['signing'] | undefined;
  readonly plans?: PageReference['plans'] | undefined;
  readonly over?: readonly string[];
}

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

  drop(id: string): void {
    this.#held = this.#held.filter(({ page }) => page.id !== id);
  }

  /** A reference of which nothing new was found stays the very same, so that nothing is compared anew. */
  conclude(conclusions: ReadonlyMap<string, Conclusion>): void {
    this.#held = this.#held.map((one) => {
      const { over = [], signing, plans } = conclusions.get(one.page.id) ?? {};
      const { id, reference } = one.page;
      const isKnown = one.page.signing === signing && one.page.plans === plans;
      const page = { id, reference, ...(signing && { signing }), ...(plans && { plans }) };
      return { ...one, over, page: isKnown ? one.page : page };
    });
  }
}

/** A file of signatures as a reference: its one claim is the name of what it is over. */
export function signatureFile(name: string): Reference {
  const path = signatureSubject(name);
  const claim = { ...(path !== undefined && { path }), digests: [], line: 1 };
  return { name, format: 'signature', claims: [claim], findings: [], isSigned: false };
}
