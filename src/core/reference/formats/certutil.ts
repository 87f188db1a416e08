/**
 * `certutil -hashfile` of Windows: a heading, the digest, and a line that begins with "CertUtil:".
 * Words and their order are those of the system's language; the digest and the name of its
 * algorithm are not. Windows 7 writes the digest in pairs.
 */
import { joinGroups } from '../bare.ts';
import { isConsoleNoise } from '../console.ts';
import { readDigestText } from '../digest-text.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { NumberedLine, Passage } from '../passage.ts';
import { malformed, type PlacedReading } from '../reading.ts';
import { stateTagged } from '../statement.ts';
import { hexLengthOf, tagOf, type Tag } from '../tag.ts';
import type { Grammar } from './grammar.ts';

/**
 * In any language: "CertUtil: -hashfile command completed successfully."; in Italian without the
 * hyphen before the option.
 */
const CLOSING = /^CertUtil: .{0,40}hashfile/;
/** Also of a second line, where the command failed. */
const MESSAGE = /^CertUtil: /;
const ALGORITHM = /(?<![A-Za-z0-9])(?:MD[245]|SHA(?:1|256|384|512))(?![A-Za-z0-9])/gi;

/**
 * Headings of languages whose words are known for certain. What stands in front of a name in
 * others cannot be told from the name: there the digest is read without one. The odd characters
 * are what code pages 866, 1251, 936 and 949 make of the Russian, Chinese and Korean words.
 */
const HEADINGS: readonly RegExp[] = [
  /^\S+ hash of (?<name>.+):$/is,
  /^\S+-Hash (?:von|der Datei) (?<name>.+):$/is,
  /^Hachage \S+ (?:de|du fichier) (?<name>.+?)[ \u00a0\u202f]:$/is,
  /^\S+ hash d[ei] (?<name>.+):$/is,
  /^\S+(?:의|\u00c0\u00c7) (?<name>.+) (?:해시|\u00c7\u00d8\u00bd\u00c3):$/is,
  /^\S+ ハッシュ \((?:対象|ファイル) (?<name>.+)\):$/is,
  /^\S+ (?:的|\u00b5\u00c4) (?<name>.+) (?:哈希|\u00b9\u00fe\u00cf\u00a3):$/is,
  /^(?:Хэш|\u0095\u00ed\u00e8|\u00d5\u00fd\u00f8) \S+ (?<name>.+):$/is,
];

/** English Windows before 10: "SHA1 hash of file x.iso:". */
const FILE_WORD = /^file /;
const HAS_FOLDER = /[\\/]/;

interface Result {
  readonly heading: string;
  /** As it is written. */
  readonly value: string;
  /** 1-based, of the digest. */
  readonly line: number;
}

export const certutil: Grammar = {
  mayBegin: (head) => MAY_BEGIN.test(head) || head.split('\n', MAX_LINES_BEFORE).some(isKnown),
  read: (passage) => {
    for (const result of resultsOf(passage)) if (!result) return undefined;
    return readResults(passage);
  },
};

const MAY_BEGIN = new RegExp(CLOSING.source, 'm');
/** Commands and blank lines before a heading of which the closing line was not copied. */
const MAX_LINES_BEFORE = 8;

const isKnown = (line: string): boolean =>
  isHeading(line.trim()) && HEADINGS.some((pattern) => pattern.test(line.trim()));

/**
 * `undefined` for what does not belong where it stands, and at an end that comes too early. The
 * closing line may be missing where the words of the heading are known.
 */
function* resultsOf(passage: Passage): Generator<Result | undefined> {
  let open: Open | undefined;
  for (const line of passage.lines()) {
    if (isConsoleNoise(line.text)) continue;
    const step = stepOn(open, line);
    yield* step.results;
    open = step.open;
  }
  if (open) yield endOf(open);
}

/** A heading, and the digest below it as soon as it has come. */
interface Open {
  readonly heading: string;
  readonly result?: Result;
}

interface Step {
  readonly open: Open | undefined;
  readonly results: readonly (Result | undefined)[];
}

const REFUSED: Step = { open: undefined, results: [undefined] };

function stepOn(open: Open | undefined, { text, number }: NumberedLine): Step {
  if (MESSAGE.test(text)) {
    const results = open ? [CLOSING.test(text) ? open.result : undefined] : [];
    return { open: undefined, results };
  }
  const heading = text.trim();
  if (!open) return isHeading(heading) ? { open: { heading }, results: [] } : REFUSED;
  if (open.result) return isKnown(text) ? { open: { heading }, results: [endOf(open)] } : REFUSED;
  if (!isDigest(text)) return REFUSED;
  const result = { heading: open.heading, value: heading, line: number };
  return { open: { ...open, result }, results: [] };
}

/** What is known where no closing line follows. */
const endOf = ({ heading, result }: Open): Result | undefined =>
  isKnown(heading) ? result : undefined;

const isHeading = (text: string): boolean =>
  text.length <= MAX_LINE_CHARACTERS && /[:\uff1a]$/.test(text) && text.search(ALGORITHM) !== -1;

const isDigest = (text: string): boolean => {
  const value = text.length > MAX_LINE_CHARACTERS ? undefined : joinGroups(text.trim());
  return value !== undefined && readDigestText(value) !== undefined;
};

function* readResults(passage: Passage): Generator<PlacedReading> {
  for (const result of resultsOf(passage)) {
    if (result) yield { reading: readResult(result), line: result.line };
  }
}

function readResult({ heading, value }: Result): PlacedReading['reading'] {
  const digest = joinGroups(value) ?? value;
  const tag = algorithmOf(heading, digest.length);
  const statement = tag && stateTagged(digest, tag);
  if (!statement) return malformed(value);
  const path = nameIn(heading, digest !== value);
  return { kind: 'digests', format: 'certutil', path, statements: [statement] };
}

/** The file's name may hold algorithms too: only those of the digest's length are in question. */
function algorithmOf(heading: string, length: number): Tag | undefined {
  const tags = [...heading.matchAll(ALGORITHM)].map(([name]) => tagOf(name.toUpperCase()));
  const fitting = tags.filter((tag) => lengthOf(tag) === length);
  const isCertain = fitting.every(({ name }) => name === fitting[0]?.name);
  return isCertain ? (fitting[0] ?? tags[0]) : undefined;
}

const lengthOf = (tag: Tag): number | undefined =>
  tag.kind === 'listed' ? hexLengthOf(tag.algorithm) : tag.length;

function nameIn(heading: string, isInPairs: boolean): string | undefined {
  for (const pattern of HEADINGS) {
    const name = pattern.exec(heading)?.groups?.['name'];
    if (name !== undefined) return withoutFileWord(name, isInPairs);
  }
  return undefined;
}

/** "file x.iso" is a name of its own, unless the version of Windows shows that it is not. */
function withoutFileWord(name: string, isInPairs: boolean): string | undefined {
  if (!FILE_WORD.test(name)) return name;
  return isInPairs || HAS_FOLDER.test(name) ? name.replace(FILE_WORD, '') : undefined;
}
