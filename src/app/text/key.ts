/** A public key in words: what it says of itself, and what it is good for. */
import { formatDay } from '../format/time.ts';
import type { KeyView } from '../state/view.ts';
import { results } from './results.ts';

export interface KeyText {
  /** What to compare with another source. */
  readonly prints: readonly { readonly label: string; readonly value: string }[];
  /** Whether what it signs counts. */
  readonly standing: 'trusted' | 'notTrusted' | 'revoked';
  readonly sentences: readonly string[];
}

const words = results.signatures.keys;

export function describeKey({ record, fileName, isTrusted }: KeyView): KeyText {
  const { fingerprint, keyText, names, method, created, expires, isRevoked, weaknesses, scope } =
    record;
  const dayOf = (date: string | undefined) => date && formatDay(date);
  const until = dayOf(expires);
  return {
    prints:
      keyText === undefined
        ? [{ label: words.fingerprint, value: fingerprint }]
        : [
            { label: words.keyText, value: keyText },
            { label: words.keyId, value: fingerprint },
          ],
    standing: isRevoked ? 'revoked' : trustOf(isTrusted),
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

const trustOf = (isTrusted: boolean) => (isTrusted ? 'trusted' : 'notTrusted');
