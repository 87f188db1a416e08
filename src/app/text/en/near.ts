/** Known images that come near to one that equals none, in English. */
import type { NearEntry, NearTrait } from '../../../core/verdict/near.ts';
import { counted, listed } from './words.ts';

export const heading = 'Nearest known';
export const note =
  'None of these is this file: no digest agrees. Where two words differ, another image may have been meant.';

export const trait = {
  product: 'product',
  version: 'version',
  servicePack: 'service pack',
  architectures: 'processor',
  editions: 'edition',
  languages: 'language',
  channel: 'channel',
  release: 'release',
  size: 'size',
} satisfies Record<NearTrait, string>;

export const difference = (what: string, known: string, other: string): string =>
  `${what}: ${known}, not ${other}`;

export const differs = {
  image: (differences: readonly string[]) =>
    `Differs from what this image says of itself. ${differences.join('; ')}.`,
  namesake: (differences: readonly string[]) =>
    `Differs from the known image of this file’s name. ${differences.join('; ')}.`,
} satisfies Record<NearEntry['besides'], (differences: readonly string[]) => string>;

export const agrees = {
  image: 'Contradicts nothing that this image says of itself.',
  namesake: 'Contradicts nothing of the known image of this file’s name.',
} satisfies Record<NearEntry['besides'], string>;

export const others = (values: readonly string[]): string => listed(values);
export const more = (count: number): string =>
  `${counted(count, 'other known image comes', 'other known images come')} as near.`;
