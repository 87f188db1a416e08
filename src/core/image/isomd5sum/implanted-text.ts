/**
 * The text that `implantisomd5` (isomd5sum 1.2) writes into the application use of the primary
 * volume descriptor, as Fedora and Red Hat media carry it: an MD5 of the image without its last
 * sectors, and a few digits of it at points on the way. What it covers is only parsed here.
 */
import { boundedSource } from '../../bytes/bounded-source.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';

export interface ImplantedText {
  /** Lower-case hex. Absent: nothing can be compared. */
  readonly md5?: string;
  /** Sectors of 2048 bytes at the volume's end that it does not cover. */
  readonly skipSectors?: number;
  /** Digits of the running MD5, lower-case hex, one group after the other; of small images fewer. */
  readonly fragmentSums?: string;
  /** How many groups of digits there are. */
  readonly fragmentCount?: number;
  /** `RHLISOSTATUS`: the maker marked it as a supported release. */
  readonly isSupported: boolean;
  /** The field in the image, which counts as blank when the MD5 is computed. */
  readonly offset: number;
  readonly length: number;
  readonly findings: readonly Finding[];
}

/** ECMA-119, 2nd edition, §8.4.32: place and length of application use. */
const FIELD_OFFSET = 883;
const FIELD_BYTES = 512;

const MD5_DIGITS = 32;

/** 60 digits are all that fit; more groups than digits make no sense. */
const FRAGMENT_DIGITS = 60;

/** A volume has fewer sectors than this (§8.4.8). */
const MAX_SECTORS = 0xffff_ffff;

/** `primary`: offset of the primary volume descriptor. `undefined` when no text was implanted. */
export async function readImplantedText(
  source: ByteSource,
  primary: number,
): Promise<ImplantedText | undefined> {
  const offset = primary + FIELD_OFFSET;
  const bytes = await boundedSource(source).readWhole(offset, FIELD_BYTES);
  return bytes && parseImplantedText(bytes, offset);
}

/** `bytes`: the field, 512 bytes, at `offset` in the image. */
export function parseImplantedText(bytes: Uint8Array, offset: number): ImplantedText | undefined {
  const text = String.fromCharCode(...bytes);
  if (!text.includes('ISO MD5SUM =')) return undefined;
  const values = splitText(text);
  const findings: Finding[] = [];
  const read = new FieldReader(values, offset, findings);
  const md5 = read.hex('ISO MD5SUM', MD5_DIGITS, MD5_DIGITS);
  const skipSectors = read.count('SKIPSECTORS', MAX_SECTORS);
  const fragmentSums = read.hex('FRAGMENT SUMS', 0, FRAGMENT_DIGITS);
  const fragmentCount = read.count('FRAGMENT COUNT', FRAGMENT_DIGITS);
  for (const field of ['ISO MD5SUM', 'SKIPSECTORS']) {
    if (values.has(field)) continue;
    findings.push({ code: 'implanted-text-incomplete', offset, detail: { field } });
  }
  return {
    ...(md5 === undefined ? {} : { md5 }),
    ...(skipSectors === undefined ? {} : { skipSectors }),
    ...(fragmentSums === undefined ? {} : { fragmentSums }),
    ...(fragmentCount === undefined ? {} : { fragmentCount }),
    isSupported: values.get('RHLISOSTATUS') === '1',
    offset,
    length: FIELD_BYTES,
    findings,
  };
}

/** Parts in any order, each ended by a semicolon: a part without one was cut off. */
function splitText(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const part of text.split(';').slice(0, -1)) {
    const [name = '', ...rest] = part.split('=');
    if (rest.length > 0) values.set(name.trim(), rest.join('=').trim());
  }
  return values;
}

class FieldReader {
  readonly #values: ReadonlyMap<string, string>;
  readonly #offset: number;
  readonly #findings: Finding[];

  constructor(values: ReadonlyMap<string, string>, offset: number, findings: Finding[]) {
    this.#values = values;
    this.#offset = offset;
    this.#findings = findings;
  }

  /** So many hex digits. */
  hex(field: string, min: number, max: number): string | undefined {
    const isHex = (text: string) =>
      text.length >= min && text.length <= max && /^[0-9a-f]*$/i.test(text);
    return this.#read(field, (text) => (isHex(text) ? text.toLowerCase() : undefined));
  }

  /** From 0 to `max`. */
  count(field: string, max: number): number | undefined {
    return this.#read(field, (text) => {
      const value = /^\d{1,10}$/.test(text) ? Number(text) : undefined;
      return value !== undefined && value <= max ? value : undefined;
    });
  }

  #read<Value>(field: string, parse: (text: string) => Value | undefined): Value | undefined {
    const text = this.#values.get(field);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) {
      const detail = { field, text };
      this.#findings.push({ code: 'implanted-text-malformed', offset: this.#offset, detail });
    }
    return value;
  }
}
