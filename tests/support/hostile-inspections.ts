/** Images made to cost a look at them much: of every kind that is read. */
import { HOSTILE_CATALOGS, HOSTILE_VOLUMES } from './hostile-images.ts';
import { HOSTILE_UDF } from './hostile-udf.ts';
import { gptEntry, gptHeader, mbrSector } from './partition-builder.ts';
import { concat, smallVolume } from './volume-builder.ts';
import { imageXml, wimFile } from './wim-builder.ts';

type Made = readonly (readonly [what: string, make: () => Uint8Array])[];

const wimOf = (content: string) => (): Uint8Array => wimFile({ xml: `<WIM>${content}</WIM>` });

const WIMS: Made = [
  ['50,000 images of one number', wimOf('<IMAGE INDEX="1"><NAME>a</NAME></IMAGE>'.repeat(50_000))],
  ['100,000 levels', wimOf(`${'<A>'.repeat(100_000)}${'</A>'.repeat(100_000)}`)],
  ['a name of a million letters', wimOf(imageXml(1, `<NAME>${'n'.repeat(1_000_000)}</NAME>`))],
  [
    'a lookup table of 200,000 rows',
    () => wimFile({ data: Array.from({ length: 200_000 }, () => new Uint8Array(0)) }),
  ],
];

/** A list of 1 MiB, behind a master boot record that points to it. */
function crowdedDisk(): Uint8Array {
  const entries = concat(...Array.from({ length: 8_192 }, () => gptEntry(1, 40, 50, 'crowd')));
  const header = gptHeader({ block: 1, alternate: 1, entriesBlock: 2, entries });
  const disk = new Uint8Array(2 * 512 + entries.length);
  disk.set(mbrSector({ type: 0xee, start: 1, sectors: 100 }));
  disk.set(header, 512);
  disk.set(entries, 2 * 512);
  return disk;
}

/** By kind. */
export const HOSTILE_KINDS: readonly (readonly [kind: string, images: Made])[] = [
  ['ISO 9660', HOSTILE_VOLUMES.map(([what, image]) => [what, () => image.build()])],
  ['El Torito', HOSTILE_CATALOGS.map(([what, image]) => [what, () => image.build()])],
  ['UDF', HOSTILE_UDF.map(([what, make]) => [what, () => make().bytes])],
  ['WIM', WIMS],
  [
    'padded or partitioned',
    [
      ['8,192 partitions', crowdedDisk],
      ['16 MiB of zeros behind it', () => concat(smallVolume().build(), new Uint8Array(16 << 20))],
    ],
  ],
];

export const HOSTILE_IMAGES: Made = HOSTILE_KINDS.flatMap(([kind, images]) =>
  images.map(([what, make]) => [`${kind}: ${what}`, make] as const),
);
