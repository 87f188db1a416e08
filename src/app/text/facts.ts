/** What an image says it is, and what the known image that it equals is called. */
import type { CatalogueEntry } from '../../core/catalogue/catalogue.ts';
import type { Assessment } from '../../core/verdict/assess.ts';
import { provesSameBytes } from '../../core/verdict/claims.ts';
import type { Identity } from '../../core/identity/identity.ts';
import type { SizeConclusion } from '../../core/image/size.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import { formatLanguage } from '../format/language.ts';
import type { JobView } from '../state/view.ts';
import type { FieldName } from './en/facts.ts';
import { factWords } from './identity.ts';
import { architectureId, architectureWords } from './product.ts';
import { results } from './results.ts';

/** Where a fact comes from: what the image records, a hint in it, or the name of its equal. */
export type FactOrigin = 'recorded' | 'hinted' | 'inferred';

export interface FactText {
  readonly field: FieldName;
  /** Canonical, for programs. */
  readonly value: string;
  readonly label: string;
  readonly words: string;
  readonly origin: FactOrigin;
}

export function describeFacts(
  { facts: seen, size }: Pick<JobView, 'size' | 'facts'>,
  assessment: Assessment,
): readonly FactText[] {
  const own = seen ? [...describeOwn(seen.identity), ...describeShape(seen, size)] : [];
  const entry = findEqualEntry(assessment);
  const inferred = entry ? describeEntry(entry) : [];
  return [...own, ...inferred.filter((one) => !own.some((other) => saysSame(one, other)))];
}

const saysSame = (one: FactText, other: FactText): boolean =>
  one.field === other.field && one.words.toLowerCase() === other.words.toLowerCase();

const describeOwn = ({ facts }: Identity): FactText[] =>
  facts.map((one) =>
    fact(one.field, one.value, factWords(one), one.isHint ? 'hinted' : 'recorded'),
  );

/** What it is made of, how it starts a computer and how long it should be. */
function describeShape({ kind, boot, sizes }: ImageFacts, size: number): FactText[] {
  const facts = [fact('format', kind, results.facts.format[kind], 'recorded')];
  const { bios, uefi, biosFromStick, uefiFromStick } = results.identity.starts;
  if (boot.bios) {
    facts.push(fact('bootable', 'bios', boot.hybrid ? biosFromStick : bios, 'recorded'));
  }
  if (boot.uefi) {
    facts.push(fact('bootable', 'uefi', boot.hybrid ? uefiFromStick : uefi, 'recorded'));
  }
  const { conclusion } = sizes;
  if (conclusion.kind !== 'unknown') {
    const value = String(conclusion.expected);
    facts.push(fact('expectedSize', value, sizeWords(conclusion, size), 'recorded'));
  }
  return facts;
}

const fact = (field: FieldName, value: string, words: string, origin: FactOrigin): FactText => ({
  field,
  value,
  label: results.facts.field[field],
  words,
  origin,
});

type KnownSize = Exclude<SizeConclusion, { kind: 'unknown' }>;

function sizeWords(conclusion: KnownSize, size: number): string {
  const words = results.facts.size;
  const { expected } = conclusion;
  if (size < expected) return words.short(expected, expected - size);
  if (size === expected) return words.exact(expected);
  if (conclusion.kind !== 'padded') return words.long(expected, size - expected);
  return conclusion.isSampled
    ? words.paddedAsFarAsSeen(expected, size - expected)
    : words.padded(expected, size - expected);
}

/** The known image whose bytes these are: equal by a digest that proves it. */
export function findEqualEntry({ claims }: Assessment): CatalogueEntry | undefined {
  for (const claim of claims) {
    const isSame = claim.outcome === 'equal' && provesSameBytes(claim);
    if (claim.source.kind === 'catalogue' && isSame) return claim.source.entry;
  }
  return undefined;
}

function describeEntry(entry: CatalogueEntry): FactText[] {
  const architecture = entry.architecture && architectureId(entry.architecture);
  const rows: [FieldName, string | undefined, string | undefined][] = [
    ['product', entry.product, entry.product],
    ['version', entry.version, entry.version],
    ['servicePack', entry.servicePack, entry.servicePack],
    ['edition', entry.edition, entry.edition],
    ['architecture', architecture, architecture && architectureWords(architecture)],
    ['language', entry.language, entry.language && formatLanguage(entry.language)],
    ['channel', entry.channel, entry.channel],
  ];
  return rows.flatMap(([field, value, words]) =>
    value === undefined || words === undefined || value === ''
      ? []
      : [fact(field, value, words, 'inferred')],
  );
}
