import { describe, expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  paste,
  readFile,
  SHA1,
  SHA256,
} from '../../support/references.ts';

const GROUPS = '0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567';

describe('an OpenPGP fingerprint', () => {
  test.each([
    GROUPS,
    GROUPS.replace('  ', ' ').toLowerCase(),
    `      Key fingerprint = ${GROUPS}`,
    `Primary key fingerprint: ${GROUPS}`,
    `Fingerprint: ${SHA1}`,
    `Key fingerprint = 0x${SHA1.toUpperCase()}`,
    `fingerprint ${SHA256}`,
    `openpgp4fpr:${SHA1}`,
    `  openpgp4fpr:${SHA1}`,
    `OPENPGP4FPR:${SHA1.toUpperCase()}`,
    `fpr:::::::::${SHA1.toUpperCase()}:`,
  ])('%j is no digest', (text) => {
    const reference = paste(text);
    expect([reference.claims, codesOf(reference)]).toEqual([
      [],
      ['no-claims', 'openpgp-fingerprint'],
    ]);
  });

  test.each(['rsa4096 2012-05-11 [SC]', 'rsa4096/0xD94AA3F0EFE21092 2012-05-11 [SC]'])(
    'below a key that GnuPG lists (%s) is no digest, and one further down is',
    (key) => {
      const list = `pub   ${key}\n      ${SHA1}\nuid   [unknown] X\n\n${SHA1}\n`;
      expect(paste(list).findings).toContainEqual({ code: 'openpgp-fingerprint', line: 2 });
      expect(paste(list).claims.map(({ line }) => line)).toEqual([5]);
    },
  );

  test('forty hex characters in groups of eight are a digest', () => {
    expect(claimsOf(paste(SHA1.replace(/.{8}(?=.)/g, '$& ')))).toEqual([[undefined, SHA1]]);
  });

  test('a file may be named like one', () => {
    expect(claimsOf(readFile(`${SHA256}  Key fingerprint = ${GROUPS}\n`))).toHaveLength(1);
  });
});

describe("a torrent's info-hash", () => {
  test.each([
    `magnet:?xt=urn:btih:${SHA1}&dn=x.iso`,
    `urn:btih:${SHA1.toUpperCase()}`,
    `xt=urn:btmh:1220${SHA256}`,
    `Info hash: ${SHA1}`,
    `Torrent info hash v1: ${SHA1}`,
    `infohash=${SHA1}`,
    `info_hash = ${SHA1}`,
    `BTIH (x.iso) = ${SHA1}`,
    'magnet:?dn=x.iso',
    `magnet:?xt=urn:btih:${SHA1}${'&tr=udp%3A%2F%2Ftracker.example%3A1337%2Fannounce'.repeat(40)}`,
  ])('%j is no digest', (text) => {
    const reference = paste(text);
    expect([reference.claims, codesOf(reference)]).toEqual([
      [],
      ['no-claims', 'torrent-info-hash'],
    ]);
  });
});

test.each([
  [`Fingerprint: zz${SHA1}`, 'damaged-digest'],
  [`Fingerprint: ${SHA1} (mine)`, 'malformed-line'],
  [`the info hash: ${SHA1}`, 'malformed-line'],
])('%j is neither', (text, code) => {
  expect(codesOf(paste(text))).toEqual(['no-claims', code]);
});

test.each(['BTIH (x.iso) = ', `BTIH (x.iso) ${SHA1}`])('%j has no value that is one', (text) => {
  expect(codesOf(paste(text))).toEqual(['no-claims', 'malformed-line']);
});

describe('a dropped file', () => {
  test.each([`${GROUPS}\n`, `magnet:?xt=urn:btih:${SHA1}\n`, 'DEADBEEF\n'])(
    'that holds only %j is a reference without claims',
    (text) => {
      expect([isReference(text), claimsOf(readFile(text))]).toEqual([true, []]);
    },
  );
});
