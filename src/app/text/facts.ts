/** What an image says it is, and what the known image that it equals is called. */
import type { CatalogueEntry } from '../../core/catalogue/catalogue.ts';
import { algorithmOf } from '../../core/digest/algorithm.ts';
import type { Assessment } from '../../core/verdict/assess.ts';
import type { AssessedClaim } from '../../core/verdict/claims.ts';
import type { Opening } from '../../core/image/opening.ts';
import { visibleText } from '../../core/text/visible.ts';
import { formatLanguage } from '../format/language.ts';
import type { JobView } from '../state/view.ts';
import type { FieldName } from './en/facts.ts';
import { architectureId, architectureWords } from './product.ts';
import { results } from './results.ts';

export interface FactText {
  readonly field: FieldName;
  /** Canonical, for programs. */
  readonly value: string;
  readonly label: string;
  readonly words: string;
  /** Text as recorded in the image. */
  readonly isRecorded: boolean;
  /** Inferred from the name of a known image that is equal to this one. */
  readonly isInferred: boolean;
}

export function describeFacts(
  {
    facts: seen,
    size,
  }: Pick<JobView, 'size'> & {
    readonly facts: Opening | undefined;
  },
  assessment: Assessment,
): readonly FactText[] {
  const entry = findEqualEntry(assessment);
  const facts = entry ? describeEntry(entry) : [];
  if (!seen) return facts;
  facts.push(fact('format', seen.kind, results.facts.format[seen.kind]));
  if (seen.label !== undefined && seen.label !== '') {
    const words = visibleText(seen.label);
    facts.push({ ...fact('label', seen.label, words), isRecorded: true });
  }
  if (seen.expectedSize !== undefined) {
    const { expectedSize } = seen;
    facts.push(fact('expectedSize', String(expectedSize), sizeWords(expectedSize, size)));
  }
  return facts;
}

const fact = (field: FieldName, value: string, words: string): FactText => ({
  field,
  value,
  label: results.facts.field[field],
  words,
  isRecorded: false,
  isInferred: false,
});

function sizeWords(expected: number, size: number): string {
  const words = results.facts.size;
  if (size < expected) return words.short(expected, expected - size);
  return size > expected ? words.long(expected, size - expected) : words.exact(expected);
}

/** The known image whose bytes these are: equal by a digest that proves it. */
export function findEqualEntry({ claims }: Assessment): CatalogueEntry | undefined {
  for (const { source, digests, outcome } of claims) {
    const isSame = outcome === 'equal' && digests.some(provesSameBytes);
    if (source.kind === 'catalogue' && isSame) return source.entry;
  }
  return undefined;
}

function provesSameBytes({ outcome, algorithms: [algorithm] }: AssessedClaim['digests'][number]) {
  const strength = algorithm && algorithmOf(algorithm).strength;
  return outcome === 'equal' && (strength === 'strong' || strength === 'aged');
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
      : [{ ...fact(field, value, words), isInferred: true }],
  );
}
