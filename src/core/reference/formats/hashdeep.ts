/**
 * `hashdeep` (its FILEFORMAT): two header lines that begin with `%%%%`, comments behind `##`, then
 * sizes, digests and names with commas between them, unquoted: further commas are the name's.
 */
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { NumberedLine, Passage } from '../passage.ts';
import { malformed, sizeReading, type PlacedReading } from '../reading.ts';
import { stateOrNote } from '../statement.ts';
import { tagOf } from '../tag.ts';
import type { Grammar } from './grammar.ts';

const HEADER = /^%%%% HASHDEEP-1\.\d+[ \t]*$/;
const COLUMNS = /^%%%% (size,[a-z0-9,-]{1,256},filename)[ \t]*$/;

export const hashdeep: Grammar = {
  mayBegin: (head) => /^\s*%%%% HASHDEEP-1\./.test(head),
  read: (passage) => (hasHeader(passage) ? readHashdeep(passage) : undefined),
};

function hasHeader(passage: Passage): boolean {
  for (const { text } of passage.lines()) {
    if (text.trim() !== '') return HEADER.test(text);
  }
  return false;
}

function* readHashdeep(passage: Passage): Generator<PlacedReading> {
  let columns: readonly string[] = [];
  for (const line of passage.lines()) {
    const named = COLUMNS.exec(line.text)?.[1];
    if (named !== undefined) columns = named.split(',');
    else if (!isSilent(line.text)) yield* readRow(line, columns);
  }
}

const isSilent = (line: string): boolean =>
  line.trim() === '' || line.startsWith('##') || HEADER.test(line);

function* readRow(
  { text, number: line }: NumberedLine,
  columns: readonly string[],
): Generator<PlacedReading> {
  const cells = text.length > MAX_LINE_CHARACTERS ? [] : text.split(',');
  const digests = columns.slice(1, -1);
  const path = cells.slice(columns.length - 1).join(',');
  const statements = digests.flatMap(
    (name, index) => stateOrNote(cells[index + 1] ?? '', tagOf(name)) ?? [],
  );
  const [size = ''] = cells;
  if (path === '' || statements.length === 0 || !/^\d{1,16}$/.test(size)) {
    yield { reading: malformed(text), line };
    return;
  }
  yield { reading: { kind: 'digests', format: 'hashdeep', path, statements }, line };
  if (Number.isSafeInteger(Number(size))) yield { reading: sizeReading(path, Number(size)), line };
}
