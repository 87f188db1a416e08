// Writes checked entries and sources as the body of the built catalogue: docs/catalogue-format.md.
import { ByteWriter } from './byte-writer.mjs';
import { HEX_LENGTHS } from './check-fields.mjs';
import { AUTHORITIES, statersOf } from './check-source.mjs';
import { GRADES, gradeOf } from './grade.mjs';

const MAGIC = 'TCHSTONE';
const VERSION = 2;
const HEADER_BYTES = 16;
const DIRECTORY_ROW_BYTES = 12;

const SECTION = { about: 1, words: 2, sources: 3, entries: 4, aliases: 5, complete: 6, digests: 7 };

/** An algorithm's code is its position plus one. */
const ALGORITHM_CODES = [...HEX_LENGTHS.keys()];

/** In the order in which an entry's record refers to them. */
const WORD_FIELDS = [
  'vendor',
  'product',
  'version',
  'release',
  'edition',
  'servicePack',
  'architecture',
  'language',
  'channel',
  'volumeLabel',
];

const compareText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The order of names in the built file; names are ASCII, so lower-casing is all of folding. */
const nameOrder = (name) => name.toLowerCase();

/** The id that the reader makes of a file name, so that it need not be stored. */
export const idOfFileName = (fileName) =>
  fileName
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');

/** Texts that recur, each stored once; reference 0 is "absent". */
class Words {
  #references = new Map();

  referenceOf(word) {
    if (word === undefined) return 0;
    const known = this.#references.get(word) ?? this.#references.size + 1;
    this.#references.set(word, known);
    return known;
  }

