/**
 * A run of lines that is read by itself: a whole text, or what one signature covers. Grammars of
 * whole texts look at its beginning, then at its lines or at all of it.
 */
import { linesOf, wholeSpan, type Span } from '../text/lines.ts';

/** What a grammar is asked by. In UTF-8 these never take more than `SNIFF_BYTES`. */
export const HEAD_CHARACTERS = 16 * 2 ** 10;

export interface NumberedLine {
  readonly text: string;
  /** 1-based, in the file. */
  readonly number: number;
}

export class Passage {
  readonly #whole: string;
  readonly #span: Span;
  readonly #contentOf: ((line: string) => string) | undefined;

  /** `contentOf` undoes what framing did to a line. */
  constructor(whole: string, span: Span = wholeSpan(whole), contentOf?: (line: string) => string) {
    this.#whole = whole;
    this.#span = span;
    this.#contentOf = contentOf;
  }

  get firstLine(): number {
    return this.#span.firstLine;
  }

  /** The first `HEAD_CHARACTERS`, as they stand. */
  get head(): string {
    const { start, end } = this.#span;
    return this.#whole.slice(start, Math.min(end, start + HEAD_CHARACTERS));
  }

  *lines(): Generator<NumberedLine> {
    for (const { text, number } of linesOf(this.#whole, this.#span)) {
      yield { text: this.#contentOf ? this.#contentOf(text) : text, number };
    }
  }

  /** All of it; line breaks are LF where a frame was undone. */
  get text(): string {
    if (!this.#contentOf) return this.#whole.slice(this.#span.start, this.#span.end);
    return Array.from(this.lines(), ({ text }) => text).join('\n');
  }
}

/**
 * Finds the lines of texts that are asked for in the order in which they stand, in one pass over
 * the whole. After one that is not there, or not in order, all further ones are on the last line
 * found: a search from the start for each of them would be quadratic.
 */
export class LineFinder {
  readonly #text: string;
  #at = 0;
  #line: number;
  #isLost = false;

  constructor({ text, firstLine }: Passage) {
    this.#text = text;
    this.#line = firstLine;
  }

  /** 1-based line of the next occurrence of `needle`. */
  find(needle: string): number {
    const found = this.#isLost ? -1 : this.#text.indexOf(needle, this.#at);
    this.#isLost ||= found === -1;
    if (found === -1) return this.#line;
    for (let at = this.#at; ; this.#line++) {
      at = this.#text.indexOf('\n', at) + 1;
      if (at === 0 || at > found) break;
    }
    this.#at = found + needle.length;
    return this.#line;
  }
}
