/**
 * Builds the opening of an ISO 9660 or UDF image: system area, descriptors, and zeros up to the
 * size that the volume claims. Written from ECMA-119 and ECMA-167, not from the reader.
 */
const SECTOR = 2048;

/** Offsets in the image of fields of the primary descriptor. */
export const at = {
  primary: 16 * SECTOR,
  label: 16 * SECTOR + 40,
  volumeSpaceSize: 16 * SECTOR + 80,
  volumeSetSize: 16 * SECTOR + 120,
  logicalBlockSize: 16 * SECTOR + 128,
  pathTableSize: 16 * SECTOR + 132,
} as const;

interface Volume {
  readonly label: string;
  readonly blocks: number;
  readonly blockBytes: number;
}

/** A volume of 30 sectors called TOUCHSTONE, as plain ISO 9660, unless told otherwise. */
export function isoImage(): IsoBuilder {
  return new IsoBuilder([
    (image) => writePrimary(image, { label: 'TOUCHSTONE', blocks: 30, blockBytes: SECTOR }),
    (image) => writeIdentifier(image, 17, 255, 'CD001'),
  ]);
}

/** The volume recognition sequence alone, as on media without an ISO 9660 tree. */
export function udfImage(nsr: 'NSR02' | 'NSR03' = 'NSR02'): IsoBuilder {
  return new IsoBuilder([(image) => writeExtendedArea(image, 16, nsr)]);
}

type Edit = (image: Uint8Array) => void;

class IsoBuilder {
  readonly #edits: readonly Edit[];
  readonly #sectors: number;

  constructor(edits: readonly Edit[], sectors = 30) {
    this.#edits = edits;
    this.#sectors = sectors;
  }

  withVolume(volume: Partial<Volume>): IsoBuilder {
    const full = { label: 'TOUCHSTONE', blocks: 30, blockBytes: SECTOR, ...volume };
    return this.with((image) => writePrimary(image, full));
  }

  /** Raw bytes in the label's field, padding included. */
  withRawLabel(bytes: readonly number[]): IsoBuilder {
    return this.with((image) => image.fill(0x20, at.label, at.label + 32).set(bytes, at.label));
  }

  /** A UDF recognition sequence behind the terminator, as on Windows media. */
  withUdf(nsr: 'NSR02' | 'NSR03' = 'NSR02'): IsoBuilder {
    return this.with((image) => writeExtendedArea(image, 18, nsr));
  }

  /** An MBR with one used entry, as on hybrid images. */
  withMasterBootRecord(): IsoBuilder {
    return this.with((image) => {
      image.set([0x80, 0, 1, 0, 0x17, 0, 0, 0, 0, 0, 0, 0, 120, 0, 0, 0], 446);
      image.set([0x55, 0xaa], 510);
    });
  }

  withBytes(offset: number, bytes: readonly number[]): IsoBuilder {
    return this.with((image) => image.set(bytes, offset));
  }

  withIdentifier(sector: number, type: number, identifier: string): IsoBuilder {
    return this.with((image) => writeIdentifier(image, sector, type, identifier));
  }

  ofSectors(sectors: number): IsoBuilder {
    return new IsoBuilder(this.#edits, sectors);
  }

  build(): Uint8Array<ArrayBuffer> {
    const image = new Uint8Array(this.#sectors * SECTOR);
    for (const edit of this.#edits) edit(image);
    return image;
  }

  private with(edit: Edit): IsoBuilder {
    return new IsoBuilder([...this.#edits, edit], this.#sectors);
  }
}

function writeIdentifier(image: Uint8Array, sector: number, type: number, identifier: string) {
  image[sector * SECTOR] = type;
  image.set(new TextEncoder().encode(identifier), sector * SECTOR + 1);
  image[sector * SECTOR + 6] = 1; // version
}

function writeExtendedArea(image: Uint8Array, sector: number, nsr: string) {
  writeIdentifier(image, sector, 0, 'BEA01');
  writeIdentifier(image, sector + 1, 0, nsr);
  writeIdentifier(image, sector + 2, 0, 'TEA01');
}

/** ECMA-119 §8.4; both-byte numbers as §7.2.3 and §7.3.3 have them. */
function writePrimary(image: Uint8Array, { label, blocks, blockBytes }: Volume) {
  writeIdentifier(image, 16, 1, 'CD001');
  const view = new DataView(image.buffer, image.byteOffset + at.primary, SECTOR);
  const field = image.subarray(at.label, at.label + 32).fill(0x20);
  field.set(new TextEncoder().encode(label).subarray(0, 32));
  view.setUint32(80, blocks, true);
  view.setUint32(84, blocks, false);
  for (const offset of [120, 124]) {
    view.setUint16(offset, 1, true);
    view.setUint16(offset + 2, 1, false);
  }
  view.setUint16(128, blockBytes, true);
  view.setUint16(130, blockBytes, false);
  view.setUint32(132, 10, true);
  view.setUint32(136, 10, false);
}
