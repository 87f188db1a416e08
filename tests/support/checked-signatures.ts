/** Small builders for checked signatures and keys. */
import type { CheckedSignature, KeyRecord, KeyScope } from '../../src/core/signature/signature.ts';

export const SCOPE: KeyScope = {
  project: 'Debian',
  names: ['debian-*.iso', 'firmware.bin'],
  source: 'a package',
};

export const keyRecord = (parts: Partial<KeyRecord> = {}): KeyRecord => ({
  kind: 'openpgp',
  fingerprint: 'DF9B9C49EAA9298432589D76DA87E80D6294BE9B',
  names: ['Debian CD signing key <debian-cd@lists.debian.org>'],
  isRevoked: false,
  method: 'RSA-4096',
  weaknesses: [],
  ...parts,
});

export const builtIn = (scope: Partial<KeyScope> = {}): KeyRecord =>
  keyRecord({ trust: 'built-in', scope: { ...SCOPE, ...scope } });

export const own = (): KeyRecord => keyRecord({ trust: 'own', names: ['Our key'] });

/** Good, by a built-in key, unless `parts` say otherwise. */
export const signed = (parts: Partial<CheckedSignature> = {}): CheckedSignature => ({
  kind: 'openpgp',
  outcome: 'good',
  key: builtIn(),
  signedAt: '2024-06-29T15:32:12Z',
  weaknesses: [],
  ...parts,
});

/** By a key that is not at hand. */
export const byStranger = (): CheckedSignature => ({
  kind: 'openpgp',
  outcome: 'unknown-key',
  issuer: 'C0FFEE',
  weaknesses: [],
});
