import { describe, expect, test } from 'vitest';
import {
  concludeSigning,
  maySpeakFor,
  vouchedBy,
  worstOf,
} from '../../../src/core/signature/trust.ts';
import type { SignatureOutcome } from '../../../src/core/signature/signature.ts';
import {
  builtIn,
  byStranger,
  keyRecord,
  own,
  SCOPE,
  signed,
} from '../../support/checked-signatures.ts';

const NAMES = ['debian-12.6.0-amd64-netinst.iso'];
const [NAME = ''] = NAMES;

describe('whose word a signature is', () => {
  test('that of a built-in key for a file within its scope', () => {
    expect(vouchedBy(signed(), NAME)).toBe('signed');
  });

  test.each([
    ['a file of another project', signed(), 'Win7.iso'],
    ['a file without a name', signed(), undefined],
    ['a name that only begins like one of its own', signed(), 'debian-12.iso.exe'],
    ['a date before the key signed', signed({ key: builtIn({ since: '2024-06-30' }) }), NAME],
    ['a date after the key signed', signed({ key: builtIn({ until: '2024-06-28' }) }), NAME],
    ['a key that was revoked', signed({ key: { ...builtIn(), isRevoked: true } }), NAME],
    ['a key without a scope', signed({ key: keyRecord({ trust: 'built-in' }) }), NAME],
    ['a key that nobody trusts', signed({ key: keyRecord() }), NAME],
    ['one with a scope of its own', signed({ key: keyRecord({ scope: SCOPE }) }), NAME],
    ['no key', byStranger(), NAME],
  ])('nobody’s for %s', (_what, check, name) => {
    expect(vouchedBy(check, name)).toBeUndefined();
  });

  test('nobody’s without a date, where the key signed for a time only', () => {
    const { signedAt: _, ...undated } = signed({ key: builtIn({ since: '2020-01-01' }) });
    expect(vouchedBy(undated, NAME)).toBeUndefined();
  });

  test.each(['2024-06-29', '2020-01-01'])(
    'that of a key in use since %s, on that day too',
    (since) => {
      const check = signed({ key: builtIn({ since, until: '2024-06-29' }) });
      expect(vouchedBy(check, NAME)).toBe('signed');
    },
  );

  test.each([[{ since: '2024-06-29' }], [{ until: '2024-06-29' }]])(
    'that of a key of which one end alone is known: %j',
    (scope) => {
      expect(vouchedBy(signed({ key: builtIn(scope) }), NAME)).toBe('signed');
    },
  );

  test('that of the user’s own key, whatever the file is called', () => {
    expect(vouchedBy(signed({ key: own() }), 'golden.iso')).toBe('own');
  });

  test('that of a key which has expired since it signed', () => {
    expect(vouchedBy(signed({ outcome: 'expired' }), NAME)).toBe('signed');
  });

  test.each<SignatureOutcome>(['weak', 'revoked', 'bad', 'damaged', 'unknown-key', 'unsupported'])(
    'nobody’s when it is %s',
    (outcome) => {
      expect(vouchedBy(signed({ outcome }), NAME)).toBeUndefined();
      expect(vouchedBy(signed({ outcome, key: own() }), NAME)).toBeUndefined();
    },
  );
});

