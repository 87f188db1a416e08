/** From a file and its signatures to what each of them shows. */
import type { SignaturePacket } from 'openpgp';
import { parseHex } from '../../../core/bytes/hex.ts';
import { MAX_SIGNATURE_FILE_BYTES } from '../../../core/signature/limits.ts';
import {
  checkMinisign,
  parseMinisign,
  trustedCommentOf,
  type MinisignMessage,
  type MinisignSignature,
} from '../../../core/signature/minisign.ts';
import { findOpenPgpDigest } from '../../../core/signature/openpgp-digest.ts';
import type {
  CheckedSignature,
  ImageSignaturePlan,
  SignatureOutcome,
  UnsupportedReason,
} from '../../../core/signature/signature.ts';
import {
  checkSignify,
  parseSignify,
  type SignifySignature,
} from '../../../core/signature/signify.ts';
import { recordOfHeldEd25519, type HeldEd25519, type KeyRing } from './key-ring.ts';
import { checkPacket } from './openpgp-check.ts';
import {
  digestFor,
  isOverBytes,
  isOverText,
  limitItems,
  parseSignatureItems,
  suffixOf,
  type SignatureItem,
} from './openpgp-signature.ts';
import { canonicalText, findSignedParts } from './signed-text.ts';

/** What signatures are checked with. */
export interface Checking {
  readonly ring: KeyRing;
  readonly now: Date;
}

const notChecked = (reason: UnsupportedReason): CheckedSignature => ({
  kind: 'openpgp',
  outcome: 'unsupported',
  reason,
  weaknesses: [],
});

const DAMAGED: CheckedSignature = { kind: 'openpgp', outcome: 'damaged', weaknesses: [] };

type DigestOf = (packet: SignaturePacket) => Uint8Array | undefined;

async function checkItem(
  item: SignatureItem,
  digestOf: DigestOf,
  { ring, now }: Checking,
): Promise<CheckedSignature> {
  if (item.kind === 'damaged') return DAMAGED;
  if (item.kind === 'unsupported') return notChecked(item.reason);
  const digest = digestOf(item.packet);
  return digest ? await checkPacket(item.packet, digest, ring, now) : notChecked('method');
}

/** One after another: a file may have `MAX_SIGNATURES`, and each takes the processor. */
async function checkItems(
  items: readonly SignatureItem[],
  digestOf: DigestOf,
  checking: Checking,
): Promise<readonly CheckedSignature[]> {
  const checked: CheckedSignature[] = [];
  for (const item of items) checked.push(await checkItem(item, digestOf, checking));
  return checked;
}

/** Of the keys with the signature's ID, which anyone may choose, the one that verifies. */
function checkEd25519(
  kind: 'minisign' | 'signify',
  keyId: string,
  ring: KeyRing,
  outcomeBy: (held: HeldEd25519) => SignatureOutcome,
): CheckedSignature {
  const tried = ring.findEd25519(keyId).map((held) => ({ held, outcome: outcomeBy(held) }));
  const found = tried.find(({ outcome }) => outcome !== 'bad') ?? tried[0];
  const base = { kind, issuer: keyId, weaknesses: [] };
  if (!found) return { ...base, outcome: 'unknown-key' };
  const key = recordOfHeldEd25519(found.held);
  const reason = found.outcome === 'unsupported' ? ({ reason: 'too-large' } as const) : {};
  return { ...base, key, outcome: found.outcome, ...reason };
}

function checkedMinisign(
  signed: MinisignSignature,
  message: MinisignMessage,
  ring: KeyRing,
): CheckedSignature {
  const checked = checkEd25519('minisign', signed.keyId, ring, ({ key }) =>
    checkMinisign(signed, message, key),
  );
  return checked.outcome === 'good'
    ? { ...checked, trustedComment: trustedCommentOf(signed) }
    : checked;
}

const checkedSignify = (
  signed: SignifySignature,
  message: Uint8Array,
  ring: KeyRing,
): CheckedSignature =>
  checkEd25519('signify', signed.keyId, ring, ({ key }) => checkSignify(signed, message, key));

