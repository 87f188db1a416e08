/** Several images as one piece of work, and what is said of it unasked, in English. */
import { formatCount, formatSize } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { counted } from './words.ts';

export const label = 'Progress of all images';
export const position = (number: number, count: number): string =>
  `Image ${formatCount(number)} of ${formatCount(count)}`;
export const percent = (share: number): string => `${formatCount(share)} %`;
export const share = (percentage: number, size: number): string =>
  `${percent(percentage)} of ${formatSize(size)}`;
export const left = (seconds: number): string => `about ${roughly(seconds)} left`;
export const paused = 'paused';

/** Rounded up to what a person plans by; a second more or less is no news. */
function roughly(seconds: number): string {
  if (seconds <= 55) return counted(Math.max(5, Math.ceil(seconds / 5) * 5), 'second', 'seconds');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return counted(minutes, 'minute', 'minutes');
  const [hours, rest] = [Math.floor(minutes / 60), Math.ceil((minutes % 60) / 5) * 5];
  if (rest === 0) return counted(hours, 'hour', 'hours');
  if (rest === 60) return counted(hours + 1, 'hour', 'hours');
  return `${counted(hours, 'hour', 'hours')} ${counted(rest, 'minute', 'minutes')}`;
}

export const done = (count: number): string => `Done: ${counted(count, 'image', 'images')}`;

export const started = (name: string): string => `Reading ${quote(name)} has started.`;
export const startedAll = (count: number): string =>
  `Verifying ${counted(count, 'image', 'images')} has started.`;
export const half = (name: string): string => `${quote(name)} is read half-way.`;
export const part = (ended: number, count: number): string =>
  `${formatCount(ended)} of ${counted(count, 'image', 'images')} are done.`;
export const ended = (name: string, word: string, sentence: string): string =>
  `${quote(name)}: ${word}. ${sentence}`;
export const finished = (verdicts: readonly (readonly [word: string, count: number])[]): string => {
  const count = verdicts.reduce((sum, [, each]) => sum + each, 0);
  const each = verdicts.map(([word, times]) => `${word}: ${formatCount(times)}`);
  return `${counted(count, 'image is', 'images are')} done. ${each.join(', ')}.`;
};
