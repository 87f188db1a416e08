/**
 * The built catalogue, opened: docs/catalogue-format.md. Opening checks the seal and the frame and
 * unpacks nothing; entries and sources are decoded one at a time, when they are asked for.
 */
import type { AlgorithmId } from '../digest/algorithm.ts';
import type {
  CatalogueEntry,
  CatalogueInfo,
  EntrySummary,
  EntryTraits,
  Grade,
  GradedDigest,
  Source,
  SourceAuthority,
} from './catalogue.ts';
import { DigestTable } from './digest-table.ts';
import { decodeText, unreadable, type RecordReader } from './record.ts';
import { algorithmsOf, idOfFileName, readList, readValues } from './record-fields.ts';
import { Records } from './records.ts';
import {
  ALGORITHM_CODES,
  readSections,
  splitSeal,
  type Section,
  type Sections,
} from './sections.ts';

/** The best first; an authority's code in the file is its position. */
const AUTHORITIES: readonly SourceAuthority[] = [
  'publisher-signed',
  'publisher',
  'publisher-copy',
  'third-party',
  'untraceable',
];

const OPTIONAL_WORDS = [
  'version',
  'release',
  'edition',
  'servicePack',
  'architecture',
  'language',
  'channel',
  'volumeLabel',
] as const;

/** A source's index and the algorithms whose digests it states, one bit each. */
interface Statement {
  readonly source: number;
  readonly mask: number;
  /** Where in the source; empty if it does not say. */
  readonly ref: string;
}

export class Catalogue {
  readonly info: CatalogueInfo;
  /** How many aliases there are, in the order of their lower-case form. */
  readonly aliasCount: number;
  readonly #words: Records;
  /** Those that were read: a few thousand words stand in all entries. */
  readonly #knownWords: string[] = [];
  readonly #sources: Records;
  readonly #entries: Records;
  readonly #aliases: Records;
  readonly #aliasesOfEntry: ReadonlyMap<number, readonly string[]>;
  readonly #channelsOfProduct: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #tables: ReadonlyMap<AlgorithmId, DigestTable>;

