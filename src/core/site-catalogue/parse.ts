import { ALGORITHMS, type AlgorithmId, type Digests } from '../digest/algorithm.ts';
import { asRecord, hasMemberTwice, parseJson } from '../text/json.ts';
import { nameKey } from '../text/names.ts';
import {
  MAX_SITE_ENTRIES,
  MAX_SITE_VERSION,
  SITE_BASES,
  SITE_SCHEMA,
  SITE_TEXT_LIMITS,
  SITE_VERDICTS,
  isTooLong,
  tellingDigests,
  type SiteCatalogue,
  type SiteEntry,
} from './site-catalogue.ts';

export type SiteReading =
  | { readonly kind: 'whole'; readonly catalogue: SiteCatalogue }
  /** `at`: the first member that cannot be, such as `entries[3].size`; empty: it is no JSON at all. */
  | { readonly kind: 'unsound'; readonly at: string }
  /** It states a member twice: one reader sees this of it, another one that. */
  | { readonly kind: 'twice' };

const CATALOGUE_MEMBERS = ['schema', 'id', 'name', 'version', 'createdAt', 'savedAt', 'entries'];
const ENTRY_MEMBERS = [
  ...['id', 'fileName', 'size', 'digests', 'title', 'notes', 'asset'],
  ...['addedAt', 'verdict'],
];
const VERDICT_MEMBERS = ['kind', 'basis'];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** RFC 3339 in UTC, as `Date.toISOString` writes it. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const HEX = /^[0-9a-f]+$/;

/** The 30th of February is no date in Firefox, and the 2nd of March in Chromium. */
function isOnCalendar(moment: string): boolean {
  const time = Date.parse(moment);
  const toTheSecond = moment.slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(toTheSecond);
}

/**
 * All of a catalogue or nothing: what was left out of it would be lost at the next saving, unseen.
 * So a member that is not known refuses it, too. Never throws.
 */
