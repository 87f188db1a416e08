/** Texts that are made so that the reader and the check might see different things. */
import { describe, expect, it } from 'vitest';
import { parseReferenceFile } from '../../../src/core/reference/parse.ts';
import { builtInRing, check, vector } from '../../support/signatures.ts';

const FEDORA = Buffer.from(vector('Fedora-Server-25-1.3-x86_64-CHECKSUM')).toString('latin1');
const FORGED = `${'ab'.repeat(32)}  forged.iso\n`;
const SIGNIFY_BLOB = `RW${'Q'.repeat(97)}=`;
const SIGNIFY_ODD_BLOB = `RW${'R'.repeat(97)}=`;
const BOM = '\u00ef\u00bb\u00bf';

const encode = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** The claims that a reader gives, and whether all of the signatures are good. */
async function seen(text: string) {
  const list = encode(text);
  const checked = await check({ list, ring: await builtInRing() });
  const claims = parseReferenceFile('CHECKSUM', list)?.claims ?? [];
  return {
    isForged: claims.some(({ path }) => path === 'forged.iso'),
    isBelieved: checked.length > 0 && checked.every(({ outcome }) => outcome === 'good'),
  };
}

const believedForgery = { isForged: true, isBelieved: true };

/** A good list with `packets` more signature packets that nobody made in its armour. */
function withJunkSignatures(text: string, packets: number): string {
  const [before = '', rest = ''] = text.split('-----BEGIN PGP SIGNATURE-----');
  const [armour = '', after = ''] = rest.split('-----END PGP SIGNATURE-----');
  const lines = armour.split('\n').filter((line) => /^[A-Za-z0-9+/]+={0,2}$/.test(line));
  const signature = Buffer.from(lines.join(''), 'base64');
  const body = Buffer.concat(Array.from({ length: packets + 1 }, () => signature));
  const base64 = body.toString('base64').replace(/.{64}/g, '$&\n');
  return `${before}-----BEGIN PGP SIGNATURE-----\n\n${base64}\n-----END PGP SIGNATURE-----${after}`;
}

describe('a forged claim beside a genuine clear-signed list is not believed', () => {
  it.each([
    { name: 'before it', text: FORGED + FEDORA },
    { name: 'after it', text: FEDORA + FORGED },
    { name: 'before its Hash header', text: FEDORA.replace('Hash:', `${FORGED}Hash:`) },
    { name: 'in a header of its signature', text: FEDORA.replace('Version:', `${FORGED}Version:`) },
    {
      name: 'after a header of signify',
      text: `untrusted comment: x\n${SIGNIFY_BLOB}\n${FORGED}${FEDORA}`,
    },
    {
      name: 'after a header of signify that is no base64 of anything',
      text: `untrusted comment: x\n${SIGNIFY_ODD_BLOB}\n${FORGED}${FEDORA}`,
    },
    {
      name: 'after a byte order mark and a header of signify',
      text: `${BOM}untrusted comment: x\n${SIGNIFY_BLOB}\n${FORGED}${FEDORA}`,
    },
    {
      name: 'in a frame of its own with the signature of the other',
      text: FEDORA + FEDORA.replace(/\n\n[^]*?\n-----BEGIN/, `\n\n${FORGED}-----BEGIN`),
    },
    {
      name: 'in a frame of its own after more signatures than are checked',
      text:
        withJunkSignatures(FEDORA, 20) +
        FEDORA.replace(/\n\n[^]*?\n-----BEGIN/, `\n\n${FORGED}-----BEGIN`),
    },
    { name: 'hidden by carriage returns', text: FEDORA.replace('\n\n', `\n\n${FORGED.trim()}\r`) },
  ])('$name', async ({ text }) => {
    expect(await seen(text)).not.toEqual(believedForgery);
  });
});

describe('the frame with more signatures than are checked', () => {
  it('says so, for each part', async () => {
    const text = withJunkSignatures(FEDORA, 20) + FEDORA;
    const checked = await check({ list: encode(text), ring: await builtInRing() });
    const unchecked = checked.filter(({ reason }) => reason === 'too-many');
    expect(unchecked.map(({ part }) => part)).toEqual([1, 2]);
  });

  it('is good in those that are checked', async () => {
    const checked = await check({
      list: encode(withJunkSignatures(FEDORA, 3)),
      ring: await builtInRing(),
    });
    expect(checked.map(({ outcome }) => outcome)).toEqual(['good', 'good', 'good', 'good']);
  });
});

describe('a signed list in UTF-16, which no signer reads as text', () => {
  it.each(['\ufeff', ''])('is checked by nobody, behind the mark %j', async (mark) => {
    const list = Buffer.from(`${mark}${FEDORA}`, 'utf16le');
    expect(await check({ list, ring: await builtInRing() })).toEqual([]);
  });
});
