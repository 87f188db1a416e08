/** A public key in words: what it says of itself, and what it is good for. */
import { formatDay } from '../format/time.ts';
import type { KeyView } from '../state/view.ts';
import { results } from './results.ts';

export interface KeyText {
  /** What to compare with another source. */
  readonly prints: readonly { readonly label: string; readonly hex: string }[];
  readonly sentences: readonly string[];
}

const words = results.signatures.keys;

export function describeKey({ record, fileName }: KeyView): KeyText {
  const { fingerprint, keyDigest, names, method, created, expires, isRevoked, weaknesses, scope } =
    record;
  const dayOf = (date: string | undefined) => date && formatDay(date);
  const until = dayOf(expires);
  return {
    prints:
      keyDigest === undefined
        ? [{ label: words.fingerprint, hex: fingerprint }]
        : [
            { label: words.keyDigest, hex: keyDigest },
            { label: words.keyId, hex: fingerprint },
          ],
    sentences: [
      words.claims(names),
      words.made(method, dayOf(created)),
      ...(until === undefined ? [] : [words.expired(until)]),
      words.fromFile(fileName),
      ...(scope ? [words.builtIn(scope.project)] : []),
      ...(isRevoked ? [words.revoked] : []),
      ...(weaknesses.length > 0 ? [words.weak(weaknesses)] : []),
    ],
  };
}
