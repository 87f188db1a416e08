import { describe, expect, it } from 'vitest';
import { decodeCatalogue } from '../../../src/core/catalogue/decode.ts';
import { Fault } from '../../../src/core/fault.ts';
import {
  SIGNER,
  hexOf,
  inflate,
  open,
  packRows,
  reseal,
  sha256Of,
  smallContent,
  smallEntries,
  smallSources,
} from '../../support/catalogue.ts';

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const u16 = (value: number): number[] => [value & 255, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];

/** Put down byte by byte from docs/catalogue-format.md: one entry, one source, one MD5. */
function handMade(): Uint8Array {
  const texts = ['A', 'BB', 'CCC', '2027-01-02', 'Retail'];
  const words = [...texts.flatMap(({ length }) => u16(length)), ...texts.flatMap(ascii)];
  const source = [0xac, 0x02, 3, 3, 0, 0, 0, 4, 4, ...ascii('here')]; // collected: word 4
  const entry = [
    ...[5, ...ascii('Z.iso'), 0, 3, ...ascii('zed')], // name, id of its own
    ...[1, 2, 0, 0, 0, 0, 0, 0, 0, 0], // vendor A, product BB, no other word
    ...[0, 0x80, 0x01, 0b10], // no title, 128 bytes, MD5 disputed
    ...[1, ...new Array<number>(16).fill(0xab)], // one other value
    ...[1, 0, 0b10, 2, ...ascii('p7')], // one source, which states the MD5, on its page 7
  ];
  const alias = [0, 3, ...ascii('y.Z')];
  const md5 = [...Buffer.from('d41d8cd98f00b204e9800998ecf8427e', 'hex'), ...u32(0), 4, 1];
  const section = (kind: number, algorithm: number, count: number, bytes: number[]) => ({
    row: [kind, algorithm, 0, 0, ...u32(count), ...u32(bytes.length)],
    bytes,
  });
  const sections = [
    section(1, 0, 1, ascii('2026-11-22')),
    section(2, 0, 5, words),
    section(3, 0, 1, [...u16(source.length), ...source]),
    section(4, 0, 1, [...u16(entry.length), ...entry]),
    section(5, 0, 1, [...u16(alias.length), ...alias]),
    section(6, 0, 1, [...u16(3), 2, 1, 5]), // BB in Retail
    section(7, 2, 1, md5),
  ];
  const rest = [...sections.flatMap(({ row }) => row), ...sections.flatMap(({ bytes }) => bytes)];
  const head = [...ascii('TCHSTONE'), ...u16(2), ...u16(7), ...u32(16 + rest.length)];
  return reseal(Uint8Array.from([...head, ...rest, ...new Array<number>(32).fill(0)]));
}

function faultCodeOf(act: () => unknown): string {
  try {
    act();
  } catch (thrown) {
    return thrown instanceof Fault ? thrown.code : `not a fault: ${String(thrown)}`;
  }
  return 'none';
}

/** Opens, and looks at all there is. */
function readAll(content: Uint8Array): void {
  const catalogue = open(content);
  for (let i = 0; i < catalogue.info.entries; i++) catalogue.entryAt(i);
  for (let i = 0; i < catalogue.aliasCount; i++) catalogue.aliasAt(i);
}

const patched = (offset: number, bytes: readonly number[]): Uint8Array => {
  const content = smallContent();
  content.set(bytes, offset);
  return reseal(content);
};

