/** A signature in words: who signed, and what that is worth. */
import type { CheckedSignature } from '../../core/signature/signature.ts';
import type { Signing } from '../../core/signature/trust.ts';
import { groupHex } from '../format/hex.ts';
import { formatDay } from '../format/time.ts';
import { results } from './results.ts';

const words = results.signatures;

/** Who signed: the project of a built-in key, or the name of another one, quoted. */
export function signerOf({ key }: CheckedSignature): string {
  if (key?.scope) return words.signer.builtIn(key.scope.project);
  const [name] = key?.names ?? [];
  return name === undefined ? words.signer.unnamed : words.signer.own(name);
}

/** The day on which it claims to have been made: "29 June 2024". */
export function dayOf({ signedAt }: CheckedSignature): string | undefined {
  const day = signedAt?.slice(0, 'YYYY-MM-DD'.length);
  return day === undefined ? undefined : formatDay(day);
}

/** One sentence, and minisign's signed comment. */
export function describeSigning({ state, decisive }: Signing): readonly string[] {
  const { trustedComment } = decisive;
  const isRight = state === 'good' || state === 'expired';
  return [
    sentenceOf(state, decisive),
    ...(isRight && trustedComment ? [words.comment(trustedComment)] : []),
  ];
}

function sentenceOf(state: Signing['state'], signature: CheckedSignature): string {
  const who = signerOf(signature);
  switch (state) {
    case 'good':
    case 'expired': {
      const trust = signature.key?.trust === 'own' ? 'own' : 'builtIn';
      return words[state][trust]({ who, date: dayOf(signature) });
    }
    case 'weak':
      return words.weak(who, signature.weaknesses);
    case 'revoked':
      return words.revoked(who);
    case 'bad':
      return signature.outcome === 'damaged' ? words.damaged : words.bad(who);
    case 'unknown-key':
      return signature.key?.scope ? words.outOfScope(who) : unknownKey(signature);
    case 'unsupported':
      return words.unsupported[signature.reason ?? 'method'];
  }
}

function unknownKey({ issuer }: CheckedSignature): string {
  return words.unknownKey(issuer === undefined ? undefined : groupHex(issuer, 4).join(' '));
}
