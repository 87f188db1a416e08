/** An image's card, in English. */
import type { JobAction } from '../../format/job.ts';
import { formatCount } from '../../format/number.ts';
import { quote } from '../quote.ts';
import { bytes, counted } from './words.ts';

export const action = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  retry: 'Retry',
  remove: 'Remove',
} satisfies Record<JobAction, string>;

/** The button's name for those who do not see which card it stands on. */
export const actionOn = {
  pause: (name: string) => `Pause ${quote(name)}`,
  resume: (name: string) => `Resume ${quote(name)}`,
  cancel: (name: string) => `Cancel ${quote(name)}`,
  retry: (name: string) => `Retry ${quote(name)}`,
  remove: (name: string) => `Remove ${quote(name)}`,
} satisfies Record<JobAction, (name: string) => string>;

export const size = bytes;
export const folder = 'folder';
export const why = 'Why';
export const moreClaims = (count: number): string =>
  `Show ${counted(count, 'more claim', 'more claims')}`;
export const otherClaims = (count: number): string =>
  `Show ${counted(count, 'claim', 'claims')} about other files`;
export const fewerClaims = 'Show fewer';
export const evidence = 'Everything that was read and compared';
export const bytesRead = (read: number, size: number): string =>
  `${formatCount(read)} of ${bytes(size)} read.`;
export const catalogueUsed = (entries: number, date: string): string =>
  `Catalogue of ${counted(entries, 'image', 'images')}, ${date}, with the SHA-256`;