describe('what several signatures come to', () => {
  const stateOf = (over: 'same' | 'parts', ...outcomes: readonly SignatureOutcome[]) =>
    concludeSigning(
      outcomes.map((outcome, index) => signed({ outcome, part: index + 1 })),
      NAMES,
      over,
    )?.state;

  test('nothing where there is none', () => {
    expect(concludeSigning([], NAMES, 'same')).toBeUndefined();
  });

  test.each<[string, readonly SignatureOutcome[]]>([
    ['good', ['unknown-key', 'good', 'weak']],
    ['expired', ['weak', 'expired', 'revoked']],
    ['weak', ['revoked', 'weak', 'unknown-key']],
    ['bad', ['good', 'bad']],
    ['bad', ['good', 'damaged']],
    ['unknown-key', ['unsupported', 'unknown-key']],
  ])('%s over the same bytes for %j', (state, outcomes) => {
    expect(stateOf('same', ...outcomes)).toBe(state);
  });

  test.each<[string, readonly SignatureOutcome[]]>([
    ['good', ['good', 'good']],
    ['expired', ['good', 'expired']],
    ['weak', ['good', 'weak']],
    ['unknown-key', ['good', 'unknown-key', 'weak']],
    ['unsupported', ['good', 'unsupported']],
    ['bad', ['good', 'unsupported', 'bad']],
  ])('%s over parts of a text for %j', (state, outcomes) => {
    expect(stateOf('parts', ...outcomes)).toBe(state);
  });

  test('is told first by the worst of several', () => {
    const [good, bad] = (['good', 'bad'] as const).map((outcome) =>
      concludeSigning([signed({ outcome })], NAMES, 'same'),
    );
    expect(worstOf([good, bad].flatMap((one) => one ?? []))?.state).toBe('bad');
    expect(worstOf([])).toBeUndefined();
  });

  test('is told of each part by its best signature', () => {
    const checks = [
      signed({ part: 1 }),
      { ...byStranger(), part: 1 },
      signed({ part: 2, outcome: 'expired' }),
    ];
    expect(concludeSigning(checks, NAMES, 'parts')?.state).toBe('expired');
  });

  test.each([
    ['the user’s own', own()],
    ['another built-in one', { ...builtIn(), fingerprint: 'AB' }],
    ['one of the same ID', { ...builtIn(), keyDigest: 'ab' }],
  ])('nothing where one part is signed with another key: %s', (_what, key) => {
    const checks = [signed({ part: 1 }), signed({ part: 2, key })];
    expect(concludeSigning(checks, NAMES, 'parts')).toMatchObject({
      state: 'unsupported',
      decisive: { outcome: 'unsupported', reason: 'several-keys' },
    });
  });

  test.each<SignatureOutcome>(['good', 'expired', 'weak'])(
    'nothing where one of the parts with different keys is %s',
    (outcome) => {
      const other = { ...builtIn(), fingerprint: 'AB' };
      const checks = [signed({ part: 1, outcome }), signed({ part: 2, outcome, key: other })];
      expect(concludeSigning(checks, NAMES, 'parts')?.state).toBe('unsupported');
    },
  );

  test('unknown for one stranger, whose key is not at hand', () => {
    expect(concludeSigning([byStranger()], NAMES, 'parts')?.state).toBe('unknown-key');
  });

  test('no known key where the signed bytes name no file', () => {
    expect(concludeSigning([signed()], [], 'same')?.state).toBe('unknown-key');
  });

  test('the user’s own word where the signed bytes name no file', () => {
    expect(concludeSigning([signed({ key: own() })], [], 'same')?.state).toBe('good');
  });

  test.each([
    [signed({ outcome: 'damaged' }), signed({ outcome: 'bad', key: own() })],
    [signed({ outcome: 'bad', key: own() }), signed({ outcome: 'damaged' })],
  ])('that the bytes are others, before that a signature cannot be read', (...checks) => {
    expect(concludeSigning(checks, NAMES, 'same')?.decisive.outcome).toBe('bad');
  });

  test('no known key where a built-in one may speak for none of the files', () => {
    const signing = concludeSigning([signed()], ['Win7.iso', 'setup.exe'], 'same');
    expect(signing).toMatchObject({ state: 'unknown-key', decisive: { outcome: 'good' } });
  });

  describe('by a built-in key that the user trusts too', () => {
    const key = { ...builtIn(), ownName: 'Mine' };
    const decisiveOf = (outcome: SignatureOutcome, ...names: readonly string[]) =>
      concludeSigning([signed({ outcome, key })], names, 'same');

    test('is his own word for files of which the built-in one may not speak', () => {
      const signing = decisiveOf('good', 'Win7.iso');
      expect(signing).toMatchObject({
        state: 'good',
        decisive: { key: { trust: 'own', names: ['Mine', ...key.names] } },
      });
      expect(signing?.decisive.key).not.toHaveProperty('scope');
      expect(signing && vouchedBy(signing.decisive, NAME)).toBe('own');
    });

    test('is the built-in one’s where it may speak for some of them', () => {
      const signing = decisiveOf('expired', 'Win7.iso', NAME);
      expect(signing).toMatchObject({ state: 'expired', decisive: { key: { trust: 'built-in' } } });
      expect(signing && vouchedBy(signing.decisive, 'Win7.iso')).toBeUndefined();
    });

    test.each<SignatureOutcome>(['bad', 'weak', 'revoked', 'unsupported'])(
      'is nobody’s where it is %s, and the built-in key is named',
      (outcome) => {
        expect(decisiveOf(outcome, 'Win7.iso')?.decisive.key?.trust).toBe('built-in');
      },
    );
  });

  test('the built-in key counts where the user’s own is good too', () => {
    const checks = [signed({ key: own() }), signed()];
    expect(concludeSigning(checks, NAMES, 'same')?.decisive.key?.trust).toBe('built-in');
  });
});

describe('a scope', () => {
  test.each([
    ['debian-12.6.0-amd64-netinst.iso', true],
    ['DEBIAN-12.ISO', true],
    ['pool/debian-.iso', true],
    ['firmware.bin', true],
    ['debian-12.iso.torrent', false],
    ['xdebian-12.iso', false],
    ['debian.iso', false],
    ['firmware.bin2', false],
    ['', false],
  ])('by its patterns: may it speak for "%s"? %s', (name, may) => {
    expect(maySpeakFor(SCOPE, name)).toBe(may);
  });

  test.each([
    ['a*b*c', 'abc', true],
    ['a*b*c', 'a-bb-c', true],
    ['a*b*c', 'acb', false],
    ['a*a', 'a', false],
    ['a*b*b*', 'ab', false],
    ['*', '', true],
    ['*.iso', '.iso', true],
    ['ab*ba', 'aba', false],
  ])('"%s" fits "%s": %s', (pattern, name, fits) => {
    expect(maySpeakFor({ ...SCOPE, names: [pattern] }, name)).toBe(fits);
  });

  test('is told in no time for a name that is made to be slow', () => {
    const scope = { ...SCOPE, names: [`${'*a'.repeat(50)}*b`] };
    expect(maySpeakFor(scope, 'a'.repeat(100_000))).toBe(false);
  });
});
