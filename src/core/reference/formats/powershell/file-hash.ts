/**
 * The objects of PowerShell's Get-FileHash, which has three properties of one name in every
 * language: Algorithm, Hash and Path. The cmdlets that write them differ in form alone.
 */
import { readDigestText } from '../../digest-text.ts';
import { MAX_LINE_CHARACTERS, quoted } from '../../limits.ts';
import { malformed, type PlacedReading } from '../../reading.ts';
import { stateTagged, stateUntagged, type Statement } from '../../statement.ts';
import { tagOf } from '../../tag.ts';

/** Absent properties were not selected. */
export interface FileHash {
  readonly algorithm?: string | undefined;
  readonly hash: string;
  readonly path?: string | undefined;
  /** 1-based. */
  readonly line: number;
}

export type Property = 'algorithm' | 'hash' | 'path';

const PROPERTIES: ReadonlyMap<string, Property> = new Map([
  ['algorithm', 'algorithm'],
  ['hash', 'hash'],
  ['path', 'path'],
]);

/** The property that a heading or a field names. */
export const propertyOf = (name: string) => PROPERTIES.get(name.trim().toLowerCase());

/** Formatted output marks what did not fit: PowerShell 7 with one character, 5 with three. */
const CUT = /(?:\u2026|\.\.\.)$/;

export function readFileHash({ algorithm, hash, path: shown, line }: FileHash): PlacedReading {
  // Of a stream the cmdlet knows no path, and shows none.
  const path = shown?.trim() === '' ? undefined : shown;
  const isTooLong = path !== undefined && path.length > MAX_LINE_CHARACTERS;
  const statement = isTooLong ? undefined : stateHash(algorithm, hash);
  if (!statement) return { reading: malformed(`${hash} ${path ?? ''}`), line };
  const isCut = path !== undefined && CUT.test(path);
  const statements = [isCut ? withCutName(statement, path) : statement];
  return { reading: { kind: 'digests', format: 'powershell', path, statements }, line };
}

function stateHash(algorithm: string | undefined, hash: string): Statement | undefined {
  if (algorithm !== undefined) return stateTagged(hash, tagOf(algorithm));
  const read = readDigestText(hash);
  return read && stateUntagged(read, []);
}

/** A digest's own damage is worth more to say than that of its name. */
const withCutName = (statement: Statement, path: string): Statement =>
  statement.remark
    ? statement
    : { ...statement, remark: { code: 'cut-name', detail: { name: quoted(path) } } };
