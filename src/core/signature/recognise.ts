/** Whether a dropped file is a detached signature or a public key; by its content alone. */
import { decodeText } from '../bytes/text.ts';
import { parseArmour, type ArmouredText } from './armour.ts';
import { parseEd25519Key } from './ed25519-key.ts';
import { MAX_KEY_FILE_BYTES, MAX_SIGNATURE_FILE_BYTES } from './limits.ts';
import { parseMinisign } from './minisign.ts';
import { EMPTY_PACKETS, parsePackets, PUBLIC_KEY_PACKET, SIGNATURE_PACKET } from './packets.ts';
import type { SignatureKind } from './signature.ts';
import { parseSignify } from './signify.ts';

/** A file that serves to check others. */
export interface SigningFile {
  readonly role: 'signature' | 'key';
  readonly kind: SignatureKind;
}

export const SIGNATURE_LABEL = 'SIGNATURE';
export const KEY_LABEL = 'PUBLIC KEY BLOCK';

/**
 * What the file is; `undefined` for all others, among them clear-signed lists and signify's
 * embedded form, which are references. A damaged block is still what its label says. Never throws.
 */
export function findSigningFile(bytes: Uint8Array): SigningFile | undefined {
  if (bytes.length > MAX_KEY_FILE_BYTES) return undefined;
  const found = isBinary(bytes) ? findInPackets(bytes) : findInText(bytes);
  if (found?.role === 'signature' && bytes.length > MAX_SIGNATURE_FILE_BYTES) return undefined;
  return found;
}

/** All packets begin with a set bit, and no armour does. */
const isBinary = (bytes: Uint8Array): boolean => ((bytes[0] ?? 0) & 0x80) !== 0;

function findInPackets(bytes: Uint8Array): SigningFile | undefined {
  const packets = parsePackets(bytes)?.filter(({ type }) => !EMPTY_PACKETS.includes(type));
  const [first] = packets ?? [];
  if (packets === undefined || first === undefined || !isVersion(first.body[0])) return undefined;
  if (first.type === PUBLIC_KEY_PACKET) return { role: 'key', kind: 'openpgp' };
  const isSignature = packets.every(({ type }) => type === SIGNATURE_PACKET);
  return isSignature ? { role: 'signature', kind: 'openpgp' } : undefined;
}

/** RFC 9580 §5.2 and §5.5.2: signatures and keys have had versions 2 to 6. */
const isVersion = (octet: number | undefined): boolean =>
  octet !== undefined && octet >= 2 && octet <= 6;

function findInText(bytes: Uint8Array): SigningFile | undefined {
  if (parseMinisign(bytes)) return { role: 'signature', kind: 'minisign' };
  const signify = parseSignify(bytes);
  if (signify) {
    return signify.embedded.length === 0 ? { role: 'signature', kind: 'signify' } : undefined;
  }
  const key = parseEd25519Key(bytes);
  if (key) return { role: 'key', kind: key.kind };
  const decoded = decodeText(bytes);
  return decoded?.text.includes('-----BEGIN PGP ')
    ? findInArmour(parseArmour(decoded.text))
    : undefined;
}

/** Text beside a signature may be a list whose frame is broken; beside a key it says whose it is. */
function findInArmour({ blocks, hasOther }: ArmouredText): SigningFile | undefined {
  if (blocks.length === 0) return undefined;
  if (blocks.every(({ label }) => label === KEY_LABEL)) return { role: 'key', kind: 'openpgp' };
  const isSignature = blocks.every(({ label }) => label === SIGNATURE_LABEL);
  return isSignature && !hasOther ? { role: 'signature', kind: 'openpgp' } : undefined;
}
