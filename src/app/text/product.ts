/** What a catalogue entry says in words. Product words are inferred from names; data stay data. */
import type {
  CatalogueEntry,
  CatalogueInfo,
  EntrySummary,
  GradedDigest,
} from '../../core/catalogue/catalogue.ts';
import { findArchitecture, servicePackOf } from '../../core/identity/words.ts';
import { formatLanguage } from '../format/language.ts';
import { formatDay, formatMonth } from '../format/time.ts';
import { results } from './results.ts';

/** The word of the automation contract for an architecture by any of its names. */
export const architectureId = (architecture: string): string =>
  findArchitecture(architecture) ?? architecture;

export const architectureWords = (id: string): string =>
  new Map(Object.entries(results.facts.architecture)).get(id) ?? id;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const UPDATED = /^(.*?) ?updated ([a-z]{3})[a-z]* (\d{4})$/;

const upperHalf = (version: string): string =>
  version.replace(/^\d\dh\d$/, (half) => half.toUpperCase());

/** "22H2, updated March 2023" for `22h2 updated mar 2023`, as file names write it. */
export function releaseWords(release: string): string {
  const [, version = '', month = '', year = ''] = UPDATED.exec(release) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  if (number === 0) return upperHalf(release);
  const updated = `updated ${formatMonth(`${year}-${String(number).padStart(2, '0')}-01`)}`;
  return [upperHalf(version), updated].filter((part) => part !== '').join(', ');
}

/** "Windows 7, Professional, SP1, x64, English (United States), Retail". */
export function productWords(entry: EntrySummary): string {
  const { product, version, release, edition, servicePack, architecture, language } = entry;
  return [
    version === undefined ? product : `${product} ${version}`,
    release && releaseWords(release),
    edition,
    servicePack,
    architecture && architectureId(architecture),
    language && formatLanguage(language),
    entry.channel,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(', ');
}

/** What several entries have in common that differ in their release alone. */
export function commonWords(entries: readonly EntrySummary[]): string {
  const [first] = entries;
  if (first === undefined) return '';
  const { release, servicePack, ...common } = first;
  const pack = servicePack === undefined ? {} : { servicePack: servicePackOf(servicePack) };
  const isCommon = entries.every((one) => one.release === release);
  return productWords({ ...common, ...pack, ...(isCommon && release ? { release } : {}) });
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

/** The day on which the best source of a digest was collected, where it is known. */
export function collectedOn(
  graded: GradedDigest | undefined,
  catalogue: CatalogueInfo | undefined,
): string | undefined {
  const date = graded?.sources[0]?.collected ?? catalogue?.date;
  return date === undefined ? undefined : formatDay(date);
}
