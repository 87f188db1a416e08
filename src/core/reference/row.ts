/**
 * A line of a web page that somebody pasted: words or a row of a table with a digest in it. What it
 * is the digest of is the image that the line names; where it names none, the line's own words say
 * it, and nothing is assumed to be meant.
 */
import { readDigestText, type DigestText } from './digest-text.ts';
import { isAlwaysImage } from './intake.ts';
import { MAX_BARE_CHARACTERS } from './limits.ts';
import { parseLine, type LineContext } from './parse-line.ts';
import type { Reading } from './reading.ts';
import { stateTagged, stateUntagged, type Narrowing, type Statement } from './statement.ts';
import { baseName } from '../text/names.ts';
import { findTag, hexLengthOf, type Tag } from './tag.ts';

/** By itself: not within a word, a file's name or an address. */
const DIGEST = /(?<![A-Za-z0-9./\\_-])[0-9a-f]{32,128}(?![./\\_-]?[A-Za-z0-9])/gi;
/** Hex of other kinds that pages have beside the names of images. */
const NO_DIGEST = /info.?hash|btih|magnet:|fingerprint|\b(?:commit|revision|key|signature)\b/i;
/** What somebody computed of a file is no reference, the least where it was found to differ. */
const COMPUTED = /\b(?:actual|got|computed|calculated|found|obtained|received|mine)\b/i;
const WORD = /[^\s"'`<>()[\]{}|,;=]+/g;
/** As long as a SHA-1: also a commit, a torrent, a key. */
const AMBIGUOUS_LENGTH = 40;

/** As `parseLine`, and what a page says in its lines. */
export function parsePastedLine(line: string, context: LineContext): Reading {
  const reading = parseLine(line, context);
  return reading.kind === 'malformed' ? (parseRow(line, context) ?? reading) : reading;
}

const isOtherwise = (line: string): boolean => NO_DIGEST.test(line) || COMPUTED.test(line);

function parseRow(line: string, { narrowing }: LineContext): Reading | undefined {
  if (line.length > MAX_BARE_CHARACTERS || isOtherwise(line)) return undefined;
  const values = [...line.matchAll(DIGEST)].flatMap(([value]) => readDigestText(value) ?? []);
  const lengths = new Set(values.map(({ text }) => text.length));
  if (values.length === 0 || lengths.size !== values.length) return undefined;
  const words = line.replace(DIGEST, ' ');
  const tags = tagsIn(words);
  const statements = values.flatMap((value) => stateIn(value, tags, narrowing) ?? []);
  if (statements.length !== values.length) return undefined;
  return { kind: 'digests', format: 'page', path: nameIn(words), statements };
}

function tagsIn(words: string): readonly Tag[] {
  const parts = words.split(/[^A-Za-z0-9/-]+/).filter((part) => part !== '');
  const pairs = parts.map((part, index) => `${part} ${parts[index + 1] ?? ''}`.trim());
  return [...parts, ...pairs].flatMap((name) => findTag(name) ?? []);
}

/** `undefined` for what may be no digest at all. */
function stateIn(read: DigestText, tags: readonly Tag[], narrowing: Narrowing) {
  if (read.kind !== 'exact') return undefined;
  const { length } = read.text;
  const fitting = tags.filter((tag) => lengthOf(tag) === length);
  const [tag] = fitting;
  if (tag && fitting.every(({ name }) => name === tag.name)) return stateTagged(read.text, tag);
  const statement: Statement = stateUntagged(read, narrowing);
  return length === AMBIGUOUS_LENGTH ? undefined : statement;
}

const lengthOf = (tag: Tag): number | undefined =>
  tag.kind === 'listed' ? hexLengthOf(tag.algorithm) : tag.length;

/** The one image that the words name; else the words themselves, if they say anything. */
function nameIn(words: string): string | undefined {
  const names = new Set(
    [...words.matchAll(WORD)]
      .map(([word]) => baseName(word.replace(/[#?].*$/, '')).replace(/[.:*]+$/, ''))
      .filter((word) => word.includes('.') && isAlwaysImage(word, 1)),
  );
  const [name] = names;
  if (name !== undefined && names.size === 1) return name;
  const text = [...words.matchAll(WORD)].map(([word]) => word).join(' ');
  const isLabel = text
    .split(/[\s:]+/)
    .every((word) => word === '' || SAYS_NOTHING.test(word) || findTag(word));
  return isLabel ? undefined : text;
}

const SAYS_NOTHING =
  /^(?:check|sums?|checksums?|hash(?:es|code)?|digest|value|code|is|the|of|file|for|this|\W+)$/i;
