/** From a file and its signatures to what each of them shows. */
import type { SignaturePacket } from 'openpgp';
import { parseHex } from '../../../core/bytes/hex.ts';
import { hasSha256 } from '../../../core/signature/content.ts';
import { MAX_SIGNATURE_FILE_BYTES, MAX_SIGNATURES } from '../../../core/signature/limits.ts';
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
  SignedImage,
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
import { canonicalText, findSignedParts, isSignifyText } from './signed-text.ts';

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
const DAMAGED_SIGNIFY: CheckedSignature = { ...DAMAGED, kind: 'signify' };

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

interface PartItem {
  readonly item: SignatureItem;
  readonly message: Uint8Array;
  /** From 1. */
  readonly part: number;
}

/**
 * Beyond `MAX_SIGNATURES` one that says so for each part: a part of which nothing is said would
 * pass for one that is as good as the others.
 */
function limitParts(items: readonly PartItem[]): readonly PartItem[] {
  const rest = new Map<number, PartItem>();
  for (const { part, message } of items.slice(MAX_SIGNATURES)) {
    rest.set(part, { part, message, item: { kind: 'unsupported', reason: 'too-many' } });
  }
  return [...items.slice(0, MAX_SIGNATURES), ...rest.values()];
}

/** RFC 9580 §7: a cleartext signature is one over text. */
async function checkParts(list: Uint8Array, checking: Checking) {
  const parts = findSignedParts(list);
  const items = parts.flatMap(({ message, signature }, index) =>
    parseSignatureItems(signature).map((item) => ({ item, message, part: index + 1 })),
  );
  const checked: CheckedSignature[] = [];
  for (const { item, message, part } of limitParts(items)) {
    const digestOf = (packet: SignaturePacket) =>
      isOverText(packet) ? digestFor(packet, message) : undefined;
    const result = await checkItem(item, digestOf, checking);
    checked.push(parts.length > 1 ? { ...result, part } : result);
  }
  return checked;
}

/**
 * What the text signs within itself; none where it signs nothing. Which form it has, the reader of
 * references decides: what it reads as signify's must not be checked as another.
 */
async function checkWithin(list: Uint8Array, checking: Checking) {
  if (!isSignifyText(list)) return await checkParts(list, checking);
  const signed = parseSignify(list);
  return [signed ? checkedSignify(signed, signed.embedded, checking.ring) : DAMAGED_SIGNIFY];
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

/** signify's, and minisign's legacy form, are over the bytes themselves. */
const isOverContent = (signature: Uint8Array): boolean =>
  parseMinisign(signature)?.isPrehashed === false || parseSignify(signature)?.embedded.length === 0;

/** One plan for each signature of the file that can be checked so, in order; whoever made it. */
export function planImage(signature: Uint8Array): readonly ImageSignaturePlan[] {
  if (signature.length > MAX_SIGNATURE_FILE_BYTES) return [];
  const suffix = new Uint8Array();
  if (parseMinisign(signature)?.isPrehashed === true) return [{ algorithm: 'blake2b-512', suffix }];
  if (isOverContent(signature)) return [{ algorithm: 'sha256', suffix, needsContent: true }];
  if (parseSignify(signature)) return [];
  const plans = limitItems(parseSignatureItems(signature)).map(findPlan);
  return plans.filter((plan) => plan !== undefined);
}

/**
 * Nothing is said by bytes that are not those which were read before: a signature that is right over
 * a file that has changed since would vouch for the digests of another.
 */
function checkOverContent(
  signature: Uint8Array,
  { digests, content }: SignedImage,
  { ring }: Checking,
): CheckedSignature {
  const minisign = parseMinisign(signature);
  const kind = minisign ? 'minisign' : 'signify';
  if (content === undefined) return { ...notChecked('too-large'), kind };
  if (!hasSha256(content, digests[0])) return { ...notChecked('image-changed'), kind };
  if (minisign) return checkedMinisign(minisign, { kind: 'bytes', bytes: content }, ring);
  const signify = parseSignify(signature);
  return signify ? checkedSignify(signify, content, ring) : DAMAGED_SIGNIFY;
}

/** The outcomes of a file of signatures over an image. */
export async function checkImage(
  signature: Uint8Array,
  image: SignedImage,
  checking: Checking,
): Promise<readonly CheckedSignature[]> {
  if (signature.length > MAX_SIGNATURE_FILE_BYTES) return [notChecked('too-many')];
  if (isOverContent(signature)) return [checkOverContent(signature, image, checking)];
  const values = image.digests.map((hex) => parseHex(hex) ?? new Uint8Array());
  const minisign = parseMinisign(signature);
  if (minisign) {
    const message = { kind: 'blake2b-512', digest: values[0] ?? new Uint8Array() } as const;
    return [checkedMinisign(minisign, message, checking.ring)];
  }
  if (parseSignify(signature)) return [{ ...notChecked('method'), kind: 'signify' }];
  const items = limitItems(parseSignatureItems(signature));
  const byPacket = new Map<SignaturePacket, Uint8Array>();
  for (const item of items) {
    const value = findPlan(item) && values[byPacket.size];
    if (item.kind === 'packet' && value) byPacket.set(item.packet, value);
  }
  return await checkItems(items, (packet) => byPacket.get(packet), checking);
}
