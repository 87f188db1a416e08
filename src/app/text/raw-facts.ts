/** Everything that an image records about itself, field by field, with the place where it stands. */
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import { visibleText } from '../../core/text/visible.ts';
import { results } from './results.ts';

export interface RawFact {
  readonly label: string;
  readonly words: string;
}

const LABELS = [
  'volume',
  'udfVolume',
  'volumeSet',
  'publisher',
  'preparer',
  'application',
  'system',
  'created',
  'modified',
] as const satisfies readonly (keyof ImageFacts['labels'])[];

export function describeRaw(facts: ImageFacts): readonly RawFact[] {
  const { raw, field, source, sign } = results.identity;
  const { identity, labels, boot, sizes, selfCheckedBytes } = facts;
  const identified = identity.facts.map((one) => {
    const places = [one.source, ...(one.alsoIn ?? [])].map((place) => source[place]);
    return { label: field[one.field], words: raw.from(visibleText(one.value), places) };
  });
  const recorded = LABELS.flatMap((name) => {
    const value = labels[name];
    return value === undefined ? [] : [{ label: raw[name], words: visibleText(value) }];
  });
  const signs = boot.signs.map((one) => ({ label: raw.boot, words: sign[one] }));
  const ends = sizes.claims.map(({ by, bytes }) => ({
    label: raw.end(by),
    words: raw.bytes(bytes),
  }));
  const checked =
    selfCheckedBytes === undefined
      ? []
      : [{ label: raw.selfChecked, words: raw.bytes(selfCheckedBytes) }];
  return [...identified, ...recorded, ...signs, ...ends, ...checked];
}
