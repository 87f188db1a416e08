import { expect, test } from 'vitest';
import { linesOf, wholeSpan } from '../../../src/core/text/lines.ts';

const texts = (text: string) => [...linesOf(text)].map((line) => line.text);

test.each([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\nb', ['a', 'b']],
  ['\n\n', ['', '']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['a\r\r\n', ['a\r']],
  ['a\rb\n', ['a\rb']],
  ['a\rb\r', ['a', 'b']],
  ['a\u2028b\u0085c', ['a\u2028b\u0085c']],
])('the lines of %j', (text, lines) => {
  expect(texts(text)).toEqual(lines);
});

test('each line says where it begins, where the next one does, and its number', () => {
  expect([...linesOf('ab\r\nc')]).toEqual([
    { text: 'ab', number: 1, start: 0, next: 4 },
    { text: 'c', number: 2, start: 4, next: 5 },
  ]);
});

test('a span may end within a line', () => {
  const text = 'a\nb\ncd\ne';
  const span = { ...wholeSpan(text), start: 2, end: 5, firstLine: 2 };
  expect([...linesOf(text, span)]).toEqual([
    { text: 'b', number: 2, start: 2, next: 4 },
    { text: 'c', number: 3, start: 4, next: 5 },
  ]);
});

test('a span of a text has only its own lines', () => {
  const text = 'a\nb\nc\nd';
  const span = { ...wholeSpan(text), start: 2, end: 6, firstLine: 2 };
  expect([...linesOf(text, span)].map((line) => [line.number, line.text])).toEqual([
    [2, 'b'],
    [3, 'c'],
  ]);
});