  /** For `decodeCatalogue`, which checks the seal first. */
  constructor(body: Uint8Array, sections: Sections, sha256: string) {
    const { single, digests } = sections;
    this.#words = new Records(body, single.words);
    this.#sources = new Records(body, single.sources);
    this.#entries = new Records(body, single.entries);
    this.#aliases = new Records(body, single.aliases);
    this.aliasCount = this.#aliases.count;
    this.#aliasesOfEntry = this.#groupAliases();
    this.#channelsOfProduct = this.#readComplete(new Records(body, single.complete));
    const tables = digests.map((section) => new DigestTable(body, section, this.#entries.count));
    this.#tables = new Map(tables.map((table) => [table.algorithm, table]));
    this.info = { entries: this.#entries.count, date: readDate(body, single.about), sha256 };
  }

  /** The index of the entry with exactly this digest. */
  findDigest(algorithm: AlgorithmId, hex: string): number | undefined {
    return this.#tables.get(algorithm)?.findEntry(hex);
  }

  /** Whether every image of this product that was offered in this channel has an entry. */
  isComplete(product: string, channel: string): boolean {
    return this.#channelsOfProduct.get(product)?.has(channel) ?? false;
  }

  /** Indexes of entries with a digest that begins with this, by any algorithm. */
  findDigestsStarting(hex: string): ReadonlySet<number> {
    return new Set([...this.#tables.values()].flatMap((table) => table.entriesStarting(hex)));
  }

  /** The grade of each digest of an entry. Throws `Fault('catalogue.unreadable')`. */
  gradesAt(index: number): ReadonlyMap<AlgorithmId, Grade> {
    const grades = new Map<AlgorithmId, Grade>();
    for (const [algorithm, table] of this.#tables) {
      const grade = table.gradeOf(index);
      if (grade !== undefined) grades.set(algorithm, grade);
    }
    return grades;
  }

  /** Other names of the byte-identical file. */
  aliasesAt(index: number): readonly string[] {
    return this.#aliasesOfEntry.get(index) ?? [];
  }

  /** Entries stand in the order of their lower-case file names. */
  fileNameAt(index: number): string {
    return this.#entries.reader(index).text();
  }

  /** Without its digests. Throws `Fault('catalogue.unreadable')` as `entryAt` does. */
  summaryAt(index: number): EntrySummary {
    return this.#readSummary(this.#entries.reader(index), index);
  }

  /** As `summaryAt`, for whoever goes through all of them: to make the ids takes half of the time. */
  traitsAt(index: number): EntryTraits {
    const reader = this.#entries.reader(index);
    const { fileName } = this.#readNames(reader, index);
    return this.#readTraits(reader, fileName);
  }

  /** Throws `Fault('catalogue.unreadable')` as `entryAt` does. */
  idAt(index: number): string {
    const { fileName, id } = this.#readNames(this.#entries.reader(index), index);
    return id ?? idOfFileName(fileName);
  }

  /** Throws `Fault('catalogue.unreadable')` for a record that is not as the format says. */
  entryAt(index: number): CatalogueEntry {
    const reader = this.#entries.reader(index);
    const summary = this.#readSummary(reader, index);
    const disputed = algorithmsOf(reader.u8());
    const otherValues = disputed.flatMap((algorithm) => readValues(reader, algorithm));
    const digests = this.#digestsOf(index, this.#readStatements(reader));
    reader.assertEnd();
    return {
      ...{ ...summary, aliases: this.aliasesAt(index), digests, disputed },
      ...(otherValues.length === 0 ? {} : { otherValues }),
    };
  }

  #readSummary(reader: RecordReader, index: number): EntrySummary {
    const { fileName, id } = this.#readNames(reader, index);
    return { id: id ?? idOfFileName(fileName), ...this.#readTraits(reader, fileName) };
  }

  /** Without an id when it is made from the file name. */
  #readNames(reader: RecordReader, index: number): { fileName: string; id: string | undefined } {
    const fileName = reader.text();
    const flags = reader.u8();
    if (flags > 1) throw unreadable(`expected flags of entry ${index}, got ${flags}`);
    return { fileName, id: flags === 1 ? undefined : reader.text() };
  }

  #readTraits(reader: RecordReader, fileName: string): EntryTraits {
    const vendor = this.#requiredWord(reader);
    const product = this.#requiredWord(reader);
    const words = this.#optionalWords(reader);
    const title = reader.text();
    const size = reader.varint();
    return {
      ...{ vendor, product, ...words, fileName },
      ...(title === '' ? {} : { title }),
      ...(size === 0 ? {} : { size }),
    };
  }

  /** One alias and the index of its entry. */
  aliasAt(row: number): { readonly alias: string; readonly entry: number } {
    const reader = this.#aliases.reader(row);
    const entry = reader.index(this.#entries.count);
    const alias = reader.text();
    reader.assertEnd();
    return { alias, entry };
  }

  #groupAliases(): ReadonlyMap<number, readonly string[]> {
    const groups = new Map<number, string[]>();
    for (let row = 0; row < this.aliasCount; row++) {
      const { alias, entry } = this.aliasAt(row);
      const group = groups.get(entry);
      if (group) group.push(alias);
      else groups.set(entry, [alias]);
    }
    return groups;
  }

  #readComplete(records: Records): ReadonlyMap<string, ReadonlySet<string>> {
    const channels = new Map<string, ReadonlySet<string>>();
    for (let row = 0; row < records.count; row++) {
      const reader = records.reader(row);
      const product = this.#requiredWord(reader);
      channels.set(product, new Set(readList(reader, () => this.#requiredWord(reader))));
      reader.assertEnd();
    }
    return channels;
  }

  #word(reader: RecordReader): string | undefined {
    const reference = reader.index(this.#words.count + 1);
    if (reference === 0) return undefined;
    return (this.#knownWords[reference] ??= this.#words.text(reference - 1));
  }

  #requiredWord(reader: RecordReader): string {
    const word = this.#word(reader);
    if (word === undefined) throw unreadable('expected a word, got none');
    return word;
  }

  #optionalWords(reader: RecordReader): Partial<Record<(typeof OPTIONAL_WORDS)[number], string>> {
    const words: Partial<Record<(typeof OPTIONAL_WORDS)[number], string>> = {};
    for (const field of OPTIONAL_WORDS) {
      const word = this.#word(reader);
      if (word !== undefined) words[field] = word;
    }
    return words;
  }

  #readStatements(reader: RecordReader): readonly Statement[] {
    return readList(reader, () => ({
      source: reader.index(this.#sources.count),
      mask: reader.u8(),
      ref: reader.text(),
    }));
  }

  #digestsOf(entry: number, statements: readonly Statement[]): readonly GradedDigest[] {
    const digests: GradedDigest[] = [];
    for (const [algorithm, table] of this.#tables) {
      const row = table.rowOf(entry);
      if (row === undefined) continue;
      const bit = 1 << ALGORITHM_CODES.indexOf(algorithm);
      const stating = statements.filter((statement) => (statement.mask & bit) !== 0);
      if (stating.length === 0)
        throw unreadable(`expected a source of ${algorithm} of entry ${entry}`);
      digests.push({ algorithm, ...row, sources: this.#bestFirst(stating) });
    }
    if (digests.length === 0) throw unreadable(`expected a digest of entry ${entry}`);
    return digests;
  }

  #bestFirst(statements: readonly Statement[]): readonly Source[] {
    const sources = statements.map(({ source, ref }) => ({
      ...this.#sourceAt(source),
      ...(ref === '' ? {} : { ref }),
    }));
    const rank = (source: Source): number => AUTHORITIES.indexOf(source.authority);
    return sources.sort((a, b) => rank(a) - rank(b) || a.id - b.id);
  }

  #sourceAt(index: number): Source {
    const reader = this.#sources.reader(index);
    const id = reader.varint();
    const authority = AUTHORITIES[reader.u8()];
    if (authority === undefined) throw unreadable(`expected an authority of source ${id}`);
    const family = this.#requiredWord(reader);
    const [owner, note] = [this.#word(reader), this.#word(reader)];
    const [signedBy, collected] = [this.#word(reader), this.#word(reader)];
    const where = reader.text();
    reader.assertEnd();
    return {
      ...{ id, where, family, authority },
      ...(owner === undefined ? {} : { owner }),
      ...(note === undefined ? {} : { note }),
      ...(signedBy === undefined ? {} : { signedBy }),
      ...(collected === undefined ? {} : { collected }),
    };
  }
}

function readDate(body: Uint8Array, about: Section): string {
  const date = decodeText(body, about);
  if (about.count !== 1 || !/^\d{4}-\d\d-\d\d$/.test(date)) throw unreadable('expected a date');
  return date;
}

/**
 * Opens inflated content after checking it against its seal. `sha256`: of its body (`splitSeal`),
 * lower-case hex. The bytes are kept, not copied. Throws `Fault('catalogue.unreadable')` for anything but a whole
 * and undamaged catalogue of this format version.
 */
export function decodeCatalogue(content: Uint8Array, sha256: string): Catalogue {
  const { body, seal } = splitSeal(content);
  if (sha256 !== seal) throw unreadable(`expected SHA-256 ${seal}, got ${sha256}`);
  return new Catalogue(body, readSections(body), sha256);
}
