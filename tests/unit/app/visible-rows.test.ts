import { describe, expect, it } from 'vitest';
import { findVisible } from '../../../src/app/format/visible-rows.ts';

/** Rows of 50 pixels; eight more than are seen are kept on either side. */
const rows = (top: number, total = 1000) => findVisible({ top, height: total * 50, total }, 500);

describe('rows in view', () => {
  it.each([
    ['at the beginning', 0, 0, 18],
    ['with something above the list', 300, 0, 12],
    ['in the middle', -10_000, 192, 218],
    ['at the end', -49_500, 982, 1000],
    ['far below the window', 100_000, 0, 0],
    ['far above the window', -100_000, 1000, 1000],
  ])('%s', (_, top, start, end) => {
    expect(rows(top)).toEqual({ start, end });
  });

  it('are none of an empty list', () => {
    expect(rows(0, 0)).toEqual({ start: 0, end: 0 });
  });
});
