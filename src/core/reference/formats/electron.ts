/**
 * `latest.yml` of electron-builder: `files` with `url`, `sha512` in base64 and `size`, and once more
 * `path` and `sha512`. Of YAML only what that program writes is read.
 */
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { Passage } from '../passage.ts';
import { malformed, sizeReading, type PlacedReading, type Reading } from '../reading.ts';
import { stateTagged } from '../statement.ts';
import { tagOf } from '../tag.ts';
import type { Grammar } from './grammar.ts';

const FIELD = /^( *(?:- )?)([A-Za-z0-9]{1,32}):(?: (.*))?$/s;
/** A text that stands on the next line: older versions broke long ones. */
const FOLDED = /^[>|][+-]?$/;
const QUOTED = /^'([^']*)'$|^"([^"\\]*)"$/;

export const electron: Grammar = {
  mayBegin: (head) => /^version: /m.test(head) && /^ {0,8}sha512:/m.test(head),
  read: (passage) => (isElectron(passage) ? readElectron(passage) : undefined),
};

const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['sha512', 'SHA-512'],
  ['sha2', 'SHA-256'], // before electron-builder 19
]);

interface Field {
  readonly key: string;
  readonly value: string;
  readonly line: number;
  /** Begins another entry of the list. */
  readonly isFirst: boolean;
  readonly isTop: boolean;
}

/** The fields of the passage; `undefined` for a line that is none. */
function* fieldsOf(passage: Passage): Generator<Field | undefined> {
  let folded: Field | undefined;
  for (const { text, number: line } of passage.lines()) {
    if (text.trim() === '' || text.startsWith('#')) continue;
    const field = fieldOf(text, line) ?? (folded && { ...folded, value: text.trim(), line });
    folded = field && FOLDED.test(field.value) ? field : undefined;
    if (!folded) yield field;
  }
}

function fieldOf(text: string, line: number): Field | undefined {
  if (text.length > MAX_LINE_CHARACTERS) return undefined;
  const [, indent = '', key, raw = ''] = FIELD.exec(text) ?? [];
  if (key === undefined) return undefined;
  const [, single, double] = QUOTED.exec(raw.trim()) ?? [];
  const value = single ?? double ?? raw.trim();
  return { key, value, line, isFirst: indent.includes('-'), isTop: indent === '' };
}

/** Release notes may hold anything, in lines that are no fields: they are let pass. */
function isElectron(passage: Passage): boolean {
  let hasVersion = false;
  let hasName = false;
  for (const field of fieldsOf(passage)) {
    hasVersion ||= field?.key === 'version' && field.isTop;
    hasName ||= field?.key === 'url' || field?.key === 'path';
  }
  return hasVersion && hasName;
}

function* readElectron(passage: Passage): Generator<PlacedReading> {
  let path = '';
  for (const field of fieldsOf(passage)) {
    if (!field) continue;
    if (field.isFirst) path = '';
    if (field.key === 'url' || (field.key === 'path' && field.isTop)) path = nameOf(field.value);
    const reading = readField(field, path);
    if (reading) yield { reading, line: field.line };
  }
}

function readField({ key, value }: Field, path: string): Reading | undefined {
  const tag = DIGESTS.get(key);
  if (tag !== undefined) {
    const statement = path === '' ? undefined : stateTagged(value, tagOf(tag));
    if (!statement) return malformed(`${path} ${value}`);
    return { kind: 'digests', format: 'electron', path, statements: [statement] };
  }
  const isSize = key === 'size' && path !== '' && /^\d{1,15}$/.test(value);
  return isSize ? sizeReading(path, Number(value)) : undefined;
}

/** What an address says, as far as it is well formed. */
function nameOf(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url; // a URIError: a percent sign that stands for itself
  }
}
