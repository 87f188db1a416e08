/**
 * Builds UDF volumes of 400 sectors with a partition of any of the four kinds. Written from ECMA-167
 * (3rd edition) and OSTA UDF 2.60, not from the reader; 7-Zip judges what it makes in
 * tests/oracle/udf.test.ts.
 */
import {
  CHARACTERS,
  concat,
  crc16,
  dstring,
  identifier,
  name16,
  TIME,
  uint,
  uintBig,
} from './udf-fields.ts';

export const SECTOR = 2048;
export const SECTORS = 400;

export const sectorOf = {
  mainSequence: 32,
  reserveSequence: 48,
  integrity: 64,
  firstAnchor: 256,
  partition: 260,
  lastAnchor: SECTORS - 1,
} as const;

const PARTITION_SECTORS = 100;

export type MapKind = 'physical' | 'sparable' | 'virtual' | 'metadata';

export interface UdfPlan {
  readonly kind?: MapKind;
  /** 0x0102, 0x0150, 0x0201, 0x0250 ... */
  readonly revision?: number;
  readonly partitionNumber?: number;
}

/** An extent of a list of allocation descriptors. */
export interface Run {
  readonly bytes: number;
  readonly block: number;
  /** Partition reference; the data partition unless told otherwise. */
  readonly reference?: number;
  /** 0 recorded, 1 and 2 holes, 3 more descriptors. */
  readonly type?: number;
}

export interface FilePlan {
  readonly type?: number;
  readonly size: number | bigint;
  readonly form: 'short' | 'long' | 'extended' | 'embedded';
  readonly runs?: readonly Run[];
  readonly content?: Uint8Array;
  readonly strategy?: number;
}

export interface NamePlan {
  readonly name: string;
  readonly node: number;
  readonly flags?: number;
  readonly icbBlocks?: number;
}

const FORMS = ['short', 'long', 'extended', 'embedded'];
const MIRROR_START = 32;
const SPARED_PACKET = 8;
const SPARE_SECTORS = 380;

export class UdfBuilder {
  readonly bytes = new Uint8Array(SECTORS * SECTOR);
  readonly kind: MapKind;
  readonly revision: number;
  readonly number: number;

  constructor({ kind = 'physical', revision = 0x0102, partitionNumber = 0 }: UdfPlan = {}) {
    this.kind = kind;
    this.revision = revision;
    this.number = partitionNumber;
    this.#putRecognition();
    this.putSequences();
    this.putSector(sectorOf.integrity, this.integrity(1));
    for (const sector of [sectorOf.firstAnchor, sectorOf.lastAnchor]) this.putAnchor(sector);
    if (kind === 'metadata') this.#putMetadataFiles();
    if (kind === 'sparable') this.#putSparingTable();
    if (kind === 'virtual') this.putVirtualTable();
  }

