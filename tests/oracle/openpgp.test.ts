/** OpenPGP signatures made by GnuPG, and what GnuPG says of them beside this program. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Gpg } from '../support/gpg.ts';
import { buildRing, check, outcomes, ownRing, vector } from '../support/signatures.ts';

const LIST = `${'ab'.repeat(32)}  plain.iso\n- dashed \n\nFrom blanks \t\n`;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const now = new Date();

let gpg: Gpg;
beforeAll(() => {
  gpg = new Gpg();
});
afterAll(() => {
  gpg.close();
});

/** The outcomes by a ring of these keys alone, given as files or as fingerprints in GnuPG's home. */
async function ours(keys: readonly string[], list: Uint8Array, signature?: Uint8Array) {
  const ring = await ownRing(keys.map((key) => gpg.exportKey(key)));
  return await outcomes({ list, ring, now, ...(signature ? { signature } : {}) });
}

const METHODS = [
  { algorithm: 'rsa2048', digest: 'SHA256', method: 'RSA-2048' },
  { algorithm: 'rsa3072', digest: 'SHA512', method: 'RSA-3072' },
  { algorithm: 'ed25519', digest: 'SHA512', method: 'Ed25519' },
  { algorithm: 'nistp256', digest: 'SHA256', method: 'ECDSA nistP256' },
  { algorithm: 'nistp521', digest: 'SHA512', method: 'ECDSA nistP521' },
  { algorithm: 'dsa2048', digest: 'SHA256', method: 'DSA-2048' },
  { algorithm: 'rsa2048', digest: 'SHA384', method: 'RSA-2048' },
  { algorithm: 'rsa2048', digest: 'SHA224', method: 'RSA-2048' },
];

describe.each(METHODS)('$algorithm with $digest', ({ algorithm, digest, method }) => {
  let key: string;
  beforeAll(() => {
    key = gpg.makeKey(`${algorithm} ${digest}`, { algorithm });
  });
  const sign = (options: readonly string[]) =>
    gpg.sign(key, LIST, ['--digest-algo', digest, ...options]);

  test('a detached signature is good, binary and armoured', async () => {
    const binary = sign(['--detach-sign']);
    const armoured = sign(['--armor', '--detach-sign']);
    expect(await ours([key], encode(LIST), binary)).toEqual(['good']);
    expect(await ours([key], encode(LIST), armoured)).toEqual(['good']);
  });

  test('its key is told by fingerprint and method', async () => {
    const ring = await ownRing([gpg.exportKey(key)]);
    const [checked] = await check({
      list: encode(LIST),
      signature: sign(['--detach-sign']),
      ring,
      now,
    });
    expect(checked).toMatchObject({
      issuer: key,
      key: { fingerprint: key, method, trust: 'own', names: [`${algorithm} ${digest}`] },
    });
  });

  test('a clear-signed text is good, and bad with another digit', async () => {
    const signed = sign(['--clear-sign']);
    const altered = encode(decode(signed).replace('abab', 'abac'));
    expect(await ours([key], signed)).toEqual(['good']);
    expect(await ours([key], altered)).toEqual(['bad']);
    expect(gpg.verify(altered)).toContain('BADSIG');
  });

  test('a detached text signature is good over either kind of line break', async () => {
    const signature = sign(['--textmode', '--detach-sign']);
    const lines = encode(LIST.replaceAll('\n', '\r\n'));
    expect(await ours([key], encode(LIST), signature)).toEqual(['good']);
    expect(await ours([key], lines, signature)).toEqual(['good']);
  });

  test('without its key it is by an unknown key', async () => {
    const other = gpg.makeKey(`other than ${algorithm} ${digest}`);
    const signature = sign(['--detach-sign']);
    expect(await ours([other], encode(LIST), signature)).toEqual(['unknown-key']);
  });
});

