/**
 * Disc images made to break their readers: loops, explosions, lengths and places that cannot be.
 * Each is small, and each has brought down, hung or misled some other program.
 */
import {
  both32,
  concat,
  continued,
  descriptor,
  DIRECTORY,
  dots,
  ImageBuilder,
  MULTI_EXTENT,
  posixName,
  record,
  rockRidgeVolume,
  ROOT,
  SECTOR,
  smallVolume,
  susp,
  terminator,
  volumeOf,
} from './volume-builder.ts';

const PRIMARY = 16 * SECTOR;

const directory = (name: string, block: number): Uint8Array =>
  record({ name, block, length: SECTOR, flags: DIRECTORY });
const file = (name: string, block: number, length: number, flags = 0): Uint8Array =>
  record({ name, block, length, flags });

const times = <Part>(count: number, make: (index: number) => Part): readonly Part[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A row of directories, each in its own sector, each with these entries for the next one. */
function chain(length: number, names: readonly string[]): ImageBuilder {
  const image = new ImageBuilder(ROOT + length + 1)
    .at(16, descriptor({ root: { block: ROOT }, blocks: ROOT + length + 1 }))
    .at(17, terminator());
  for (let level = 0; level < length; level++) {
    const [own, next] = [ROOT + level, ROOT + level + 1];
    const children = level === length - 1 ? [] : names.map((name) => directory(name, next));
    image.at(own, concat(dots(own, Math.max(ROOT, own - 1)), ...children));
  }
  return image;
}

/** Directories that overlap: each begins a sector behind the one before and goes on to the end. */
function overlapping(): ImageBuilder {
  const count = 400;
  const image = new ImageBuilder(ROOT + count + 2)
    .at(16, descriptor({ root: { block: ROOT, length: count * SECTOR } }))
    .at(17, terminator());
  for (let i = 0; i < count; i++) {
    const length = (count - i) * SECTOR;
    const entries = times(30, (n) =>
      record({
        name: `D${String(n)}`,
        block: ROOT + ((i * 31 + n) % count),
        length,
        flags: DIRECTORY,
      }),
    );
    image.at(ROOT + i, concat(dots(ROOT + i, ROOT), ...entries));
  }
  return image;
}

/** A whole megabyte of records, each of which continues in the same full block 32 times over. */
function continuations(): ImageBuilder {
  const sectors = 512;
  const block = ROOT + sectors;
  const image = rockRidgeVolume();
  const big = new ImageBuilder(block + 40)
    .atByte(0, image.build())
    .at(16, descriptor({ root: { block: ROOT, length: sectors * SECTOR } }));
  const filler = (next: number) =>
    concat(...times(500, () => susp('XX')), continued(block + next, 0, SECTOR));
  for (let i = 0; i < 32; i++) big.at(block + i, filler((i + 1) % 32));
  const rows = times(25, (n) =>
    record({
      name: `F${String(n)};1`,
      block: 1,
      length: 1,
      systemUse: continued(block, 0, SECTOR),
    }),
  );
  for (let i = 1; i < sectors; i++) big.at(ROOT + i, concat(...rows));
  return big;
}

/** Damage in the one byte where a record keeps the length of its name. */
function withNameLength(length: number): Uint8Array {
  const damaged = file('A.;1', 30, 10);
  damaged[32] = length;
  return damaged;
}

const raw = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);
const withSystemUse = (systemUse: Uint8Array): Uint8Array =>
  record({ name: 'F.;1', block: 30, length: 5, systemUse });

const DIRECTORIES: readonly (readonly [string, ImageBuilder])[] = [
  ['a directory that contains itself', volumeOf(directory('SELF', ROOT))],
  ['30 levels that list the next one twice', chain(30, ['A', 'B'])],
  ['3,000 levels', chain(3000, ['D'])],
  ['directories that overlap', overlapping()],
  ['a file at 2^43 of 4 GiB', volumeOf(file('FAR.BIN;1', 0xffffffff, 0xffffffff))],
  ['a file longer than the image', volumeOf(file('LONG.BIN;1', 39, 0x7fffffff))],
  ['a record of length 1', volumeOf(concat(raw(1), new Uint8Array(40)))],
  ['a record of length 33', volumeOf(concat(raw(33), new Uint8Array(60)))],
  ['a name longer than its record', volumeOf(withNameLength(250))],
  ['a file without a name', volumeOf(withNameLength(0))],
  [
    'names of other places',
    volumeOf(
      ...['..', '../../ETC', 'CON', 'A\0B', '\xff\xfe/\\', '<IMG SRC=X>', '__proto__'].map(
        (name, index) => file(name, 20 + index, 10),
      ),
    ),
  ],
  [
    'a file of 40 sections without a last one',
    volumeOf(...times(40, () => file('HUGE.WIM;1', 30, 0xfffff800, MULTI_EXTENT))),
  ],
  [
    'a directory without an extent',
    volumeOf(record({ name: 'D', block: 30, length: 0, flags: 2 })),
  ],
  ['a directory in the middle of a file', smallVolume(directory('D', 23))],
];

const root = (block: number, length: number) =>
  smallVolume().at(16, descriptor({ root: { block, length } }));

