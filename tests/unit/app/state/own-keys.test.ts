/** Keys that a person drops, and what they change: renewed, withdrawn, and copies of built-in ones. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { KeyRing } from '../../../../src/app/state/key-ring.svelte.ts';
import type { KeyStore, StoredKey } from '../../../../src/platform/storage/kept-store.ts';
import { MinisignKey } from '../../../support/minisign-maker.ts';
import {
  concat,
  createdAt,
  flags,
  OVER,
  publicKey,
  RsaKey,
  SIGNS,
  subkey,
  subpacket,
  backSignature,
} from '../../../support/openpgp-maker.ts';
import { list, openDesk, read, signature, verdictOf } from '../../../support/signature-page.ts';

const MADE = createdAt('2020-01-01T00:00:00Z');
const SIGNED = createdAt('2022-01-01T00:00:00Z');
const key = new RsaKey();
const FIRST = publicKey(key, 'Maker', [MADE, flags(SIGNS)]);
/** Superseded (RFC 9580 §5.2.3.31), which still counts for what was signed before. */
const WITHDRAWN = concat(
  key.packet,
  key.sign({
    type: OVER.revocation,
    data: key.hashed,
    hashed: [SIGNED, subpacket(29, Uint8Array.of(1))],
  }),
  FIRST.subarray(key.packet.length),
);
const sub = new RsaKey();
const RENEWED = concat(FIRST, subkey(key, sub, [MADE, flags(SIGNS), backSignature(key, sub)]));

const SCOPE = { project: 'Maker', names: ['maker-*.iso'], source: 'a test' };
const BUILT_IN = [{ scope: SCOPE, bytes: FIRST }];

const MINE = read('maker-1.iso', 'made');
const OTHER = read('else-1.iso', 'made');
const listOf = ({ image }: typeof MINE) =>
  list('SUMS', `${image.digests.sha256 ?? ''}  ${image.name}\n`);
const sign = (by: RsaKey, data: Uint8Array | undefined) =>
  signature(
    'SUMS.sig',
    by.sign({ type: OVER.bytes, data: data ?? new Uint8Array(), hashed: [SIGNED] }),
  );

/** A page on which these files were dropped, and all keys trusted after the first `trusted` of them. */
async function openPage(
  files: readonly Uint8Array[],
  {
    builtIn = [] as typeof BUILT_IN,
    trusted = 0,
    store,
  }: { builtIn?: typeof BUILT_IN; trusted?: number; store?: KeyStore } = {},
) {
  const ring = new KeyRing(store, () => undefined);
  const desk = openDesk(builtIn, ring);
  const codes = [];
  for (const [index, file] of files.entries()) {
    codes.push(await desk.takeKeys(`${String(index)}.asc`, file));
    if (index < trusted) for (const { id } of ring.keys) ring.trust(id, 'Mine');
  }
  const judge = async (by: RsaKey, image: typeof MINE) => {
    const page = [listOf(image), sign(by, listOf(image).bytes)];
    const { kind, deciding } = await verdictOf(image, page, { desk });
    return `${kind} ${deciding?.claim.authority ?? ''}`;
  };
  return { ring, desk, codes, judge };
}

/** The ring tells the page of its changes by a rune, of which nothing here makes use. */
beforeAll(() => vi.stubGlobal('$state', { raw: (value: unknown) => value }));
afterAll(() => vi.unstubAllGlobals());

describe('a file of keys', () => {
  test('that holds a key twice puts it on the ring once', async () => {
    const { ring } = await openPage([concat(FIRST, FIRST)]);
    expect(ring.keys.map(({ record }) => record.fingerprint)).toEqual([key.fingerprint]);
  });

  test('that holds none is said to be unreadable', async () => {
    const { ring, codes } = await openPage([new Uint8Array(9)]);
    expect(codes).toEqual(['key-unreadable']);
    expect(ring.keys).toEqual([]);
  });
});