  records() {
    return [...this.#references.keys()].map((word) => Buffer.from(word, 'utf8'));
  }
}

const maskOf = (algorithms) =>
  algorithms.reduce((mask, name) => mask | (1 << ALGORITHM_CODES.indexOf(name)), 0);

/** All lengths first, then all records: a record is found without reading those before it. */
function writeRecords(records) {
  const writer = new ByteWriter();
  for (const record of records) writer.u16(record.length);
  for (const record of records) writer.bytes(record);
  return { count: records.length, bytes: writer.toBytes() };
}

function writeSource(source, words) {
  return new ByteWriter()
    .varint(source.id)
    .u8(AUTHORITIES.indexOf(source.authority))
    .varint(words.referenceOf(source.family))
    .varint(words.referenceOf(source.owner))
    .varint(words.referenceOf(source.note))
    .varint(words.referenceOf(source.signedBy))
    .varint(words.referenceOf(source.collected))
    .text(source.where)
    .toBytes();
}

/**
 * Which of the entry's digests each source states, and where in it; sources that state none are
 * left out. A source that lists the file in two places is one source.
 */
function statementsOf(entry) {
  const statements = new Map();
  for (const { source, says, ref } of entry.sources) {
    const mask = maskOf(says.filter((name) => Object.hasOwn(entry.digests, name)));
    if (mask === 0) continue;
    const known = statements.get(source) ?? { id: source, mask: 0, refs: [] };
    const refs = ref === undefined ? known.refs : [...known.refs, ref];
    statements.set(source, { id: source, mask: known.mask | mask, refs });
  }
  return [...statements.values()].sort((a, b) => a.id - b.id);
}

/** The values that other sources gave, after the mask of the algorithms for which there are any. */
function writeDisputes({ disputed = [] }, writer) {
  writer.u8(maskOf(disputed.map(({ algorithm }) => algorithm)));
  for (const name of ALGORITHM_CODES) {
    const others = disputed.filter(({ algorithm }) => algorithm === name);
    const values = others.flatMap((dispute) => dispute.others).sort();
    if (values.length > 0) writer.varint(values.length);
    for (const hex of values) writer.bytes(Buffer.from(hex, 'hex'));
  }
}

function writeEntry(entry, words, sourceIndex) {
  const isDerived = idOfFileName(entry.fileName) === entry.id;
  const writer = new ByteWriter().text(entry.fileName).u8(isDerived ? 1 : 0);
  if (!isDerived) writer.text(entry.id);
  for (const field of WORD_FIELDS) writer.varint(words.referenceOf(entry[field]));
  writer.text(entry.title ?? '').varint(entry.size ?? 0);
  writeDisputes(entry, writer);
  const statements = statementsOf(entry);
  writer.varint(statements.length);
  for (const { id, mask, refs } of statements)
    writer.varint(sourceIndex.get(id)).u8(mask).text(refs.join(', '));
  return writer.toBytes();
}

/** Aliases stand apart from the entries, in the order in which names are searched. */
function aliasRecords(entries) {
  const rows = entries.flatMap((entry, index) =>
    (entry.aliases ?? []).map((alias) => ({ key: nameOrder(alias), index, alias })),
  );
  rows.sort((a, b) => compareText(a.key, b.key) || a.index - b.index);
  return rows.map((row) => new ByteWriter().varint(row.index).text(row.alias).toBytes());
}

/** The channels of a product that are listed completely. */
function writeComplete({ product, channels }, words) {
  const writer = new ByteWriter().varint(words.referenceOf(product)).varint(channels.length);
  for (const channel of channels) writer.varint(words.referenceOf(channel));
  return writer.toBytes();
}

function writeDigests(entries, algorithm, sources) {
  const rows = entries.flatMap((entry, index) => {
    const hex = entry.digests[algorithm];
    return hex === undefined
      ? []
      : [{ hex, index, ...gradeOf(statersOf(entry, algorithm, sources)) }];
  });
  rows.sort((a, b) => compareText(a.hex, b.hex));
  const writer = new ByteWriter();
  for (const row of rows) writer.bytes(Buffer.from(row.hex, 'hex'));
  for (const row of rows) writer.u32(row.index);
  for (const row of rows) writer.u8(GRADES.indexOf(row.grade));
  for (const row of rows) writer.u8(row.lists);
  return { count: rows.length, bytes: writer.toBytes() };
}

function writeBody(sections) {
  const bytes = sections.reduce((sum, section) => sum + section.bytes.length, 0);
  const writer = new ByteWriter().bytes(Buffer.from(MAGIC, 'latin1'));
  writer.u16(VERSION).u16(sections.length);
  writer.u32(HEADER_BYTES + sections.length * DIRECTORY_ROW_BYTES + bytes);
  for (const { kind, algorithm = 0, count, bytes: content } of sections)
    writer.u8(kind).u8(algorithm).u16(0).u32(count).u32(content.length);
  for (const section of sections) writer.bytes(section.bytes);
  return writer.toBytes();
}

/**
 * The body of the built catalogue, without its seal. The rows must have passed the checks.
 * @param {{ collected: string, entries: readonly object[],
 *   complete: readonly { product: string, channels: readonly string[] }[],
 *   sources: ReadonlyMap<number, import('./grade.mjs').Source> }} checked
 * @returns {Uint8Array}
 */
export function encodeCatalogue({ collected, complete, entries, sources }) {
  const sorted = [...entries].sort(
    (a, b) => compareText(nameOrder(a.fileName), nameOrder(b.fileName)) || compareText(a.id, b.id),
  );
  const used = new Set(sorted.flatMap((entry) => statementsOf(entry).map(({ id }) => id)));
  const carried = [...sources.values()].filter((source) => used.has(source.id));
  carried.sort((a, b) => a.id - b.id);
  const sourceIndex = new Map(carried.map((source, index) => [source.id, index]));
  const words = new Words();
  const sourceRecords = carried.map((source) => writeSource(source, words));
  const entryRecords = sorted.map((entry) => writeEntry(entry, words, sourceIndex));
  const completeRecords = complete.map((list) => writeComplete(list, words));
  const tables = ALGORITHM_CODES.map((name, index) => ({
    kind: SECTION.digests,
    algorithm: index + 1,
    ...writeDigests(sorted, name, sources),
  }));
  return writeBody([
    { kind: SECTION.about, count: 1, bytes: Buffer.from(collected, 'latin1') },
    { kind: SECTION.words, ...writeRecords(words.records()) },
    { kind: SECTION.sources, ...writeRecords(sourceRecords) },
    { kind: SECTION.entries, ...writeRecords(entryRecords) },
    { kind: SECTION.aliases, ...writeRecords(aliasRecords(sorted)) },
    { kind: SECTION.complete, ...writeRecords(completeRecords) },
    ...tables.filter((table) => table.count > 0),
  ]);
}
