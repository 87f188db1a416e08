/**
 * Digests that were broken over several lines, as mail programs and narrow columns do. The parts of
 * one may be as long as other digests: half of a SHA-512 is as long as a SHA-256.
 */
import { algorithmsOfHexLength } from '../digest/algorithm.ts';
import { splitLabel } from './bare.ts';
import { splitBsdLine } from './bsd.ts';
import { MAX_BARE_CHARACTERS } from './limits.ts';
import type { NumberedLine } from './passage.ts';
import { hexLengthOf, tagOf, type Tag } from './tag.ts';

export interface UnwrappedLine extends NumberedLine {
  /** The digest of which the line may hold a part only, where it may as well hold a whole one. */
  readonly whole?: string;
}

/** SHA-512 in hex: what is longer is a list of digests, one on each line. */
const LONGEST = 128;
/** A digest without a label in columns that are narrower than this is not known. */
const MIN_WIDTH = 16;
/** What is in front of the first part, the part, and a name behind the last one. */
const PART =
  /^([^:=]{1,64}[:=][ \t]*)?(?:([0-9a-f]{2,128})|([0-9a-f]{8,128})([ \t]+[^ \t].*))[ \t]*$/i;

/** A tagged line whose digest did not fit, as in announcements of FreeBSD. */
const TAGGED = /^[A-Za-z][A-Za-z0-9/_-]{0,31} ?\(.+\) ?=[ \t]*$/s;

interface Part {
  readonly line: NumberedLine;
  readonly hex: string;
  readonly hasLabel: boolean;
  /** From the blank before a name; empty where none follows. */
  readonly rest: string;
}

function partOf(line: NumberedLine): Part | undefined {
  if (line.text.length > MAX_BARE_CHARACTERS) return undefined;
  if (TAGGED.test(line.text.trim())) return { line, hex: '', hasLabel: true, rest: '' };
  const [, label, lone, hex = lone, rest = ''] = PART.exec(line.text.trimStart()) ?? [];
  return hex === undefined ? undefined : { line, hex, hasLabel: label !== undefined, rest };
}

/** Quick, for most lines of most lists end with a file's name. */
const mayGoOn = (text: string): boolean => /[0-9a-f=]/i.test(text.trimEnd().at(-1) ?? '');

/** The lines, with those put together that can only be parts of one digest. */
export function* unwrap(lines: Iterable<NumberedLine>): Generator<UnwrappedLine> {
  const unwrapper = new Unwrapper();
  for (const line of lines) yield* unwrapper.take(line);
  yield* unwrapper.finish();
}

class Unwrapper {
  /** Of lines that follow each other; none while no line may follow. */
  #parts: Part[] = [];
  #isOpen = false;
  /** The lines are more than a digest has: each is one. */
  #isList = false;

  /** What is certain by now. */
  take(line: NumberedLine): readonly UnwrappedLine[] {
    if (!this.#isOpen && !mayGoOn(line.text)) return [line];
    const part = partOf(line);
    const goesOn = this.#isOpen && part?.hasLabel === false;
    const before = goesOn ? [] : this.finish();
    this.#isOpen = part?.rest === '';
    if (!part || this.#isList) return [...before, line];
    this.#parts.push(part);
    return [...before, ...(this.#isOpen ? this.#giveList() : this.finish())];
  }

  #giveList(): readonly UnwrappedLine[] {
    this.#isList = textOf(this.#parts).length > LONGEST;
    return this.#isList ? this.#parts.splice(0).map(({ line }) => line) : [];
  }

  finish(): readonly UnwrappedLine[] {
    this.#isList = false;
    return settle(this.#parts.splice(0));
  }
}

const textOf = (parts: readonly Part[]): string => parts.map(({ hex }) => hex).join('');
const isDigestLength = (length: number): boolean => algorithmsOfHexLength(length).length > 0;

function settle(parts: readonly Part[]): readonly UnwrappedLine[] {
  const lines = parts.map(({ line }) => line);
  const whole = textOf(parts);
  switch (parts.length > 1 ? kindOf(parts, whole.length) : 'lines') {
    case 'lines':
      return lines;
    case 'perhaps':
      return lines.map((line) => ({ ...line, whole }));
    case 'one':
      return joined(parts);
  }
}

/** Lines of their own, certainly one digest, or perhaps. `length`: of all parts. */
function kindOf(parts: readonly Part[], length: number): 'lines' | 'perhaps' | 'one' {
  const [first] = parts;
  // Whatever it is, it is said to be the digest of that file.
  if (first?.hex === '' && parts.length === 2) return 'one';
  if (!isDigestLength(length) || !isRegular(parts)) return 'lines';
  if (first?.hasLabel) return kindBehindLabel(parts, first.line.text, length);
  return kindOfUnlabelled(parts);
}

function kindBehindLabel(parts: readonly Part[], label: string, length: number) {
  const tag = tagIn(label);
  if (tag === NEUTRAL) return kindOfUnlabelled(parts);
  return tag && isOfLength(tag, length) ? 'one' : 'lines';
}

const kindOfUnlabelled = (parts: readonly Part[]): 'perhaps' | 'one' =>
  parts.every(({ hex }) => isDigestLength(hex.length)) ? 'perhaps' : 'one';

function joined([first, ...others]: readonly Part[]): readonly UnwrappedLine[] {
  if (!first) return [];
  const rest = `${textOf(others)}${others.at(-1)?.rest ?? ''}`;
  return [{ text: `${first.line.text.trimEnd()}${rest}`, number: first.line.number }];
}

/** All columns are of one width but the last, and the first where a label takes room. */
function isRegular(parts: readonly Part[]): boolean {
  const isLabelled = parts[0]?.hasLabel === true;
  const widths = parts.map(({ hex }) => hex.length).slice(isLabelled ? 1 : 0);
  const [width = 0] = widths;
  if (!isLabelled && width < MIN_WIDTH) return false;
  return widths.every(
    (one, index) => one === width || (index === widths.length - 1 && one < width),
  );
}

const NEUTRAL = 'neutral';

/** The algorithm that a label names; `NEUTRAL` for "Checksum:"; `undefined` for what is no label. */
function tagIn(text: string): Tag | typeof NEUTRAL | undefined {
  const named = splitBsdLine(TAGGED.test(text.trim()) ? `${text.trim()} 0` : text)?.tag;
  if (named !== undefined) return tagOf(named);
  const label = splitLabel(text);
  return label?.isMarked ? (label.tag ?? NEUTRAL) : undefined;
}

const isOfLength = (tag: Tag, length: number): boolean =>
  tag.kind === 'listed' && hexLengthOf(tag.algorithm) === length;
