/** What an image says it is, as words for people: one line, and its facts. */
import {
  claimedEditions,
  valuesOf,
  type Identity,
  type IdentityFact,
} from '../../core/identity/identity.ts';
import { visibleText } from '../../core/text/visible.ts';
import { formatLanguage } from '../format/language.ts';
import { formatDay } from '../format/time.ts';
import { architectureWords } from './product.ts';
import { results } from './results.ts';

/** More editions or languages than these are counted instead of named. */
const MAX_NAMED = 2;

/**
 * "Windows 7 Professional, 64-bit, English"; `undefined` when it does not say which product it is.
 * Untrusted text: for display as such.
 */
export function describeIdentity(identity: Identity): string | undefined {
  const { line } = results.identity;
  const [product] = valuesOf(identity, 'product');
  if (product === undefined) return undefined;
  const values = (field: IdentityFact['field']) => valuesOf(identity, field).map(plain);
  const editions = claimedEditions(identity).map(spaced);
  return line({
    product: plain(product),
    version: values('version')[0],
    servicePack: values('servicePack').find((pack) => pack !== 'RTM'),
    edition: editions.length === 1 ? editions[0] : undefined,
    editions: editions.length === 1 ? undefined : named(editions, results.identity.editions),
    architectures: values('architecture').map(bitsOf),
    languages: named(values('language').map(formatLanguage), results.identity.languages),
  });
}

/** The value of a fact in words. */
export function factWords({ field, value }: Pick<IdentityFact, 'field' | 'value'>): string {
  if (field === 'architecture') return architectureWords(value);
  if (field === 'language') return formatLanguage(value);
  if (field === 'madeOn') return formatDay(value);
  if (field === 'edition') return spaced(value);
  return plain(value);
}

const plain = (untrusted: string): string => visibleText(untrusted);

/** `HomePremium`, as Windows writes it, in words. */
const spaced = (edition: string): string => plain(edition).replace(/([a-z])([A-Z])/g, '$1 $2');

const named = (values: readonly string[], count: (many: number) => string): string | undefined => {
  if (values.length > MAX_NAMED) return count(values.length);
  return values.length === 0 ? undefined : values.join(', ');
};

const bitsOf = (architecture: string): string =>
  new Map(Object.entries(results.identity.bits)).get(architecture) ?? architecture;
