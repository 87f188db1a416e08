/**
 * `7z h` of 7-Zip: a ruled table with a column for each algorithm, the size and the name. What
 * stands below it are sums over all files, which are no file's digests.
 */
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { NumberedLine, Passage } from '../passage.ts';
import { malformed, sizeReading, type PlacedReading } from '../reading.ts';
import { stateOrNote, type Statement } from '../statement.ts';
import { tagOf } from '../tag.ts';
import type { Grammar } from './grammar.ts';

const HEADING = /^(?:[A-Za-z0-9-]{2,16} +){1,32}Size +Name *\r?$/m;
const RULE = /^-{4,}(?: +-{4,}){2,33} *$/;
/** Lines before the table: the program, what was scanned, and an empty line between each. */
const MAX_LINES_BEFORE = 16;

interface Column {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export const sevenZip: Grammar = {
  mayBegin: (head) => HEADING.test(head),
  read: (passage) => {
    const table = findTable(passage);
    return table && readTable(passage, table);
  },
};

interface Table {
  readonly columns: readonly Column[];
  /** Of the rule below the headings. */
  readonly line: number;
}

function findTable(passage: Passage): Table | undefined {
  let heading: string | undefined;
  let before = 0;
  for (const { text, number } of passage.lines()) {
    if (heading !== undefined) {
      const columns = columnsOf(heading, text);
      return columns && { columns, line: number };
    }
    if (HEADING.test(text)) heading = text;
    else if (text.length > MAX_LINE_CHARACTERS || ++before > MAX_LINES_BEFORE) return undefined;
  }
  return undefined;
}

function columnsOf(heading: string, rule: string): readonly Column[] | undefined {
  if (!RULE.test(rule)) return undefined;
  const names = heading.trim().split(/ +/);
  const places = [...rule.matchAll(/-+/g)];
  if (places.length !== names.length) return undefined;
  return places.map(({ index, 0: dashes }, nth) => ({
    name: names[nth] ?? '',
    start: index,
    end: index + dashes.length,
  }));
}

function* readTable(passage: Passage, { columns, line }: Table): Generator<PlacedReading> {
  for (const row of passage.lines()) {
    if (row.number <= line) continue;
    if (RULE.test(row.text)) return; // sums follow
    yield* readRow(row, columns);
  }
}

interface Row {
  readonly digests: readonly Column[];
  readonly values: readonly string[];
  /** In digits. */
  readonly size: string;
  readonly path: string;
}

function rowOf(text: string, columns: readonly Column[]): Row | undefined {
  const digests = columns.slice(0, -2);
  const [size, name] = columns.slice(-2);
  const path = text.length > MAX_LINE_CHARACTERS ? '' : text.slice(name?.start);
  return path === ''
    ? undefined
    : {
        digests,
        values: digests.map(({ start, end }) => text.slice(start, end).trim()),
        size: text.slice(digests.at(-1)?.end, size?.end).trim(),
        path,
      };
}

function* readRow(
  { text, number: line }: NumberedLine,
  columns: readonly Column[],
): Generator<PlacedReading> {
  if (text.trim() === '') return;
  const row = rowOf(text, columns);
  if (row && isFolder(row)) return;
  const statements = row && statementsOf(row);
  if (!statements || !/^\d{1,16}$/.test(row.size)) {
    yield { reading: malformed(text), line };
    return;
  }
  yield { reading: { kind: 'digests', format: '7-zip', path: row.path, statements }, line };
  const size = Number(row.size);
  if (Number.isSafeInteger(size)) yield { reading: sizeReading(row.path, size), line };
}

const isFolder = ({ values, size }: Row): boolean => size === '' && values.join('') === '';

/** `undefined` when a column holds no digest. */
function statementsOf({ digests, values }: Row): readonly Statement[] | undefined {
  const statements = digests.flatMap(
    ({ name }, index) => stateOrNote(values[index] ?? '', tagOf(name)) ?? [],
  );
  return statements.length === digests.length ? statements : undefined;
}
