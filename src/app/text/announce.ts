/** What a screen reader says unasked: milestones politely, a verdict at once. */
import { percentOf } from '../format/number.ts';
import { isEnded } from '../format/job.ts';
import type { JobView } from '../state/view.ts';
import { text } from './text.ts';
import { describeVerdict, type VerdictFacts } from './verdict.ts';

const STEP_PERCENT = 25;

/** One sentence for each quarter of the reading, so that a percentage is not read out each second. */
export function describeMilestone(
  job: Pick<JobView, 'name' | 'state' | 'bytesRead' | 'size'>,
): string | undefined {
  const { milestone } = text.facts;
  if (job.state === 'paused') return milestone.paused(job.name);
  if (job.state !== 'reading') return undefined;
  const percent = percentOf(job.bytesRead, job.size);
  const reached = Math.floor(percent / STEP_PERCENT) * STEP_PERCENT;
  return reached === 0 ? milestone.started(job.name) : milestone.part(job.name, reached);
}

/** The verdict, once there is one. */
export function announceVerdict(
  job: VerdictFacts['job'] & Pick<JobView, 'assessment'>,
  catalogue: VerdictFacts['catalogue'],
): string | undefined {
  if (!isEnded(job.state)) return undefined;
  const { word, sentence } = describeVerdict(job.assessment, { job, catalogue });
  return text.facts.milestone.verdict(job.name, word, sentence);
}
