import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import type { IdentityField } from '../../../src/core/identity/identity.ts';
import type { Image } from '../../../src/core/verdict/claims.ts';
import { findNear, MAX_NEAR } from '../../../src/core/verdict/near.ts';

const entry = (id: string, rest: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...{ id, vendor: 'Microsoft', product: 'Windows 7', edition: 'Professional' },
  ...{ servicePack: 'SP1', architecture: 'x64', language: 'en-US', channel: 'Retail' },
  ...{ fileName: `${id}.iso`, aliases: [], digests: [], disputed: [] },
  ...rest,
});

const german = entry('de', { language: 'de-DE' });
const refreshed = entry('en-u', { servicePack: 'SP1 (media refresh, May 2011)' });
const volume = entry('en-vl', { channel: 'Volume', architecture: 'x86' });

const says = (...facts: readonly (readonly [IdentityField, string])[]) => ({
  kind: 'udf' as const,
  sizes: { claims: [], conclusion: { kind: 'unknown' as const } },
  identity: {
    facts: facts.map(([field, value]) => ({
      ...{ field, value, source: 'wim-xml' as const, isHint: false },
    })),
    findings: [],
  },
});

const ENGLISH_PRO = says(
  ['product', 'Windows 7'],
  ['edition', 'Professional'],
  ['architecture', 'x64'],
  ['language', 'en-US'],
);

function imageOf(rest: Partial<Image>): Image {
  return {
    ...{ id: '1', name: 'mine.iso', size: 3000, reading: 'complete' as const, digests: {} },
    facts: ENGLISH_PRO,
    ...rest,
  };
}

const near = (rest: Partial<Image>) =>
  findNear(imageOf(rest)).nearest.map(({ entry: { id }, besides, differences }) => [
    id,
    besides,
    differences.map(({ trait, known, other }) => `${trait}: ${known}, not ${other.join('+')}`),
  ]);

describe('known images that come near', () => {
  it('are none where the catalogue was not consulted', () => {
    expect(near({})).toEqual([]);
  });

  it('are none for an image that is known', () => {
    expect(near({ matches: { byDigest: [german], byName: [german], candidates: [] } })).toEqual([]);
  });

  it('differ from the image by name in its language', () => {
    expect(near({ matches: { byDigest: [], byName: [german] } })).toEqual([
      ['de', 'image', ['languages: de-DE, not en-US']],
    ]);
  });

  it('are compared with the known image of that name, those with fewer differences first', () => {
    const matches = { byDigest: [], byName: [german], candidates: [volume, refreshed] };
    expect(near({ name: 'DE.iso', matches })).toEqual([
      ['de', 'image', ['languages: de-DE, not en-US']],
      [
        'en-u',
        'namesake',
        ['languages: en-US, not de-DE', 'release: SP1 (media refresh, May 2011), not SP1'],
      ],
      [
        'en-vl',
        'namesake',
        [
          'architectures: x86, not x64',
          'languages: en-US, not de-DE',
          'channel: Volume, not Retail',
        ],
      ],
    ]);
  });

  it('differ from the one of that name in whatever both say', () => {
    const mine = entry('mine', { version: '6.1', size: 3000 });
    const other = entry('other', {
      ...{ version: '6.3', servicePack: 'SP2', edition: 'Ultimate', size: 4000 },
    });
    const silent: CatalogueEntry = {
      ...{ id: 'silent', vendor: 'Microsoft', product: 'Windows 7', fileName: 'silent.iso' },
      ...{ aliases: [], digests: [], disputed: [] },
    };
    const matches = { byDigest: [], byName: [mine], candidates: [other, silent] };
    expect(near({ matches }).slice(1)).toEqual([
      ['silent', 'namesake', []],
      [
        ...['other', 'namesake'],
        [
          ...['version: 6.3, not 6.1', 'servicePack: SP2, not SP1'],
          ...['editions: Ultimate, not Professional'],
          ...['size: 4000, not 3000', 'release: SP2, not SP1'],
        ],
      ],
    ]);
  });

  it('are compared by size alone with what nobody looked into', () => {
    const { facts: _, ...unseen } = imageOf({
      matches: { byDigest: [], byName: [entry('en', { size: 5000 })] },
    });
    const differences = findNear(unseen).nearest.map((one) => one.differences);
    expect(differences).toEqual([[{ trait: 'size', known: '5000', other: ['3000'] }]]);
  });

  it('are told of another size', () => {
    const candidates = [entry('en', { size: 5000 })];
    expect(near({ matches: { byDigest: [], byName: [], candidates } })).toEqual([
      ['en', 'image', ['size: 5000, not 3000']],
    ]);
  });

  it('have no differences where nothing is known of the image', () => {
    const matches = { byDigest: [], byName: [german] };
    expect(near({ facts: says(), matches })).toEqual([['de', 'image', []]]);
  });

  it('are few, and the rest is counted', () => {
    const candidates = Array.from({ length: 12 }, (_, index) => entry(`en-${index}`));
    const { nearest, more } = findNear(
      imageOf({ matches: { byDigest: [], byName: [], candidates } }),
    );
    expect([nearest.length, more]).toEqual([MAX_NEAR, 12 - MAX_NEAR]);
  });
});