export function parseSiteCatalogue(text: string): SiteReading {
  const value = isTooLong(text) ? undefined : parseJson(text);
  const document = asRecord(value);
  if (!document) return { kind: 'unsound', at: '' };
  const reading = new Members(document, '', { at: undefined });
  reading.allow(CATALOGUE_MEMBERS);
  reading.oneOf('schema', [SITE_SCHEMA]);
  const catalogue: SiteCatalogue = {
    id: reading.matching('id', UUID),
    name: reading.text('name', SITE_TEXT_LIMITS.name),
    version: reading.count('version', 1, MAX_SITE_VERSION),
    createdAt: reading.moment('createdAt'),
    savedAt: reading.moment('savedAt'),
    entries: reading.list('entries', MAX_SITE_ENTRIES).map(readEntry),
  };
  refuseDoubles(catalogue.entries, reading);
  const { at } = reading.problem;
  if (at !== undefined) return { kind: 'unsound', at };
  return hasMemberTwice(text, value) ? { kind: 'twice' } : { kind: 'whole', catalogue };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The bytes of a file. `foreign`: they are not the UTF-8 that this program writes; what other
 * programs make of them is not what was signed, and may have lost letters.
 */
export function decodeSiteCatalogue(bytes: Uint8Array): SiteReading | { readonly kind: 'foreign' } {
  try {
    return parseSiteCatalogue(UTF8.decode(bytes));
  } catch {
    return { kind: 'foreign' }; // a TypeError of the decoder: nothing else here throws
  }
}

function readEntry(members: Members): SiteEntry {
  members.allow(ENTRY_MEMBERS);
  const { title, notes, asset } = SITE_TEXT_LIMITS;
  return {
    id: members.matching('id', UUID),
    fileName: members.text('fileName', SITE_TEXT_LIMITS.fileName),
    size: members.count('size', 0, Number.MAX_SAFE_INTEGER),
    digests: readDigests(members.record('digests')),
    ...members.perhaps('title', title),
    ...members.perhaps('notes', notes),
    ...members.perhaps('asset', asset),
    addedAt: members.moment('addedAt'),
    verdict: readVerdict(members.record('verdict')),
  };
}

function readVerdict(members: Members): SiteEntry['verdict'] {
  members.allow(VERDICT_MEMBERS);
  const kind = members.oneOf('kind', SITE_VERDICTS);
  if (kind !== 'verified') {
    if (members.has('basis')) members.refuse('basis');
    return { kind };
  }
  return { kind, basis: members.oneOf('basis', SITE_BASES) };
}

function readDigests(members: Members): Digests {
  members.allow(ALGORITHMS.map(({ id }) => id));
  const digests: Partial<Record<AlgorithmId, string>> = {};
  for (const { id, digestBytes } of ALGORITHMS) {
    if (!members.has(id)) continue;
    const hex = members.matching(id, HEX);
    if (hex.length !== digestBytes * 2) members.refuse(id);
    digests[id] = hex;
  }
  if (tellingDigests(digests).length === 0) members.refuse('');
  return digests;
}

/** Of two entries for one name or one file nobody knows which is meant. */
function refuseDoubles(entries: readonly SiteEntry[], reading: Members): void {
  const seen = new Set<string>();
  for (const [index, { id, fileName, digests }] of entries.entries()) {
    for (const mark of [`id ${id}`, `name ${nameKey(fileName)}`, ...tellingDigests(digests)]) {
      if (seen.has(mark)) reading.refuse(`entries[${String(index)}]`);
      seen.add(mark);
    }
  }
}

/** The members of one JSON object; the first that cannot be is noted, and reading goes on. */
class Members {
  readonly problem: { at: string | undefined };
  readonly #members: ReadonlyMap<string, unknown>;
  readonly #path: string;

  constructor(
    members: ReadonlyMap<string, unknown>,
    path: string,
    problem: { at: string | undefined },
  ) {
    this.#members = members;
    this.#path = path;
    this.problem = problem;
  }

  refuse(name: string): void {
    this.problem.at ??= this.#at(name);
  }

  allow(names: readonly string[]): void {
    for (const name of this.#members.keys()) if (!names.includes(name)) this.refuse(name);
  }

  has(name: string): boolean {
    return this.#members.has(name);
  }

  /** From 1 to `limit` UTF-16 units. */
  text(name: string, limit: number): string {
    const value = this.#members.get(name);
    if (typeof value === 'string' && value !== '' && value.length <= limit) return value;
    this.refuse(name);
    return '';
  }

  /** As an object that holds the text, or none. */
  perhaps<N extends string>(name: N, limit: number): Partial<Record<N, string>> {
    if (!this.has(name)) return {};
    return { [name]: this.text(name, limit) } as Record<N, string>;
  }

  /** At most 1,024 units are looked at. */
  matching(name: string, pattern: RegExp): string {
    const value = this.text(name, SITE_TEXT_LIMITS.fileName);
    if (!pattern.test(value)) this.refuse(name);
    return value;
  }

  moment(name: string): string {
    const value = this.matching(name, MOMENT);
    if (!isOnCalendar(value)) this.refuse(name);
    return value;
  }

  oneOf<const T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    const value = this.#members.get(name);
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.refuse(name);
    return found ?? allowed[0];
  }

  count(name: string, least: number, most: number): number {
    const value = this.#members.get(name);
    const isRight = typeof value === 'number' && Number.isSafeInteger(value);
    if (isRight && value >= least && value <= most) return value;
    this.refuse(name);
    return least;
  }

  record(name: string): Members {
    const record = asRecord(this.#members.get(name));
    if (!record) this.refuse(name);
    return new Members(record ?? new Map<string, unknown>(), this.#at(name), this.problem);
  }

  /** From 1 to `limit` objects. */
  list(name: string, limit: number): readonly Members[] {
    const value = this.#members.get(name);
    const isList = Array.isArray(value) && value.length > 0 && value.length <= limit;
    if (!isList) this.refuse(name);
    const items: readonly unknown[] = isList ? value : [];
    return items.map((item, index) => {
      const path = `${this.#at(name)}[${String(index)}]`;
      const record = asRecord(item);
      if (!record) this.problem.at ??= path;
      return new Members(record ?? new Map<string, unknown>(), path, this.problem);
    });
  }

  #at(name: string): string {
    return this.#path === '' || name === '' ? this.#path + name : `${this.#path}.${name}`;
  }
}
