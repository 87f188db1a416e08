/** Bencode (BEP 3) as a torrent's maker writes it: keys in the order of their bytes. */
export type Bencodable =
  number | string | Uint8Array | readonly Bencodable[] | { readonly [key: string]: Bencodable };

export function bencode(value: Bencodable): Buffer {
  if (typeof value === 'number') return Buffer.from(`i${value}e`);
  if (typeof value === 'string') return bencode(Buffer.from(value));
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.from(`${value.length}:`), value]);
  if (isList(value)) return wrap('l', value.map(bencode));
  const keys = Object.keys(value).sort((a, b) =>
    Buffer.from(a, 'latin1').compare(Buffer.from(b, 'latin1')),
  );
  return wrap(
    'd',
    keys.flatMap((key) => [bencode(Buffer.from(key, 'latin1')), bencode(value[key] ?? '')]),
  );
}

const isList = (value: Bencodable): value is readonly Bencodable[] => Array.isArray(value);

const wrap = (opening: string, parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(opening), ...parts, Buffer.from('e')]);
