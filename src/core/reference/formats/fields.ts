/**
 * `Key: value` lines about one file after another: what 7-Zip's dialogue puts on the clipboard, what
 * Microsoft's listings of its downloads said, and TC4Shell's `.hashes` with `[name]` above each.
 */
import { joinGroups, splitLabel } from '../bare.ts';
import { readDigestText } from '../digest-text.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { NumberedLine, Passage } from '../passage.ts';
import { sizeReading, type PlacedReading } from '../reading.ts';
import { stateTagged, stateUntagged, type Statement } from '../statement.ts';
import { findTag, tagOf, type Tag } from '../tag.ts';
import type { Grammar } from './grammar.ts';

const FIELD = /^([^:=[\]]{1,40}):(?!\\)(.*)$/s;
const SECTION = /^\[([^[\]].*)\]$/s;
const NAME = /^file ?name$|^name$|^file$/i;
const SIZE = /^(?:file ?)?size$/i;
const BYTES = /^(\d{1,16})(?: bytes?\b.*)?$/is;
/** One word with a number in it, as BLAKE2sp and XXH64. */
const ALGORITHM_LIKE = /^(?=\D*\d)[a-z][a-z0-9-]{1,15}$/i;
const COMMENT = /^[#;]/;
const BULLET = /^[*\u2022]\s+/;
/** Tabs between fields of one line, as in a page that was copied. */
const FIELD_TAB = /\t(?=[^\t:]{1,40}: )/;
/** Words without a colon that stand above a file's fields, for each of its digests. */
const MAX_WORDS_PER_DIGEST = 6;
const LONG_HEX = /[0-9a-f]{28}/i;

type Line =
  | { readonly kind: 'blank' | 'other' | 'words' | 'malformed' }
  | { readonly kind: 'name'; readonly path: string }
  | { readonly kind: 'size'; readonly bytes: number }
  | { readonly kind: 'digest'; readonly tag: string; readonly statement: Statement };

const BLANK: Line = { kind: 'blank' };
const OTHER: Line = { kind: 'other' };
const WORDS: Line = { kind: 'words' };
const MALFORMED: Line = { kind: 'malformed' };

export const fields: Grammar = {
  mayBegin: (head) =>
    /^(?:\[[^[\]\r\n].*\]|[ \t]*(?:[*\u2022]\s)?(?:file ?name|name|file) *:.*)\r?$/im.test(head),
  read: (passage) => (isFields(passage) ? readFields(passage) : undefined),
};

function lineOf(raw: string): Line {
  const text = raw.trim().replace(BULLET, '');
  if (text.length > MAX_LINE_CHARACTERS) return MALFORMED;
  if (text === '') return BLANK;
  if (COMMENT.test(text)) return OTHER;
  const section = SECTION.exec(text)?.[1];
  if (section !== undefined) return { kind: 'name', path: section };
  const [, key, value] = FIELD.exec(text) ?? [];
  if (key === undefined || value === undefined) return LONG_HEX.test(text) ? MALFORMED : WORDS;
  return fieldOf(key.trim(), value.trim());
}

function fieldOf(key: string, value: string): Line {
  if (NAME.test(key)) return value === '' ? MALFORMED : { kind: 'name', path: value };
  if (SIZE.test(key)) {
    const bytes = Number(BYTES.exec(value)?.[1]);
    return Number.isSafeInteger(bytes) ? { kind: 'size', bytes } : OTHER;
  }
  return digestOf(key, value) ?? (findTag(key) ? MALFORMED : OTHER);
}

/** Under the name of an algorithm, under "hash" and the like, or under what can only be a name. */
function digestOf(key: string, value: string): Line | undefined {
  const label = splitLabel(`${key}: ${value}`);
  const digest = joinGroups(value) ?? value;
  const statement = label?.isMarked ? stateLabelled(digest, label.tag) : stateForeign(digest, key);
  const name = label?.tag?.name ?? key;
  return statement && { kind: 'digest', tag: name.toUpperCase(), statement };
}

function stateLabelled(digest: string, tag: Tag | undefined): Statement | undefined {
  if (tag) return stateTagged(digest, tag);
  const read = readDigestText(digest);
  return read && stateUntagged(read, []);
}

const stateForeign = (digest: string, key: string): Statement | undefined =>
  ALGORITHM_LIKE.test(key) ? stateTagged(digest, tagOf(key)) : undefined;

/**
 * No line may be malformed, and no digest stand where no name is above it; nor may it be prose in
 * which there are fields.
 */
function isFields(passage: Passage): boolean {
  const count = { digest: 0, words: 0 };
  for (const { line, path, isRepeated } of placedLines(passage)) {
    if (line.kind === 'malformed') return false;
    if (line.kind === 'words') {
      if (path !== undefined) return false;
      count.words++;
    }
    if (line.kind !== 'digest') continue;
    if (path === undefined || isRepeated) return false;
    count.digest++;
  }
  return count.digest > 0 && count.words <= count.digest * MAX_WORDS_PER_DIGEST;
}

interface Placed {
  readonly line: Line;
  readonly number: number;
  /** The file that the line is about. */
  readonly path: string | undefined;
  /** A digest of an algorithm that the file already has: it is another file's. */
  readonly isRepeated: boolean;
}

/** A file's fields end at the next name, and below its digests at a blank line and at words. */
function* placedLines(passage: Passage): Generator<Placed> {
  let path: string | undefined;
  let tags = new Set<string>();
  for (const { number, text } of fieldTexts(passage)) {
    const line = lineOf(text);
    if (line.kind === 'name' || (['blank', 'words'].includes(line.kind) && tags.size > 0)) {
      path = line.kind === 'name' ? line.path : undefined;
      tags = new Set();
    }
    yield { line, number, path, isRepeated: line.kind === 'digest' && tags.has(line.tag) };
    if (line.kind === 'digest') tags.add(line.tag);
  }
}

function* fieldTexts(passage: Passage): Generator<NumberedLine> {
  for (const { number, text } of passage.lines()) {
    const isLong = text.length > MAX_LINE_CHARACTERS;
    for (const field of isLong ? [text] : text.split(FIELD_TAB)) yield { number, text: field };
  }
}

function* readFields(passage: Passage): Generator<PlacedReading> {
  for (const { line, number, path } of placedLines(passage)) {
    if (line.kind === 'size' && path !== undefined) {
      yield { reading: sizeReading(path, line.bytes), line: number };
    } else if (line.kind === 'digest') {
      const statements = [line.statement];
      yield { reading: { kind: 'digests', format: 'fields', path, statements }, line: number };
    }
  }
}
