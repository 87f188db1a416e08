/** A known image that comes near to another, in words. */
import { visibleText } from '../../core/text/visible.ts';
import type { Difference, NearEntry, NearTrait } from '../../core/verdict/near.ts';
import { formatLanguage } from '../format/language.ts';
import { architectureId, architectureWords, productWords } from './product.ts';
import { factWords } from './identity.ts';
import { results } from './results.ts';

export interface NearText {
  readonly id: string;
  /** Untrusted. */
  readonly fileName: string;
  readonly product: string;
  /** What differs, or that nothing does. */
  readonly sentence: string;
}

export function describeNear({ entry, besides, differences }: NearEntry): NearText {
  const words = results.near;
  return {
    id: entry.id,
    fileName: entry.fileName,
    product: productWords(entry),
    sentence:
      differences.length === 0
        ? words.agrees[besides]
        : words.differs[besides](differences.map(describeDifference)),
  };
}

function describeDifference({ trait, known, other }: Difference): string {
  const words = results.near;
  const others = words.others(other.map((value) => valueWords(trait, value)));
  return words.difference(words.trait[trait], valueWords(trait, known), others);
}

function valueWords(trait: NearTrait, value: string): string {
  if (trait === 'languages') return formatLanguage(value);
  if (trait === 'architectures') return architectureWords(architectureId(value));
  if (trait === 'editions') return factWords({ field: 'edition', value });
  if (trait === 'size') return results.identity.raw.bytes(Number(value));
  return visibleText(value);
}
