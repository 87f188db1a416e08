/** `touchstone.reference/1`; its schema is public/schema/touchstone.reference-1.json. */
import { formatHex } from '../../bytes/hex.ts';
import { ALGORITHMS } from '../../digest/algorithm.ts';
import { REFERENCE_SCHEMA } from '../formats/touchstone.ts';
import type { WrittenFile } from './written-file.ts';

/** JSON, with its keys in a fixed order. */
export function formatTouchstone(files: readonly WrittenFile[]): string {
  const document = { schema: REFERENCE_SCHEMA, files: files.map(formatFile) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function formatFile({ name, size, digests, blocks }: WrittenFile): object {
  const members = ALGORITHMS.flatMap(({ id }) => {
    const hex = digests[id];
    return hex === undefined ? [] : [[id, hex] as const];
  });
  const pieces = blocks && {
    algorithm: 'sha256',
    length: blocks.length,
    digests: Array.from({ length: blocks.digests.length / 32 }, (_, index) =>
      formatHex(blocks.digests.subarray(index * 32, (index + 1) * 32)),
    ),
  };
  return { name, size, digests: Object.fromEntries(members), ...(pieces && { pieces }) };
}
