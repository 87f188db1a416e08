/**
 * What an image claims to be, as a question to the catalogue; and whether the catalogue's answer
 * makes it suspicious.
 */
import type { CatalogueEntry, ClaimedTraits } from '../catalogue/catalogue.ts';
import type { Digests } from '../digest/algorithm.ts';
import { claimedEditions, valuesOf, type Identity } from '../identity/identity.ts';
import {
  agreeOnLanguage,
  architecturesOf,
  catalogueProduct,
  findEditions,
} from '../identity/words.ts';
import type { Image } from './claims.ts';

/** What to ask the catalogue for. `size`: bytes of the image's file. */
export function claimedTraits(identity: Identity, size: number): ClaimedTraits {
  const single = (field: 'product' | 'version' | 'servicePack' | 'channel' | 'label') => {
    const [value] = valuesOf(identity, field);
    return value === undefined ? {} : { [field]: value };
  };
  const [product] = valuesOf(identity, 'product');
  const editions = claimedEditions(identity);
  const architectures = valuesOf(identity, 'architecture');
  const languages = valuesOf(identity, 'language');
  return {
    ...(product === undefined ? {} : { product: catalogueProduct(product) }),
    ...{ ...single('version'), ...single('servicePack'), ...single('channel'), ...single('label') },
    ...(editions.length === 0 ? {} : { editions }),
    ...(architectures.length === 0 ? {} : { architectures }),
    ...(languages.length === 0 ? {} : { languages }),
    size,
  };
}

/**
 * Whether a digest of this entry is worth computing for an image that may be it: of another size
 * it is another file.
 */
export const mayEqual = (entry: CatalogueEntry, { size }: Image): boolean =>
  entry.size === undefined || entry.size === size;

/** An image that calls itself what it is not known to be. */
export interface KnownOthers {
  readonly claimed: ClaimedTraits;
  /** The known images that are what this one calls itself; at least one. */
  readonly entries: readonly CatalogueEntry[];
}

/**
 * The known images that this one should be one of and is not. `undefined` unless the catalogue
 * lists them completely, all traits that tell them apart are known and agree, and every one of
 * them could be compared.
 */
export function findKnownOthers(image: Image): KnownOthers | undefined {
  const { facts, matches, digests, size } = image;
  if (facts === undefined || matches?.candidates === undefined) return undefined;
  if (image.reading !== 'complete' || matches.byDigest.length > 0) return undefined;
  if (matches.isCompleteList !== true) return undefined;
  const claimed = claimedTraits(facts.identity, size);
  const entries = matches.candidates.filter((entry) => agrees(entry, claimed));
  if (entries.length === 0 || !entries.every((entry) => differs(entry, digests))) return undefined;
  return { claimed, entries };
}

/** Edition, processor, language and channel are known of both, and the same. */
function agrees(entry: CatalogueEntry, claimed: ClaimedTraits): boolean {
  const { edition, fileName, architecture, language, channel } = entry;
  if (edition === undefined || architecture === undefined || language === undefined) return false;
  return (
    isSameSet(findEditions(edition, fileName), claimed.editions) &&
    isSameSet(architecturesOf(architecture), claimed.architectures) &&
    (claimed.languages?.every((one) => agreeOnLanguage(one, language)) ?? false) &&
    channel === claimed.channel
  );
}

function isSameSet(one: readonly string[] | undefined, other: readonly string[] | undefined) {
  if (one === undefined || other === undefined) return false;
  return one.length === other.length && one.every((word) => other.includes(word));
}

/** At least one digest was compared, and none was equal. */
function differs(entry: CatalogueEntry, computed: Digests): boolean {
  const compared = entry.digests.filter(({ algorithm }) => computed[algorithm] !== undefined);
  return compared.length > 0 && compared.every(({ algorithm, hex }) => computed[algorithm] !== hex);
}
