import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseArmour } from '../../../src/core/signature/armour.ts';
import { findSigningFile } from '../../../src/core/signature/recognise.ts';
import { MinisignKey } from '../../support/minisign-maker.ts';
import { vector } from '../../support/signatures.ts';

const KEY_FILE = 'keys/843938DF228D22F7B3742BC0D94AA3F0EFE21092.asc';
const KEY = readFileSync(KEY_FILE, 'utf8');
const SIGNATURE = Buffer.from(vector('ubuntu-20.04.1-SHA256SUMS.gpg')).toString();

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const binaryOf = (armoured: string): Uint8Array =>
  parseArmour(armoured).blocks[0]?.bytes ?? new Uint8Array();

const MINISIGN = new MinisignKey('makerkey');
const HELLO = encode('hello');
const withTail = (file: Uint8Array): Uint8Array =>
  Uint8Array.from(Buffer.concat([file, Buffer.from('\n\n42  x.iso\n')]));

const SIGNS = { role: 'signature', kind: 'openpgp' };
const IS_KEY = { role: 'key', kind: 'openpgp' };

describe('a dropped file', () => {
  it.each([
    { name: 'an armoured signature', file: encode(SIGNATURE), found: SIGNS },
    { name: 'a binary signature', file: binaryOf(SIGNATURE), found: SIGNS },
    { name: 'an armoured key', file: encode(KEY), found: IS_KEY },
    {
      name: 'a key with text before it',
      file: encode(`The key of Ubuntu\n\n${KEY}`),
      found: IS_KEY,
    },
    { name: 'a binary key', file: binaryOf(KEY), found: IS_KEY },
    { name: 'several keys', file: encode(KEY + KEY), found: IS_KEY },
    { name: 'a cut signature', file: encode(SIGNATURE.slice(0, 300)), found: SIGNS },
    {
      name: 'an armoured signature of CR LF',
      file: encode(SIGNATURE.replaceAll('\n', '\r\n')),
      found: SIGNS,
    },
  ])('that is $name is told for what it is', ({ file, found }) => {
    expect(findSigningFile(file)).toEqual(found);
  });

  it.each([
    { name: 'empty', file: new Uint8Array() },
    { name: 'a list', file: vector('ubuntu-20.04.1-SHA256SUMS') },
    { name: 'a clear-signed list', file: vector('Fedora-Server-25-1.3-x86_64-CHECKSUM') },
    {
      name: 'a list with a signature whose frame is broken',
      file: encode(`x  y.iso\n${SIGNATURE}`),
    },
    {
      name: 'a minisign signature with text behind blank lines',
      file: withTail(MINISIGN.sign(HELLO)),
    },
    { name: 'a minisign key with text behind blank lines', file: withTail(MINISIGN.file) },
    { name: 'a private key', file: encode(KEY.replaceAll('PUBLIC', 'PRIVATE')) },
    { name: 'a message', file: encode(SIGNATURE.replaceAll('SIGNATURE', 'MESSAGE')) },
    { name: 'a signature of more than 64 KiB', file: encode(SIGNATURE.repeat(90)) },
    { name: 'a key of more than 1 MiB', file: encode(`${'\n'.repeat(2 ** 20)}${KEY}`) },
    { name: 'zeros', file: new Uint8Array(1024) },
    { name: 'bytes that are not whole packets', file: binaryOf(SIGNATURE).subarray(0, 100) },
  ])('that is $name is neither signature nor key', ({ file }) => {
    expect(findSigningFile(file)).toBeUndefined();
  });
});
