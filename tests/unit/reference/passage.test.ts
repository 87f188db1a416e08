import { describe, expect, test } from 'vitest';
import { HEAD_CHARACTERS, LineFinder, Passage } from '../../../src/core/reference/passage.ts';

const TEXT = 'a\nb\nc\r\nd';
/** The lines `b` and `c`. */
const SPAN = { start: 2, end: 7, firstLine: 2, lineBreak: '\n' } as const;

test('a passage has its own lines, and no more', () => {
  const passage = new Passage(TEXT, SPAN);
  expect([...passage.lines()]).toEqual([
    { text: 'b', number: 2 },
    { text: 'c', number: 3 },
  ]);
  expect([passage.firstLine, passage.head, passage.text]).toEqual([2, 'b\nc\r\n', 'b\nc\r\n']);
});

test('what framing did to its lines is undone', () => {
  const passage = new Passage(TEXT, SPAN, (line) => line.toUpperCase());
  expect([[...passage.lines()].map(({ text }) => text), passage.text]).toEqual([
    ['B', 'C'],
    'B\nC',
  ]);
});

test('its head is not longer than grammars are asked by', () => {
  expect(new Passage('x'.repeat(HEAD_CHARACTERS + 1)).head).toHaveLength(16_384);
});

describe('lines are found', () => {
  const find = (needles: readonly string[], span = SPAN) => {
    const finder = new LineFinder(new Passage('-\nb\nc\nc\nb', { ...span, end: 9 }));
    return needles.map((needle) => finder.find(needle));
  };

  test('in order, counted from that of the passage', () => {
    expect(find(['b', 'c', 'c', 'b'])).toEqual([2, 3, 4, 5]);
  });

  test('behind an empty line', () => {
    const finder = new LineFinder(new Passage('\nb\nb'));
    expect([finder.find('b'), finder.find('b')]).toEqual([2, 3]);
  });

  test('twice in one line', () => {
    const finder = new LineFinder(new Passage('a a\na'));
    expect([finder.find('a'), finder.find('a'), finder.find('a')]).toEqual([1, 1, 2]);
  });

  test('and after one that is not there, no more', () => {
    expect(find(['c', 'x', 'b'])).toEqual([3, 3, 3]);
  });

  test('nor after one that is not in order', () => {
    expect(find(['b', 'c', 'c', 'b', 'c', 'b'])).toEqual([2, 3, 4, 5, 5, 5]);
  });
});
