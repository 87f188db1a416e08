import { expect, test } from 'vitest';
import { parseBencode } from '../../../../src/core/reference/formats/torrent/bencode.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

test.each([
  ['i0e', 0],
  ['i42e', 42],
  ['i-42e', -42],
  ['i9007199254740991e', 9_007_199_254_740_991],
  ['i00000000000000001e', 1],
  ['0:', bytes('')],
  ['3:a\u00ffe', bytes('a\u00ffe')],
  ['le', []],
  ['li1e1:ae', [1, bytes('a')]],
  ['de', new Map()],
  [
    'd1:bi1e1:ai2ee',
    new Map([
      ['b', 1],
      ['a', 2],
    ]),
  ],
  ['d2:\u00e9\u00ffi1ee', new Map([['\u00e9\u00ff', 1]])],
  ['d0:i1ee', new Map([['', 1]])],
  [
    'd9:__proto__de1:ali1eee',
    new Map<string, unknown>([
      ['__proto__', new Map()],
      ['a', [1]],
    ]),
  ],
])('%j is one value', (text, value) => {
  expect(parseBencode(bytes(text))).toEqual(value);
});

test.each([
  ['nothing', ''],
  ['something behind the value', 'i1ei2e'],
  ['a number without digits', 'ie'],
  ['a number that is only a sign', 'i-e'],
  ['a number with two signs', 'i--1e'],
  ['a number with a fraction', 'i1.5e'],
  ['a number without its end', 'i12'],
  ['a number with another end', 'i12x'],
  ['a number beyond 2^53 - 1', 'i9007199254740992e'],
  ['a number of eighteen digits', 'i000000000000000001e'],
  ['a string without its colon', '3abc'],
  ['a string without its length', ':abc'],
  ['a string with a negative length', '-1:a'],
  ['a string that is cut', '4:abc'],
  ['a list without its end', 'li1e'],
  ['a list with something else in it', 'li1ex'],
  ['a dictionary without its end', 'd1:ai1e'],
  ['a key that is no string', 'di1ei2ee'],
  ['a key without a value', 'd1:ae'],
  ['a key with half a value', 'd1:ai1'],
  ['a key that is there twice', 'd1:ai1e1:ai1ee'],
  ['a key that is cut', 'd4:ab'],
  ['another letter', 'x'],
])('%s is none', (_, text) => {
  expect(parseBencode(bytes(text))).toBeUndefined();
});

test.each([
  ['lists', 'l', 'e'],
  ['dictionaries', 'd1:a', 'e'],
])('%s are read 256 levels below the first', (_, open, close) => {
  const nested = (levels: number) =>
    parseBencode(bytes(`${open.repeat(levels)}le${close.repeat(levels)}`));
  expect(nested(256)).toBeDefined();
  expect(nested(257)).toBeUndefined();
});
