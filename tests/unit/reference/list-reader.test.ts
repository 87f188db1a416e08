import { expect, test } from 'vitest';
import { ListReader } from '../../../src/core/reference/list-reader.ts';
import { OTHER256, SHA256 } from '../../support/references.ts';

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

const ofSite = {
  kind: 'digests',
  format: 'site-catalogue',
  path: 'x.iso',
  statements: [{ kind: 'stated', digest: { algorithms: ['sha256'], text: SHA256 } }],
  listedAs: { title: 'Golden image' },
} as const;

test('a list with one line of a site’s catalogue is a site’s, whatever else is in it', () => {
  const reader = new ListReader({});
  reader.take(ofSite, 1);
  reader.read({ text: `${OTHER256}  y.iso`, number: 2 });
  reader.read({ text: `${OTHER256}  z.iso`, number: 3 });
  expect(reader.finish().format).toBe('site-catalogue');
});

test('what a list says of a file for people stays with its claim', () => {
  const reader = new ListReader({});
  reader.take(ofSite, 1);
  expect(reader.finish().claims[0]?.listedAs).toEqual({ title: 'Golden image' });
});
