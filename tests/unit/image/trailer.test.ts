import { describe, expect, test } from 'vitest';
import type { ContentKind } from '../../../src/core/image/opening.ts';
import { readImage } from '../../../src/core/image/read-image.ts';
import { memorySource } from '../../support/file-source.ts';
import { concat, smallVolume } from '../../support/volume-builder.ts';

const small = smallVolume().build();

/** A volume with so many bytes behind it that begin with this. */
const withTrailer = (text: string, length: number) =>
  concat(small, new Uint8Array(1000), new TextEncoder().encode(text.padEnd(length, '\0')));

const read = (bytes: Uint8Array) => readImage(memorySource(bytes));

describe('a file that holds a disc in another form', () => {
  test.each<[ContentKind, string, number]>([
    ['dmg', 'koly', 512],
    ['vhd', 'conectix', 512],
    ['nrg', 'NER5', 12],
    ['nrg', 'NERO', 8],
  ])('is %s by the letters %s, %i bytes before its end', async (kind, text, before) => {
    const { opening, sizes } = await read(withTrailer(text, before));
    expect([opening.kind, sizes.conclusion.kind]).toEqual([kind, 'unknown']);
  });

  test.each(['koly', 'NER5'])('is not told by the letters %s elsewhere', async (text) => {
    expect((await read(withTrailer(text, 100))).opening.kind).toBe('iso9660');
  });

  test('is not told in a file that is shorter than the trailer', async () => {
    const short = new TextEncoder().encode('NER5');
    expect((await read(short)).opening.kind).toBe('text');
  });
});
