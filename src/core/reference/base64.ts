/** Digests in base64 (RFC 4648 §4), as `cksum --base64`, RHash and SRI write them. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const FORM = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * `text` as lower-case hex; `undefined` when it is not the canonical base64, with its padding, of
 * exactly `byteLength` bytes.
 */
export function hexOfBase64(text: string, byteLength: number): string | undefined {
  if (text.length !== Math.ceil(byteLength / 3) * 4 || !FORM.test(text)) return undefined;
  const body = text.replace(/=+$/, '');
  if (body.length !== Math.ceil((byteLength * 4) / 3)) return undefined;
  const bits = Array.from(body, (character) =>
    ALPHABET.indexOf(character).toString(2).padStart(6, '0'),
  ).join('');
  const spare = bits.slice(byteLength * 8);
  if (spare.includes('1')) return undefined;
  const pairs = Array.from({ length: byteLength }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2)
      .toString(16)
      .padStart(2, '0'),
  );
  return pairs.join('');
}
