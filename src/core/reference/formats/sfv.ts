/**
 * Simple file verification: `name CRC32` lines, comments behind `;`. There is no specification; what
 * WIN-SFV32 wrote is what its successors write, RHash among them: each file's size and time stand
 * in a comment too.
 */
import { readDigestText } from '../digest-text.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { NumberedLine, Passage } from '../passage.ts';
import { malformed, sizeReading, type PlacedReading } from '../reading.ts';
import { stateTagged } from '../statement.ts';
import { tagOf } from '../tag.ts';
import type { Grammar } from './grammar.ts';

const CRC32 = tagOf('CRC32');
const VALUE = /[ \t]([0-9a-f]{8})$/i;
/** One in sixty thousand values looks like a day of these two centuries: not all of a list do. */
const DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const EXTENSION = /\.[a-z0-9]{1,8}$/i;
/** `;        4096  18:17.25 2026-11-23 x.iso` */
const SIZE = /^; *(\d{1,16}) +\d\d:\d\d[.:]\d\d \d{4}-\d\d-\d\d (.+)$/s;

interface Entry {
  readonly path: string;
  readonly value: string;
}

export const sfv: Grammar = {
  mayBegin: (head) => /^;|[ \t][0-9a-f]{8}[ \t]*\r?$/im.test(head),
  read: (passage) => (isSfv(passage) ? readSfv(passage) : undefined),
};

/**
 * Words and a date of eight digits at the end of each line are no SFV, whatever else. Without a comment that
 * begins with `;` every line must be whole, and most have an extension in the name and a letter in
 * the value, as 98 of 100 values have.
 */
function isSfv(passage: Passage): boolean {
  const count = { blank: 0, comment: 0, broken: 0, date: 0, doubtful: 0, certain: 0 };
  for (const { text } of passage.lines()) {
    if (isDigestFirst(text)) return false;
    count[kindOf(text)]++;
  }
  const { comment, broken, date, doubtful, certain } = count;
  if (doubtful + certain === 0 || broken > doubtful + certain + date) return false;
  return comment > 0 || (broken === 0 && certain > doubtful + date);
}

function kindOf(line: string): 'blank' | 'comment' | 'broken' | 'date' | 'doubtful' | 'certain' {
  if (line.trim() === '') return 'blank';
  if (line.startsWith(';')) return 'comment';
  const entry = entryOf(line);
  if (entry && DATE.test(entry.value)) return 'date';
  if (!entry || !EXTENSION.test(entry.path)) return entry ? 'doubtful' : 'broken';
  return /[a-f]/i.test(entry.value) ? 'certain' : 'doubtful';
}

/** The other way round it is a list of digests, of files with odd names. */
const isDigestFirst = (line: string): boolean =>
  readDigestText(line.trimStart().split(/[ \t]/, 1)[0] ?? '') !== undefined;

function entryOf(line: string): Entry | undefined {
  if (line.length > MAX_LINE_CHARACTERS) return undefined;
  const text = line.trimEnd();
  const value = VALUE.exec(text)?.[1];
  if (value === undefined) return undefined;
  const path = text.slice(0, -value.length).trimEnd();
  return path === '' ? undefined : { path, value };
}

function* readSfv(passage: Passage): Generator<PlacedReading> {
  for (const line of passage.lines()) yield* readLine(line);
}

function* readLine({ text, number: line }: NumberedLine): Generator<PlacedReading> {
  if (text.trim() === '') return;
  if (text.startsWith(';')) {
    const [, digits, path] = SIZE.exec(text.slice(0, MAX_LINE_CHARACTERS)) ?? [];
    const size = Number(digits);
    if (path !== undefined && Number.isSafeInteger(size)) {
      yield { reading: sizeReading(path.trimEnd(), size), line };
    }
    return;
  }
  const entry = entryOf(text);
  const statement = entry && stateTagged(entry.value, CRC32);
  const statements = statement && [statement];
  const reading =
    entry && statements
      ? ({ kind: 'digests', format: 'sfv', path: entry.path, statements } as const)
      : malformed(text);
  yield { reading, line };
}
