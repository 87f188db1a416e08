/**
 * UDF volumes made to break their readers. Checksums and CRCs are right, so that they get past the
 * tags; each is like one that has hung, crashed or misled some other program.
 */
import { SECTOR, sectorOf, type NamePlan, type UdfBuilder } from './udf-builder.ts';
import { concat, identifier, TIME, uint } from './udf-fields.ts';
import { udfVolume } from './udf-volumes.ts';

const names = (count: number, node: number): readonly NamePlan[] =>
  Array.from({ length: count }, (_, i) => ({ name: `n${String(i)}`, node }));

/** A block of names, filled up to its end: the run of it can be repeated. */
function fullBlock(udf: UdfBuilder, node: number): Uint8Array {
  const parts = names(40, node).map((plan) => udf.identifierOf(plan));
  const used = parts.reduce((sum, { length }) => sum + length, 0);
  const last = udf.identifierOf({ name: 'x'.repeat(SECTOR - used - 38 - 2), node });
  return concat(...parts, last);
}

/** The same block of names a thousand times, each of a file 60 entries away. */
function manyChains(): UdfBuilder {
  const udf = udfVolume();
  for (let node = 30; node < 90; node++) udf.putNode(node, udf.indirect(node, node + 1));
  udf.putFile(90, { size: 0, form: 'embedded' });
  udf.putNode(20, fullBlock(udf, 30));
  const here = Array.from({ length: 110 }, () => ({ bytes: SECTOR, block: udf.blockOf(20) }));
  const runsTo = (next: number) => [...here, { bytes: SECTOR, block: udf.blockOf(next), type: 3 }];
  for (let node = 21; node < 29; node++) {
    udf.putNode(node, udf.continuation(node, { form: 'long', runs: runsTo(node + 1) }));
  }
  return udf.putFile(1, { type: 4, size: 2 ** 31, form: 'long', runs: runsTo(21) });
}

/** 30 levels, each of which holds the next one twice: 2^29 ways to the last. */
function explosion(): UdfBuilder {
  const udf = udfVolume();
  for (let node = 30; node < 60; node++) {
    const next = { node: node + 1, flags: 2 };
    udf.putDirectory(node, [
      { name: 'a', ...next },
      { name: 'b', ...next },
    ]);
  }
  udf.putDirectory(60, []);
  return udf.putDirectory(1, [{ name: 'first', node: 30, flags: 2 }]);
}

/** The name's length is that of no name, and its tag agrees. */
function overlongName(): UdfBuilder {
  const udf = udfVolume();
  const body = udf.identifierOf({ name: 'x', node: 3 }).slice(16);
  body[3] = 255;
  const content = udf.tag(257, 0, body);
  return udf.putFile(2, { type: 4, size: content.length, form: 'embedded', content });
}

function withEntryLengths(attributes: number, allocation: number): UdfBuilder {
  const udf = udfVolume();
  const body = udf.entry(udf.blockOf(3), { size: 0, form: 'embedded' }).slice(16);
  body.set(uint(attributes, 4), 168 - 16);
  body.set(uint(allocation, 4), 172 - 16);
  return udf.putNode(3, udf.tag(261, udf.blockOf(3), body));
}

/** 3/10.3: the sequence goes on where it began. */
function pointerLoop(): UdfBuilder {
  const udf = udfVolume();
  for (const start of [sectorOf.mainSequence, sectorOf.reserveSequence]) {
    const body = concat(uint(9, 4), uint(16 * SECTOR, 4), uint(start, 4), new Uint8Array(484));
    udf.putSector(start + 3, udf.tag(3, start + 3, body));
  }
  return udf;
}

/** 3/10.10.4: the next integrity descriptor is this one, which says it is open. */
function integrityLoop(): UdfBuilder {
  const udf = udfVolume();
  const next = [uint(SECTOR, 4), uint(sectorOf.integrity, 4)];
  const body = concat(TIME, uint(0, 4), ...next, new Uint8Array(40));
  return udf.putSector(sectorOf.integrity, udf.tag(9, sectorOf.integrity, body));
}

