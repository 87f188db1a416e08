/**
 * zsync's control files (zsync 0.6): a header of `Key: value` lines with the file's name, length and
 * SHA-1, a blank line, and binary sums of its blocks, which are too short to prove anything.
 */
import { hasText } from '../../bytes/fields.ts';
import { decodeName } from '../../bytes/text.ts';
import { linesOf } from '../../text/lines.ts';
import { quoted } from '../limits.ts';
import { malformed, type PlacedReading } from '../reading.ts';
import { stateTagged } from '../statement.ts';
import { tagOf } from '../tag.ts';
import type { BinaryGrammar } from './binary.ts';

const BEGINNING = 'zsync: ';
/** Some ten lines, of which those with addresses may be long, and may be many. */
const MAX_HEADER_BYTES = 64 * 2 ** 10;
const LINE_FEED = 0x0a;

export const zsync: BinaryGrammar = {
  mayBegin: (head) => hasText(head, 0, BEGINNING),
  read: readZsync,
};

interface Field {
  readonly value: string;
  readonly line: number;
}

function readZsync(bytes: Uint8Array): readonly PlacedReading[] | undefined {
  const fields = readHeader(bytes);
  const path = fields?.get('filename');
  const digest = fields?.get('sha-1');
  if (!path || !digest) return undefined;
  const statement = stateTagged(digest.value, tagOf('SHA-1'));
  const { line } = digest;
  if (!statement) return [{ reading: malformed(quoted(digest.value)), line }];
  const size = sizeOf(fields?.get('length')?.value);
  return [
    {
      reading: { kind: 'digests', format: 'zsync', path: path.value, statements: [statement] },
      line,
    },
    {
      reading: {
        kind: 'file',
        format: 'zsync',
        path: path.value,
        ...(size !== undefined && { size }),
      },
      line,
    },
  ];
}

/** The first field of each name, by its name in lower case; `undefined` without a blank line. */
function readHeader(bytes: Uint8Array): ReadonlyMap<string, Field> | undefined {
  const end = endOfHeader(bytes);
  if (end === undefined) return undefined;
  const fields = new Map<string, Field>();
  for (const { text, number: line } of linesOf(decodeName(bytes.subarray(0, end)))) {
    const [, key, value] = /^([\w-]{1,32}): ?(.*)$/.exec(text) ?? [];
    const name = key?.toLowerCase();
    if (name === undefined || value === undefined) return undefined;
    if (!fields.has(name)) fields.set(name, { value, line });
  }
  return fields;
}

function endOfHeader(bytes: Uint8Array): number | undefined {
  const head = bytes.subarray(0, MAX_HEADER_BYTES);
  for (let at = head.indexOf(LINE_FEED); at !== -1; at = head.indexOf(LINE_FEED, at + 1)) {
    if (head[at + 1] === LINE_FEED) return at + 1;
  }
  return undefined;
}

function sizeOf(text = ''): number | undefined {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}
