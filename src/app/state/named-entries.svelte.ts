import type { CatalogueEntry } from '../../core/catalogue/catalogue.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';

/** A reference with more digests is a list: looking each up would not answer "what is this?". */
const MAX_NAMED_DIGESTS = 16;

/** A digest alone, with no file at hand, names the image when the catalogue knows it. */
export class NamedEntries {
  readonly #catalogue: Pick<CatalogueClient, 'find'>;
  #found = $state.raw<ReadonlyMap<string, readonly CatalogueEntry[]>>(new Map());
  /** The reference of each id whose answer is wanted. */
  readonly #wanted = new Map<string, Reference>();

  constructor(catalogue: Pick<CatalogueClient, 'find'>) {
    this.#catalogue = catalogue;
  }

  of(id: string): readonly CatalogueEntry[] {
    return this.#found.get(id) ?? [];
  }

  async find(id: string, reference: Reference): Promise<void> {
    const stated = reference.claims.flatMap((claim) => claim.digests);
    const digests = stated.filter(({ damaged }) => !damaged);
    if (digests.length === 0 || digests.length > MAX_NAMED_DIGESTS) return;
    this.#wanted.set(id, reference);
    const query = digests.flatMap(({ algorithms, text: hex }) =>
      algorithms.map((algorithm) => ({ algorithm, hex })),
    );
    try {
      const { byDigest } = await this.#catalogue.find({ digests: query });
      if (this.#wanted.get(id) === reference) {
        this.#found = new Map([...this.#found, [id, byDigest]]);
      }
    } catch {
      // The page says already that the catalogue cannot be asked.
    }
  }

  drop(id: string): void {
    this.#wanted.delete(id);
    this.#found = new Map([...this.#found].filter(([one]) => one !== id));
  }
}
