/**
 * `Get-FileHash | Export-Csv`: headings, then a row for each file. PowerShell 5 quotes every cell
 * and begins with a `#TYPE` line; the separator may be the culture's (`-UseCulture`).
 */
import { readCells } from '../../../text/csv.ts';
import type { NumberedLine, Passage } from '../../passage.ts';
import { malformed, type PlacedReading } from '../../reading.ts';
import type { Grammar } from '../grammar.ts';
import { propertyOf, readFileHash, type Property } from './file-hash.ts';

const SEPARATORS = [',', ';', '\t'] as const;

interface Headings {
  readonly separator: string;
  readonly columns: readonly (Property | undefined)[];
  readonly line: number;
}

export const powershellCsv: Grammar = {
  mayBegin: (head) => /^"?(?:Algorithm|Hash|Path)"?[,;\t]/im.test(head),
  read: (passage) => {
    const headings = findHeadings(passage);
    return headings && readRows(passage, headings);
  },
};

/** The first line that is neither blank nor `#TYPE`; two properties at least, one of them Hash. */
function findHeadings(passage: Passage): Headings | undefined {
  for (const { text, number } of passage.lines()) {
    if (text.trim() === '' || text.startsWith('#TYPE ')) continue;
    for (const separator of SEPARATORS) {
      const columns = (readCells(text, separator) ?? []).map(propertyOf);
      const known = columns.filter((column) => column !== undefined);
      const isDistinct = new Set(known).size === known.length;
      if (isDistinct && known.length > 1 && known.includes('hash')) {
        return { separator, columns, line: number };
      }
    }
    return undefined;
  }
  return undefined;
}

function* readRows(passage: Passage, headings: Headings): Generator<PlacedReading> {
  for (const line of passage.lines()) {
    if (line.number <= headings.line || line.text.trim() === '') continue;
    yield readRow(line, headings);
  }
}

function readRow({ text, number }: NumberedLine, { separator, columns }: Headings): PlacedReading {
  const cells = readCells(text, separator);
  if (cells?.length !== columns.length) return { reading: malformed(text), line: number };
  const cellOf = (name: Property): string | undefined =>
    cells[columns.findIndex((c) => c === name)];
  const hash = cellOf('hash') ?? '';
  return readFileHash({ algorithm: cellOf('algorithm'), hash, path: cellOf('path'), line: number });
}