/** RFC 9580 §7: a cleartext signature is one over text. */
async function checkParts(list: Uint8Array, checking: Checking) {
  const parts = findSignedParts(list);
  const checked: CheckedSignature[] = [];
  const items = parts.flatMap(({ message, signature }, index) =>
    parseSignatureItems(signature).map((item) => ({ item, message, part: index + 1 })),
  );
  const limited = limitItems(items.map(({ item }) => item));
  for (const [index, item] of limited.entries()) {
    const { message, part } = items[index] ?? { message: undefined, part: 1 };
    const digestOf = (packet: SignaturePacket) =>
      message && isOverText(packet) ? digestFor(packet, message) : undefined;
    const result = await checkItem(item, digestOf, checking);
    checked.push(parts.length > 1 ? { ...result, part } : result);
  }
  return checked;
}

/** What the text signs within itself; none where it signs nothing. */
async function checkWithin(list: Uint8Array, checking: Checking) {
  const signify = parseSignify(list);
  if (signify) return [checkedSignify(signify, signify.embedded, checking.ring)];
  return await checkParts(list, checking);
}

function digestOfFile(packet: SignaturePacket, file: Uint8Array): Uint8Array | undefined {
  if (isOverBytes(packet)) return digestFor(packet, file);
  return isOverText(packet) ? digestFor(packet, canonicalText(file)) : undefined;
}

/** A detached signature where there is one, else what the text signs within itself. */
export async function checkList(
  list: Uint8Array,
  signature: Uint8Array | undefined,
  checking: Checking,
): Promise<readonly CheckedSignature[]> {
  if (signature === undefined) return await checkWithin(list, checking);
  if (signature.length > MAX_SIGNATURE_FILE_BYTES) return [notChecked('too-many')];
  const minisign = parseMinisign(signature);
  if (minisign) return [checkedMinisign(minisign, { kind: 'bytes', bytes: list }, checking.ring)];
  const signify = parseSignify(signature);
  if (signify?.embedded.length === 0) return [checkedSignify(signify, list, checking.ring)];
  const items = limitItems(parseSignatureItems(signature));
  return await checkItems(items, (packet) => digestOfFile(packet, list), checking);
}

/** What the engine computes over an image for this signature, if it can. */
function findPlan(item: SignatureItem): ImageSignaturePlan | undefined {
  if (item.kind !== 'packet' || item.packet.version !== 4) return undefined;
  const algorithm = findOpenPgpDigest(item.packet.hashAlgorithm)?.algorithm;
  if (algorithm === undefined || !isOverBytes(item.packet)) return undefined;
  return { algorithm, suffix: suffixOf(item.packet) };
}

/** One plan for each signature of the file that can be checked so, in order; whoever made it. */
export function planImage(signature: Uint8Array): readonly ImageSignaturePlan[] {
  if (signature.length > MAX_SIGNATURE_FILE_BYTES) return [];
  const minisign = parseMinisign(signature);
  if (minisign) {
    const plan: ImageSignaturePlan = { algorithm: 'blake2b-512', suffix: new Uint8Array() };
    return minisign.isPrehashed ? [plan] : [];
  }
  if (parseSignify(signature)) return [];
  const plans = limitItems(parseSignatureItems(signature)).map(findPlan);
  return plans.filter((plan) => plan !== undefined);
}

/** `digests`: what was computed for the plans of `planImage`, in their order, in hex. */
export async function checkImage(
  signature: Uint8Array,
  digests: readonly string[],
  checking: Checking,
): Promise<readonly CheckedSignature[]> {
  if (signature.length > MAX_SIGNATURE_FILE_BYTES) return [notChecked('too-many')];
  const values = digests.map((hex) => parseHex(hex) ?? new Uint8Array());
  const none = new Uint8Array();
  const minisign = parseMinisign(signature);
  if (minisign) {
    const message: MinisignMessage = { kind: 'blake2b-512', digest: values[0] ?? none };
    return [checkedMinisign(minisign, message, checking.ring)];
  }
  const signify = parseSignify(signature);
  if (signify) {
    return [checkEd25519('signify', signify.keyId, checking.ring, () => 'unsupported')];
  }
  const items = limitItems(parseSignatureItems(signature));
  const byPacket = new Map<SignaturePacket, Uint8Array>();
  for (const item of items) {
    const value = findPlan(item) && values[byPacket.size];
    if (item.kind === 'packet' && value) byPacket.set(item.packet, value);
  }
  return await checkItems(items, (packet) => byPacket.get(packet), checking);
}
