/**
 * What is said of signatures where openpgp.js cannot even be loaded: a page from http:// on another
 * machine is no secure context, and has no WebCrypto.
 */
import { parseMinisign } from '../../../core/signature/minisign.ts';
import type { CheckedSignature, SignatureKind } from '../../../core/signature/signature.ts';
import { parseSignify } from '../../../core/signature/signify.ts';
import type { SignatureChecks } from './signature-desk.ts';
import { findSignedParts, isSignifyText } from './signed-text.ts';

const notChecked = (kind: SignatureKind): CheckedSignature => ({
  kind,
  outcome: 'unsupported',
  reason: 'no-webcrypto',
  weaknesses: [],
});

function kindOf(signature: Uint8Array): SignatureKind {
  if (parseMinisign(signature)) return 'minisign';
  return parseSignify(signature) ? 'signify' : 'openpgp';
}

function within(list: Uint8Array): readonly CheckedSignature[] {
  if (isSignifyText(list)) return [notChecked('signify')];
  return findSignedParts(list).length > 0 ? [notChecked('openpgp')] : [];
}

/** Every signature is `unsupported`, and no key can be read. */
export const closedChecks: SignatureChecks = {
  planImage: () => [],
  checkList: (list, signature) =>
    Promise.resolve(signature ? [notChecked(kindOf(signature))] : within(list)),
  checkImage: (signature) => Promise.resolve([notChecked(kindOf(signature))]),
  readKeys: () => Promise.resolve([]),
};