describe('a newer copy of a key on the ring', () => {
  test('takes the place of the older one, which stays trusted by its name', async () => {
    const { ring, judge } = await openPage([FIRST, RENEWED], { trusted: 1 });
    expect(await judge(sub, OTHER)).toBe('matches own');
    expect(ring.keys).toMatchObject([{ name: 'Mine', isTrusted: true, fileName: '1.asc' }]);
  });

  test('is not trusted where the older one was not', async () => {
    const { judge } = await openPage([FIRST, RENEWED]);
    expect(await judge(sub, OTHER)).toBe('matches given');
  });

  test('takes the word of a trusted one away where it is withdrawn', async () => {
    const { judge } = await openPage([FIRST, WITHDRAWN], { trusted: 1 });
    expect(await judge(key, OTHER)).toBe('matches given');
  });

  test('that does not know of having been withdrawn changes nothing', async () => {
    const { judge, ring } = await openPage([FIRST, WITHDRAWN, FIRST], { trusted: 1 });
    expect(await judge(key, OTHER)).toBe('matches given');
    expect(ring.keys).toMatchObject([{ record: { isRevoked: true } }]);
  });

  test('is what the browser keeps', async () => {
    const kept = new Map<string, StoredKey>();
    const store = {
      put: (stored: StoredKey) => Promise.resolve(void kept.set(stored.id, stored)),
      remove: (id: string) => Promise.resolve(void kept.delete(id)),
      readAll: () => Promise.resolve([...kept.values()]),
    };
    await openPage([FIRST, RENEWED], { trusted: 1, store });
    expect([...kept.values()]).toMatchObject([{ name: 'Mine', bytes: RENEWED }]);
    const later = await openPage([], { store });
    await later.desk.takeKept(store);
    expect(await later.judge(sub, OTHER)).toBe('matches own');
  });
});

describe('a copy of a built-in key', () => {
  const of = (file: Uint8Array, trusted = 1) => openPage([file], { builtIn: BUILT_IN, trusted });

  test('is said to be built in, and changes nothing before it is trusted', async () => {
    const { codes, judge } = await of(RENEWED, 0);
    expect(codes).toEqual(['key-built-in']);
    expect(await judge(key, MINE)).toBe('verified signed');
    expect(await judge(key, OTHER)).toBe('matches given');
    expect(await judge(sub, MINE)).toBe('matches given');
  });

  test('is the person’s own, once trusted, for the files of which the built-in one may not speak', async () => {
    const { judge } = await of(FIRST);
    expect(await judge(key, MINE)).toBe('verified signed');
    expect(await judge(key, OTHER)).toBe('matches own');
  });

  test('that is newer makes no more than a match by what the built-in one does not have', async () => {
    const { judge } = await of(RENEWED);
    expect(await judge(sub, MINE)).toBe('matches own');
    expect(await judge(sub, OTHER)).toBe('matches own');
    expect(await judge(key, MINE)).toBe('verified signed');
  });

  test.each([0, 1])(
    'that is withdrawn takes its word away, trusted or not: %i',
    async (trusted) => {
      const { judge, desk } = await of(WITHDRAWN, trusted);
      expect(await judge(key, MINE)).toBe('matches given');
      const page = [listOf(MINE), sign(key, listOf(MINE).bytes)];
      const states = [...(await desk.conclude(page)).values()].map(({ signing }) => signing?.state);
      expect(states).toEqual(['revoked', 'revoked']);
    },
  );

  test('of minisign is one too', async () => {
    const maker = new MinisignKey('makerkey');
    const ring = new KeyRing(undefined, () => undefined);
    const desk = openDesk([{ scope: SCOPE, bytes: maker.file }], ring);
    await desk.takeKeys('maker.pub', maker.file);
    const over = (image: typeof MINE) => [
      signature(`${image.image.name}.minisig`, maker.sign(image.bytes)),
    ];
    expect(await verdictOf(OTHER, over(OTHER), { desk })).toMatchObject({ kind: 'unlisted' });
    for (const { id } of ring.keys) ring.trust(id, 'Mine');
    expect(await verdictOf(OTHER, over(OTHER), { desk })).toMatchObject({
      kind: 'matches',
      deciding: {
        authority: 'own',
        claim: { signing: { decisive: { key: { names: ['Mine', 'minisign public key'] } } } },
      },
    });
    expect(await verdictOf(MINE, over(MINE), { desk })).toMatchObject({ kind: 'verified' });
  });
});
