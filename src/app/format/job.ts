/** What a job's state means for the page. */
import type { JobStateName, JobView } from '../state/view.ts';

/** A verdict is shown: it was read to the end, or will not be. */
export const isEnded = (state: JobStateName): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** Work would be lost if the page went away now. */
export const isBusy = (jobs: readonly { readonly state: JobStateName }[]): boolean =>
  jobs.some(({ state }) => !isEnded(state));

export type JobAction = 'first' | 'pause' | 'resume' | 'cancel' | 'retry' | 'remove';

const ACTIONS: Readonly<Record<JobStateName, readonly JobAction[]>> = {
  queued: ['cancel', 'remove'],
  inspecting: ['cancel', 'remove'],
  reading: ['pause', 'cancel', 'remove'],
  paused: ['resume', 'cancel', 'remove'],
  done: ['remove'],
  failed: ['retry', 'remove'],
  cancelled: ['retry', 'remove'],
};

/** The buttons of an image's card. A folder cannot be read, nor read again. */
export function actionsOf(
  { id, state, isFolder }: Pick<JobView, 'id' | 'state' | 'isFolder'>,
  nextId: string | undefined,
): readonly JobAction[] {
  if (isFolder) return ['remove'];
  const isBehind = (state === 'queued' || state === 'inspecting') && id !== nextId;
  return isBehind ? ['first', ...ACTIONS[state]] : ACTIONS[state];
}
