import { expect, test } from 'vitest';
import { formatBlockMap } from '../../../../src/core/reference/block-map.ts';
import { parseReferenceFile } from '../../../../src/core/reference/parse.ts';
import { OTHER256, readFile, SHA256 } from '../../../support/references.ts';

const blocks = new Uint8Array(Buffer.from(OTHER256 + SHA256, 'hex'));
const mapOf = (name: string) =>
  formatBlockMap({
    ...{ name, size: 2 ** 20 + 1, blockBytes: 2 ** 20, blocks },
    sha256: new Uint8Array(Buffer.from(SHA256, 'hex')),
  });

test('a map claims the size and the SHA-256 of its file, and keeps those of its blocks', () => {
  const { format, claims, findings } = readFile(mapOf('x.iso'), 'x.map');
  expect([format, findings]).toEqual(['block-map', []]);
  expect(claims).toEqual([
    {
      path: 'x.iso',
      size: 1_048_577,
      digests: [{ algorithms: ['sha256'], text: SHA256 }],
      pieces: { algorithm: 'sha256', length: 1_048_576, digests: blocks },
      line: 1,
    },
  ]);
});

test('a map of a file without a name is none', () => {
  expect(parseReferenceFile('x.map', mapOf(''))).toBeUndefined();
});
