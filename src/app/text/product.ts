/** What a catalogue entry says in words. Product words are inferred from names; data stay data. */
import type { CatalogueEntry, GradedDigest } from '../../core/catalogue/catalogue.ts';
import { formatLanguage } from '../format/language.ts';
import { formatMonth } from '../format/time.ts';
import { results } from './results.ts';

/** Spellings of one architecture in the names of images, by the word of the automation contract. */
const ARCHITECTURES = new Map([
  ['x86_64', 'x64'],
  ['amd64', 'x64'],
  ['aarch64', 'arm64'],
  ['i386', 'x86'],
  ['i586', 'x86'],
  ['i686', 'x86'],
]);

export const architectureId = (architecture: string): string =>
  ARCHITECTURES.get(architecture) ?? architecture;

export const architectureWords = (id: string): string =>
  new Map(Object.entries(results.facts.architecture)).get(id) ?? id;

/** "Windows 7, Professional, SP1, x64, English (United States), Retail". */
export function productWords(entry: CatalogueEntry): string {
  const { product, version, release, edition, servicePack, architecture, language } = entry;
  return [
    version === undefined ? product : `${product} ${version}`,
    release,
    edition,
    servicePack,
    architecture && architectureId(architecture),
    language && formatLanguage(language),
    entry.channel,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(', ');
}

/** The digest of an entry that has this very value. */
export const findGraded = (
  { digests }: CatalogueEntry,
  hex: string,
  algorithms: readonly string[],
): GradedDigest | undefined =>
  digests.find((one) => one.hex === hex && algorithms.includes(one.algorithm));

/** The month in which a third party copied the publisher's list, from the source's note. */
export function copiedIn({ sources }: GradedDigest): string | undefined {
  const copy = sources.find(({ authority }) => authority === 'publisher-copy');
  const date = copy?.note?.match(/\d{4}-\d{2}-\d{2}/)?.[0];
  return date === undefined ? undefined : formatMonth(date);
}