describe('weak signatures', () => {
  const weak = async (algorithm: string, options: readonly string[]) => {
    const key = gpg.makeKey(`weak ${algorithm} ${options.join(' ')}`, { algorithm });
    const signature = gpg.sign(key, LIST, [...options, '--detach-sign']);
    const ring = await ownRing([gpg.exportKey(key)]);
    const [checked] = await check({ list: encode(LIST), signature, ring, now });
    return { outcome: checked?.outcome, weaknesses: checked?.weaknesses };
  };

  test.each([
    { algorithm: 'rsa2048', digest: 'SHA1', weaknesses: ['sha1'] },
    { algorithm: 'rsa2048', digest: 'RIPEMD160', weaknesses: ['ripemd160'] },
    { algorithm: 'rsa2048', digest: 'MD5', weaknesses: ['md5'] },
    { algorithm: 'rsa1024', digest: 'SHA256', weaknesses: ['short-rsa'] },
    { algorithm: 'dsa1024', digest: 'SHA256', weaknesses: ['short-dsa'] },
    { algorithm: 'rsa1024', digest: 'SHA1', weaknesses: ['sha1', 'short-rsa'] },
  ])('$algorithm with $digest is weak', async ({ algorithm, digest, weaknesses }) => {
    expect(await weak(algorithm, ['--digest-algo', digest])).toEqual({
      outcome: 'weak',
      weaknesses,
    });
  });
});

describe('notations', () => {
  const notated = async (notation: string) => {
    const key = gpg.makeKey(`notation ${notation}`);
    const signature = gpg.sign(key, LIST, ['--sig-notation', notation, '-b']);
    return await ours([key], encode(LIST), signature);
  };

  test('one that is critical and not known leaves the signature unchecked', async () => {
    expect(await notated('!rule@example.org=1')).toEqual(['unsupported']);
  });

  test('one that is not critical changes nothing', async () => {
    expect(await notated('rule@example.org=1')).toEqual(['good']);
  });
});

describe('dates', () => {
  test('a key that has expired since is expired', async () => {
    const key = gpg.makeKey('expired', { at: '20200101T000000', expiry: '1y' });
    const signature = gpg.sign(key, LIST, ['--faked-system-time', '20200601T000000', '-b']);
    expect(gpg.verify(encode(LIST), signature)).toContain('EXPKEYSIG');
    expect(await ours([key], encode(LIST), signature)).toEqual(['expired']);
  });

  test('a signature that claims to come from the future is not checked', async () => {
    const key = gpg.makeKey('future');
    const signature = gpg.sign(key, LIST, ['--faked-system-time', '20600601T000000', '-b']);
    expect(await ours([key], encode(LIST), signature)).toEqual(['unsupported']);
  });

  test('a signature that says it has expired is not checked', async () => {
    const key = gpg.makeKey('short-lived', { at: '20200101T000000' });
    const options = ['--faked-system-time', '20200601T000000', '--default-sig-expire', '1d', '-b'];
    const signature = gpg.sign(key, LIST, options);
    const ring = await ownRing([gpg.exportKey(key)]);
    const [checked] = await check({ list: encode(LIST), signature, ring, now });
    expect(checked).toMatchObject({ outcome: 'unsupported', reason: 'signature-expired' });
    expect(gpg.verify(encode(LIST), signature)).toContain('EXPSIG');
  });

  test('a signature that is older than its key is not checked', async () => {
    const key = gpg.makeKey('young', { at: '20220101T000000' });
    const signature = gpg.sign(key, LIST, ['--faked-system-time', '20210601T000000', '-b']);
    const ring = await ownRing([gpg.exportKey(key)]);
    const [checked] = await check({ list: encode(LIST), signature, ring, now });
    expect(checked).toMatchObject({ outcome: 'unsupported', reason: 'outside-key-dates' });
  });

  test('a key that was prolonged after it signed is judged by what it says now', async () => {
    const key = gpg.makeKey('prolonged', { at: '20200101T000000', expiry: '1y' });
    const signature = gpg.sign(key, LIST, ['--faked-system-time', '20200601T000000', '-b']);
    gpg.run(['--quick-set-expire', key, '0']);
    const minimal = gpg.run(['--export-options', 'export-minimal', '--export', key]);
    const ring = await ownRing([minimal]);
    expect(await outcomes({ list: encode(LIST), signature, ring, now })).toEqual(['good']);
  });
});

