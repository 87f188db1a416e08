/** The words of a card's verdict as one text, for the report. */
import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { Assessment } from '../../core/verdict/assess.ts';
import { describeVerdict, type VerdictFacts } from './verdict.ts';

/** The sentence of the verdict, the likely reasons and what to bear in mind. */
export function describeJob(
  job: VerdictFacts['job'] & { readonly assessment: Assessment },
  catalogue?: CatalogueInfo,
): string {
  const text = describeVerdict(job.assessment, { job, catalogue });
  return [text.sentence, ...text.warnings, ...text.reasons, ...text.care].join(' ');
}
