import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  OTHER256,
  paste,
  readFile,
  SHA1,
  SHA256,
  vector,
} from '../../../support/references.ts';

const hashes = (...pairs: [string, string][]) => pairs.map(([alg, content]) => ({ alg, content }));
const BOM = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  metadata: { component: { type: 'file', name: 'whole.iso', hashes: hashes(['SHA-1', SHA1]) } },
  components: [
    {
      type: 'file',
      name: 'x.iso',
      hashes: hashes(['SHA-256', SHA256], ['SHA3-512', 'zz']),
      components: [{ type: 'file', name: 'inner.iso', hashes: hashes(['SHA-256', OTHER256]) }],
    },
    { type: 'library', name: 'none' },
  ],
};

/** After the examples of CycloneDX 1.4. */
const XML = `<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1">
  <metadata><component type="file"><name>whole.iso</name><hashes><hash alg="SHA-1">${SHA1}</hash></hashes></component></metadata>
  <components>
    <component type="file">
      <name>
        x.iso
      </name>
      <version>1</version>
      <supplier><name>Somebody</name></supplier>
      <hashes><hash alg="SHA-256">${SHA256}</hash><hash alg="SHA3-512">zz</hash></hashes>
      <components>
        <component type="file"><name>inner.iso</name><hashes><hash alg="SHA-256">${OTHER256}</hash></hashes></component>
      </components>
      <externalReferences><reference type="website"><url>https://example.org</url>
        <hashes><hash alg="SHA-256">${OTHER256}</hash></hashes></reference></externalReferences>
    </component>
  </components>
</bom>
`;

describe.each([
  ['JSON', JSON.stringify(BOM)],
  ['XML', XML],
])('%s', (_, text) => {
  test('the hashes of components, also of the subject and of inner ones', () => {
    const list = readFile(text);
    expect(list.format).toBe('cyclonedx');
    expect(claimsOf(list)).toEqual([
      ['whole.iso', SHA1],
      ['x.iso', SHA256],
      ['inner.iso', OTHER256],
    ]);
    expect(codesOf(list)).toEqual(['malformed-line']);
  });

  test('what breaks off claims nothing', () => {
    const half = text.slice(0, -10);
    expect(isReference(half) ? readFile(half).claims : []).toEqual([]);
  });
});

describe('XML', () => {
  const component = (content: string) => `<component>${content}</component>`;
  const hash = `<hashes><hash alg="SHA-256"> ${SHA256}\n</hash></hashes>`;
  const bom = (content: string) =>
    `<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components>${content}</components></bom>`;

  test('a component without a name takes that of no other', () => {
    const other = hash.replace(SHA256, OTHER256);
    const inner = `<components>${component(other)}${component(`<name>y</name>`)}</components>`;
    const list = readFile(bom(`${component(`<name>x</name>${inner}${hash}`)}${component(hash)}`));
    expect([claimsOf(list), codesOf(list)]).toEqual([
      [['x', SHA256]],
      ['malformed-line', 'malformed-line'],
    ]);
  });

  test('with prefixes', () => {
    const text = bom(component(`<name>x</name>${hash}`))
      .replace(/<(\/?)(?=[a-z])/g, '<$1cdx:')
      .replace('xmlns=', 'xmlns:cdx=');
    expect(claimsOf(readFile(text))).toEqual([['x', SHA256]]);
  });

  test('a hash that names no algorithm is not compared', () => {
    const list = paste(bom(component(`<name>x</name>${hash.replace(' alg="SHA-256"', '')}`)));
    expect(list.findings).toMatchObject([
      { code: 'no-claims' },
      { code: 'unsupported-algorithm', detail: { tag: '' } },
    ]);
  });

  test('within another root it is no reference', () => {
    expect(isReference(`<x>${bom(component(`<name>x</name>${hash}`))}</x>`)).toBe(false);
  });
});

describe('JSON', () => {
  test('what is no component or no hash says nothing, and the order is that of the text', () => {
    const inner = ['a', 'b'].map((name) => ({ name, hashes: hashes(['SHA-1', SHA1]) }));
    const some = [null, 'SHA-1', { alg: 'SHA-1' }, { content: SHA1 }, { alg: 1, content: SHA1 }];
    const components = [
      null,
      'x',
      { name: 'x', hashes: some, components: inner },
      ...inner.slice(1),
    ];
    const list = readFile(JSON.stringify({ bomFormat: 'CycloneDX', components }));
    expect([claimsOf(list), list.claims.map(({ line }) => line), list.findings]).toEqual([
      [
        ['a', SHA1],
        ['b', SHA1],
      ],
      [1, 1],
      [],
    ]);
  });

  test('a component without a name is malformed', () => {
    const components = [{ hashes: hashes(['SHA-1', SHA1]) }, BOM.components[0]];
    const list = readFile(JSON.stringify({ bomFormat: 'CycloneDX', components }));
    expect(list.findings[0]).toMatchObject({
      code: 'malformed-line',
      detail: { text: ` SHA-1 ${SHA1}` },
    });
  });

  test('another document that holds one is no reference', () => {
    expect(isReference(JSON.stringify({ ...BOM, bomFormat: 'other', inside: BOM }))).toBe(false);
  });
});

test('components that are nested deeper than any stack do no harm', () => {
  const deep = '{"components":['.repeat(5_000) + ']}'.repeat(5_000);
  const text = `{"bomFormat":"CycloneDX","components":[${deep},${JSON.stringify(BOM.components[0])}]}`;
  expect(claimsOf(readFile(text))).toEqual([
    ['x.iso', SHA256],
    ['inner.iso', OTHER256],
  ]);
});

test('npm sbom: the digest of a component', () => {
  const list = readFile(vector('tools/npm-sbom.cdx.json'));
  expect(list.format).toBe('cyclonedx');
  const stated =
    'e350a27e483a7bc4f2952a5db53a5e2d532abd20445734edb47bc4443ef8d7ea6767c00dbf4d34e0c44be3740a3c394af5c1af369e8d6566540656c65d8c719e';
  expect(claimsOf(list)).toEqual([['is-number', stated]]);
});

test('cyclonedx-library: the digests of files, in XML', () => {
  const list = readFile(vector('tools/cyclonedx-library.cdx.xml'));
  const stated = (name: string, content: string) => [
    name,
    ...['sha1', 'sha256'].map((hash) => createHash(hash).update(content).digest('hex')),
  ];
  expect(list.format).toBe('cyclonedx');
  expect(claimsOf(list)).toEqual([
    stated('b (1).iso', 'x'),
    stated('Grüße.iso', 'u'),
    stated('plain.iso', 'hello\n'),
  ]);
});
