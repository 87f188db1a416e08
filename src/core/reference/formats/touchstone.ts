/** This program's own form, `touchstone.reference/1` (public/schema/touchstone.reference-1.json). */
import { parseHex } from '../../bytes/hex.ts';
import { asRecord, listIn, parseJson, sizeIn, textIn } from '../../text/json.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import { LineFinder, type Passage } from '../passage.ts';
import type { PlacedReading } from '../reading.ts';
import type { Pieces } from '../reference.ts';
import { readStatedFile } from './stated-file.ts';
import type { Grammar } from './grammar.ts';

export const REFERENCE_SCHEMA = 'touchstone.reference/1';

export const touchstone: Grammar = {
  mayBegin: (head) => /^\s*\{/.test(head) && head.includes(`"${REFERENCE_SCHEMA}"`),
  read: readTouchstone,
};

function readTouchstone(passage: Passage): readonly PlacedReading[] | undefined {
  const document = asRecord(parseJson(passage.text));
  if (!document || textIn(document, 'schema') !== REFERENCE_SCHEMA) return undefined;
  const lines = new LineFinder(passage);
  return listIn(document, 'files').flatMap((value) => readFile(value, lines));
}

function readFile(value: unknown, lines: LineFinder): readonly PlacedReading[] {
  const record = asRecord(value) ?? new Map<string, unknown>();
  const path = textIn(record, 'name') ?? '';
  const size = sizeIn(record, 'size');
  // The ids of algorithms are among the spellings of their names.
  const members = [...(asRecord(record.get('digests')) ?? [])];
  const digests = members.flatMap(([tag, hex]) =>
    typeof hex === 'string' ? [{ tag, value: hex }] : [],
  );
  const readings = [...readStatedFile({ path, size, digests }, 'touchstone', lines)];
  const pieces = piecesOf(record.get('pieces'), size);
  const line = readings.at(-1)?.line ?? 1;
  if (!pieces || path === '' || path.length > MAX_LINE_CHARACTERS) return readings;
  const stated = { path, pieces, ...(size !== undefined && { size }) };
  return [...readings, { reading: { kind: 'file', format: 'touchstone', ...stated }, line }];
}

function piecesOf(value: unknown, size: number | undefined): Pieces | undefined {
  const record = asRecord(value);
  const length = record && sizeIn(record, 'length');
  if (!length || size === undefined || textIn(record, 'algorithm') !== 'sha256') return undefined;
  const texts = listIn(record, 'digests');
  if (texts.length !== Math.ceil(size / length)) return undefined;
  const digests = new Uint8Array(texts.length * 32);
  for (const [index, text] of texts.entries()) {
    const bytes = typeof text === 'string' && text.length === 64 ? parseHex(text) : undefined;
    if (!bytes) return undefined;
    digests.set(bytes, index * 32);
  }
  return { algorithm: 'sha256', length, digests };
}
