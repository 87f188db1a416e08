const HEX_PAIR = /^(?:[0-9a-f]{2})*$/i;

/** Lower-case hex, two characters a byte. */
export function formatHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of a hex text of even length and either case; `undefined` for anything else. */
export function parseHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!HEX_PAIR.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
