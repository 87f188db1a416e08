import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/core/bytes/text.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const GUESSED = [{ code: 'encoding-guessed' }];

describe('text', () => {
  test.each([
    ['nothing', bytes(), ''],
    ['ASCII', bytes(0x61, 0x0a), 'a\n'],
    ['UTF-8', bytes(0xc3, 0xbc, 0xf0, 0x9f, 0x98, 0x80), 'ü😀'],
    ['UTF-8 with its byte order mark', bytes(0xef, 0xbb, 0xbf, 0x61), 'a'],
    [
      'a second byte order mark, which is a character',
      bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf),
      '\ufeff',
    ],
    ['UTF-16LE', bytes(0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8, 0x00, 0xde), 'a😀'],
    ['UTF-16BE', bytes(0xfe, 0xff, 0x00, 0x61, 0xd8, 0x3d, 0xde, 0x00), 'a😀'],
    ['a byte order mark alone', bytes(0xff, 0xfe), ''],
    ['UTF-16LE without its mark', bytes(0x61, 0, 0x0d, 0, 0x0a, 0, 0x7e, 0), 'a\r\n~'],
    ['UTF-16BE without its mark', bytes(0, 0x61, 0, 0x09, 0, 0x20, 0, 0x62), 'a\t b'],
    ['three characters of four in ASCII', bytes(0x61, 0, 0x62, 0, 0x63, 0, 0x00, 0x4e), 'abc一'],
    [
      'a pair of surrogates without a mark',
      bytes(0, 0x61, 0, 0x62, 0, 0x63, 0, 0x64, 0, 0x65, 0, 0x66, 0xd8, 0x3d, 0xde, 0x00),
      'abcdef😀',
    ],
  ])('%s', (_, input, text) => {
    expect(decodeText(input)).toEqual({ text, findings: [] });
  });

  test('a view into a larger buffer is read from its own beginning', () => {
    expect(decodeText(bytes(0x00, 0x61, 0x62, 0x00).subarray(1, 3))?.text).toBe('ab');
  });
});

describe('guessed', () => {
  test.each([
    ['Latin-1', bytes(0x47, 0x72, 0xfc, 0xdf, 0x65), 'Grüße'],
    ['a byte that windows-1252 would change', bytes(0x80, 0x9f), '\u0080\u009f'],
    ['an overlong form of UTF-8', bytes(0xc0, 0xaf), 'À¯'],
    ['a surrogate in UTF-8', bytes(0xed, 0xa0, 0x80), 'í\u00a0\u0080'],
    ['UTF-8 that is cut', bytes(0x61, 0xc3), 'aÃ'],
    ['UTF-16 with an odd byte', bytes(0xff, 0xfe, 0x61, 0x00, 0x62), 'a\ufffd'],
    ['UTF-16 with half a pair', bytes(0xff, 0xfe, 0x3d, 0xd8, 0x61, 0x00), '\ufffda'],
  ])('%s', (_, input, text) => {
    expect(decodeText(input)).toEqual({ text, findings: GUESSED });
  });

  test('of a long text every byte is one character', () => {
    const input = new Uint8Array(100_000).fill(0xe4);
    expect(decodeText(input)?.text).toBe('ä'.repeat(100_000));
  });
});

describe('no text', () => {
  test.each([
    ['a NUL', bytes(0x61, 0x62, 0x00)],
    ['UTF-16 without a mark, with an odd byte', bytes(0x61, 0x00, 0x62, 0x00, 0x63)],
    ['a control character in UTF-16 without a mark', bytes(0x61, 0x00, 0x1f, 0x00)],
    ['a NUL in UTF-16 without a mark', bytes(0x61, 0x00, 0x62, 0x00, 0x00, 0x00)],
    ['zeros at both sides', bytes(0x61, 0x00, 0x00, 0x62)],
    ['two characters of four in ASCII', bytes(0x61, 0, 0x62, 0, 0x00, 0x4e, 0x00, 0x4e)],
    ['zeros that begin late', bytes(0x00, 0x4e, 0x61, 0, 0x62, 0, 0x63, 0)],
    ['UTF-32 without a mark', bytes(0x61, 0, 0, 0, 0x62, 0, 0, 0)],
    ['a NUL in UTF-16', bytes(0xff, 0xfe, 0x00, 0x00)],
    ['UTF-32', bytes(0xff, 0xfe, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00)],
  ])('%s', (_, input) => {
    expect(decodeText(input)).toBeUndefined();
  });
});
