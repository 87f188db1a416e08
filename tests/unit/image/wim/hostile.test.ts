import { describe, expect, test } from 'vitest';
import { MAX_IMAGES } from '../../../../src/core/image/wim/image-list.ts';
import { readWim } from '../../../../src/core/image/wim/read.ts';
import { memorySource } from '../../../support/file-source.ts';
import { atWim, wimFile } from '../../../support/wim-builder.ts';

const withXml = (xml: string) => () => wimFile({ xml, hasIntegrity: false });
const withBytes = (offset: number, bytes: readonly number[]) => () => {
  const file = wimFile();
  file.set(bytes, offset);
  return file;
};

const entities = Array.from({ length: 12 }, (_, i) => {
  const [name, inner] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)];
  return `<!ENTITY ${name} "${`&${inner};`.repeat(10)}">`;
}).join('');
const one = (content: string) => `<WIM><IMAGE INDEX="1"><NAME>${content}</NAME></IMAGE></WIM>`;

/** By what is wrong with each, and the kinds of finding that it has to have. */
const HOSTILE: readonly (readonly [string, () => Uint8Array, string])[] = [
  [
    'a billion laughs',
    withXml(`<!DOCTYPE WIM [<!ENTITY a "aaaaaaaaaa">${entities}]>${one('&m;')}`),
    'xml-doctype',
  ],
  [
    'an external entity',
    withXml(`<!DOCTYPE WIM [<!ENTITY x SYSTEM "file:///etc/passwd">]>${one('&x;')}`),
    'xml-doctype',
  ],
  ['an entity without a document type', withXml(one('&x;')), 'xml-entity'],
  [
    '100,000 levels',
    withXml(`<WIM>${'<A>'.repeat(100_000)}${'</A>'.repeat(100_000)}</WIM>`),
    'xml-too-large',
  ],
  [
    '20,000 images of one number',
    withXml(`<WIM>${'<IMAGE INDEX="1"><NAME>a</NAME></IMAGE>'.repeat(20_000)}</WIM>`),
    'wim-image-number',
  ],
  ['XML that breaks off', withXml('<WIM><IMAGE INDEX="1"><NAME>a'), 'xml-malformed'],
  ['NUL in a name', withXml(one('a\0b')), 'xml-character'],
  [
    'XML of 2^55 bytes',
    withBytes(atWim.xml, [0, 0, 0, 0, 0, 0, 0x80]),
    'wim-beyond-end wim-xml-too-long',
  ],
  ['XML at 2^63', withBytes(atWim.xml + 8, [0, 0, 0, 0, 0, 0, 0, 0x80]), 'wim-beyond-end'],
  [
    'a lookup table of 50 TiB',
    withBytes(atWim.lookup, [0, 0, 0, 0, 0, 0x32, 0]),
    'wim-beyond-end wim-integrity-damaged wim-lookup-too-long',
  ],
  [
    'an integrity table at 2^60',
    withBytes(atWim.integrity + 8, [0, 0, 0, 0, 0, 0, 0, 0x10]),
    'wim-beyond-end',
  ],
  [
    '2^32 - 1 images',
    withBytes(atWim.imageCount, [255, 255, 255, 255]),
    'wim-header-damaged wim-images-disagree',
  ],
  ['part 5 of 2', withBytes(atWim.part, [5, 0, 2, 0]), 'wim-header-damaged'],
];

describe('a WIM file with', () => {
  test.each(HOSTILE)('%s is read to an end, and told', async (_, make, codes) => {
    const file = make();
    const before = process.cpuUsage();
    const wim = await readWim(memorySource(file));
    const { user } = process.cpuUsage(before);
    const told = new Set(wim?.findings.map(({ code }) => code));
    expect([...told].sort().join(' ')).toBe(codes);
    expect(wim?.images.length).toBeLessThanOrEqual(MAX_IMAGES);
    expect(user).toBeLessThan(3_000_000); // microseconds; a second on an idle machine
  });

  test('markup and a direction mark in its name has them as text', async () => {
    const file = wimFile({ xml: one('&lt;img src=x&gt; Pro\u202efessional') });
    const wim = await readWim(memorySource(file));
    expect(wim?.images[0]?.name).toBe('<img src=x> Pro\u202efessional');
    expect(wim?.findings).toEqual([]);
  });

  test('half a surrogate pair in its name has U+FFFD there', async () => {
    const wim = await readWim(memorySource(wimFile({ xml: one('a\ud800b') })));
    expect(wim?.images[0]?.name).toBe('a\ufffdb');
  });
});
