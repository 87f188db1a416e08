import { expect, test } from 'vitest';
import { readCells } from '../../../src/core/text/csv.ts';

test.each([
  ['a,b', ',', ['a', 'b']],
  ['', ',', ['']],
  ['a,', ',', ['a', '']],
  [',,', ',', ['', '', '']],
  ['"a,b",c', ',', ['a,b', 'c']],
  ['"a""b"', ',', ['a"b']],
  ['""', ',', ['']],
  ['a;b,c', ';', ['a', 'b,c']],
  ['"', ',', undefined],
  ['"a"b,c', ',', undefined],
  ['a"b,c', ',', undefined],
  ['"a', ',', undefined],
])('%j with %j between cells', (line, separator, cells) => {
  expect(readCells(line, separator)).toEqual(cells);
});
