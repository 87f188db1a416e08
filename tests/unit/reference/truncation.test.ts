import { describe, expect, test } from 'vitest';
import { parsePastedText, parseReferenceFile } from '../../../src/core/reference/parse.ts';
import { sniffReference } from '../../../src/core/reference/sniff.ts';
import { claimsOf, codesOf, paste, readFile, vector } from '../../support/references.ts';

const MIXED = vector('mixed.txt');
const SIGNED = vector('published/Fedora-Workstation-35-1.2-x86_64-CHECKSUM');
const UTF16 = vector('tools/utf-16le-crlf.txt');
const UNMARKED = vector('tools/utf-16le-unmarked.txt');
const text = new TextDecoder().decode(MIXED);

test('the mixed vector claims what its lines say', () => {
  const list = readFile(MIXED);
  expect(list.claims).toEqual([
    {
      path: 'plain.iso',
      size: 6,
      digests: [
        {
          algorithms: ['sha256'],
          text: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
        },
        { algorithms: ['md5'], text: 'b1946ac92492d2347c6235b4d2611184' },
        { algorithms: ['crc32'], text: '363a3020' },
      ],
      line: 2,
    },
    {
      path: 'new\nline.iso',
      digests: [
        {
          algorithms: ['sha256'],
          text: 'a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa',
        },
      ],
      line: 5,
    },
    {
      path: 'b (1).iso',
      digests: [
        {
          algorithms: ['sha256'],
          text: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
        },
        { algorithms: ['sha1'], text: '11f6ad8ec52a2984abaafd7c3b516503785c2072' },
      ],
      line: 6,
    },
  ]);
  expect(codesOf(list)).toEqual(['unsupported-algorithm', 'malformed-line']);
});

describe('cut off at every byte', () => {
  const lengths = Array.from({ length: MIXED.length + 1 }, (_, length) => length);
  const wholeDigests = new Set(claimsOf(readFile(MIXED)).flatMap(([, ...digests]) => digests));

  test('the mixed vector states no digest as whole that the whole vector has not', () => {
    // The exceptions are values that were cut to the length of a shorter algorithm's.
    const invented = lengths.flatMap((length) => {
      const list = parseReferenceFile('SUMS', MIXED.subarray(0, length));
      const digests = list?.claims.flatMap((claim) => claim.digests) ?? [];
      return digests.filter(
        (digest) =>
          !digest.damaged && digest.algorithms.length > 0 && !wholeDigests.has(digest.text),
      );
    });
    const shorter = new Set([32, 40, 56]);
    expect(invented.every((digest) => shorter.has(digest.text.length))).toBe(true);
  });

  test('the lines before the cut keep their claims', () => {
    const firstTwo = text.split('\n').slice(0, 4).join('\n').length;
    const kept = lengths
      .filter((length) => length > firstTwo)
      .map((length) => claimsOf(readFile(MIXED.subarray(0, length)))[0]?.slice(0, 3));
    expect(new Set(kept.map((claim) => claim?.join()))).toEqual(
      new Set([
        'plain.iso,5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03,' +
          'b1946ac92492d2347c6235b4d2611184',
      ]),
    );
  });

  test('no cut makes the parsers throw', () => {
    for (const length of lengths) {
      expect(() => parseReferenceFile('SUMS', MIXED.subarray(0, length))).not.toThrow();
      expect(() => parsePastedText(text.slice(0, length))).not.toThrow();
      expect(() => sniffReference('SUMS', MIXED.subarray(0, length), length)).not.toThrow();
    }
  });

  test('a clear-signed list claims nothing until its last line is whole', () => {
    const armourEnd = SIGNED.length - 1; // without the final line break
    const claiming = Array.from({ length: SIGNED.length }, (_, length) => length).filter(
      (length) => (parseReferenceFile('CHECKSUM', SIGNED.subarray(0, length))?.claims ?? []).length,
    );
    // Before the first line is whole the text is not yet known to be signed, nor has it a claim.
    expect(claiming).toEqual([armourEnd]);
  });

  test('UTF-16 without a mark is a list or nothing, and never states another digest', () => {
    const stated = Array.from({ length: UNMARKED.length }, (_, length) =>
      parseReferenceFile('SHA256SUMS', UNMARKED.subarray(0, length)),
    ).flatMap((list) => list?.claims.flatMap(({ digests }) => digests) ?? []);
    const whole = stated.filter(({ damaged, algorithms }) => !damaged && algorithms.length > 0);
    const shorter = new Set([32, 40, 56]);
    expect(
      new Set(whole.filter((one) => !shorter.has(one.text.length)).map((one) => one.text)),
    ).toEqual(
      new Set([
        '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
        '0bfe935e70c321c7ca3afc75ce0d0ca2f98b5422e008bb31c00c6d7f1f1c0ad6',
      ]),
    );
  });

  test('UTF-16 without a mark that is cut within a character is no text', () => {
    const odd = UNMARKED.subarray(0, UNMARKED.length - 1);
    expect(parseReferenceFile('SHA256SUMS', odd)).toBeUndefined();
  });

  test('UTF-16 with half a character at its end is still read', () => {
    const list = readFile(UTF16.subarray(0, UTF16.length - 1));
    expect([list.claims.length, codesOf(list)]).toEqual([
      1,
      ['encoding-guessed', 'malformed-line'],
    ]);
  });
});

test('a digest that was cut to the length of another algorithm, in a list of names, is no claim', () => {
  const list = readFile(`${text}2d711642b726b04401627ca9fbac32f5c8530fb1`);
  expect(list.claims.every(({ path }) => path !== undefined)).toBe(true);
  expect(list.findings.at(-1)).toEqual({
    code: 'malformed-line',
    line: 12,
    detail: { text: '2d711642b726b04401627ca9fbac32f5c8530fb1' },
  });
});

test('pasted without its last characters, a digest is damaged and not compared', () => {
  const digest = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';
  expect(codesOf(paste(digest.slice(0, -3)))).toEqual(['no-claims', 'damaged-digest']);
});