describe('a built-in key of which a person added a newer copy', () => {
  test('keeps its word, although the copy no longer expires', async () => {
    const key = gpg.makeKey('renewed', { at: '20200101T000000', expiry: '1y' });
    const signature = gpg.sign(key, LIST, ['--faked-system-time', '20200601T000000', '-b']);
    const scope = { project: 'Renewed', names: ['*'], source: 'made here' };
    const ring = await buildRing([{ bytes: gpg.exportKey(key), scope }]);
    gpg.run(['--quick-set-expire', key, '0']);
    await ring.add(gpg.exportKey(key), { trust: 'own', scope: undefined });

    const [checked] = await check({ list: encode(LIST), signature, ring, now });
    expect(checked).toMatchObject({ outcome: 'expired', key: { trust: 'built-in' } });
  });

  test('is believed nothing when the copy was withdrawn', async () => {
    const key = gpg.makeKey('withdrawn copy');
    const signature = gpg.sign(key, LIST, ['-b']);
    const scope = { project: 'Withdrawn', names: ['*'], source: 'made here' };
    const ring = await buildRing([{ bytes: gpg.exportKey(key), scope }]);
    gpg.revoke(key, 0);
    await ring.add(gpg.exportKey(key), { trust: 'own', scope: undefined });

    expect(await outcomes({ list: encode(LIST), signature, ring, now })).toEqual(['revoked']);
  });
});

describe('keys that were withdrawn', () => {
  test.each([
    { reason: 0, name: 'for no reason' },
    { reason: 1, name: 'as compromised' },
    { reason: 2, name: 'as superseded' },
    { reason: 3, name: 'as retired' },
  ])('a key revoked $name verifies nothing, also of before', async ({ reason, name }) => {
    const key = gpg.makeKey(`revoked ${name}`, { at: '20200101T000000' });
    const signature = gpg.sign(key, LIST, ['--faked-system-time', '20200601T000000', '-b']);
    expect(await ours([key], encode(LIST), signature)).toEqual(['good']);
    gpg.revoke(key, reason);
    expect(gpg.verify(encode(LIST), signature)).toContain('REVKEYSIG');
    expect(await ours([key], encode(LIST), signature)).toEqual(['revoked']);
  });
});

describe('subkeys', () => {
  const withSubkey = (name: string) => {
    const key = gpg.makeKey(name, { usage: 'cert' });
    gpg.run(['--quick-add-key', key, 'ed25519', 'sign', 'never']);
    return key;
  };

  test('what a subkey signed is good, by its primary key', async () => {
    const key = withSubkey('with subkey');
    const signature = gpg.sign(key, LIST, ['-b']);
    const ring = await ownRing([gpg.exportKey(key)]);
    const [checked] = await check({ list: encode(LIST), signature, ring, now });
    expect(checked).toMatchObject({ outcome: 'good', key: { fingerprint: key } });
    expect(checked?.issuer).not.toBe(key);
  });

  test('a subkey that was revoked verifies nothing', async () => {
    const key = withSubkey('revoked subkey');
    const signature = gpg.sign(key, LIST, ['-b']);
    gpg.run(
      ['--no-batch', '--command-fd', '0', '--edit-key', key],
      'key 1\nrevkey\ny\n0\n\ny\nsave\n',
    );
    expect(gpg.verify(encode(LIST), signature)).toContain('REVKEYSIG');
    expect(await ours([key], encode(LIST), signature)).toEqual(['revoked']);
  });

  test('a subkey without its binding belongs to nobody', async () => {
    const key = withSubkey('unbound subkey');
    const signature = gpg.sign(key, LIST, ['-b']);
    const stolen = gpg.makeKey('claims the subkey of another');
    const binding = splitOff(gpg.exportKey(key));
    const file = Uint8Array.from([...gpg.exportKey(stolen), ...binding]);
    const ring = await ownRing([file]);
    expect(await outcomes({ list: encode(LIST), signature, ring, now })).toEqual(['unknown-key']);
  });
});

/** The subkey packet and its binding signature: the last two packets of a key with one subkey. */
function splitOff(key: Uint8Array): Uint8Array {
  const starts: number[] = [];
  for (let at = 0; at < key.length;) {
    starts.push(at);
    const width = 1 << ((key[at] ?? 0) & 3);
    let length = 0;
    for (let i = 0; i < width; i++) length = length * 256 + (key[at + 1 + i] ?? 0);
    at += 1 + width + length;
  }
  return key.slice(starts.at(-2));
}

