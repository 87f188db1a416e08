/** OpenPGP public keys: from a file to the library's objects, and what is shown of them. */
import { enums, readKey, type Key, type Subkey } from 'openpgp';
import { decodeText } from '../../../core/bytes/text.ts';
import { parseArmour } from '../../../core/signature/armour.ts';
import {
  MAX_DSA_BITS,
  MAX_DSA_ORDER_BITS,
  MAX_EXPONENT_BITS,
  MAX_KEY_BITS,
  MAX_KEYS,
  MAX_SELF_SIGNATURES,
} from '../../../core/signature/limits.ts';
import { parsePackets, PUBLIC_KEY_PACKET, type Packet } from '../../../core/signature/packets.ts';
import { KEY_LABEL } from '../../../core/signature/recognise.ts';
import type { KeyRecord, SignatureWeakness } from '../../../core/signature/signature.ts';
import { CONFIG, END_OF_TIME, isTime } from './openpgp-config.ts';

export type KeyPacket = Key['keyPacket'] | Subkey['keyPacket'];

/** User IDs kept of a key: the first ones say whose it is. */
const MAX_NAMES = 16;
const MAX_NAME_CHARACTERS = 256;

/** NIST SP 800-131A: what is shorter has been out of use for signatures since 2014. */
const MIN_BITS = 2048;

/** The binary keys of a file: of its armour's blocks, or the file itself. */
function blocksOf(file: Uint8Array): readonly Uint8Array[] {
  if (((file[0] ?? 0) & 0x80) !== 0) return [file];
  const { blocks } = parseArmour(decodeText(file)?.text ?? '');
  return blocks.flatMap(({ label, bytes }) => (label === KEY_LABEL && bytes ? [bytes] : []));
}

/** One key is a public key packet and all up to the next one (RFC 9580 §10.1). */
function splitKeys(packets: readonly Packet[]): readonly Uint8Array[] {
  const keys: Packet[][] = [];
  for (const packet of packets) {
    if (packet.type === PUBLIC_KEY_PACKET) keys.push([]);
    keys.at(-1)?.push(packet);
  }
  return keys.slice(0, MAX_KEYS).map(joinPackets);
}

function joinPackets(packets: readonly Packet[]): Uint8Array {
  const whole = new Uint8Array(packets.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let offset = 0;
  for (const { bytes } of packets) {
    whole.set(bytes, offset);
    offset += bytes.length;
  }
  return whole;
}

function bitsOf(value: unknown): number {
  return value instanceof Uint8Array ? value.length * 8 : 0;
}

/** Of the numbers that it takes to verify; those of other methods have a length of their own. */
const RSA_BITS = { n: MAX_KEY_BITS, e: MAX_EXPONENT_BITS };
const DSA_BITS = { p: MAX_DSA_BITS, q: MAX_DSA_ORDER_BITS, g: MAX_DSA_BITS, y: MAX_DSA_BITS };

/** Whether verifying with it takes bounded work. */
function isAffordable({ algorithm, publicParams }: KeyPacket): boolean {
  const parameters = new Map<string, unknown>(Object.entries(publicParams));
  const limits = algorithm === enums.publicKey.dsa ? DSA_BITS : RSA_BITS;
  return Object.entries(limits).every(([name, bits]) => bitsOf(parameters.get(name)) <= bits);
}

function countSelfSignatures(key: Key): number {
  const ofUsers = key.users.map(
    (user) => user.selfCertifications.length + user.revocationSignatures.length,
  );
  const ofSubkeys = key.subkeys.map(
    (subkey) => subkey.bindingSignatures.length + subkey.revocationSignatures.length,
  );
  const direct: unknown = Reflect.get(key, 'directSignatures'); // the library does not declare it
  const ofKey = key.revocationSignatures.length + (Array.isArray(direct) ? direct.length : 0);
  return [...ofUsers, ...ofSubkeys].reduce((sum, count) => sum + count, ofKey);
}

async function findKey(binaryKey: Uint8Array): Promise<Key | undefined> {
  try {
    const key = await readKey({ binaryKey, config: CONFIG });
    const packets = [key.keyPacket, ...key.subkeys.map((subkey) => subkey.keyPacket)];
    return packets.every(isAffordable) && !key.isPrivate() ? key : undefined;
  } catch {
    return undefined; // what the library cannot read is no key that could verify anything
  }
}

/** The keys of a file that can be read, at most `MAX_KEYS`. Never rejects for what it holds. */
export async function readOpenPgpKeys(file: Uint8Array): Promise<readonly Key[]> {
  const binaries = blocksOf(file).flatMap((block) => splitKeys(parsePackets(block) ?? []));
  const keys = await Promise.all(binaries.slice(0, MAX_KEYS).map(findKey));
  return limitSelfSignatures(keys.filter((key) => key !== undefined));
}

function limitSelfSignatures(keys: readonly Key[]): readonly Key[] {
  let count = 0;
  return keys.filter((key) => (count += countSelfSignatures(key)) <= MAX_SELF_SIGNATURES);
}

/** The library's numbers: RSA 1 and 3, DSA 17 (RFC 9580 §9.1). */
export function keyWeaknesses(packet: KeyPacket): readonly SignatureWeakness[] {
  const { bits } = packet.getAlgorithmInfo();
  if (bits === undefined || bits >= MIN_BITS) return [];
  return [packet.algorithm === enums.publicKey.dsa ? 'short-dsa' : 'short-rsa'];
}

function methodOf(packet: KeyPacket): string {
  const { algorithm, bits, curve } = packet.getAlgorithmInfo();
  if (algorithm.startsWith('rsa')) return `RSA-${bits ?? 0}`;
  if (algorithm === 'dsa') return `DSA-${bits ?? 0}`;
  if (algorithm.startsWith('ed25519') || algorithm === 'eddsaLegacy') return 'Ed25519';
  if (algorithm === 'ed448') return 'Ed448';
  return curve === undefined ? algorithm.toUpperCase() : `${algorithm.toUpperCase()} ${curve}`;
}

/** ISO 8601; absent for a key that does not expire. */
function expiryOf(expiry: Date | number | null): { readonly expires?: string } {
  return expiry instanceof Date && isTime(expiry) ? { expires: expiry.toISOString() } : {};
}

/** What is shown of a key. `isRevoked` for whatever reason and from whatever date on. */
export async function recordOfOpenPgp(key: Key): Promise<KeyRecord> {
  const names = key.getUserIDs().slice(0, MAX_NAMES);
  return {
    kind: 'openpgp',
    fingerprint: key.getFingerprint().toUpperCase(),
    names: names.map((name) => name.slice(0, MAX_NAME_CHARACTERS)),
    created: key.getCreationTime().toISOString(),
    ...expiryOf(await key.getExpirationTime(undefined, CONFIG)),
    isRevoked: await key.isRevoked(undefined, undefined, END_OF_TIME, CONFIG),
    method: methodOf(key.keyPacket),
    weaknesses: keyWeaknesses(key.keyPacket),
  };
}
