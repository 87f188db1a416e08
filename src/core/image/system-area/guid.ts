/** GUIDs as GPT records them (UEFI 2.10, appendix A): the first three groups in reverse. */
import { formatHex } from '../../bytes/hex.ts';

export const NIL_GUID = '00000000-0000-0000-0000-000000000000';

const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/** `bytes`: sixteen of them. Lower case, with hyphens. */
export function formatGuid(bytes: Uint8Array): string {
  const hex = formatHex(Uint8Array.from(ORDER, (index) => bytes[index] ?? 0));
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
