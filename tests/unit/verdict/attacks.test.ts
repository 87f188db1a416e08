/** Who controls what, and what he can reach: the rows of the table in docs/threat-model.md. */
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import type { Image, PageReference } from '../../../src/core/verdict/claims.ts';
import { builtIn, own, signed } from '../../support/checked-signatures.ts';
import { MinisignKey } from '../../support/minisign-maker.ts';
import { claim, entry, fake, image, reference, stated } from '../../support/page-builder.ts';
import {
  list,
  openDesk,
  pasted,
  read,
  signature,
  verdictOf,
} from '../../support/signature-page.ts';
import { vector } from '../../support/signatures.ts';

const NAME = 'maker-1.iso';
const SCOPE = { project: 'Maker', names: ['maker-*.iso'], source: 'a test' };
const GENUINE = read(NAME, 'as it was made');
const ALTERED = read(NAME, 'altered');
const lineFor = ({ image: { digests, name } }: typeof GENUINE): string =>
  `${digests.sha256 ?? ''}  ${name}\n`;
const LIST = list('SHA256SUMS', lineFor(GENUINE));
const ALTERED_LIST = list('SHA256SUMS', lineFor(ALTERED));

const maker = new MinisignKey('makerkey');
const stranger = new MinisignKey('makerkey'); // of the same ID, which is chosen
const desk = openDesk([{ scope: SCOPE, bytes: maker.file }]);
const kindOf = async (...[one, references, options]: Parameters<typeof verdictOf>) =>
  (await verdictOf(one, references, { desk, ...options })).kind;

const judge = (one: Image, ...references: readonly PageReference[]) =>
  assess({ images: [one], references, pointings: [] }).get(one.id)?.verdict.kind;

const sigOf = (key: MinisignKey, bytes: Uint8Array | undefined, name: string) =>
  signature(`${name}.minisig`, key.sign(bytes ?? new Uint8Array()));

describe('who controls the image', () => {
  test('gets a mismatch beside the honest list, and beside an honest signature', async () => {
    expect(await kindOf(GENUINE, [LIST])).toBe('matches');
    expect(await kindOf(ALTERED, [LIST])).toBe('mismatch');
    expect(await kindOf(GENUINE, [sigOf(maker, GENUINE.bytes, NAME)])).toBe('verified');
    expect(await kindOf(ALTERED, [sigOf(maker, GENUINE.bytes, NAME)])).toBe('mismatch');
  });

  test('gets nothing from an empty file, whose digest anyone may have listed or signed', async () => {
    const empty = read(NAME, '');
    const beside = [list('SHA256SUMS', lineFor(empty)), sigOf(maker, empty.bytes, NAME)];
    expect(await kindOf(empty, beside)).toBe('unlisted');
  });
});

describe('who controls its name', () => {
  test('can avoid a mismatch, and gets no better than unlisted', async () => {
    expect(await kindOf(read('other.iso', 'altered'), [LIST])).toBe('unlisted');
  });

  test('gets a mismatch for the name of a known image', () => {
    const known = entry(NAME, [['sha256', fake('sha256', 'b'), 'publisher']]);
    expect(judge(image(NAME, { matches: { byDigest: [], byName: [known] } }))).toBe('mismatch');
  });

  test.each(['maker-1.iso/../Win7.iso', 'maker-1.iso\\Win7.iso', 'maker-1.iso ', 'mаker-1.iso'])(
    'cannot bring a claim for "%s" into the scope of a key',
    (path) => {
      const signing = { state: 'good', decisive: signed({ key: builtIn(SCOPE) }) } as const;
      const page = reference('SUMS', claim(path, stated(fake('sha256', 'a'), 'sha256')));
      expect(judge(image('Win7.iso'), { ...page, signing })).toBe('matches');
    },
  );
});

