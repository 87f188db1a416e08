import { describe, expect, test } from 'vitest';
import { formatMetalink } from '../../../../src/core/reference/write/metalink.ts';
import { formatTouchstone } from '../../../../src/core/reference/write/touchstone.ts';
import { OTHER256, SHA1, SHA256 } from '../../../support/references.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const named = (name: string) => ({ name, size: 1_500_000, digests: { sha256: SHA256 } });
const BLOCKS = { length: 1_048_576, digests: bytes(SHA256 + OTHER256) };

describe('a Metalink', () => {
  test('has the size, the digests by the names of the IANA, and the pieces', () => {
    const digests = {
      ...{ md5: '1', sha1: '2', sha224: '3', sha256: '4', sha384: '5', sha512: '6' },
      ...{ 'sha3-256': '7', 'blake2b-512': '8', blake3: '9', crc32: 'a' },
    };
    const text = formatMetalink({ ...named('x.iso'), digests, blocks: BLOCKS });
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<metalink xmlns="urn:ietf:params:xml:ns:metalink">
  <file name="x.iso">
    <size>1500000</size>
    <hash type="sha-256">4</hash>
    <hash type="sha-1">2</hash>
    <hash type="md5">1</hash>
    <hash type="sha-512">6</hash>
    <hash type="sha-384">5</hash>
    <hash type="sha-224">3</hash>
    <pieces length="1048576" type="sha-256">
      <hash>${SHA256}</hash>
      <hash>${OTHER256}</hash>
    </pieces>
  </file>
</metalink>
`);
  });

  test('without pieces has none, and a name in which nothing is markup', () => {
    const text = formatMetalink(named('a&b<c>d"e\tf\ng\rh\'i.iso'));
    expect(text).toContain('<file name="a&amp;b&lt;c&gt;d&quot;e&#9;f&#10;g&#13;h\'i.iso">\n');
    expect(text).not.toMatch(/pieces|undefined/);
  });

  test.each(['\0', '\u0008', '\u000b', '\u000c', '\u000e', '\u001f', '\ufffe', '\uffff', '\ud800'])(
    'is not written for a name with %j in it',
    (character) => {
      expect(formatMetalink(named(`a${character}b`))).toBeUndefined();
    },
  );

  test.each(['\u007f', '\ufffd', '\u{1f4bf}'])('may have a name with %j in it', (character) => {
    expect(formatMetalink(named(`a${character}b`))).toContain(`<file name="a${character}b">`);
  });
});

test("this program's own form has one member for each digest, and the pieces where they are known", () => {
  const digests = { sha1: SHA1, sha256: SHA256 };
  const text = formatTouchstone([
    { ...named('x "1".iso'), digests, blocks: BLOCKS },
    named('y.iso'),
  ]);
  expect(text).toBe(`{
  "schema": "touchstone.reference/1",
  "files": [
    {
      "name": "x \\"1\\".iso",
      "size": 1500000,
      "digests": {
        "sha256": "${SHA256}",
        "sha1": "${SHA1}"
      },
      "pieces": {
        "algorithm": "sha256",
        "length": 1048576,
        "digests": [
          "${SHA256}",
          "${OTHER256}"
        ]
      }
    },
    {
      "name": "y.iso",
      "size": 1500000,
      "digests": {
        "sha256": "${SHA256}"
      }
    }
  ]
}
`);
});