  /** Media that are open for more are all partition: the virtual table stands at their end. */
  get #partitionSectors(): number {
    return this.kind === 'virtual' ? SECTORS - sectorOf.partition : PARTITION_SECTORS;
  }

  /** Index of the map that directories and file entries are addressed through. */
  get nodeReference(): number {
    return this.kind === 'metadata' || this.kind === 'virtual' ? 1 : 0;
  }

  /** The block by which the others know node `node`. */
  blockOf(node: number): number {
    return this.nodeReference === 1 ? node : node + 2;
  }

  /** Blocks of the data partition that hold it: two, where there is a mirror. */
  #placesOf(node: number): readonly number[] {
    if (this.kind === 'metadata') return [2 + node, MIRROR_START + node];
    return [this.kind === 'virtual' ? 40 - node : node + 2];
  }

  /** Byte offset in the image of the first place of a node. */
  offsetOf(node: number): number {
    const [block = 0] = this.#placesOf(node);
    return this.#sectorOf(block) * SECTOR;
  }

  /** A packet of four blocks is kept elsewhere, and its own place holds garbage. */
  #sectorOf(block: number): number {
    const isSpared = this.kind === 'sparable' && Math.floor(block / 4) * 4 === SPARED_PACKET;
    return isSpared ? SPARE_SECTORS + (block % 4) : sectorOf.partition + block;
  }

  putNode(node: number, bytes: Uint8Array): this {
    for (const block of this.#placesOf(node)) this.putSector(this.#sectorOf(block), bytes);
    return this;
  }

  /** A block of file content, from 62 on. */
  putData(block: number, bytes: Uint8Array): this {
    return this.putSector(sectorOf.partition + block, bytes);
  }

  putSector(sector: number, bytes: Uint8Array): this {
    this.bytes.fill(0, sector * SECTOR, (sector + 1) * SECTOR);
    this.bytes.set(bytes, sector * SECTOR);
    return this;
  }

  /** ECMA-167 3/7.2 */
  tag(id: number, location: number, body: Uint8Array, crcLength = body.length): Uint8Array {
    const version = this.revision >= 0x0200 ? 3 : 2;
    const crc = crc16(body.subarray(0, crcLength));
    const head = concat(
      uint(id, 2),
      uint(version, 2),
      uint(0, 4),
      uint(crc, 2),
      uint(crcLength, 2),
      uint(location, 4),
    );
    head[4] = head.reduce((sum, byte) => sum + byte, 0) & 0xff;
    return concat(head, body);
  }

  #putRecognition(): void {
    const nsr = this.revision >= 0x0200 ? 'NSR03' : 'NSR02';
    for (const [i, id] of ['BEA01', nsr, 'TEA01'].entries()) {
      this.putSector(16 + i, new TextEncoder().encode(`\0${id}\u0001`));
    }
  }

  putAnchor(sector: number): this {
    const { mainSequence, reserveSequence } = sectorOf;
    const runs = [16 * SECTOR, mainSequence, 16 * SECTOR, reserveSequence];
    const body = concat(...runs.map((value) => uint(value, 4)), new Uint8Array(480));
    return this.putSector(sector, this.tag(2, sector, body));
  }

  putSequences(volume: { readonly label?: string; readonly blockBytes?: number } = {}): this {
    for (const start of [sectorOf.mainSequence, sectorOf.reserveSequence]) {
      this.putSector(start, this.#primary(start));
      this.putSector(start + 1, this.#partition(start + 1));
      this.putSector(start + 2, this.logicalVolume(start + 2, volume));
      this.putSector(start + 3, this.tag(8, start + 3, new Uint8Array(496)));
    }
    return this;
  }

  /** 3/10.1 */
  #primary(sector: number): Uint8Array {
    const body = concat(
      ...[uint(1, 4), uint(0, 4), dstring('VOLUME', 32), new Uint8Array(16)],
      ...[dstring('4CE7D2F0 SET', 128), CHARACTERS, CHARACTERS, new Uint8Array(16)],
      identifier('*Application'),
      ...[TIME, identifier('*Touchstone'), new Uint8Array(64 + 4 + 2 + 22)],
    );
    return this.tag(1, sector, body);
  }

  /** 3/10.5 */
  #partition(sector: number): Uint8Array {
    const contents = identifier(this.revision >= 0x0200 ? '+NSR03' : '+NSR02');
    const body = concat(
      ...[uint(2, 4), uint(1, 2), uint(this.number, 2), contents, new Uint8Array(128)],
      ...[uint(1, 4), uint(sectorOf.partition, 4), uint(this.#partitionSectors, 4)],
      new Uint8Array(32 + 128 + 156),
    );
    return this.tag(5, sector, body);
  }

  /** 3/10.6 */
  logicalVolume(
    sector: number,
    { label = 'LABEL', blockBytes = SECTOR }: { label?: string; blockBytes?: number } = {},
  ): Uint8Array {
    const maps = this.#maps();
    const body = concat(
      ...[uint(3, 4), CHARACTERS, dstring(label, 128), uint(blockBytes, 4)],
      identifier('*OSTA UDF Compliant', uint(this.revision, 2)),
      this.longAddress(SECTOR, this.blockOf(0), this.nodeReference),
      ...[uint(maps.length, 4), uint(1 + this.nodeReference, 4), new Uint8Array(32 + 128)],
      ...[uint(SECTOR, 4), uint(sectorOf.integrity, 4), maps],
    );
    return this.tag(6, sector, body);
  }

  /** 3/10.7; UDF 2.60, 2.2.8 to 2.2.10 */
  #maps(): Uint8Array {
    const physical = concat(uint(1, 1), uint(6, 1), uint(1, 2), uint(this.number, 2));
    const typeTwo = (id: string, rest: Uint8Array) => {
      const head = concat(
        uint(2, 1),
        uint(64, 1),
        uint(0, 2),
        identifier(id, uint(this.revision, 2)),
      );
      return concat(head, uint(1, 2), uint(this.number, 2), rest, new Uint8Array(24 - rest.length));
    };
    switch (this.kind) {
      case 'physical':
        return physical;
      case 'sparable': {
        const rest = concat(uint(4, 2), uint(1, 1), uint(0, 1), uint(SECTOR, 4), uint(370, 4));
        return typeTwo('*UDF Sparable Partition', rest);
      }
      case 'virtual':
        return concat(physical, typeTwo('*UDF Virtual Partition', new Uint8Array(24)));
      case 'metadata': {
        const rest = concat(uint(0, 4), uint(1, 4), uint(0xffffffff, 4), uint(1, 4), uint(1, 2));
        return concat(physical, typeTwo('*UDF Metadata Partition', concat(rest, uint(1, 1))));
      }
    }
  }

  /** 3/10.10 */
  integrity(type: 0 | 1): Uint8Array {
    const revisions = [0, 1, 2].map(() => uint(this.revision, 2));
    const use = concat(identifier('*Touchstone'), uint(7, 4), uint(3, 4), ...revisions);
    const body = concat(
      ...[TIME, uint(type, 4), uint(0, 8), new Uint8Array(32), uint(1, 4), uint(use.length, 4)],
      ...[uint(0, 4), uint(this.#partitionSectors, 4), use],
    );
    return this.tag(9, sectorOf.integrity, body);
  }

  #putMetadataFiles(): void {
    const bytes = 30 * SECTOR;
    for (const [block, type, start] of [
      [0, 250, 2],
      [1, 251, MIRROR_START],
    ] as const) {
      const entry = this.entry(block, {
        type,
        size: bytes,
        form: 'short',
        runs: [{ bytes, block: start }],
      });
      this.putData(block, entry);
    }
  }

  /** UDF 2.60, 2.2.12 */
  #putSparingTable(): void {
    const body = concat(
      ...[identifier('*UDF Sparing Table'), uint(2, 2), uint(0, 2), uint(1, 4)],
      ...[uint(SPARED_PACKET, 4), uint(SPARE_SECTORS, 4), uint(0xffffffff, 4), uint(384, 4)],
    );
    this.putSector(370, this.tag(0, 370, body));
    for (let i = 0; i < 4; i++) this.putData(SPARED_PACKET + i, new Uint8Array(SECTOR).fill(0xee));
  }

  /** UDF 1.50, 2.2.10 or UDF 2.00, 2.2.10: in the last sector. */
  putVirtualTable(): this {
    const entries = concat(...Array.from({ length: 30 }, (_, node) => uint(40 - node, 4)));
    const isNew = this.revision >= 0x0200;
    const revisions = [0, 1, 2].map(() => uint(this.revision, 2));
    const header = concat(
      ...[uint(152, 2), uint(0, 2), dstring('LABEL', 128), uint(0xffffffff, 4)],
      ...[uint(7, 4), uint(3, 4), ...revisions, uint(0, 2)],
    );
    const trailer = concat(identifier('*UDF Virtual Alloc Tbl'), uint(0xffffffff, 4));
    const content = isNew ? concat(header, entries) : concat(entries, trailer);
    const block = SECTORS - 1 - sectorOf.partition;
    const type = isNew ? 248 : 0;
    const plan: FilePlan = { type, size: content.length, form: 'embedded', content };
    return this.putSector(SECTORS - 1, this.entry(block, plan));
  }

  /** 4/14.14.2 */
  longAddress(bytes: number, block: number, reference: number): Uint8Array {
    return concat(uint(bytes, 4), uint(block, 4), uint(reference, 2), new Uint8Array(6));
  }

  /** 4/14.9 or, from UDF 2.00 on, 4/14.17. */
  entry(location: number, plan: FilePlan): Uint8Array {
    const { type = 5, size, form, strategy = 4 } = plan;
    const isExtended = this.revision >= 0x0200;
    const area = form === 'embedded' ? (plan.content ?? new Uint8Array(0)) : this.runs(plan);
    const icbTag = concat(
      ...[uint(0, 4), uint(strategy, 2), uint(0, 2), uint(1, 2), uint(0, 1), uint(type, 1)],
      ...[new Uint8Array(6), uint(FORMS.indexOf(form), 2)],
    );
    const body = concat(
      icbTag,
      new Uint8Array(12), // owner and access rights
      ...[uint(1, 2), new Uint8Array(6)], // one name: Linux takes an entry without any for a deleted one
      uintBig(BigInt(size)),
      ...(isExtended ? [uintBig(BigInt(size))] : []),
      uint(0, 8),
      ...[TIME, TIME, TIME],
      ...(isExtended ? [TIME] : []),
      uint(1, 4),
      ...(isExtended ? [new Uint8Array(4 + 16)] : []),
      new Uint8Array(16),
      identifier('*Touchstone'),
      ...[uint(0, 8), uint(0, 4), uint(area.length, 4), area],
    );
    return this.tag(isExtended ? 266 : 261, location, body);
  }

  /** 4/14.14.1 to 4/14.14.3 */
  runs({ form, runs = [] }: Pick<FilePlan, 'form' | 'runs'>): Uint8Array {
    return concat(
      ...runs.map(({ bytes, block, reference = 0, type = 0 }) => {
        const head = uint(bytes + type * 2 ** 30, 4);
        const place = concat(uint(block, 4), uint(reference, 2));
        if (form === 'short') return concat(head, uint(block, 4));
        if (form === 'long') return concat(head, place, new Uint8Array(6));
        return concat(head, uint(bytes, 4), uint(bytes, 4), place, uint(0, 2));
      }),
    );
  }

  /** 4/14.5 */
  continuation(node: number, plan: Pick<FilePlan, 'form' | 'runs'>): Uint8Array {
    const area = this.runs(plan);
    return this.tag(258, this.blockOf(node), concat(uint(0, 4), uint(area.length, 4), area), 8);
  }

  /** 4/14.7 */
  indirect(node: number, target: number): Uint8Array {
    const icbTag = concat(uint(0, 4), uint(4096, 2), uint(0, 4), uint(0, 1), uint(3, 1));
    const address = this.longAddress(SECTOR, this.blockOf(target), this.nodeReference);
    return this.tag(259, this.blockOf(node), concat(icbTag, new Uint8Array(8), address));
  }

  putFile(node: number, plan: FilePlan): this {
    return this.putNode(node, this.entry(this.blockOf(node), plan));
  }

  /** 4/14.4 */
  identifierOf({ name, node, flags = 0, icbBlocks = 1 }: NamePlan): Uint8Array {
    const encoded = name === '' ? new Uint8Array(0) : name16(name);
    const body = concat(
      ...[uint(1, 2), uint(flags, 1), uint(encoded.length, 1)],
      this.longAddress(icbBlocks * SECTOR, this.blockOf(node), this.nodeReference),
      ...[uint(0, 2), encoded],
    );
    const padding = new Uint8Array(-(16 + body.length) & 3);
    return this.tag(257, 0, concat(body, padding));
  }

  /** A directory inside its own entry. */
  putDirectory(node: number, names: readonly NamePlan[]): this {
    const content = this.#directory(names);
    return this.putFile(node, { type: 4, size: content.length, form: 'embedded', content });
  }

  /** A directory of blocks of its own, from node `start` on. */
  putLongDirectory(node: number, start: number, names: readonly NamePlan[]): this {
    const content = this.#directory(names);
    for (let at = 0; at < content.length; at += SECTOR) {
      this.putNode(start + at / SECTOR, content.subarray(at, at + SECTOR));
    }
    const runs = Array.from({ length: Math.ceil(content.length / SECTOR) }, (_, i) => ({
      bytes: Math.min(SECTOR, content.length - i * SECTOR),
      block: this.blockOf(start + i),
      reference: this.nodeReference,
    }));
    return this.putFile(node, { type: 4, size: content.length, form: 'long', runs });
  }

  #directory(names: readonly NamePlan[]): Uint8Array {
    const parent = this.identifierOf({ name: '', node: 1, flags: 2 + 8 });
    return concat(parent, ...names.map((plan) => this.identifierOf(plan)));
  }

  /** 4/14.1, whose root directory is node 1. */
  putFileSet(): this {
    const body = concat(
      ...[TIME, uint(3, 2), uint(3, 2), uint(1, 4), uint(1, 4), uint(0, 4), uint(0, 4)],
      ...[CHARACTERS, dstring('LABEL', 128), CHARACTERS, dstring('SET', 32)],
      ...[new Uint8Array(64), this.longAddress(SECTOR, this.blockOf(1), this.nodeReference)],
      ...[identifier('*OSTA UDF Compliant', uint(this.revision, 2)), new Uint8Array(16 + 48)],
    );
    return this.putNode(0, this.tag(256, this.blockOf(0), body));
  }
}