describe('who controls a list beside it', () => {
  test('gets no more than matches', async () => {
    expect(await kindOf(ALTERED, [ALTERED_LIST])).toBe('matches');
  });

  test('cannot outvote an honest one, signed or not', async () => {
    expect(await kindOf(ALTERED, [LIST, ALTERED_LIST])).toBe('mismatch');
    const honest = [LIST, sigOf(maker, LIST.bytes, 'SHA256SUMS')];
    expect(await kindOf(ALTERED, [...honest, list('b.sha256', lineFor(ALTERED))])).toBe('mismatch');
  });

  test('cannot take its lines into a signature that others made', async () => {
    const text = Buffer.from(vector('Fedora-Server-25-1.3-x86_64-CHECKSUM')).toString();
    const forged = list('CHECKSUM', `${lineFor(ALTERED)}${text}${lineFor(ALTERED)}`);
    expect(await kindOf(ALTERED, [forged], { desk: openDesk() })).toBe('unlisted');
  });

  test('cannot use a signature that was made for another list of its name', async () => {
    const genuine = sigOf(maker, LIST.bytes, 'SHA256SUMS');
    expect(await kindOf(GENUINE, [LIST, genuine])).toBe('verified');
    expect(await kindOf(ALTERED, [ALTERED_LIST, genuine])).toBe('matches');
  });

  test('gets nothing of a signature for a path that has two digests', () => {
    const both = [stated(fake('sha256', 'a'), 'sha256'), stated(fake('sha1', 'c'), 'sha1')];
    const signing = { state: 'good', decisive: signed({ key: builtIn(SCOPE) }) } as const;
    const of = (...digests: typeof both) => ({
      ...reference('S', claim(NAME, ...digests)),
      signing,
    });
    const one = image(NAME, { digests: { sha256: fake('sha256', 'a') } });
    const untyped = stated(fake('sha256', 'b'), 'sha3-256', 'sha256');
    expect(judge(one, of(...both))).toBe('verified');
    expect(judge(image('copy.iso', one), of(...both, untyped))).not.toBe('verified');
  });
});

describe('who controls a signature beside it', () => {
  test('gets nothing by a key of his own, also of the same ID', async () => {
    const beside = [ALTERED_LIST, sigOf(stranger, ALTERED_LIST.bytes, 'SHA256SUMS')];
    expect(await kindOf(ALTERED, beside)).toBe('matches');
  });

  test('can show another file that the key signed as the image, by the names of both', async () => {
    const renamed = read('maker-2.iso', GENUINE.bytes);
    expect(await kindOf(renamed, [sigOf(maker, GENUINE.bytes, 'maker-2.iso')])).toBe('verified');
    const outside = read('Win7.iso', GENUINE.bytes);
    expect(await kindOf(outside, [sigOf(maker, GENUINE.bytes, 'Win7.iso')])).toBe('unlisted');
  });

  test('gets nothing by a good one of a key that may not speak for the file', async () => {
    const other = read('Win7.iso', 'altered');
    const text = list('SUMS', lineFor(other));
    expect(await kindOf(other, [text, sigOf(maker, text.bytes, 'SUMS')])).toBe('matches');
    expect(await kindOf(other, [sigOf(maker, other.bytes, 'Win7.iso')])).toBe('unlisted');
  });

  test.each(['bad', 'weak', 'revoked', 'unknown-key', 'unsupported'] as const)(
    'gets nothing for a list where it comes to %s, though one of its checks is good',
    (state) => {
      const page = reference('S', claim(NAME, stated(fake('sha256', 'a'), 'sha256')));
      const signing = { state, decisive: signed({ key: builtIn(SCOPE) }) };
      expect(judge(image(NAME), { ...page, signing })).toBe('matches');
    },
  );

  test('gets nothing from what was found of another file of signatures', () => {
    const page: PageReference = {
      id: 'one',
      reference: { ...reference(`${NAME}.sig`, claim(NAME)).reference, format: 'signature' },
      plans: [{ algorithm: 'sha256', suffix: new Uint8Array() }],
    };
    const checks = [signed({ key: builtIn(SCOPE) })];
    const of = (referenceId: string) => image(NAME, { signatures: [{ referenceId, checks }] });
    expect(judge(of('one'), page)).toBe('verified');
    expect(judge(of('another'), page)).toBe('unlisted');
  });
});

