/**
 * What one OpenPGP signature over a digest is worth. The library does the arithmetic, also that
 * of the key's own signatures; what follows from it is decided here.
 */
import { enums, type SignaturePacket, type Subkey } from 'openpgp';
import { findOpenPgpDigest } from '../../../core/signature/openpgp-digest.ts';
import type {
  CheckedSignature,
  SignatureOutcome,
  SignatureWeakness,
  UnsupportedReason,
} from '../../../core/signature/signature.ts';
import { recordOfHeldOpenPgp, type KeyRing, type Signer } from './key-ring.ts';
import { CONFIG, END_OF_TIME } from './openpgp-config.ts';
import { keyWeaknesses } from './openpgp-key.ts';
import { issuerOf } from './openpgp-signature.ts';

/** A clock that is set to the wrong time zone is half a day wrong at the most. */
const MAX_CLOCK_DIFFERENCE_MS = 24 * 3600 * 1000;

/** RFC 9580 §5.2.3.3: EdDSALegacy and Ed25519 take no digest shorter than 32 bytes, Ed448 64. */
const MIN_DIGEST_BYTES = new Map([
  [22, 32],
  [27, 32],
  [28, 64],
]);

interface Finding {
  readonly outcome: SignatureOutcome;
  readonly reason?: UnsupportedReason;
  readonly weaknesses?: readonly SignatureWeakness[];
}

const unsupported = (reason: UnsupportedReason): Finding => ({ outcome: 'unsupported', reason });

/**
 * RFC 9580 §5.2.3.7: a critical subpacket or notation that is not understood voids the signature. One
 * that names who may revoke a key the library refuses as if it were wrong.
 */
function isBeyondUs(packet: SignaturePacket): boolean {
  const { unknownSubpackets, rawNotations, revocationKeyClass } = packet;
  return (
    revocationKeyClass !== null ||
    [...unknownSubpackets, ...rawNotations].some(({ critical }) => critical)
  );
}

function isDigestAllowed({ publicKeyAlgorithm, hashAlgorithm }: SignaturePacket): boolean {
  const least = MIN_DIGEST_BYTES.get(publicKeyAlgorithm ?? 0) ?? 0;
  return (findOpenPgpDigest(hashAlgorithm)?.bytes ?? 0) >= least;
}

/**
 * The left 16 bits of the digest that was signed (RFC 9580 §5.2.3) tell another file apart without
 * arithmetic. That they fit tells nothing: who alters a file finds one for which they do.
 */
const fitsDigest = ({ signedHashValue }: SignaturePacket, digest: Uint8Array): boolean =>
  signedHashValue?.[0] === digest[0] && signedHashValue?.[1] === digest[1];

/** `hashed` takes the place of the data: that is how the library verifies a stream's digest. */
async function isSignedBy(packet: SignaturePacket, { packet: key }: Signer, digest: Uint8Array) {
  const { signatureType, created } = packet;
  if (signatureType === null || created === null) return false;
  Object.assign(packet, { hashed: digest });
  try {
    await packet.verify(key, signatureType, {}, created, true, CONFIG);
    return true;
  } catch {
    return false;
  }
}

/** At whatever date, and for whatever reason: of a key that was withdrawn nothing is believed. */
async function isRevoked({ held, subkey }: Signer): Promise<boolean> {
  if (await held.key.isRevoked(undefined, undefined, END_OF_TIME, CONFIG)) return true;
  if (subkey === undefined) return false;
  const found = await Promise.all(
    subkey.bindingSignatures.map((binding) =>
      subkey.isRevoked(binding, held.key.keyPacket, END_OF_TIME, CONFIG),
    ),
  );
  return found.includes(true);
}

/**
 * Whether the key says of itself that this part of it signs: by its own signature, and for a
 * subkey also by the subkey's (RFC 9580 §5.2.1.8: else a signature of someone else could be
 * claimed). The dates are looked at below: a renewed key has lost its older self-signatures.
 */
async function mayPartSign({ held, packet, subkey }: Signer): Promise<boolean> {
  if (subkey && !subkey.bindingSignatures.every(isBackSigned)) return false;
  try {
    const found = await held.key.getSigningKey(packet.getKeyID(), null, undefined, CONFIG);
    return found.keyPacket === packet;
  } catch {
    return false;
  }
}

/** The library does not ask what the subkey's signature, where there is one, says that it is over. */
const isBackSigned = ({ embeddedSignature }: SignaturePacket): boolean =>
  embeddedSignature === null || embeddedSignature.signatureType === enums.signature.keyBinding;

