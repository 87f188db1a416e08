/** A text line by line, without a list of all its lines: a checksum list may have a million. */

export interface Line {
  /** Without its line break, which is one LF, or CR LF. */
  readonly text: string;
  /** 1-based. */
  readonly number: number;
  /** Where the line begins, in UTF-16 code units of the whole text. */
  readonly start: number;
  /** Where the next line begins. */
  readonly next: number;
}

/** A run of whole lines within a text. */
export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Number of the line that begins at `start`. */
  readonly firstLine: number;
  /** LF; CR only in a text that has no LF at all. */
  readonly lineBreak: '\n' | '\r';
}

export const wholeSpan = (text: string): Span => ({
  start: 0,
  end: text.length,
  firstLine: 1,
  lineBreak: text.includes('\n') || !text.includes('\r') ? '\n' : '\r',
});

/** The lines of a span. No empty line follows a final line break; one CR before LF is removed. */
export function* linesOf(text: string, span: Span = wholeSpan(text)): Generator<Line> {
  let start = span.start;
  for (let number = span.firstLine; start < span.end; number++) {
    const found = text.indexOf(span.lineBreak, start);
    const end = found === -1 || found >= span.end ? span.end : found;
    const next = end === found ? found + 1 : end;
    const stop = end > start && text[end - 1] === '\r' ? end - 1 : end;
    yield { text: text.slice(start, stop), number, start, next };
    start = next;
  }
}
