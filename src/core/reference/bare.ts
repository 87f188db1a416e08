/**
 * Lines that hold digests and name no file: what people copy from web pages, from certutil of
 * Windows 7 (`19 0a a3 ...`), from certificates' dialogues (`19:0A:A3`), from this program.
 */
import { readDigestText } from './digest-text.ts';
import { MAX_BARE_CHARACTERS } from './limits.ts';
import { findTag, type Tag } from './tag.ts';

export interface BareValue {
  readonly tag: Tag | undefined;
  /** Without `0x` and separators; otherwise unread. */
  readonly value: string;
}

export interface BareLine {
  /** What the line says the digests are. */
  readonly tag: Tag | undefined;
  /** How the label ended: `sha256: x` says more than `md5 x`, which may be prose. */
  readonly isMarked: boolean;
  /** What follows the label; empty when the line is nothing but a label. */
  readonly rest: string;
}

/** Words around an algorithm's name, or in its place, that say only "here is a digest". */
const NEUTRAL =
  /\b(?:check ?sums?|sums?|hash(?: value)?|digest|fingerprint|value|expected|file)\b/gi;
/** Quotes, list marks and sentence ends around a value; a star is coreutils' mode mark. */
const WRAPPING = new Set(
  '"\'`*,;.\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u200b\u200e\u200f\u2060',
);
/** The longest label: "BLAKE2b-512 checksum value of". */
const MAX_LABEL_CHARACTERS = 32;

/** The label and the rest of a line; `undefined` when the line cannot be of this grammar. */
export function splitLabel(line: string): BareLine | undefined {
  if (line.length > MAX_BARE_CHARACTERS) return undefined;
  const text = unwrap(line);
  return splitMarkedLabel(text) ?? splitPlainLabel(text);
}

/** Not a regular expression: `\s+$` takes quadratic time where blanks stand within a line. */
function unwrap(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWrapping(text.charAt(start))) start++;
  while (end > start && isWrapping(text.charAt(end - 1))) end--;
  // Three dots are the mark of a value that was cut off.
  return text.slice(start, text.startsWith('...', end) ? end + 3 : end);
}

const isWrapping = (character: string): boolean =>
  WRAPPING.has(character) || character.trim() === '';

/** A label before `:` or `=`, or a line that is nothing but a label. */
function splitMarkedLabel(text: string): BareLine | undefined {
  const end = text.search(/[:=\uff1a\uff1d]/);
  if (end === -1 ? text.length > MAX_LABEL_CHARACTERS : end > MAX_LABEL_CHARACTERS) {
    return undefined;
  }
  const label = readLabel(end === -1 ? text : text.slice(0, end));
  if (!label) return undefined;
  const rest = end === -1 ? '' : unwrap(text.slice(end).replace(/^[\s:=\uff1a\uff1d]+/, ''));
  return { ...label, isMarked: true, rest };
}

/** `undefined` for a text that is no label; no `tag` for one of neutral words alone. */
function readLabel(text: string): { tag: Tag | undefined } | undefined {
  const name = text
    .replace(NEUTRAL, ' ')
    .replace(/(?<=\d)sums?$/i, '') // sha256sum
    .trim();
  const tag = findTag(name);
  if (tag) return { tag };
  return name === '' && text.trim() !== '' ? { tag: undefined } : undefined;
}

/** Three, two or one word with the blanks behind them. */
const LEADING_WORDS = [/^(?:\S+\s+){3}/, /^(?:\S+\s+){2}/, /^\S+\s+/];

/** `md5 hex`, `SHA 256 hex`: a label of one to three words; or no label at all. */
function splitPlainLabel(text: string): BareLine {
  for (const pattern of LEADING_WORDS) {
    const [words = ''] = pattern.exec(text) ?? [];
    const tag = readLabel(words.trim().replace(/\s+/g, ' '))?.tag;
    if (tag) return { tag, isMarked: false, rest: text.slice(words.length) };
  }
  return { tag: undefined, isMarked: false, rest: text };
}

/**
 * Two or more whole digests on one line, each with or without its own label: `md5: x sha1: y`.
 * `undefined` when the line holds anything else.
 */
export function splitSeries(line: string): readonly BareValue[] | undefined {
  const values: BareValue[] = [];
  let tag: Tag | undefined;
  for (const token of line.trim().split(/[\s,;|:=]+/)) {
    const named = findTag(token);
    if (named) tag = named;
    else if (readDigestText(token)?.kind === 'exact') {
      values.push({ tag, value: token });
      tag = undefined;
    } else return undefined;
  }
  return values.length > 1 ? values : undefined;
}

/**
 * `text` without `0x` and without the separators between its groups, which are of one size: pairs
 * as certutil writes them, fours, eights. `undefined` when it is not such a value. One group of
 * another size is let pass, so that a value that lost a character can be told to have lost it.
 */
export function joinGroups(text: string): string | undefined {
  const value = text.replace(/^0x/i, '');
  const separator = [':', '-'].find((each) => value.includes(each)) ?? /\s+/;
  const groups = value.split(separator);
  return areRegular(groups.map(({ length }) => length)) ? groups.join('') : undefined;
}

/** Lengths of groups; the last group may be shorter. */
function areRegular(lengths: readonly number[]): boolean {
  const [usual = 0] = lengths;
  const last = lengths.at(-1) ?? 0;
  const irregular = lengths.slice(0, -1).filter((length) => length !== usual).length;
  const allowed = lengths.length > 3 ? 1 : 0;
  return usual >= 2 && last <= usual && !lengths.includes(0) && irregular <= allowed;
}
