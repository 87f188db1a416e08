import { describe, expect, it } from 'vitest';
import { describeKey } from '../../../src/app/text/key.ts';
import { describeSigning } from '../../../src/app/text/signature.ts';
import type { CheckedSignature } from '../../../src/core/signature/signature.ts';
import type { Signing } from '../../../src/core/signature/trust.ts';
import { builtIn, byStranger, keyRecord, own, signed } from '../../support/checked-signatures.ts';
import { plain } from './assessments.ts';

const said = (state: Signing['state'], decisive: CheckedSignature): readonly string[] =>
  describeSigning({ state, decisive }).map(plain);

describe('describeSigning', () => {
  it.each<[Signing['state'], CheckedSignature, string]>([
    [
      'good',
      signed(),
      'Its signature is good: signed by Debian on 29 June 2024. The signing key came built into this program.',
    ],
    [
      'good',
      signed({ key: own() }),
      'Its signature is good: signed on 29 June 2024 with “Our key”, a key that you added. Who owns it, this program cannot know.',
    ],
    [
      'expired',
      signed({ outcome: 'expired' }),
      'Its signature is good: signed by Debian on 29 June 2024, while the key was valid. The key has expired since then. It came built into this program.',
    ],
    [
      'weak',
      signed({ outcome: 'weak', weaknesses: ['sha1', 'short-dsa'] }),
      'Signed by Debian with SHA-1 and a short DSA key, which others may be able to forge. It counts as unsigned.',
    ],
    [
      'revoked',
      signed({ outcome: 'revoked' }),
      'Signed with a key of Debian that was revoked, which means withdrawn. It counts as unsigned.',
    ],
    [
      'bad',
      signed({ outcome: 'bad' }),
      'Its signature is wrong: these are not the bytes that Debian signed. They were altered or damaged. Get them again from their source, and the signature too.',
    ],
    [
      'bad',
      signed({ outcome: 'damaged' }),
      'The signature is damaged and cannot be checked. Get it again from its source.',
    ],
    [
      'unknown-key',
      byStranger(),
      'Its signature is by a key that this program does not have, so it could not be checked. It names the key C0FF EE. It counts as unsigned. If you have the key and know whose it is, drop it too.',
    ],
    [
      'unknown-key',
      signed(),
      'Signed by Debian, but none of the files that it names is known to be theirs. It counts as unsigned.',
    ],
  ])('says of one that is %s what it is worth', (state, decisive, sentence) => {
    expect(said(state, decisive)).toEqual([sentence]);
  });

  it.each(['good', 'bad'] as const)('tells the signed comment only of a right one: %s', (state) => {
    const words = said(state, signed({ trustedComment: 'release\u202E 1' }));
    expect(words.slice(1)).toEqual(
      state === 'good' ? ['The signed comment says: “release⟨U+202E⟩ 1”.'] : [],
    );
  });

  it('says why one was not checked', () => {
    const decisive = signed({ outcome: 'unsupported', reason: 'no-webcrypto' });
    expect(said('unsupported', decisive)[0]).toMatch(/^Signed; not checked, since this page/);
  });
});

describe('describeKey', () => {
  const view = { id: 'k', name: 'x', fileName: 'x.asc', isTrusted: false };

  it('shows the fingerprint of an OpenPGP key', () => {
    const record = keyRecord({ created: '2011-01-05', expires: '2030-01-01' });
    const { prints, sentences } = describeKey({ ...view, record });
    expect(prints).toEqual([{ label: 'Fingerprint', value: record.fingerprint }]);
    expect(sentences.map(plain)).toEqual([
      'It says of itself: “Debian CD signing key <debian-cd@lists.debian.org>”.',
      'RSA-4096, made on 5 January 2011.',
      'Valid until 1 January 2030.',
      'From “x.asc”.',
    ]);
  });

  it('shows a minisign key itself first, as its owner publishes it, since its ID can be chosen', () => {
    const record = keyRecord({ kind: 'minisign', fingerprint: 'AB', keyText: 'RWQ', names: [] });
    const { prints, sentences } = describeKey({ ...view, record });
    expect(prints.map(({ value }) => value)).toEqual(['RWQ', 'AB']);
    expect(sentences[0]).toBe('It names nobody.');
  });

  it('says that a key is built in as well', () => {
    expect(describeKey({ ...view, record: builtIn() }).sentences.at(-1)).toBe(
      'It is built in too, as a key of Debian: for the files of that project it needs no trust of yours.',
    );
  });

  it('says that a key is revoked or weak', () => {
    const record = keyRecord({ isRevoked: true, weaknesses: ['short-rsa'] });
    const { sentences, standing } = describeKey({ ...view, record, isTrusted: true });
    expect(standing).toBe('revoked');
    expect(sentences.slice(-2)).toEqual([
      'Its owner has revoked it: nothing that it signed is believed.',
      'It uses a short RSA key, which others may be able to forge: what it signs counts as unsigned.',
    ]);
  });
});