describe('a catalogue put down byte by byte from the format page', () => {
  it('is read as what it says', () => {
    expect(open(handMade()).entryAt(0)).toEqual({
      ...{ id: 'zed', vendor: 'A', product: 'BB', fileName: 'Z.iso', aliases: ['y.Z'], size: 128 },
      disputed: ['md5'],
      otherValues: [{ algorithm: 'md5', hex: 'ab'.repeat(16) }],
      digests: [
        {
          ...{ algorithm: 'md5', hex: 'd41d8cd98f00b204e9800998ecf8427e' },
          ...{ grade: 'listed', lists: 1 },
          sources: [
            {
              ...{ id: 300, where: 'here', ref: 'p7', family: 'CCC', authority: 'third-party' },
              collected: '2027-01-02',
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['BB', 'Retail', true],
    ['BB', 'Volume', false],
    ['A', 'Retail', false],
  ])('says whether %s is completely listed in channel %s', (product, channel, isComplete) => {
    expect(open(handMade()).isComplete(product, channel)).toBe(isComplete);
  });

  it('says how many entries it has, of which date, and its own SHA-256', () => {
    const content = handMade();
    expect(open(content).info).toEqual({
      ...{ entries: 1, date: '2026-11-22' },
      sha256: sha256Of(content.subarray(0, -32)),
    });
  });
});

describe('a built catalogue', () => {
  it('gives back what its source says of an entry', () => {
    const [sha1, sha256] = [hexOf('beta', 'sha1'), hexOf('beta', 'sha256')];
    const dump = { id: 1, where: 'dump', family: 'mvs', authority: 'publisher-copy' };
    const template = { family: 'templates', authority: 'third-party' };
    const [a, b] = [
      { ...template, id: 7, where: 'template a', owner: 'cid' },
      { ...template, id: 8, where: 'template b', owner: 'dot' },
    ];
    const [copy, listed] = [
      { algorithm: 'sha1', hex: sha1, grade: 'publisher-copy', lists: 2 },
      { algorithm: 'sha256', hex: sha256, grade: 'listed', lists: 1 },
    ];
    expect(open(smallContent()).entryAt(1)).toEqual({
      ...{ id: 'beta', vendor: 'Example', product: 'Beta', version: '2', fileName: 'Beta.iso' },
      ...{ aliases: ['alpha.IMG', 'B-2.iso'], title: 'Beta – the second', size: 4831363072 },
      digests: [
        { ...copy, sources: [{ ...dump, owner: 'ann', note: 'a copy', ref: 'file 1' }, b] },
        { ...listed, sources: [a] },
      ],
      disputed: ['sha256'],
      otherValues: [{ algorithm: 'sha256', hex: hexOf('other', 'sha256') }],
    });
  });

  it('gives the sources of a digest the best first, and the key that signed a list', () => {
    const digest = open(smallContent())
      .entryAt(0)
      .digests.find((candidate) => candidate.algorithm === 'sha512');
    expect(digest?.sources.map(({ authority, signedBy }) => [authority, signedBy])).toEqual([
      ['publisher-signed', SIGNER],
      ['publisher-copy', undefined],
    ]);
  });

  it('is the same bytes for the same source', () => {
    const [one, two] = [packRows(smallSources, smallEntries), packRows(smallSources, smallEntries)];
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
  });

  it('does not depend on the order of the rows', () => {
    const one = inflate(packRows(smallSources, smallEntries).bytes);
    const turned = packRows([...smallSources].reverse(), [...smallEntries].reverse());
    expect(Buffer.compare(one, inflate(turned.bytes))).toBe(0);
  });

  it('may be empty', () => {
    expect(open(inflate(packRows(smallSources, []).bytes)).info.entries).toBe(0);
  });
});

describe('a damaged catalogue', () => {
  it('is refused when it is cut at any byte', () => {
    const content = smallContent();
    const codes = Array.from(content, (_, length) =>
      faultCodeOf(() => open(content.subarray(0, length))),
    );
    expect(new Set(codes)).toEqual(new Set(['catalogue.unreadable']));
  });

  it('is refused when it is cut at any byte and sealed again', () => {
    const content = smallContent();
    const cut = (length: number) =>
      reseal(new Uint8Array(Buffer.concat([content.subarray(0, length), Buffer.alloc(32)])));
    const codes = Array.from(content.subarray(0, -32), (_, length) =>
      faultCodeOf(() => readAll(cut(length))),
    );
    expect(new Set(codes)).toEqual(new Set(['catalogue.unreadable']));
  });

  it('is refused when any one bit is turned', () => {
    const content = smallContent();
    const codes = Array.from(content, (byte, offset) => {
      const damaged = content.slice();
      damaged[offset] = byte ^ (1 << (offset % 8));
      return faultCodeOf(() => open(damaged));
    });
    expect(new Set(codes)).toEqual(new Set(['catalogue.unreadable']));
  });

  it('is refused when something follows it', () => {
    const longer = new Uint8Array([...smallContent(), 0]);
    expect(faultCodeOf(() => open(longer))).toBe('catalogue.unreadable');
  });

  it('is refused when the digest of its content is not the one in its seal', () => {
    const act = () => decodeCatalogue(smallContent(), '0'.repeat(64));
    expect(faultCodeOf(act)).toBe('catalogue.unreadable');
  });

  it.each([
    ['another magic', 0, ascii('T0UCH')],
    ['a version to come', 8, u16(3)],
    ['more sections than it has', 10, u16(600)],
    ['a count of words past its bytes', 16 + 12 + 4, u32(0xffff_ffff)],
    ['a count of entries past its bytes', 16 + 36 + 4, u32(0xffff_ffff)],
    ['a section longer than the file', 16 + 36 + 8, u32(0xffff_fff0)],
    ['sections out of order', 16, [2]],
    ['a digest table of no known algorithm', 16 + 72 + 1, [9]],
    ['the same digest table twice', 16 + 84 + 1, [2]],
    ['a count of complete lists past its bytes', 16 + 60 + 4, u32(0xffff_ffff)],
    ['a count of aliases past its bytes', 16 + 48 + 4, u32(0xffff_ffff)],
  ])('is refused with %s, even when sealed', (_, offset, bytes) => {
    expect(faultCodeOf(() => readAll(patched(offset, bytes)))).toBe('catalogue.unreadable');
  });

  it('is refused when two rows of a table give one entry, even when sealed', () => {
    const two = ['one', 'two'].map((id) => ({
      ...{ id, vendor: 'V', product: 'P', fileName: `${id}.iso` },
      ...{ digests: { sha1: hexOf(id, 'sha1') }, sources: [{ source: 1, says: ['sha1'] }] },
    }));
    const content = inflate(packRows(smallSources, two).bytes);
    // The last section ends with two entry indexes, two grades and two counts of lists.
    const indexes = content.length - 32 - 4 - 8;
    expect([...content.subarray(indexes, indexes + 8)].sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    content.fill(0, indexes, indexes + 8);
    expect(faultCodeOf(() => open(reseal(content)))).toBe('catalogue.unreadable');
  });
});
