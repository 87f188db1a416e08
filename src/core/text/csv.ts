/** Rows of values with a separator between them (RFC 4180), one row on each line. */

/**
 * The cells of one line; `undefined` when its quotes are not in order. Time is linear: each
 * character is looked at once.
 */
export function readCells(line: string, separator: string): readonly string[] | undefined {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const cell = line[at] === '"' ? readQuoted(line, at) : readPlain(line, at, separator);
    if (!cell) return undefined;
    cells.push(cell.text);
    if (cell.end === line.length) return cells;
    if (line[cell.end] !== separator) return undefined;
    at = cell.end + 1;
  }
}

interface Cell {
  readonly text: string;
  /** Where what follows the cell stands. */
  readonly end: number;
}

function readPlain(line: string, start: number, separator: string): Cell | undefined {
  const found = line.indexOf(separator, start);
  const end = found === -1 ? line.length : found;
  const text = line.slice(start, end);
  return text.includes('"') ? undefined : { text, end };
}

/** A quote within is written twice. */
function readQuoted(line: string, start: number): Cell | undefined {
  const parts: string[] = [];
  for (let from = start + 1; ;) {
    const quote = line.indexOf('"', from);
    if (quote === -1) return undefined;
    parts.push(line.slice(from, quote));
    if (line[quote + 1] !== '"') return { text: parts.join('"'), end: quote + 1 };
    from = quote + 2;
  }
}
