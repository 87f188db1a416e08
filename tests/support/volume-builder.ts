/**
 * Builds small ISO 9660 volumes byte by byte, whole or broken in any way. Written from ECMA-119,
 * IEEE P1281 and P1282, not from the reader.
 */
export const SECTOR = 2048;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** §7.3.3 */
export function both32(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, value, true);
  view.setUint32(4, value, false);
  return bytes;
}

/** §7.2.3 */
function both16(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, value, true);
  view.setUint16(2, value, false);
  return bytes;
}

export function concat(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export const SELF = '\0';
export const PARENT = '\x01';

export interface RecordFields {
  /** Each character one byte. */
  readonly name: string;
  readonly block: number;
  readonly length: number;
  readonly flags?: number;
  /** Bytes for the System Use area. */
  readonly systemUse?: Uint8Array;
  /** Year since 1900, month, day, hour, minute, second, offset in quarters of an hour. */
  readonly date?: readonly number[];
  readonly extendedAttributes?: number;
  readonly gap?: number;
}

export const DIRECTORY = 2;
export const MULTI_EXTENT = 128;

/** §9.1 */
export function record(fields: RecordFields): Uint8Array {
  const { name, block, length, flags = 0, systemUse = new Uint8Array(0), gap = 0 } = fields;
  const date = fields.date ?? [110, 11, 20, 23, 20, 0, 0];
  const body = concat(
    [0, fields.extendedAttributes ?? 0],
    both32(block),
    both32(length),
    Uint8Array.from(date),
    [flags, 0, gap],
    both16(1),
    [name.length],
    ascii(name),
    name.length % 2 === 0 ? [0] : [],
    systemUse,
  );
  const padded = body.length % 2 === 0 ? body : concat(body, [0]);
  padded[0] = padded.length;
  return padded;
}

/** The two records that open a directory (§6.8.2.2). */
export const dots = (self: number, parent: number, systemUse?: Uint8Array): Uint8Array =>
  concat(
    record({
      name: SELF,
      block: self,
      length: SECTOR,
      flags: DIRECTORY,
      ...(systemUse ? { systemUse } : {}),
    }),
    record({ name: PARENT, block: parent, length: SECTOR, flags: DIRECTORY }),
  );

export interface DescriptorFields {
  /** 1 primary, 2 supplementary. */
  readonly type?: number;
  readonly version?: number;
  readonly label?: Uint8Array;
  readonly blocks?: number;
  readonly blockBytes?: number;
  readonly escapes?: string;
  readonly root: { readonly block: number; readonly length?: number };
}

/** §8.4, §8.5 */
export function descriptor(fields: DescriptorFields): Uint8Array {
  const { root, label = ascii('TOUCHSTONE') } = fields;
  const bytes = new Uint8Array(SECTOR);
  const put = (at: number, part: Uint8Array) => {
    bytes.set(part, at);
  };
  put(0, concat([fields.type ?? 1], ascii('CD001'), [fields.version ?? 1]));
  bytes.fill(0x20, 8, 72).fill(0x20, 190, 813);
  put(40, label);
  put(80, both32(fields.blocks ?? 40));
  put(88, ascii(fields.escapes ?? ''));
  put(120, both16(1));
  put(124, both16(1));
  put(128, both16(fields.blockBytes ?? SECTOR));
  put(132, both32(10));
  const { block, length = SECTOR } = root;
  put(156, record({ name: SELF, block, length, flags: DIRECTORY }));
  for (const at of [813, 830, 847, 864]) put(at, concat(ascii('0'.repeat(16)), [0]));
  bytes[881] = 1;
  return bytes;
}

/** §8.3 */
export const terminator = (): Uint8Array => {
  const bytes = new Uint8Array(SECTOR);
  bytes.set(concat([255], ascii('CD001'), [1]));
  return bytes;
};

/** An image of so many sectors with parts at their places, in bytes. */
export class ImageBuilder {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(sectors: number) {
    this.#bytes = new Uint8Array(sectors * SECTOR);
  }

  /** At a sector; a later part covers an earlier one. */
  at(sector: number, part: Uint8Array): this {
    this.#bytes.set(part, sector * SECTOR);
    return this;
  }

  atByte(offset: number, part: Uint8Array | readonly number[]): this {
    this.#bytes.set(part, offset);
    return this;
  }

  build(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice();
  }
}

export const ROOT = 20;
const SUB = 21;

/**
 * A volume of 40 sectors: HELLO.TXT of 5 bytes in sector 22, and SUB with DATA.BIN of 5,000 in
 * sectors 23 to 25. `rootRecords` come behind these.
 */
export function smallVolume(...rootRecords: readonly Uint8Array[]): ImageBuilder {
  const root = concat(
    dots(ROOT, ROOT),
    record({ name: 'HELLO.TXT;1', block: 22, length: 5 }),
    record({ name: 'SUB', block: SUB, length: SECTOR, flags: DIRECTORY }),
    ...rootRecords,
  );
  return new ImageBuilder(40)
    .at(16, descriptor({ root: { block: ROOT } }))
    .at(17, terminator())
    .at(ROOT, root)
    .at(SUB, concat(dots(SUB, ROOT), record({ name: 'DATA.BIN;1', block: 23, length: 5000 })))
    .at(22, ascii('hello'))
    .at(23, new Uint8Array(5000).fill(0x64));
}

/** A volume whose root holds these records behind its own two. */
export const volumeOf = (...records: readonly Uint8Array[]): ImageBuilder =>
  new ImageBuilder(40)
    .at(16, descriptor({ root: { block: ROOT } }))
    .at(17, terminator())
    .at(ROOT, concat(dots(ROOT, ROOT), ...records));

/** One System Use entry (P1281 §4). */
export const susp = (signature: string, ...data: readonly (Uint8Array | readonly number[])[]) => {
  const body = concat(...data);
  return concat(ascii(signature), [body.length + 4, 1], body);
};

export const suspText = ascii;

/** P1281 §5.3; skips nothing. */
export const sharing = (skip = 0): Uint8Array => susp('SP', [0xbe, 0xef, skip]);

/** P1281 §5.5 with the identifier of RRIP 1991. */
export const rockRidgeMark = (): Uint8Array => susp('ER', [10, 0, 0, 1], ascii('RRIP_1991A'));

/** P1281 §5.1 */
export const continued = (block: number, offset: number, length: number): Uint8Array =>
  susp('CE', both32(block), both32(offset), both32(length));

/** P1282 §4.1.4 */
export const posixName = (name: string | Uint8Array, flags = 0): Uint8Array =>
  susp('NM', [flags], typeof name === 'string' ? ascii(name) : name);

/** P1282 §4.1.1 */
export const posixMode = (mode: number): Uint8Array =>
  susp('PX', both32(mode), both32(1), both32(0), both32(0));

/** A Rock Ridge volume whose root holds these records. */
export const rockRidgeVolume = (...records: readonly Uint8Array[]): ImageBuilder =>
  new ImageBuilder(40)
    .at(16, descriptor({ root: { block: ROOT } }))
    .at(17, terminator())
    .at(ROOT, concat(dots(ROOT, ROOT, concat(sharing(), rockRidgeMark())), ...records));
