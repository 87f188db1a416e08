/** The site catalogues among the references of the page, each beside the one of its id in use. */
import { compareEntries, orderOf, type SiteOrder } from '../../core/site-catalogue/compare.ts';
import type { SiteChanges } from '../../core/site-catalogue/compare.ts';
import { decodeSiteCatalogue } from '../../core/site-catalogue/parse.ts';
import type { SiteCatalogue } from '../../core/site-catalogue/site-catalogue.ts';
import type { CheckedSignature } from '../../core/signature/signature.ts';
import type { Signing } from '../../core/signature/trust.ts';
import { nameKey } from '../../core/text/names.ts';
import { mayBeAccepted } from '../../core/verdict/signed-claims.ts';
import type { HeldReference } from './held-reference.ts';
import type { SitePorts } from './site-catalogues.svelte.ts';

/** A catalogue on the page, beside the one of its id that is in use. */
export interface SiteOffer {
  readonly catalogue: SiteCatalogue;
  readonly order: SiteOrder;
  /** What accepting it would add, change and remove. */
  readonly changes: SiteChanges;
  /** The version that it would replace. */
  readonly used: SiteCatalogue | undefined;
  /** Whose good signature the version in use bears, and this one does not. */
  readonly lostSigner: CheckedSignature | undefined;
  /** Another catalogue of its name is in use, of which it is no version. */
  readonly hasNamesake: boolean;
  readonly isAccepted: boolean;
  /** `refused`: a wrong signature forbids it, or one of a withdrawn key. */
  readonly acceptance: 'open' | 'checking' | 'refused';
}

export class SiteOffers {
  readonly #ports: Pick<SitePorts, 'board' | 'views'>;
  readonly #parsed = new WeakMap<Uint8Array, ReturnType<typeof decodeSiteCatalogue>>();
  readonly #offers: ReadonlyMap<string, SiteOffer> = $derived.by(() => this.#findOffers());

  constructor(ports: Pick<SitePorts, 'board' | 'views'>) {
    this.#ports = ports;
  }

  /** `undefined` for what is no sound catalogue in a file of its own. */
  of(referenceId: string): SiteOffer | undefined {
    return this.#offers.get(referenceId);
  }

  /** The references that are accepted versions of a catalogue. */
  accepted(catalogueId: string): readonly string[] {
    return [...this.#offers].flatMap(([id, { isAccepted, catalogue }]) =>
      isAccepted && catalogue.id === catalogueId ? [id] : [],
    );
  }

  get lastUsed(): SiteCatalogue | undefined {
    return [...this.#offers.values()].filter(isInUse).at(-1)?.catalogue;
  }

  /**
   * Why a catalogue that makes claims is not offered. `framed`: more stands in the text than it, or it
   * was pasted. `too-long`: its bytes were not kept. `foreign`: its encoding is not the one it had.
   */
  whyNot(referenceId: string): 'framed' | 'too-long' | 'foreign' {
    const held = this.#ports.board.held.find(({ page }) => page.id === referenceId);
    if (held?.page.reference.name === undefined) return 'framed';
    if (!held.bytes) return 'too-long';
    return this.#parsed.get(held.bytes)?.kind === 'foreign' ? 'foreign' : 'framed';
  }

  #findOffers(): ReadonlyMap<string, SiteOffer> {
    const sound = this.#ports.board.held.flatMap((held) => {
      const catalogue = this.#parse(held);
      return catalogue ? [{ page: held.page, catalogue }] : [];
    });
    const used = sound.filter(({ page }) => page.accepted);
    return new Map(
      sound.map(({ page, catalogue }) => {
        const standing = used.find((one) => one.catalogue.id === catalogue.id);
        const before = standing?.catalogue;
        const offer: SiteOffer = {
          catalogue,
          order: orderOf(before, catalogue),
          changes: compareEntries(before?.entries ?? [], catalogue.entries),
          used: before,
          lostSigner: findLostSigner(standing?.page.signing, page.signing),
          hasNamesake: used.some((one) => isNamesake(one.catalogue, catalogue)),
          isAccepted: page.accepted === true,
          acceptance: this.#acceptanceOf(page),
        };
        return [page.id, offer];
      }),
    );
  }

  #acceptanceOf({ id, signing }: HeldReference['page']): SiteOffer['acceptance'] {
    if (!mayBeAccepted(signing)) return 'refused';
    return this.#ports.views().find((view) => view.id === id)?.signature === 'checking'
      ? 'checking'
      : 'open';
  }

  #parse({ page: { reference }, bytes }: HeldReference): SiteCatalogue | undefined {
    if (reference.format !== 'site-catalogue' || reference.name === undefined || !bytes) return;
    const reading = this.#parsed.get(bytes) ?? decodeSiteCatalogue(bytes);
    this.#parsed.set(bytes, reading);
    return reading.kind === 'whole' ? reading.catalogue : undefined;
  }
}

/** Key IDs of minisign are chosen by whoever makes a key: there the key's digest tells. */
const keyOf = (signing: Signing | undefined): string | undefined => {
  const isGood = signing?.state === 'good' || signing?.state === 'expired';
  const key = isGood ? signing.decisive.key : undefined;
  return key && (key.keyDigest ?? key.fingerprint);
};

function findLostSigner(before: Signing | undefined, offered: Signing | undefined) {
  const key = keyOf(before);
  return key !== undefined && key !== keyOf(offered) ? before?.decisive : undefined;
}

const isNamesake = (one: SiteCatalogue, other: SiteCatalogue): boolean =>
  one.id !== other.id && nameKey(one.name) === nameKey(other.name);

/** One that bears a wrong signature now vouches for nothing, and nothing is made of it. */
export const isInUse = ({ isAccepted, acceptance }: SiteOffer): boolean =>
  isAccepted && acceptance !== 'refused';
