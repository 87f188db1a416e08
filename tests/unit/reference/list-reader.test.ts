import { expect, test } from 'vitest';
import { ListReader } from '../../../src/core/reference/list-reader.ts';

test('a file of which nothing is compared is a line that says something', () => {
  const reader = new ListReader({});
  reader.take({ kind: 'file', format: 'torrent', path: 'x.iso', size: 5 }, 1);
  expect(reader.tally).toEqual({ recognised: 1, doubtful: 0, malformed: 0 });
  expect(reader.finish()).toEqual({
    claims: [{ path: 'x.iso', digests: [], line: 1, size: 5 }],
    findings: [],
    format: 'torrent',
  });
});

test('a file without a size takes none away', () => {
  const reader = new ListReader({});
  reader.take({ kind: 'file', format: 'torrent', path: 'x.iso' }, 1);
  reader.take({ kind: 'file', format: 'torrent', path: 'x.iso', size: 5 }, 2);
  expect(reader.finish().claims[0]?.size).toBe(5);
});
