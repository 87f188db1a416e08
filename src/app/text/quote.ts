/**
 * Untrusted text inside a sentence: control and bidi characters made visible, in quotation marks,
 * and between U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE (UAX #9 §2.4.2), so
 * that a name in Arabic, or one that pretends to be the end of the sentence, stays inside its
 * quotation. The page turns the isolates into `<bdi>`; a plain text keeps them.
 */
import { visibleText } from '../../core/text/visible.ts';

const ISOLATE = '\u2068';
const POP = '\u2069';

/** `limit`: characters shown at most; the longest file name when it is absent. */
export const quote = (untrusted: string, limit?: number): string =>
  `“${ISOLATE}${visibleText(untrusted, limit)}${POP}”`;

export interface SentencePart {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** A sentence cut at its isolates, which are left out. */
export function splitQuoted(sentence: string): readonly SentencePart[] {
  return sentence
    .split(ISOLATE)
    .flatMap((piece, index): SentencePart[] => {
      const end = index === 0 ? -1 : piece.indexOf(POP);
      if (end === -1) return [{ text: piece, isQuoted: false }];
      return [
        { text: piece.slice(0, end), isQuoted: true },
        { text: piece.slice(end + 1), isQuoted: false },
      ];
    })
    .filter((part) => part.text !== '');
}
