import { describe, expect, it } from 'vitest';
import { checkSource } from '../../../scripts/build-catalogue.mjs';
import { parseRows } from '../../../scripts/catalogue/read-source.mjs';
import {
  hexOf,
  packRows,
  smallEntries,
  smallSources,
  type EntryRow,
} from '../../support/catalogue.ts';

const sha1 = hexOf('gamma', 'sha1');

const gamma: EntryRow = {
  id: 'gamma',
  vendor: 'Example',
  product: 'Gamma',
  fileName: 'gamma.iso',
  digests: { sha1 },
  sources: [{ source: 1, says: ['sha1'] }],
};

const withGamma = (changes: object) => () =>
  packRows(smallSources, [...smallEntries, { ...gamma, ...changes }]);

const stated = (statement: object) => ({ sources: [{ source: 1, says: ['sha1'], ...statement }] });

describe('check of an entry', () => {
  it('passes one that is in order', () => {
    expect(withGamma({})().info.entries).toBe(3);
  });

  it.each([
    ['an unknown field', { grade: 'publisher' }, 'entries:3: grade: unknown field'],
    ['a field inherited by every object', { toString: 'x' }, 'toString: unknown field'],
    ['no product', { product: '' }, 'product: not a text'],
    ['a bidi control in a text', { title: 'a\u202eb' }, 'title: control or direction characters'],
    ['a text that is not in NFC', { title: 'e\u0301' }, 'title: not in NFC'],
    ['a path as a file name', { fileName: 'x/gamma.iso' }, 'fileName: a path'],
    ['a file name beyond ASCII', { fileName: 'gämma.iso' }, 'fileName: not printable ASCII'],
    ['an alias that is its own name', { aliases: ['GAMMA.iso'] }, 'aliases: a name twice'],
    ['a size of zero', { size: 0 }, 'size: not a positive whole number'],
    ['an unknown channel', { channel: 'Beta' }, 'channel: not one of Retail'],
    ['no digest', { digests: {} }, 'digests: none'],
    ['upper-case hex', { digests: { sha1: sha1.toUpperCase() } }, 'sha1: not lower-case hex'],
    ['a digest too short', { digests: { sha1: sha1.slice(1) } }, 'sha1: 39 characters, not 40'],
    ['an unknown algorithm', { digests: { sha1, md4: sha1 } }, 'unknown algorithm md4'],
    ['an id already used', { id: 'beta' }, 'id beta: already at entries:1'],
    ['no source', { sources: [] }, 'sources: no source'],
    ['an unknown source', stated({ source: 6 }), 'sources: 6 is not known'],
    ['an unknown statement', stated({ says: ['sha1', 'grade'] }), 'sources: says: not one of'],
    ['no source for its digest', stated({ says: ['md5'] }), 'sha1: no source that counts'],
    [
      'a signer of an unsigned list',
      stated({ signedBy: 'A'.repeat(40) }),
      'signedBy on an unsigned',
    ],
    ['a signed list without signer', stated({ source: 2 }), 'source 2: signedBy missing'],
    [
      'another signer of a list that is known',
      { ...stated({ source: 2, signedBy: 'A'.repeat(40) }), signedBy: ['A'.repeat(40)] },
      'source 2: signed by two keys',
    ],
    ['a signer that no source has', { signedBy: ['A'.repeat(40)] }, 'signedBy: not the signers'],
    [
      'its own digest under disputed',
      { disputed: [{ algorithm: 'sha1', others: [sha1] }] },
      "the entry's own digest",
    ],
    [
      'a disputed value of a wrong length',
      { disputed: [{ algorithm: 'sha256', others: [sha1] }] },
      '40 characters, not 64',
    ],
  ])('refuses %s', (_, changes, complaint) => {
    expect(withGamma(changes)).toThrow(complaint);
  });

  it('refuses a digest that another entry has', () => {
    const taken = hexOf('beta', 'sha1');
    const complaint = `entries:3: sha1 ${taken}: already at entries:1`;
    expect(withGamma({ digests: { sha1: taken } })).toThrow(complaint);
  });

  it('refuses a digest that only untraceable sources state', () => {
    const lost = { id: 3, where: 'gone', family: 'untraceable', authority: 'untraceable' };
    const entry = { ...gamma, sources: [{ source: 3, says: ['sha1'] }] };
    expect(() => packRows([...smallSources, lost], [entry])).toThrow('no source that counts');
  });

  it('takes statements about values that were dropped, and about sizes', () => {
    const entry = { ...gamma, ...stated({ says: ['sha1', 'sha256', 'size'] }) };
    expect(packRows(smallSources, [entry]).info.grades).toEqual(
      new Map([['publisher-copy sha1', 1]]),
    );
  });
});

describe('check of a source', () => {
  it.each([
    ['an id used twice', { id: 1 }, 'sources:6: id 1: already used'],
    ['an unknown authority', { authority: 'hearsay' }, 'authority: not one of'],
    ['an unknown field', { trust: 5 }, 'trust: unknown field'],
  ])('refuses %s', (_, changes, complaint) => {
    const source = { ...smallSources[0], id: 10, ...changes };
    expect(() => packRows([...smallSources, source], smallEntries)).toThrow(complaint);
  });
});

describe('check of a template', () => {
  it('refuses one without owner, since templates are told apart by owner', () => {
    const source = { id: 10, where: 'x', family: 'templates', authority: 'third-party' };
    const pack = () => packRows([...smallSources, source], smallEntries);
    expect(pack).toThrow('sources:6: owner: missing');
  });
});

describe('date of collection', () => {
  it.each(['2026-02-30', '22.11.2026', '2026-11-22T00:00:00Z', ''])('cannot be "%s"', (collected) => {
    const check = () => checkSource({ collected, complete: [], sources: [], entries: [] });
    expect(check).toThrow('collected: not a date');
  });
});

describe('rows of a source file', () => {
  it('say in which line JSON is broken', () => {
    expect(() => parseRows('{"a":1}\n{"a":\n', 'x.jsonl')).toThrow('x.jsonl:2');
  });

  it('are refused without a last line feed, which a cut file lacks', () => {
    expect(() => parseRows('{"a":1}', 'x.jsonl')).toThrow('no line feed');
  });
});
