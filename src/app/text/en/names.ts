/** In what two names differ that count as one, in English. */
import type { NameDifference } from '../../../core/text/names.ts';
import { listed } from './words.ts';

const WORDS: Readonly<Record<NameDifference, string>> = {
  folder: 'the folder',
  case: 'letter case',
  'normal-form': 'how accents are encoded',
  blanks: 'blanks at the ends',
  copy: 'the mark of a copy',
};

/** "the folder and letter case" */
export const differenceWords = (differences: readonly NameDifference[]): string =>
  listed(differences.map((one) => WORDS[one]));
