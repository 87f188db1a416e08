/** Names of one image as it is, and compressed as images are published. */

const EXTENSIONS: readonly string[] = [
  ...['xz', 'gz', 'zst', 'bz2', 'lzma', 'lz4', 'lz'],
  ...['zip', '7z', 'rar'],
];

/** The name of what a compressed file unpacks to; `undefined` when it is not called compressed. */
export function withoutCompression(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  const isCompressed = dot > 0 && EXTENSIONS.includes(name.slice(dot + 1).toLowerCase());
  return isCompressed ? name.slice(0, dot) : undefined;
}

/** What the file may be called when it is compressed. */
export const compressedNames = (name: string): readonly string[] =>
  EXTENSIONS.map((extension) => `${name}.${extension}`);
