/** An image's card, in English. */
import type { JobAction } from '../../format/job.ts';
import { formatCount } from '../../format/number.ts';
import { bytes, called, counted } from './words.ts';

export { called };

export const action = {
  first: 'Verify this first',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  retry: 'Retry',
  remove: 'Remove',
} satisfies Record<JobAction, string>;

/** The button's name for those who do not see which card it stands on. */
export const actionOn = {
  first: (image: string) => `Verify this first: ${image}`,
  pause: (image: string) => `Pause ${image}`,
  resume: (image: string) => `Resume ${image}`,
  cancel: (image: string) => `Cancel ${image}`,
  retry: (image: string) => `Retry ${image}`,
  remove: (image: string) => `Remove ${image}`,
} satisfies Record<JobAction, (image: string) => string>;

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
