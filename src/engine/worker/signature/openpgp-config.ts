/**
 * How openpgp.js is used: everything is verified, also what is weak, and `openpgp-check.ts` says
 * what it is worth. A library that refuses a weak signature would leave no more to say than that
 * it was refused.
 */
import { config, type PartialConfig } from 'openpgp';

export const CONFIG = {
  ...config,
  rejectHashAlgorithms: new Set(),
  rejectMessageHashAlgorithms: new Set(),
  rejectPublicKeyAlgorithms: new Set(),
  rejectCurves: new Set(),
  minRSABits: 0,
  allowMissingKeyFlags: true, // RFC 4880 §5.2.3.21: keys from before the flags have none
  allowInsecureVerificationWithReformattedKeys: false,
  knownNotations: [],
} satisfies PartialConfig;