/** Milliseconds; `Infinity` where it does not expire, 0 where the key has no valid self-signature. */
async function expiryOf({ held, subkey }: Signer): Promise<number> {
  const ofKey = await held.key.getExpirationTime(undefined, CONFIG);
  const ofSubkey = subkey ? await latestExpiryOf(subkey) : Infinity;
  return Math.min(ofKey === null ? 0 : Number(ofKey), ofSubkey);
}

/** Asked at the latest binding's own date, for one whose binding has expired has a date too. */
async function latestExpiryOf(subkey: Subkey): Promise<number> {
  const dates = subkey.bindingSignatures.map(({ created }) => Number(created));
  const expiry = await subkey.getExpirationTime(new Date(Math.max(...dates)), CONFIG);
  return expiry === null ? 0 : Number(expiry);
}

async function checkDates(packet: SignaturePacket, signer: Signer, now: Date): Promise<Finding> {
  const made = Number(packet.created);
  if (made > now.getTime() + MAX_CLOCK_DIFFERENCE_MS) return unsupported('future');
  if (Number(packet.getExpirationTime()) <= now.getTime()) return unsupported('signature-expired');
  const expiry = await expiryOf(signer);
  const isWithin = made >= signer.packet.created.getTime() && made < expiry; // which may be NaN
  if (!isWithin) return unsupported('outside-key-dates');
  return { outcome: expiry <= now.getTime() ? 'expired' : 'good' };
}

/** Of the digest, of the keys, and of the digest by which a subkey is bound to its key. */
function weaknessesOf(packet: SignaturePacket, { held, subkey, packet: key }: Signer) {
  const bindings = subkey?.bindingSignatures.slice(-1) ?? [];
  const digests = [packet, ...bindings].map(
    ({ hashAlgorithm }) => findOpenPgpDigest(hashAlgorithm)?.weakness,
  );
  const found = [...digests, ...keyWeaknesses(key), ...keyWeaknesses(held.key.keyPacket)];
  return [...new Set(found.filter((weakness) => weakness !== undefined))];
}

async function judge(
  packet: SignaturePacket,
  digest: Uint8Array,
  signer: Signer,
  now: Date,
): Promise<Finding> {
  if (!fitsDigest(packet, digest)) return { outcome: 'bad' };
  if (isBeyondUs(packet) || !isDigestAllowed(packet)) return unsupported('method');
  if (!(await isSignedBy(packet, signer, digest))) return { outcome: 'bad' };
  if (await isRevoked(signer)) return { outcome: 'revoked' };
  if (!(await mayPartSign(signer))) {
    return signer.subkey ? { outcome: 'unknown-key' } : unsupported('method');
  }
  const finding = await checkDates(packet, signer, now);
  const weaknesses = weaknessesOf(packet, signer);
  if (finding.outcome === 'unsupported' || weaknesses.length === 0) return finding;
  return { outcome: 'weak', weaknesses };
}

/**
 * A withdrawn copy of a key outweighs one that does not know; then what could be checked. Of copies
 * by which the signature is right the built-in one counts: a renewed copy must not take its word away.
 */
const RANKS: readonly (readonly SignatureOutcome[])[] = [
  ['revoked'],
  ['good', 'expired'],
  ['weak'],
  ['unsupported'],
  ['bad'],
  ['damaged'],
  ['unknown-key'],
];

interface Judged {
  readonly signer: Signer;
  readonly finding: Finding;
}

const rankOf = ({ finding: { outcome } }: Judged): number =>
  RANKS.findIndex((rank) => rank.includes(outcome));

const isOwn = ({ signer }: Judged): number => (signer.held.trust === 'built-in' ? 0 : 1);

const isExpired = ({ finding }: Judged): number => (finding.outcome === 'expired' ? 1 : 0);

const byRank = (a: Judged, b: Judged): number =>
  rankOf(a) - rankOf(b) || isOwn(a) - isOwn(b) || isExpired(a) - isExpired(b);

/** Checks against all keys of the ring that the signature may be by. Never rejects for its input. */
export async function checkPacket(
  packet: SignaturePacket,
  digest: Uint8Array,
  ring: KeyRing,
  now: Date,
): Promise<CheckedSignature> {
  const base = {
    kind: 'openpgp',
    issuer: issuerOf(packet),
    ...(packet.created === null ? {} : { signedAt: packet.created.toISOString() }),
    weaknesses: [],
  } as const;
  const judged = await Promise.all(
    ring.findSigners(packet).map(async (signer) => ({
      signer,
      finding: await judge(packet, digest, signer, now),
    })),
  );
  judged.sort(byRank);
  const [first] = judged;
  if (first === undefined || first.finding.outcome === 'unknown-key') {
    return { ...base, outcome: 'unknown-key' };
  }
  return { ...base, key: await recordOfHeldOpenPgp(first.signer.held), ...first.finding };
}
