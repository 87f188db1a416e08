/** What a screen reader says unasked, and what the title says of work that has ended. */
import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { Milestone, Watched } from '../state/milestones.ts';
import { results } from './results.ts';
import { describeVerdict } from './verdict.ts';

const words = results.queue;

/** One line for all that happened at once. */
export const announce = (
  milestones: readonly Milestone<Watched>[],
  catalogue: CatalogueInfo | undefined,
): string => milestones.map((one) => describeMilestone(one, catalogue)).join(' ');

function describeMilestone(
  milestone: Milestone<Watched>,
  catalogue: CatalogueInfo | undefined,
): string {
  switch (milestone.kind) {
    case 'started': {
      const [first, ...others] = milestone.jobs;
      if (first === undefined) return '';
      return others.length === 0
        ? words.started(first.name)
        : words.startedAll(milestone.jobs.length);
    }
    case 'half':
      return words.half(milestone.job.name);
    case 'ended': {
      const { job } = milestone;
      const { word, sentence, warnings } = describeVerdict(job.assessment, { job, catalogue });
      return words.ended(job.name, word, [sentence, ...warnings].join(' '));
    }
    case 'part':
      return words.part(milestone.ended, milestone.count);
    case 'finished':
      return milestone.jobs.length === 1 ? '' : words.finished(tally(milestone.jobs, catalogue));
  }
}

const wordOf = (job: Watched, catalogue: CatalogueInfo | undefined): string =>
  describeVerdict(job.assessment, { job, catalogue }).word;

/** How often each verdict was given, in the order of its first image. */
function tally(
  jobs: readonly Watched[],
  catalogue: CatalogueInfo | undefined,
): readonly (readonly [word: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const job of jobs) {
    const word = wordOf(job, catalogue);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts];
}

/** For the title: the verdict of one image, the number of several. */
export function describeResult(
  jobs: readonly Watched[],
  catalogue: CatalogueInfo | undefined,
): string {
  const [first, ...others] = jobs;
  if (first === undefined || others.length > 0) return words.done(jobs.length);
  return wordOf(first, catalogue);
}
