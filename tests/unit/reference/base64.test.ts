import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hexOfBase64 } from '../../../src/core/reference/base64.ts';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  paste,
  readFile,
  SHA256,
  vector,
} from '../../support/references.ts';

const CONTENT = 'hello\n';
const hex = (algorithm: string) => createHash(algorithm).update(CONTENT).digest('hex');

/** `openssl dgst -binary | base64` of the content. */
const BASE64 = {
  md5: 'sZRqySSS0jR8YjW00mERhA==',
  sha1: '9XLTlvrpIGYocU+yzgD3LpTyJY8=',
  sha256: 'WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=',
  sha384: 'HQ8oTv4+3qS5yjvVFPoTSxfq42HMx6Hu/v+AG5vWYE4B8h9r8knvAwWZ8MIY8rqM',
  sha512:
    '58IrmUxZ2c8rSOVJseJGZmNgRZMNPafBrLKZ0cO3+TH5Sq5B7dosKyB6NuEPi8uNRSI+VIePWzFufOO2vAGWKQ==',
};

describe('as hex', () => {
  test.each(Object.entries(BASE64))('%s', (algorithm, text) => {
    expect(hexOfBase64(text, hex(algorithm).length / 2)).toBe(hex(algorithm));
  });

  test.each([
    ['without its padding', BASE64.sha256.slice(0, -1)],
    ['with another padding', `${BASE64.sha256.slice(0, -1)}M`],
    ['with padding for a byte less', `${BASE64.sha256.slice(0, -2)}==`],
    ['without padding, for a byte more that is zero', `${'A'.repeat(43)}A`],
    ['with spare bits that are not zero', BASE64.sha256.replace('gM=', 'gN=')],
    ['of the URL alphabet', BASE64.sha256.replaceAll('/', '_')],
    ['of another length', BASE64.sha1],
    ['of nothing', ''],
  ])('not %s', (_, text) => {
    expect(hexOfBase64(text, 32)).toBeUndefined();
  });
});

describe('in lists', () => {
  test('what RHash writes', () => {
    const list = readFile(vector('tools/rhash-base64.txt'), 'x.sha256');
    expect([list.format, codesOf(list), algorithmsOf(list)]).toEqual([
      'gnu',
      [],
      [['sha256'], ['sha256']],
    ]);
    expect(claimsOf(list)).toEqual([
      ['plain.iso', hex('sha256')],
      ['b (1).iso', createHash('sha256').update('x').digest('hex')],
    ]);
  });

  test.each(Object.entries(BASE64))('%s behind a tag, as cksum --base64 writes it', (id, text) => {
    const list = readFile(`${id.toUpperCase()} (x.iso) = ${text}\n`);
    expect([claimsOf(list), algorithmsOf(list)]).toEqual([[['x.iso', hex(id)]], [[id]]]);
  });

  test('behind a label, as update files have it', () => {
    const list = paste(`sha512: ${BASE64.sha512}`);
    expect([claimsOf(list), algorithmsOf(list)]).toEqual([
      [[undefined, hex('sha512')]],
      [['sha512']],
    ]);
  });

  // A SHA-256 has as many characters as a SHA-384 in base64.
  test('hex is never taken for base64', () => {
    const list = readFile(`SHA384 (x.iso) = ${SHA256}\nSHA384 (y.iso) = O${SHA256.slice(1)}\n`);
    expect(list.claims.map(({ digests }) => digests[0]?.damaged)).toEqual([true, true]);
  });

  test.each(['md5', 'sha1', 'sha256', 'sha512'] as const)('%s pasted by itself', (id) => {
    const { format, claims, findings, isSigned } = paste(` ${BASE64[id]}\n`);
    expect(claims).toMatchObject([{ digests: [{ text: hex(id) }], line: 1 }]);
    expect(claims[0]?.digests[0]?.algorithms).toContain(id);
    expect([format, findings, isSigned]).toEqual(['bare', [], false]);
  });

  test.each(['AAAAAA==', BASE64.sha384, BASE64.sha256.slice(4)])('%s pasted is none', (text) => {
    expect(paste(text).claims).toEqual([]);
  });

  test.each([
    ['of four bytes', 'AAAAAA==  x.iso\n'],
    ['with one blank', `${BASE64.sha256} x.iso\n`],
    ['without padding', `${BASE64.sha384}  x.iso\n`],
    ['without a name', `${BASE64.sha256}\n`],
    ['of another length', `${BASE64.sha256.slice(4)}  x.iso\n`],
  ])('untagged %s it is none', (_, text) => {
    expect(isReference(text)).toBe(false);
  });
});

describe('Subresource Integrity', () => {
  test.each([
    ['alone', `sha384-${BASE64.sha384}`],
    ['between blanks', `  sha384-${BASE64.sha384} `],
    ['as an attribute', `integrity="sha384-${BASE64.sha384}"`],
    ['as an attribute with blanks', `integrity = "sha384-${BASE64.sha384}"`],
    ['in JSON', `"integrity": "sha384-${BASE64.sha384}",`],
    ['with options', `sha384-${BASE64.sha384}?ct=application/octet-stream`],
  ])('%s', (_, text) => {
    const list = paste(text);
    expect([list.format, claimsOf(list), algorithmsOf(list)]).toEqual([
      'sri',
      [[undefined, hex('sha384')]],
      [['sha384']],
    ]);
  });

  test('several on one line', () => {
    const list = paste(`sha256-${BASE64.sha256}  sha512-${BASE64.sha512}`);
    expect(claimsOf(list)).toEqual([[undefined, hex('sha256'), hex('sha512')]]);
  });

  test('one that lost a character is never compared', () => {
    const list = paste(`sha256-${BASE64.sha256.slice(2)}`);
    expect([list.claims[0]?.digests[0]?.damaged, codesOf(list)]).toEqual([
      true,
      ['no-claims', 'damaged-digest'],
    ]);
    expect(list.findings[1]?.detail).toEqual({ text: BASE64.sha256.slice(2) });
  });

  test.each([
    'md5-sZRqySSS0jR8YjW00mERhA==',
    'sha256-',
    'sha256-x y',
    `xsha384-${BASE64.sha384}`,
    `sha384-${BASE64.sha384}~x`,
  ])('not %s', (text) => {
    expect(paste(text).format).not.toBe('sri');
  });
});
