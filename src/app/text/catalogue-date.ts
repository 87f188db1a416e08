/** How old the word of the catalogue is, under a verdict. */
import { findAge } from '../../core/catalogue/age.ts';
import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { AssessedClaim } from '../../core/verdict/claims.ts';
import { formatDay } from '../format/time.ts';
import { results } from './results.ts';

/**
 * With a notice when it is old by this machine's clock; a clock that must be wrong says nothing.
 * `deciding`: whose word the verdict is.
 */
export function describeCatalogueDate(
  { date }: CatalogueInfo,
  deciding: AssessedClaim | undefined,
  now: Date,
): string {
  const words = results.verdict.catalogueDate;
  const age = findAge(date, now.getTime());
  const day = words[deciding?.source.kind === 'catalogue' ? 'by' : 'asked'](formatDay(date));
  return age.kind === 'old' ? `${day} ${words.old(age.months)}` : day;
}
