/** This program's own maps of blocks; their bytes are described in `../block-map.ts`. */
import { formatHex } from '../../bytes/hex.ts';
import { hasBlockMapMagic, parseBlockMap } from '../block-map.ts';
import type { PlacedReading } from '../reading.ts';
import type { BinaryGrammar } from './binary.ts';

export const blockMap: BinaryGrammar = { mayBegin: hasBlockMapMagic, read: readBlockMap };

function readBlockMap(bytes: Uint8Array): readonly PlacedReading[] | undefined {
  const map = parseBlockMap(bytes);
  if (!map || map.name === '') return undefined;
  const { name: path, size, sha256, blockBytes, blocks } = map;
  const digest = { algorithms: ['sha256'], text: formatHex(sha256) } as const;
  const pieces = { algorithm: 'sha256', length: blockBytes, digests: blocks } as const;
  const statements = [{ kind: 'stated', digest }] as const;
  return [
    { reading: { kind: 'digests', format: 'block-map', path, statements }, line: 1 },
    { reading: { kind: 'file', format: 'block-map', path, size, pieces }, line: 1 },
  ];
}