const DESCRIPTORS: readonly (readonly [string, ImageBuilder])[] = [
  ['a root directory of 4 GiB', root(ROOT, 0xfffff800)],
  ['a root directory behind the end', root(0xffffffff, SECTOR)],
  ['a root directory of nothing', root(ROOT, 0)],
  ['a path table of 4 GiB', smallVolume().atByte(PRIMARY + 132, both32(0xffffffff))],
  ['2^32 - 1 blocks', smallVolume().atByte(PRIMARY + 80, both32(0xffffffff))],
  ['no blocks', smallVolume().atByte(PRIMARY + 80, both32(0))],
  ...[0, 1, 3, 32768].map(
    (blockBytes) =>
      [
        `blocks of ${String(blockBytes)} bytes`,
        smallVolume().at(16, descriptor({ root: { block: ROOT }, blockBytes })),
      ] as const,
  ),
  ['1,500 descriptors and no end', endlessDescriptors()],
  [
    'a descriptor of nothing but FF',
    smallVolume().atByte(PRIMARY + 7, new Uint8Array(2041).fill(255)),
  ],
];

function endlessDescriptors(): ImageBuilder {
  const image = new ImageBuilder(1600);
  for (let i = 0; i < 1500; i++) image.at(16 + i, descriptor({ root: { block: ROOT } }));
  return image;
}

const CONTINUED = 30;

const ROCK_RIDGE: readonly (readonly [string, ImageBuilder])[] = [
  [
    'a continuation that continues in itself',
    rockRidgeVolume(withSystemUse(continued(CONTINUED, 0, 28))).at(
      CONTINUED,
      continued(CONTINUED, 0, 28),
    ),
  ],
  [
    'a name that never ends',
    rockRidgeVolume(withSystemUse(continued(CONTINUED, 0, SECTOR))).at(
      CONTINUED,
      concat(posixName('n'.repeat(250), 1), continued(CONTINUED, 0, SECTOR)),
    ),
  ],
  [
    'a continuation behind the end',
    rockRidgeVolume(withSystemUse(continued(0xfffffff0, 0, SECTOR))),
  ],
  [
    'a continuation across the end of its block',
    rockRidgeVolume(withSystemUse(continued(CONTINUED, SECTOR - 1, SECTOR))),
  ],
  [
    'a System Use entry of length 0',
    rockRidgeVolume(withSystemUse(concat(susp('NM'), raw(78, 77, 0, 1)))),
  ],
  ['a child link to the root', rockRidgeVolume(withSystemUse(susp('CL', both32(ROOT))))],
  ['a child link behind the end', rockRidgeVolume(withSystemUse(susp('CL', both32(0xffffffff))))],
  ['continuations in a circle of 32 blocks', continuations()],
  [
    'a link of components without an end',
    rockRidgeVolume(withSystemUse(susp('SL', raw(1, 1, 200, 0x78), new Uint8Array(80).fill(1)))),
  ],
];

/** By what is wrong with it. */
export const HOSTILE_VOLUMES: readonly (readonly [string, ImageBuilder])[] = [
  ...DIRECTORIES,
  ...DESCRIPTORS,
  ...ROCK_RIDGE,
];

/** A boot record (El Torito, figure 7) in sector 17 that names this sector. */
export function bootVolume(catalogSector: number): ImageBuilder {
  const bootRecord = concat(
    raw(0),
    Uint8Array.from('CD001\x01EL TORITO SPECIFICATION', (letter) => letter.charCodeAt(0)),
    new Uint8Array(41),
    both32(catalogSector).subarray(0, 4),
  );
  return smallVolume().at(17, new Uint8Array(SECTOR)).at(17, bootRecord).at(18, terminator());
}

/** Figure 2, with a checksum that fits. */
export function validation(platform = 0): Uint8Array {
  const entry = new Uint8Array(32);
  entry.set([1, platform]);
  entry.set([0x55, 0xaa], 30);
  const sum = 1 + (platform << 8) + 0xaa55;
  new DataView(entry.buffer).setUint16(28, 0x10000 - (sum & 0xffff), true);
  return entry;
}

export interface BootFields {
  readonly media?: number;
  readonly sectors?: number;
  readonly start: number;
  readonly indicator?: number;
}

/** Figures 3 and 5. */
export function bootEntry({
  media = 0,
  sectors = 4,
  start,
  indicator = 0x88,
}: BootFields): Uint8Array {
  const entry = new Uint8Array(32);
  entry.set([indicator, media]);
  const view = new DataView(entry.buffer);
  view.setUint16(6, sectors, true);
  view.setUint32(8, start, true);
  return entry;
}

/** Figure 4. */
export const sectionHeader = (platform: number, count: number, isLast = true): Uint8Array =>
  concat(raw(isLast ? 0x91 : 0x90, platform, count & 0xff, count >> 8), new Uint8Array(28));

const CATALOG = 19;

/** By what is wrong with the boot catalog. */
export const HOSTILE_CATALOGS: readonly (readonly [string, ImageBuilder])[] = [
  ['a catalog behind the end', bootVolume(0xffffffff)],
  ['a catalog of zeros', bootVolume(CATALOG)],
  [
    'sections without an end',
    bootVolume(CATALOG).at(
      CATALOG,
      concat(
        validation(),
        bootEntry({ start: 22 }),
        ...times(62, () => sectionHeader(0xef, 0xffff, false)),
      ),
    ),
  ],
  [
    'a boot image behind the end',
    bootVolume(CATALOG).at(
      CATALOG,
      concat(validation(), bootEntry({ start: 0xffffffff, sectors: 0xffff })),
    ),
  ],
  [
    'a checksum that does not fit',
    bootVolume(CATALOG)
      .at(CATALOG, concat(validation(), bootEntry({ start: 22 })))
      .atByte(CATALOG * SECTOR + 28, [7]),
  ],
];
