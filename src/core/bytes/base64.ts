const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const FORM = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What each character of base64 stands for, by its code. */
const VALUES = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/**
 * The bytes of canonical base64 with its padding (RFC 4648 §4), on one line; `undefined` for
 * anything else, also where the bits that are left over are not zero (§3.5).
 */
export function parseBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!FORM.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='));
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  for (let i = 0; i < text.length; i += 4) {
    bits = 0;
    for (let k = 0; k < 4; k++) bits = (bits << 6) | (VALUES[text.charCodeAt(i + k)] ?? 0);
    // What does not fit at the end is padding, and dropped by the array.
    bytes.set([bits >> 16, bits >> 8, bits].slice(0, bytes.length - (i / 4) * 3), (i / 4) * 3);
  }
  const spare = padding === 2 ? 0xffff : padding === 1 ? 0xff : 0;
  return (bits & spare) === 0 ? bytes : undefined;
}
