/**
 * `virtual:keys`: the public keys that come with the build, for the signatures' worker. They lie in
 * keys/; an own edition (docs/own-edition.md) has a folder of the same form with more of them, and
 * TOUCHSTONE_EXTRA_KEYS may name another.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { parseArmour } from '../src/core/signature/armour.ts';
import { parseEd25519Key } from '../src/core/signature/ed25519-key.ts';
import { parsePackets, PUBLIC_KEY_PACKET } from '../src/core/signature/packets.ts';
import { KEY_LABEL } from '../src/core/signature/recognise.ts';
import { readOwnEdition } from './own-edition.ts';

const MODULE = 'virtual:keys';
const RESOLVED = `\0${MODULE}`;
const FOLDER = 'keys';

/** A row of index.json. */
export interface KeyRow {
  readonly fingerprint: string;
  readonly project: string;
  readonly purpose: string;
  readonly names: readonly string[];
  readonly source: string;
  readonly since?: string;
  readonly until?: string;
}

/** ISO 8601, a day that there is; open where absent. */
function isDay(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const TEXTS = ['fingerprint', 'project', 'purpose', 'source'];

function isRow(value: unknown): value is KeyRow {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const names = fields.get('names');
  const isText = (name: string): boolean => typeof fields.get(name) === 'string';
  const areNames = Array.isArray(names) && names.every((name) => typeof name === 'string');
  const areDays = [fields.get('since'), fields.get('until')].every(isDay);
  return TEXTS.every(isText) && areNames && names.length > 0 && areDays;
}

/** Throws for an index that is not one: then there is no build. */
export function readKeyIndex(folder: string): readonly KeyRow[] {
  const rows: unknown = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
  if (!Array.isArray(rows) || !rows.every(isRow))
    throw new Error(`${folder}: not an index of keys`);
  return rows;
}

/** RFC 9580 §5.5.4, versions 4 and 6; `undefined` for what is no key of these. */
function fingerprintOf(key: Uint8Array): string | undefined {
  const [packet] = parsePackets(key) ?? [];
  if (packet?.type !== PUBLIC_KEY_PACKET) return undefined;
  const { body } = packet;
  const head = Buffer.alloc(body[0] === 6 ? 5 : 3);
  head.writeUInt8(body[0] === 6 ? 0x9b : 0x99);
  head.writeUIntBE(body.length, 1, head.length - 1);
  const hash = createHash(body[0] === 6 ? 'sha256' : 'sha1');
  return hash.update(head).update(body).digest('hex').toUpperCase();
}

/** A key of minisign or signify, whose fingerprint is its key ID. */
function readPub(folder: string, { fingerprint }: KeyRow): Uint8Array {
  const file = Uint8Array.from(readFileSync(path.join(folder, `${fingerprint}.pub`)));
  const key = parseEd25519Key(file);
  if (!key) throw new Error(`${folder}: ${fingerprint}.pub is not a key of minisign or signify`);
  if (key.id !== fingerprint) throw new Error(`${folder}: ${fingerprint}.pub is the key ${key.id}`);
  return file;
}

/** The key of a row. Throws where its file is not one key, or is another than the row says. */
export function readKeyFile(folder: string, row: KeyRow): Uint8Array {
  const { fingerprint } = row;
  if (existsSync(path.join(folder, `${fingerprint}.pub`))) return readPub(folder, row);
  const text = readFileSync(path.join(folder, `${fingerprint}.asc`), 'utf8');
  const [block, ...others] = parseArmour(text).blocks;
  if (block?.label !== KEY_LABEL || !block.bytes || others.length > 0) {
    throw new Error(`${folder}: ${fingerprint}.asc is not one armoured public key`);
  }
  const found = fingerprintOf(block.bytes);
  if (found !== fingerprint)
    throw new Error(`${folder}: ${fingerprint}.asc is the key ${found ?? 'of no known version'}`);
  return block.bytes;
}

function keysOf(folder: string) {
  return readKeyIndex(folder).map((row) => {
    const { project, names, source, since, until } = row;
    const base64 = Buffer.from(readKeyFile(folder, row)).toString('base64');
    return { scope: { project, names, since, until, source }, base64 };
  });
}

const extraFolders = (): readonly string[] =>
  [readOwnEdition()?.keysDir ?? '', process.env['TOUCHSTONE_EXTRA_KEYS'] ?? ''].filter(
    (folder) => folder !== '',
  );

export function builtInKeys(): Plugin {
  return {
    name: 'touchstone:built-in-keys',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load: (id) => {
      if (id !== RESOLVED) return undefined;
      const keys = [FOLDER, ...extraFolders()].flatMap((folder) => keysOf(folder));
      return `export const keys = ${JSON.stringify(keys)};`;
    },
  };
}
