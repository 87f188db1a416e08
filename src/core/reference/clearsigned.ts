/**
 * OpenPGP cleartext signatures (RFC 9580 §7): which lines of a text lie within them. Framing
 * only; nothing is verified here. The frame must be whole and exact: a text whose frame is cut
 * short or has anything unexpected in it is not inside a signature at all, for a reader that
 * guesses where the signed text begins can be shown text that nobody signed.
 */
import { linesOf, wholeSpan, type Line, type Span } from '../text/lines.ts';

export interface SignedFraming {
  /** The cleartexts of whole frames, still dash-escaped. */
  readonly signed: readonly Span[];
  /** The armour of their signatures, one for each. */
  readonly signatures: readonly Span[];
  /** All lines that belong to no whole frame. */
  readonly outside: readonly Span[];
  /** Does a frame begin anywhere, be it whole or not? */
  readonly hasBeginning: boolean;
}

const BEGIN_SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';
const BEGIN_SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
const END_SIGNATURE = '-----END PGP SIGNATURE-----';
const ARMOUR_LINES: readonly string[] = [BEGIN_SIGNED, BEGIN_SIGNATURE, END_SIGNATURE];

/** RFC 9580 §7: "Hash" is the only header; text put into any other one is not signed. */
const HASH_HEADER = /^Hash: [A-Za-z0-9][A-Za-z0-9, -]*$/;
/** RFC 9580 §6.2: armour headers, base64 and the optional CRC-24. */
const SIGNATURE_HEADER = /^[A-Za-z][A-Za-z0-9-]*: /;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const CRC24 = /^=[A-Za-z0-9+/]{4}$/;

/** Could the text have a frame? Cheap, and never a wrong no. */
export const mentionsSignature = (text: string): boolean => text.includes('-----BEGIN PGP SIGN');

/** The framing of a text; `undefined` when no line of it is OpenPGP armour of a signature. */
export function frameSigned(text: string): SignedFraming | undefined {
  if (!mentionsSignature(text) && !text.includes(END_SIGNATURE)) return undefined;
  const framer = new Framer();
  const span = wholeSpan(text);
  for (const line of linesOf(text, span)) framer.take(line, span);
  return framer.finish(span);
}

/** RFC 9580 §7.1 and §7.2: without its dash-escape, and without the blanks that are not signed. */
export function signedLine(line: string): string {
  const text = withoutTrailingBlanks(line);
  return text.startsWith('- ') ? text.slice(2) : text;
}

/** Only space and tab, as §7.2 says: a frame that others would not see must not be seen here. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}

type State =
  | { readonly kind: 'outside' }
  | { readonly kind: 'headers'; readonly block: Line }
  | { readonly kind: 'cleartext'; readonly block: Line; readonly first: Line }
  | {
      readonly kind: 'signature';
      readonly block: Line;
      readonly cleartext: Span;
      /** Where its armour begins. */
      readonly armour: Line;
      /** Lines of base64 so far. */
      readonly body: number;
    };

const OUTSIDE: State = { kind: 'outside' };

/** From its first line up to and with its last. */
const spanOfArmour = (first: Line, last: Line, whole: Span): Span => ({
  ...whole,
  start: first.start,
  firstLine: first.number,
  end: last.next,
});

class Framer {
  readonly #signed: Span[] = [];
  readonly #signatures: Span[] = [];
  readonly #outside: Span[] = [];
  #state: State = OUTSIDE;
  /** Where the lines begin that are not in a frame so far. */
  #rest = { start: 0, firstLine: 1 };
  #hasArmour = false;
  #hasBeginning = false;

  take(line: Line, whole: Span): void {
    const text = withoutTrailingBlanks(line.text); // allowed after an armour line, §6.2
    this.#hasArmour ||= ARMOUR_LINES.includes(text.trim());
    this.#hasBeginning ||= text.trim() === BEGIN_SIGNED;
    const next = this.#next(text, line, whole);
    if (next) this.#state = next;
    // The frame is broken. The line that broke it may begin the next one.
    else this.#state = text === BEGIN_SIGNED ? { kind: 'headers', block: line } : OUTSIDE;
  }

  /** The state after a line; `undefined` when the line does not belong where it stands. */
  #next(text: string, line: Line, whole: Span): State | undefined {
    const state = this.#state;
    switch (state.kind) {
      case 'outside':
        return undefined;
      case 'headers':
        if (text === '') return { kind: 'cleartext', block: state.block, first: line };
        return HASH_HEADER.test(text) ? state : undefined;
      case 'cleartext':
        if (text !== BEGIN_SIGNATURE) return text.startsWith('-----') ? undefined : state;
        return {
          kind: 'signature',
          block: state.block,
          cleartext: {
            ...whole,
            start: state.first.next,
            firstLine: state.first.number + 1,
            end: line.start,
          },
          armour: line,
          body: 0,
        };
      case 'signature':
        return this.#nextOfSignature(state, text, line, whole);
    }
  }

  #nextOfSignature(
    state: State & { kind: 'signature' },
    text: string,
    line: Line,
    whole: Span,
  ): State | undefined {
    if (text === END_SIGNATURE && state.body > 0) {
      this.#outside.push({ ...whole, ...this.#rest, end: state.block.start });
      this.#signed.push(state.cleartext);
      this.#signatures.push(spanOfArmour(state.armour, line, whole));
      this.#rest = { start: line.next, firstLine: line.number + 1 };
      return OUTSIDE;
    }
    if (BASE64.test(text)) return { ...state, body: state.body + 1 };
    const isArmour = text === '' || CRC24.test(text) || SIGNATURE_HEADER.test(text);
    return isArmour ? state : undefined;
  }

  finish(whole: Span): SignedFraming | undefined {
    if (!this.#hasArmour) return undefined;
    const outside = [...this.#outside, { ...whole, ...this.#rest }];
    return {
      signed: this.#signed,
      signatures: this.#signatures,
      outside,
      hasBeginning: this.#hasBeginning,
    };
  }
}
