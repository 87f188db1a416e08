/**
 * `Get-FileHash` as it is shown: a table, as wide as the console. Whatever does not fit is cut and
 * marked; `Format-Table -Wrap` continues it below instead.
 */
import { isConsoleNoise } from '../../console.ts';
import type { NumberedLine, Passage } from '../../passage.ts';
import { malformed, type PlacedReading } from '../../reading.ts';
import type { Grammar } from '../grammar.ts';
import { propertyOf, readFileHash, type FileHash, type Property } from './file-hash.ts';

const HEADING = /^(?:Algorithm +)?Hash(?: +Path)? *$/m;
const RULE = /^-{4,}(?: +-{4,}){0,2} *$/;

interface Table {
  readonly columns: readonly Property[];
  /** Where the last column begins. */
  readonly lastStart: number;
}

export const powershellTable: Grammar = {
  mayBegin: (head) => HEADING.test(head),
  read: (passage) => (isTable(passage) ? readTable(passage) : undefined),
};

/** Headings must stand before all but blank lines and commands, and be ruled off. */
function isTable(passage: Passage): boolean {
  let heading: string | undefined;
  for (const { text } of passage.lines()) {
    if (heading !== undefined) return tableOf(heading, text) !== undefined;
    if (HEADING.test(text)) heading = text;
    else if (!isConsoleNoise(text)) return false;
  }
  return false;
}

function tableOf(heading: string, rule: string): Table | undefined {
  if (!RULE.test(rule)) return undefined;
  const columns = heading.split(/ +/).flatMap((name) => propertyOf(name) ?? []);
  const starts = [...rule.matchAll(/-+/g)].map(({ index }) => index);
  const lastStart = starts.at(-1);
  return lastStart === undefined || starts.length !== columns.length
    ? undefined
    : { columns, lastStart };
}

function* readTable(passage: Passage): Generator<PlacedReading> {
  const reader = new TableReader();
  for (const line of passage.lines()) yield* reader.take(line);
  yield* reader.finish();
}

/** One table after another, each with its own columns. */
class TableReader {
  #heading = '';
  #table: Table | undefined;
  /** May go on in the next line. */
  #row: FileHash | undefined;

  take(line: NumberedLine): readonly PlacedReading[] {
    if (this.#row && this.#isContinuation(line.text)) {
      const more = line.text.slice(this.#table?.lastStart).trimEnd();
      this.#row = { ...this.#row, path: `${this.#row.path ?? ''}${more}` };
      return [];
    }
    const done = this.finish();
    if (isConsoleNoise(line.text) || this.#takesHeading(line.text)) return done;
    this.#row = this.#table && rowOf(line, this.#table.columns);
    return this.#row ? done : [...done, { reading: malformed(line.text), line: line.number }];
  }

  finish(): readonly PlacedReading[] {
    const row = this.#row;
    this.#row = undefined;
    return row ? [readFileHash(row)] : [];
  }

  #takesHeading(text: string): boolean {
    const isHeading = HEADING.test(text);
    if (isHeading) this.#heading = text;
    else if (RULE.test(text)) this.#table = tableOf(this.#heading, text);
    else return false;
    return true;
  }

  #isContinuation(text: string): boolean {
    const { columns, lastStart } = this.#table ?? { columns: [], lastStart: 0 };
    return columns.at(-1) === 'path' && text.search(/[^ ]/) >= lastStart;
  }
}

/** Only the path has blanks; it is the last column, and empty for what came out of a stream. */
function rowOf({ text, number }: NumberedLine, columns: readonly Property[]): FileHash | undefined {
  const cells = new Map<Property, string>();
  let rest = text.trim();
  for (const [index, column] of columns.entries()) {
    const isLast = index === columns.length - 1;
    const end = isLast ? rest.length : `${rest} `.indexOf(' ');
    if (end > 0) cells.set(column, rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  const hash = cells.get('hash');
  if (hash === undefined) return undefined;
  return { algorithm: cells.get('algorithm'), hash, path: cells.get('path'), line: number };
}
