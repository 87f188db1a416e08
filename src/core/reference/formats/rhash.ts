/**
 * RHash with several algorithms: `name  crc32  md5  sha1`, in an order of its own and without their
 * names. (With one algorithm it writes as coreutils do, or an SFV; with `--bsd` tags.)
 */
import { readDigestText } from '../digest-text.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { NumberedLine, Passage } from '../passage.ts';
import { malformed, type PlacedReading } from '../reading.ts';
import { stateTagged, stateUntagged, type Statement } from '../statement.ts';
import { tagOf } from '../tag.ts';
import type { Grammar } from './grammar.ts';

const CRC32 = tagOf('CRC32');
/** Of any algorithm, also in base32. */
const TOKEN = /^[0-9a-z]{8,160}$/i;
const EIGHT_HEX = /^[0-9a-f]{8}$/i;

export const rhash: Grammar = {
  mayBegin: (head) => / {2}[0-9a-f]{8,128} {2}[0-9a-f]{32,128}[ \t]*\r?$/im.test(head),
  read: (passage) => {
    const shape = findShape(passage);
    return shape === undefined ? undefined : readRhash(passage, shape);
  },
};

const isSilent = (line: string): boolean => line.trim() === '' || line.startsWith(';');

interface Row {
  readonly path: string;
  readonly values: readonly string[];
}

/**
 * The lengths of the values in most rows; `undefined` when this is no such list: a row has two
 * values at least, and no line could be another list's.
 */
function findShape(passage: Passage): string | undefined {
  const shapes = new Map<string, number>();
  for (const { text } of passage.lines()) {
    if (isSilent(text)) continue;
    const row = rowOf(text);
    if (!row || readDigestText(row.path.split(/ /, 1)[0] ?? '')) return undefined;
    const shape = shapeOf(row);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  return commonest(shapes);
}

/** `undefined` when two are. */
function commonest(counts: ReadonlyMap<string, number>): string | undefined {
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  const found = [...counts].filter(([, count]) => count === most);
  return found.length === 1 ? found[0]?.[0] : undefined;
}

const shapeOf = ({ values }: Row): string => values.map(({ length }) => length).join();

function rowOf(line: string): Row | undefined {
  if (line.length > MAX_LINE_CHARACTERS) return undefined;
  const cells = line.trimEnd().split('  ');
  let end = cells.length;
  // What is first is the name, be it like a digest itself.
  while (end > 1 && TOKEN.test(cells[end - 1] ?? '')) end--;
  const path = cells.slice(0, end).join('  ');
  const values = cells.slice(end);
  return path.trim() !== '' && values.length > 1 ? { path, values } : undefined;
}

function* readRhash(passage: Passage, shape: string): Generator<PlacedReading> {
  for (const line of passage.lines()) {
    if (!isSilent(line.text)) yield readRow(line, shape);
  }
}

/** Of another shape than the others' is a row that lost something, be it a whole value. */
function readRow({ text, number: line }: NumberedLine, shape: string): PlacedReading {
  const row = rowOf(text);
  const { path, values } = row && shapeOf(row) === shape ? row : { path: '', values: [] };
  const statements = values.flatMap((value) => stateOnly(value, values) ?? []);
  if (statements.length === 0) return { reading: malformed(text), line };
  return { reading: { kind: 'digests', format: 'rhash', path, statements }, line };
}

/** Of two values of one length nobody can say which is whose: MD5 and MD4, SHA-1 and RIPEMD-160. */
function stateOnly(value: string, all: readonly string[]): Statement | undefined {
  if (all.filter(({ length }) => length === value.length).length > 1) return undefined;
  if (EIGHT_HEX.test(value)) return stateTagged(value, CRC32);
  const read = readDigestText(value);
  return read?.kind === 'exact' ? stateUntagged(read, []) : undefined;
}
