/** References with what they were read from, and with what checking their signatures showed. */
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

/**
 * By the reference itself, not by its id: the pasted text keeps its id when it is replaced by another
 * one while the first is being checked.
 */
export type Conclusions = ReadonlyMap<Reference, Conclusion>;

/** A page of which nothing new was found stays the very same, so that nothing is compared anew. */
export function withConclusions(
  held: readonly HeldReference[],
  conclusions: Conclusions,
): readonly HeldReference[] {
  return held.map((one) => {
    const { id, reference, accepted } = one.page;
    const { over = [], signing, plans } = conclusions.get(reference) ?? {};
    const isKnown = one.page.signing === signing && one.page.plans === plans;
    const found = { ...(signing && { signing }), ...(plans && { plans }) };
    const page = { id, reference, ...found, ...(accepted && { accepted }) };
    return { ...one, over, page: isKnown ? one.page : page };
  });
}

/** A file of signatures as a reference: its one claim is the name of what it is over. */
export function signatureFile(name: string): Reference {
  const path = signatureSubject(name);
  const claim = { ...(path !== undefined && { path }), digests: [], line: 1 };
  return { name, format: 'signature', claims: [claim], findings: [], isSigned: false };
}
