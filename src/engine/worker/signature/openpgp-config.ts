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

/** When all revocations have come into force, also those that a clock which is behind has yet to see. */
export const END_OF_TIME = new Date('9999-12-31T00:00:00Z');

/** RFC 9580 §3.5 has four octets for a time; the library reads as many as there are, also to no date. */
export const isTime = (time: Date | null): boolean => Number(time) <= Number(END_OF_TIME);
