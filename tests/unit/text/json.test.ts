import { expect, test } from 'vitest';
import {
  asRecord,
  hasMemberTwice,
  listIn,
  MAX_JSON_CHARACTERS,
  parseJson,
  sizeIn,
  textIn,
} from '../../../src/core/text/json.ts';

test.each([
  ['{"a":[1]}', { a: [1] }],
  ['', undefined],
  ['{"a":1', undefined],
  ['{"a":1}}', undefined],
  ["{'a':1}", undefined],
])('%j is parsed as %j', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

test('a text may be so long and no longer', () => {
  const longest = '1'.padEnd(MAX_JSON_CHARACTERS);
  expect([parseJson(longest), parseJson(`${longest} `)]).toEqual([1, undefined]);
});

test.each([
  [{}, new Map()],
  [{ a: 1, __proto__: { b: 2 } }, new Map([['a', 1]])],
  [[1], undefined],
  [null, undefined],
  ['a', undefined],
  [7, undefined],
  [undefined, undefined],
])('the members of %j are its own', (value, members) => {
  expect(asRecord(value)).toEqual(members);
});

test('a member named as something that every object has is only a member', () => {
  expect(asRecord(parseJson('{"__proto__":{"sha1":"x"}}'))?.get('sha1')).toBeUndefined();
  expect(asRecord(parseJson('{}'))?.get('constructor')).toBeUndefined();
});

test('a list, a text and a size are taken for nothing else', () => {
  const record = new Map<string, unknown>([
    ['list', [1, 'a']],
    ['text', ''],
    ['size', 0],
    ['object', { length: 1 }],
  ]);
  expect(['list', 'text', 'object', 'none'].map((name) => listIn(record, name))).toEqual([
    [1, 'a'],
    [],
    [],
    [],
  ]);
  expect(['text', 'size', 'none'].map((name) => textIn(record, name))).toEqual([
    '',
    undefined,
    undefined,
  ]);
});

test.each([
  [0, 0],
  [2 ** 53 - 1, 2 ** 53 - 1],
  [2 ** 53, undefined],
  [-1, undefined],
  [0.5, undefined],
  ['7', undefined],
])('%j as a size is %j', (value, size) => {
  expect(sizeIn(new Map([['size', value]]), 'size')).toBe(size);
});

test.each([
  ['{"a":1,"a":2}', true],
  ['[{"b":{"a":1,"c":3,"a":1}}]', true],
  ['{"a":1,"\\u0061":1}', true],
  ['{"a":{"a":1},"b":[{"a":1}]}', false],
  ['{"a:":"b:c","d":"\\":\\\\"}', false],
  ['{"a":null,"b":[null,7,"c"],"d":{}}', false],
  ['[]', false],
  ['":"', false],
])('in %s a member stands twice: %j', (text, isTwice) => {
  expect(hasMemberTwice(text, JSON.parse(text))).toBe(isTwice);
});