/** Both sequences have a volume whose bytes from `at` on are these. */
function withVolume(at: number, bytes: Uint8Array, kind?: UdfBuilder['kind']): UdfBuilder {
  const udf = udfVolume(kind, kind === 'metadata' ? 0x0250 : 0x0150);
  for (const start of [sectorOf.mainSequence, sectorOf.reserveSequence]) {
    const sector = start + 2;
    const body = udf.logicalVolume(sector).slice(16);
    body.set(bytes, at - 16);
    udf.putSector(sector, udf.tag(6, sector, body));
  }
  return udf;
}

function metadataOfItself(): UdfBuilder {
  const udf = udfVolume('metadata', 0x0250);
  for (const [block, type] of [
    [0, 250],
    [1, 251],
  ] as const) {
    const size = 30 * SECTOR;
    const entry = udf.entry(block, { type, size, form: 'short', runs: [{ bytes: size, block }] });
    udf.putData(block, entry);
  }
  return udf;
}

/** Every block is the one that holds the file set. */
function virtualLoop(): UdfBuilder {
  const udf = udfVolume('virtual', 0x0150);
  const table = concat(...Array.from({ length: 30 }, () => uint(40, 4)));
  const trailer = concat(identifier('*UDF Virtual Alloc Tbl'), uint(0xffffffff, 4));
  const content = concat(table, trailer);
  const plan = { type: 0, size: content.length, form: 'embedded', content } as const;
  return udf.putSector(399, udf.entry(399 - sectorOf.partition, plan));
}

function zeroNames(): UdfBuilder {
  const runs = [{ bytes: 12 * SECTOR, block: 85 }];
  return udfVolume().putFile(2, { type: 4, size: 12 * SECTOR, form: 'short', runs });
}

const FIRST_MAP = 440;

/** By what is wrong with each, and the kinds of finding that it has to have. */
export const HOSTILE_UDF: readonly (readonly [
  name: string,
  make: () => UdfBuilder,
  codes: string,
])[] = [
  [
    'names by the thousand, each 60 entries away',
    manyChains,
    'directory-too-long udf-too-much-work',
  ],
  ['30 levels that hold the next one twice', explosion, 'directory-listed-before'],
  ['a name longer than its directory', overlongName, 'damaged-record'],
  ['a directory of zeros', zeroNames, 'damaged-record'],
  ['extended attributes of 4 GiB', () => withEntryLengths(0xffffffff, 0), 'udf-entry-damaged'],
  ['descriptors of 4 GiB', () => withEntryLengths(0, 0xffffffff), 'udf-entry-damaged'],
  ['a descriptor sequence that goes round', pointerLoop, ''],
  ['an integrity descriptor that follows itself', integrityLoop, 'udf-not-closed'],
  ['a metadata file inside itself', metadataOfItself, 'udf-file-set-missing udf-no-files'],
  ['a virtual table of one place', virtualLoop, 'directory-missing udf-tag-location'],
  [
    'a metadata partition in no partition',
    () => withVolume(FIRST_MAP + 6 + 38, uint(8191, 2), 'metadata'),
    'udf-file-set-missing udf-no-files udf-partition-missing',
  ],
  [
    'four thousand million partition maps',
    () => withVolume(264, concat(uint(0xffffffff, 4), uint(0xffffffff, 4))),
    'udf-maps-damaged',
  ],
  [
    'a partition map of no bytes',
    () => withVolume(FIRST_MAP + 1, uint(0, 1)),
    'udf-file-set-missing udf-maps-damaged udf-no-files',
  ],
  [
    'a file set at the end of the address space',
    () => withVolume(252, uint(0xffffffff, 4)),
    'udf-file-set-missing udf-no-files',
  ],
  [
    'a sparing table of 4 GiB in packets of nothing',
    () =>
      withVolume(FIRST_MAP + 40, concat(uint(0, 2), uint(1, 2), uint(0xffffffff, 4)), 'sparable'),
    'directory-missing udf-entry-damaged udf-sparing-missing',
  ],
];