describe('who controls a key beside it', () => {
  const beside = [ALTERED_LIST, sigOf(stranger, ALTERED_LIST.bytes, 'SHA256SUMS')];
  const keys = [{ scope: SCOPE, bytes: maker.file }];

  test('gets nothing before it is trusted, nor as a stowaway in a file of which another is', async () => {
    const untrusted = openDesk(keys, { files: [stranger.file], nameOf: () => undefined });
    const { kind, deciding } = await verdictOf(ALTERED, beside, { desk: untrusted });
    expect({ kind, authority: deciding?.authority }).toEqual({
      kind: 'matches',
      authority: 'given',
    });
  });

  test('gets no more than a match that names the key once it is trusted', async () => {
    const trusted = openDesk(keys, { files: [stranger.file], nameOf: () => 'Mine' });
    const { kind, deciding } = await verdictOf(ALTERED, beside, { desk: trusted });
    expect({ kind, authority: deciding?.authority }).toEqual({ kind: 'matches', authority: 'own' });
  });
});

describe('who controls the browser’s storage', () => {
  test('can add keys, which make no more than a match, whatever scope they come with', () => {
    const page = reference('S', claim(NAME, stated(fake('sha256', 'a'), 'sha256')));
    const key = { ...own(), scope: SCOPE };
    const signing = { state: 'good', decisive: signed({ key }) } as const;
    expect(judge(image(NAME), { ...page, signing })).toBe('matches');
  });
});

describe('who controls a catalogue', () => {
  const known = (grade: 'listed' | 'publisher') =>
    entry(NAME, [['sha256', fake('sha256', 'a'), grade]]);

  test('gets no more than a match by a list that nobody vouches for', () => {
    const matches = { byDigest: [known('listed')], byName: [] };
    expect(judge(image(NAME, { matches }))).toBe('matches');
  });

  test('can make an image verified by a vouched digest, and hide no difference', () => {
    const one = image(NAME, { matches: { byDigest: [known('publisher')], byName: [] } });
    const honest = reference('S', claim(NAME, stated(fake('sha256', 'b'), 'sha256')));
    expect(judge(one)).toBe('verified');
    expect(judge(one, honest)).toBe('mismatch');
  });
});

describe('who controls a site catalogue', () => {
  const WORD = { ...reference('site', claim(NAME, stated(fake('sha256', 'a'), 'sha256'))) };
  const site: PageReference = {
    ...WORD,
    reference: { ...WORD.reference, format: 'site-catalogue' },
  };
  const authorityIn = (page: PageReference) => {
    const one = image(NAME);
    const assessment = assess({ images: [one], references: [page], pointings: [] }).get(one.id);
    return { kind: assessment?.verdict.kind, authority: assessment?.claims[0]?.authority };
  };

  test('gets no more than any list before it is accepted, and a match of its own name after', () => {
    expect(authorityIn(site)).toEqual({ kind: 'matches', authority: 'given' });
    expect(authorityIn({ ...site, accepted: true })).toEqual({ kind: 'matches', authority: 'own' });
  });

  test('cannot take away a difference that an honest list has found', () => {
    const honest = reference('S', claim(NAME, stated(fake('sha256', 'b'), 'sha256')));
    expect(judge(image(NAME), { ...site, accepted: true }, honest)).toBe('mismatch');
  });

  test.each(['good', 'expired'] as const)(
    'gets nothing more by a %s signature of a key that is built in',
    (state) => {
      const signing = { state, decisive: signed({ outcome: state, key: builtIn(SCOPE) }) };
      expect(authorityIn({ ...WORD, signing }).authority).toBe('signed');
      expect(authorityIn({ ...site, signing })).toEqual({ kind: 'matches', authority: 'given' });
      expect(authorityIn({ ...site, signing, accepted: true })).toEqual({
        kind: 'matches',
        authority: 'own',
      });
    },
  );

  test('gets a match that names the key by the signature of one that the person trusts', () => {
    const signing = { state: 'good', decisive: signed({ key: own() }) } as const;
    expect(authorityIn({ ...site, signing })).toEqual({ kind: 'matches', authority: 'own' });
  });

  test.each(['bad', 'revoked'] as const)(
    'gets nothing of having been accepted where its signature is %s',
    (state) => {
      const signing = { state, decisive: signed({ outcome: state, key: own() }) };
      expect(authorityIn({ ...site, signing, accepted: true }).authority).toBe('given');
    },
  );
});

describe('who controls the pasted text', () => {
  test('gets no more than matches, and hides no difference', async () => {
    expect(await kindOf(ALTERED, [pasted(lineFor(ALTERED))])).toBe('matches');
    expect(await kindOf(ALTERED, [LIST, pasted(lineFor(ALTERED))])).toBe('mismatch');
  });
});
