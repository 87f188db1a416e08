/** The words of a card's verdict as one text, for the report. */
import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { Assessment } from '../../core/verdict/assess.ts';
import { describeVerdict, type VerdictFacts } from './verdict.ts';

/** The sentence of the verdict, the likely reasons and what to bear in mind. */
export function describeJob(
  job: VerdictFacts['job'] & { readonly assessment: Assessment },
  catalogue?: CatalogueInfo,
): string {
  const { sentence, reasons, care } = describeVerdict(job.assessment, { job, catalogue });
  return [sentence, ...reasons, ...care].join(' ');
}
