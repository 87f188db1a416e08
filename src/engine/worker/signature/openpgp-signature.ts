/** OpenPGP signature packets: from a file to the library's objects, and what each one covers. */
import { enums, SignaturePacket } from 'openpgp';
import { formatHex } from '../../../core/bytes/hex.ts';
import { decodeText } from '../../../core/bytes/text.ts';
import { parseArmour } from '../../../core/signature/armour.ts';
import { MAX_SIGNATURES } from '../../../core/signature/limits.ts';
import { findOpenPgpDigest } from '../../../core/signature/openpgp-digest.ts';
import {
  EMPTY_PACKETS,
  parsePackets,
  SIGNATURE_PACKET,
  type Packet,
} from '../../../core/signature/packets.ts';
import { SIGNATURE_LABEL } from '../../../core/signature/recognise.ts';
import type { UnsupportedReason } from '../../../core/signature/signature.ts';
import { isTime } from './openpgp-config.ts';

/** A signature, or why there is none to check. */
export type SignatureItem =
  | { readonly kind: 'packet'; readonly packet: SignaturePacket }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason };

const DAMAGED: SignatureItem = { kind: 'damaged' };
const UNSUPPORTED: SignatureItem = { kind: 'unsupported', reason: 'method' };

/** RFC 9580 §9.1: RSA, DSA, ECDSA, EdDSALegacy, Ed25519 and Ed448. */
const KEY_ALGORITHMS: readonly number[] = [1, 3, 17, 19, 22, 27, 28];

/** RFC 9580 §9.5: the length of a version 6 signature's salt, by the digest. */
const SALT_BYTES = new Map([
  [8, 16],
  [9, 24],
  [10, 32],
  [11, 16],
  [12, 16],
  [14, 32],
]);

/**
 * RFC 9580 §5.2.3: versions 4 and 6. Version 3 says so little (no issuer's fingerprint, nothing
 * critical) that the library does not read it; GnuPG has made none by default since 2014.
 */
function itemOf({ type, body }: Packet): SignatureItem {
  if (type !== SIGNATURE_PACKET) return UNSUPPORTED;
  const [version = 0, , keyAlgorithm = 0, digest = 0] = body;
  if (version !== 4 && version !== 6) return UNSUPPORTED;
  if (!KEY_ALGORITHMS.includes(keyAlgorithm) || !findOpenPgpDigest(digest)) return UNSUPPORTED;
  return readItem(body);
}

function readItem(body: Uint8Array): SignatureItem {
  const packet = new SignaturePacket();
  try {
    packet.read(body);
  } catch {
    return DAMAGED;
  }
  return hasTimes(packet) ? { kind: 'packet', packet } : DAMAGED;
}

function hasTimes(packet: SignaturePacket): boolean {
  const end = packet.getExpirationTime();
  return isTime(packet.created) && (!(end instanceof Date) || isTime(end));
}

function itemsOfBinary(bytes: Uint8Array | undefined): readonly SignatureItem[] {
  const packets = bytes && parsePackets(bytes);
  if (!packets) return [DAMAGED];
  return packets.filter(({ type }) => !EMPTY_PACKETS.includes(type)).map(itemOf);
}

function itemsOfText(bytes: Uint8Array): readonly SignatureItem[] {
  const { blocks } = parseArmour(decodeText(bytes)?.text ?? '');
  return blocks.flatMap((block) =>
    block.label === SIGNATURE_LABEL ? itemsOfBinary(block.bytes) : [UNSUPPORTED],
  );
}

/** Signatures beyond `MAX_SIGNATURES` are one item, which says so. */
export function limitItems(items: readonly SignatureItem[]): readonly SignatureItem[] {
  if (items.length <= MAX_SIGNATURES) return items;
  return [...items.slice(0, MAX_SIGNATURES), { kind: 'unsupported', reason: 'too-many' }];
}

/** What a file of signatures holds; at least one item. Never throws. */
export function parseSignatureItems(bytes: Uint8Array): readonly SignatureItem[] {
  const isBinary = ((bytes[0] ?? 0) & 0x80) !== 0;
  const items = isBinary ? itemsOfBinary(bytes) : itemsOfText(bytes);
  return items.length === 0 ? [DAMAGED] : items;
}

/** RFC 9580 §5.2.1: 0x00 covers bytes, 0x01 lines. All others cover something else than a file. */
export const isOverBytes = ({ signatureType }: SignaturePacket): boolean =>
  signatureType === enums.signature.binary;
export const isOverText = ({ signatureType }: SignaturePacket): boolean =>
  signatureType === enums.signature.text;

/** RFC 9580 §5.2.4: what is hashed after the data. */
export function suffixOf({ version, signatureData }: SignaturePacket): Uint8Array {
  const hashed = signatureData ?? new Uint8Array();
  const suffix = new Uint8Array(hashed.length + 6);
  suffix.set(hashed);
  suffix.set([version, 0xff], hashed.length);
  new DataView(suffix.buffer).setUint32(hashed.length + 2, hashed.length);
  return suffix;
}

/** Version 6 hashes a salt before the data; the library reads it, and does not declare it. */
function findSalt(packet: SignaturePacket): Uint8Array | undefined {
  if (packet.version !== 6) return new Uint8Array();
  const salt: unknown = Reflect.get(packet, 'salt');
  const length = SALT_BYTES.get(packet.hashAlgorithm ?? 0);
  return salt instanceof Uint8Array && salt.length === length ? salt : undefined;
}

/** The digest of `data` in the signature's own way; `undefined` where it has none that is known. */
export function digestFor(packet: SignaturePacket, data: Uint8Array): Uint8Array | undefined {
  const salt = findSalt(packet);
  const running = findOpenPgpDigest(packet.hashAlgorithm)?.create();
  if (salt === undefined || running === undefined) return undefined;
  running.update(salt);
  running.update(data);
  running.update(suffixOf(packet));
  return running.digest();
}

/** Upper-case hex: the issuer's fingerprint where the signature states it, else its key ID. */
export function issuerOf({ issuerFingerprint, issuerKeyID }: SignaturePacket): string {
  const hex = issuerFingerprint ? formatHex(issuerFingerprint) : issuerKeyID.toHex();
  return hex.toUpperCase();
}
