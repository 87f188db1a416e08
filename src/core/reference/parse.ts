/**
 * From a dropped file or a pasted text to a `Reference`. The grammars are in `parse-line.ts` and in
 * `formats/`; here stands which text counts: all of it, or what lies within a cleartext signature.
 */
import { decodeText } from '../bytes/text.ts';
import type { Finding } from '../finding.ts';
import { linesOf, type Span } from '../text/lines.ts';
import { frameSigned, signedLine, type SignedFraming } from './clearsigned.ts';
import { readBinary } from './formats/binary.ts';
import { readWhole } from './formats/grammars.ts';
import { MAX_PASTED_CHARACTERS, MAX_REFERENCE_BYTES, SNIFF_BYTES } from './limits.ts';
import { isList, ListReader, type Origin } from './list-reader.ts';
import { Passage } from './passage.ts';
import type { PlacedReading } from './reading.ts';
import type { Claim, Reference } from './reference.ts';
import { parsePastedLine } from './row.ts';
import { tagOfName } from './sidecar.ts';
import { frameSignify } from './signify-frame.ts';
import { looksLikeList } from './sniff.ts';
import { stateUntaggedBase64 } from './statement.ts';
import { unwrap } from './wrapped.ts';

/** Whatever is pasted was meant to be read: also the text of a page, with words in every line. */
const PASTED: Origin = { parse: parsePastedLine };

/** A text whose lines were read. */
interface TextReading {
  /** The lines that may make claims. */
  readonly reader: ListReader;
  /** By its lines: is the whole text a checksum list? */
  readonly isList: boolean;
  readonly isSigned: boolean;
}

/**
 * The reference that a file holds; `undefined` when it is none: not text, too large, or no
 * grammar fits the whole of it (`isList`), in which case it is taken for an image. `name` may
 * narrow the algorithms of untyped digests. Never throws.
 */
export function parseReferenceFile(name: string, bytes: Uint8Array): Reference | undefined {
  if (bytes.length > MAX_REFERENCE_BYTES) return undefined;
  if (bytes.length > SNIFF_BYTES && !looksLikeList(name, bytes, true)) return undefined;
  const readings = readBinary(bytes);
  if (readings) return toReference(name, readingOf(readings), []);
  const decoded = decodeText(bytes);
  if (!decoded) return undefined;
  const reading = readText(decoded.text, { fileTag: tagOfName(name) });
  if (!reading.isList) return undefined;
  reading.reader.refuseBareAmongNamed();
  return toReference(name, reading, decoded.findings);
}

/**
 * The reference that a person pasted or typed; `undefined` only for a blank text. Text in which
 * nothing is a digest, or that is longer than `MAX_PASTED_CHARACTERS`, is a reference without
 * claims, which says so. Never throws.
 */
export function parsePastedText(text: string): Reference | undefined {
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (content.trim() === '') return undefined;
  if (content.length > MAX_PASTED_CHARACTERS) return refusePasted();
  return toReference(undefined, readPastedBase64(content) ?? readText(content, PASTED), []);
}

/**
 * A digest in base64 and nothing else, as `latest.yml` and package managers show them. Who pastes it
 * here means it for one; in a file it may as well be a key.
 */
function readPastedBase64(text: string): TextReading | undefined {
  const statement = stateUntaggedBase64(text.trim(), []);
  if (!statement) return undefined;
  const statements = [statement];
  return readingOf([
    { reading: { kind: 'digests', format: 'bare', path: undefined, statements }, line: 1 },
  ]);
}

/** Nothing of it is read: a part would be claims without those that contradict them. */
function refusePasted(): Reference {
  const findings: Finding[] = [
    { code: 'pasted-too-long', detail: { limit: MAX_PASTED_CHARACTERS } },
  ];
  return { name: undefined, format: 'bare', claims: [], findings, isSigned: false };
}

function toReference(
  name: string | undefined,
  { reader, isSigned }: TextReading,
  findingsOfText: readonly Finding[],
): Reference {
  const { claims, findings, format } = reader.finish();
  const none: Finding[] = claims.some(isComparable) ? [] : [{ code: 'no-claims' }];
  return { name, format, claims, findings: [...findingsOfText, ...none, ...findings], isSigned };
}

const isComparable = ({ digests }: Claim): boolean =>
  digests.some(({ algorithms, damaged }) => algorithms.length > 0 && !damaged);

function readText(text: string, origin: Origin): TextReading {
  const message = frameSignify(text);
  if (message) return readSignify(text, message, origin);
  const framing = frameSigned(text);
  if (framing) return readSigned(text, framing, origin);
  const reader = new ListReader(origin);
  readPassage(reader, new Passage(text), origin);
  return { reader, isList: isList(reader.tally), isSigned: false };
}

/** All of the message is signed, whatever frames it has within it. */
function readSignify(text: string, message: Span, origin: Origin): TextReading {
  const reader = new ListReader(origin);
  readPassage(reader, new Passage(text, message), origin);
  return { reader, isList: isList(reader.tally), isSigned: true };
}

/**
 * A text with OpenPGP armour makes claims only within whole frames. Where there is none, the text
 * was cut or tampered with: what would have been claimed is counted, and nothing is claimed.
 */
function readSigned(
  text: string,
  { signed, outside, hasBeginning }: SignedFraming,
  origin: Origin,
): TextReading {
  const reader = new ListReader(origin);
  for (const span of signed) {
    reader.beginPart();
    // What was signed was made to be read by programs: nothing is read into its words.
    readPassage(reader, new Passage(text, span, signedLine), { fileTag: origin.fileTag });
  }
  const unsigned = readUnsigned(text, outside, origin);
  if (unsigned.firstLine !== undefined) {
    const detail = { count: unsigned.reader.claimCount };
    reader.note({ code: 'unsigned-text', detail }, unsigned.firstLine);
  }
  if (signed.length > 0) return { reader, isList: isList(reader.tally), isSigned: true };
  const { tally } = unsigned.reader;
  // The lines of a broken frame's armour are malformed by themselves and tell nothing.
  const isBrokenList = hasBeginning && tally.recognised + tally.doubtful > 0;
  return { reader, isList: isBrokenList || isList(tally), isSigned: false };
}

/** What stands outside of whole frames, and the first line of it that is not blank. */
function readUnsigned(text: string, outside: readonly Span[], origin: Origin) {
  const reader = new ListReader(origin);
  let firstLine: number | undefined;
  for (const span of outside) {
    reader.beginPart();
    for (const line of linesOf(text, span)) {
      if (line.text.trim() !== '') firstLine ??= line.number;
      reader.read(line);
    }
  }
  return { reader, firstLine };
}

/** What was told without lines. */
function readingOf(readings: Iterable<PlacedReading>): TextReading {
  const reader = new ListReader({});
  for (const { reading, line } of readings) reader.take(reading, line);
  return { reader, isList: true, isSigned: false };
}

/** By a grammar that takes all of it, else line by line. */
function readPassage(reader: ListReader, passage: Passage, origin: Origin): void {
  const readings = readWhole(passage, origin.fileTag);
  if (readings) {
    for (const { reading, line } of readings) reader.take(reading, line);
  } else {
    for (const line of unwrap(passage.lines())) reader.read(line);
  }
}
