/** Lists as GNU coreutils 9 write them, plain and tagged, with names escaped as they do. */
import { ALGORITHMS, type AlgorithmId } from '../../digest/algorithm.ts';
import { pathOf, type WrittenFile } from './written-file.ts';

/** Tags that coreutils, the BSDs or RHash write. CRC-32 has a list of its own kind, SFV. */
const TAGS: ReadonlyMap<AlgorithmId, string> = new Map([
  ['sha224', 'SHA224'],
  ['sha256', 'SHA256'],
  ['sha384', 'SHA384'],
  ['sha512', 'SHA512'],
  ['sha3-256', 'SHA3-256'],
  ['sha3-384', 'SHA3-384'],
  ['sha3-512', 'SHA3-512'],
  ['blake2b-256', 'BLAKE2b-256'],
  ['blake2b-512', 'BLAKE2b'],
  ['blake2s-256', 'BLAKE2s'],
  ['blake3', 'BLAKE3'],
  ['sha1', 'SHA1'],
  ['md5', 'MD5'],
]);

const ESCAPED = /[\\\n\r]/g;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/** A backslash in front of the line tells that the name is escaped. */
function escaped(name: string): { readonly mark: string; readonly path: string } {
  const path = pathOf(name);
  const text = path.replace(ESCAPED, (character) => ESCAPES.get(character) ?? '');
  return { mark: text === path ? '' : '\\', path: text };
}

/** `hex  name` and LF, as `sha256sum` writes it; empty when that digest was not computed. */
export function formatGnu({ name, digests }: WrittenFile, algorithm: AlgorithmId): string {
  const hex = digests[algorithm];
  const { mark, path } = escaped(name);
  return hex === undefined ? '' : `${mark}${hex}  ${path}\n`;
}

/** `SHA256 (name) = hex` and LF for every digest that has a tag. */
export function formatBsd({ name, digests }: WrittenFile): string {
  const { mark, path } = escaped(name);
  return ALGORITHMS.map(({ id }) => {
    const tag = TAGS.get(id);
    const hex = digests[id];
    return tag === undefined || hex === undefined ? '' : `${mark}${tag} (${path}) = ${hex}\n`;
  }).join('');
}
