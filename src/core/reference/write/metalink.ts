/** Metalink 4 (RFC 5854), with pieces where the digests of blocks were computed. */
import { formatHex } from '../../bytes/hex.ts';
import { ALGORITHMS, type AlgorithmId } from '../../digest/algorithm.ts';
import type { WrittenFile } from './written-file.ts';

/** Names of the IANA registry "Hash Function Textual Names", which RFC 5854 §4.2.4 asks for. */
const NAMES: ReadonlyMap<AlgorithmId, string> = new Map([
  ['sha224', 'sha-224'],
  ['sha256', 'sha-256'],
  ['sha384', 'sha-384'],
  ['sha512', 'sha-512'],
  ['sha1', 'sha-1'],
  ['md5', 'md5'],
]);

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

/** Characters that no XML 1.0 document may have (§2.2), and halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex -- these very characters are refused
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u;

const escapeXml = (text: string): string =>
  text.replace(/[&<>"\t\n\r]/g, (character) => ENTITIES.get(character) ?? character);

/** `undefined` for a name that cannot stand in XML. */
export function formatMetalink({ name, size, digests, blocks }: WrittenFile): string | undefined {
  if (FORBIDDEN.test(name)) return undefined;
  const hashes = ALGORITHMS.flatMap(({ id }) => {
    const type = NAMES.get(id);
    const hex = digests[id];
    return type === undefined || hex === undefined
      ? []
      : [`    <hash type="${type}">${hex}</hash>\n`];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<metalink xmlns="urn:ietf:params:xml:ns:metalink">\n',
    `  <file name="${escapeXml(name)}">\n`,
    `    <size>${String(size)}</size>\n`,
    ...hashes,
    ...(blocks ? formatPieces(blocks) : []),
    '  </file>\n</metalink>\n',
  ].join('');
}

function formatPieces({ length, digests }: NonNullable<WrittenFile['blocks']>): readonly string[] {
  const count = digests.length / 32;
  return [
    `    <pieces length="${String(length)}" type="sha-256">\n`,
    ...Array.from({ length: count }, (_, index) => {
      const hex = formatHex(digests.subarray(index * 32, (index + 1) * 32));
      return `      <hash>${hex}</hash>\n`;
    }),
    '    </pieces>\n',
  ];
}
