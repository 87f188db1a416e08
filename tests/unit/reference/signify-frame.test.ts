import { describe, expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  paste,
  readFile,
  SHA256,
} from '../../support/references.ts';

/** Of the length that signify writes; not one that verifies. */
const BLOB = `RW${'Qa0+/'.repeat(19)}bc=`;
const HEAD = `untrusted comment: verify with x.pub\n${BLOB}\n`;
const BODY = `SHA256 (x.iso) = ${SHA256}\n`;

test('the message of an embedded signature makes claims, which are signed and not checked', () => {
  const list = readFile(HEAD + BODY);
  expect(list.claims).toEqual([
    { path: 'x.iso', digests: [{ algorithms: ['sha256'], text: SHA256 }], line: 3 },
  ]);
  expect([list.isSigned, codesOf(list)]).toEqual([true, []]);
});

test('all of the message is signed, also what looks like a frame of OpenPGP', () => {
  const frame = `-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n`;
  expect(claimsOf(readFile(HEAD + frame + BODY.repeat(4)))).toEqual([['x.iso', SHA256]]);
});

test('the message may be a form that is told by the whole of a text', () => {
  const xml = `<metalink><file name="x.iso"><hash type="sha-256">${SHA256}</hash></file></metalink>\n`;
  const list = readFile(HEAD + xml);
  expect([list.format, list.isSigned, claimsOf(list)]).toEqual([
    'metalink',
    true,
    [['x.iso', SHA256]],
  ]);
});

test('a message without a list is no reference', () => {
  expect(isReference(`${HEAD}Dear all,\nthere is\nnothing here.\n`)).toBe(false);
});

describe('is no embedded signature', () => {
  test.each([
    ['without its comment', `${BLOB}\n`],
    ['with another comment', HEAD.replace('untrusted ', '')],
    ['with a line before it', `\n${HEAD}`],
    ['of another algorithm', HEAD.replace('RW', 'RX')],
    ['that is too short', HEAD.replace('bc=', 'b=')],
    ['that is too long', HEAD.replace('bc=', 'bcd=')],
    ['with something before it', HEAD.replace('RW', '>RW')],
    ['with something behind it', HEAD.replace('bc=', 'bc=>')],
    ['that is no base64', HEAD.replace('Qa0+/', 'Qa0+_')],
    ['with a line between', HEAD.replace(BLOB, `\n${BLOB}`)],
  ])('one %s', (_, head) => {
    expect(paste(head + BODY).isSigned).toBe(false);
  });

  test('one with nothing behind it', () => {
    expect([paste(HEAD).isSigned, paste(HEAD.trimEnd()).isSigned]).toEqual([false, false]);
  });

  test('one whose lines end with CR alone', () => {
    expect(paste((HEAD + BODY).replaceAll('\n', '\r')).isSigned).toBe(false);
  });

  test('a comment alone', () => {
    expect(paste('untrusted comment: x').isSigned).toBe(false);
  });
});
