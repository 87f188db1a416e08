/** How far all images of the page are, as one line. */
import { percentOf } from '../format/number.ts';
import type { QueueView } from '../state/view.ts';
import { results } from './results.ts';

const words = results.queue;

export const percentOfQueue = ({ bytesRead, size }: QueueView): number =>
  percentOf(bytesRead, size);

/** "Image 3 of 12 · 41 % of 38.2 GB · about 6 minutes left" */
export function describeQueue(queue: QueueView, isPaused: boolean): string {
  const { count, ended, size, secondsLeft } = queue;
  const parts = [
    words.position(Math.min(count, ended + 1), count),
    words.share(percentOfQueue(queue), size),
  ];
  if (secondsLeft !== undefined) parts.push(words.left(secondsLeft));
  else if (isPaused) parts.push(words.paused);
  return parts.join(' · ');
}

/** There is a line to show: several images, and not all have ended. */
export const isQueueShown = ({ count, ended }: QueueView): boolean => count > 1 && ended < count;
