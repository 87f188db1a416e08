/** Digests in base32 (RFC 4648 §6), of either case and without padding, as magnet links have them. */
import { formatHex } from '../bytes/hex.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const FORM = /^[a-z2-7]+$/i;

/** `text` as lower-case hex; `undefined` when it is not the base32 of exactly `byteLength` bytes. */
export function hexOfBase32(text: string, byteLength: number): string | undefined {
  if (text.length !== Math.ceil((byteLength * 8) / 5) || !FORM.test(text)) return undefined;
  const bytes = new Uint8Array(byteLength);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const character of text.toLowerCase()) {
    held = (held << 5) | ALPHABET.indexOf(character);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? formatHex(bytes) : undefined;
}