describe('clear-signed texts', () => {
  let key: string;
  let signed: string;
  beforeAll(() => {
    key = gpg.makeKey('clear');
    signed = decode(gpg.sign(key, LIST, ['--clear-sign']));
  });

  test.each([
    { name: 'with text around it', change: (text: string) => `before\n\n${text}\nafter\n` },
    { name: 'with CR LF', change: (text: string) => text.replaceAll('\n', '\r\n') },
    {
      name: 'with more blanks at line ends',
      change: (text: string) => text.replace('.iso\n', '.iso \t\n'),
    },
  ])('$name it is good, as GnuPG says', async ({ change }) => {
    const text = encode(change(signed));
    expect(gpg.verify(text)).toContain('GOODSIG');
    expect(await ours([key], text)).toEqual(['good']);
  });

  test.each([
    {
      name: 'a blank within a line',
      change: (text: string) => text.replace('  plain', '   plain'),
    },
    { name: 'a line more', change: (text: string) => text.replace('From', 'more\nFrom') },
    { name: 'a line less', change: (text: string) => text.replace('From blanks', '') },
    {
      name: 'another line order',
      change: (text: string) => text.replace(/(ab.*\n)(.*\n)/, '$2$1'),
    },
  ])('with $name it is bad, as GnuPG says', async ({ change }) => {
    const text = encode(change(signed));
    expect(gpg.verify(text)).toContain('BADSIG');
    expect(await ours([key], text)).toEqual(['bad']);
  });

  test('two of them are told apart, each by its part', async () => {
    const ring = await ownRing([gpg.exportKey(key)]);
    const second = signed.replace('abab', 'abac');
    const found = await check({ list: encode(`${signed}\n${second}`), ring, now });
    expect(found.map(({ outcome, part }) => ({ outcome, part }))).toEqual([
      { outcome: 'good', part: 1 },
      { outcome: 'bad', part: 2 },
    ]);
  });

  test('by two keys it has two signatures', async () => {
    const other = gpg.makeKey('clear too');
    const both = gpg.sign(key, LIST, ['--local-user', other, '--clear-sign']);
    expect(await ours([key, other], both)).toEqual(['good', 'good']);
    expect([...(await ours([key], both))].sort()).toEqual(['good', 'unknown-key']);
  });

  test('text put between its headers and its text makes it no signed text', async () => {
    const text = encode(signed.replace('Hash: ', 'Comment: x\nHash: '));
    expect(await ours([key], text)).toEqual([]);
  });

  test('Latin-1 text is good, as GnuPG says', async () => {
    const text = gpg.sign(key, Uint8Array.from([...encode(LIST), 0xfc, 0x0a]), ['--clear-sign']);
    expect(gpg.verify(text)).toContain('GOODSIG');
    expect(await ours([key], text)).toEqual(['good']);
  });
});

describe('other than detached', () => {
  test('a message with its signature inside is not checked', async () => {
    const key = gpg.makeKey('inline');
    const message = gpg.sign(key, LIST, ['--sign']);
    expect(await ours([key], encode(LIST), message)).not.toContain('good');
  });
});

describe('real lists', () => {
  beforeAll(() => {
    for (const name of readdirSync('keys').filter((file) => file.endsWith('.asc'))) {
      gpg.import(path.join('keys', name));
    }
  });

  test.each([
    { name: 'Fedora-Server-25-1.3-x86_64-CHECKSUM' },
    { name: 'Fedora-Workstation-35-1.2-x86_64-CHECKSUM' },
    { name: 'CHECKSUM.SHA512-FreeBSD-14.1-RELEASE-amd64.asc' },
    { name: 'Qubes-R4.2.4-x86_64.iso.DIGESTS' },
    { name: 'debian-11.2.0-SHA512SUMS', detached: 'debian-11.2.0-SHA512SUMS.sign' },
    { name: 'ubuntu-20.04.1-SHA256SUMS', detached: 'ubuntu-20.04.1-SHA256SUMS.gpg' },
  ])('GnuPG says that $name is good', ({ name, detached }) => {
    const found = gpg.verify(vector(name), detached === undefined ? undefined : vector(detached));
    expect(found).toContain('GOODSIG');
  });
});
