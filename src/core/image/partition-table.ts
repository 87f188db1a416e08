/**
 * Whether the file is the image of a partitioned disk. Only the presence of a table is told, not
 * what it holds.
 */

/** Does a master boot record with a plausible entry, or a GPT header, open the file? */
export function hasPartitionTable(bytes: Uint8Array): boolean {
  return hasGptHeader(bytes) || hasMasterBootRecord(bytes);
}

const GPT_SIGNATURE = [0x45, 0x46, 0x49, 0x20, 0x50, 0x41, 0x52, 0x54]; // 'EFI PART'
/** UEFI 2.10 §5.3.2: logical block 1; blocks are 512 bytes, or 4096 on newer disks. */
const GPT_OFFSETS = [512, 4096];

function hasGptHeader(bytes: Uint8Array): boolean {
  return GPT_OFFSETS.some((at) => GPT_SIGNATURE.every((byte, i) => bytes[at + i] === byte));
}

const MBR_BYTES = 512;
const FIRST_ENTRY = 446;
const ENTRY_BYTES = 16;
const ENTRIES = 4;

/** The mark at 510 alone is not enough: the boot sector of a bare FAT volume has it too. */
function hasMasterBootRecord(bytes: Uint8Array): boolean {
  if (bytes.length < MBR_BYTES || bytes[510] !== 0x55 || bytes[511] !== 0xaa) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, MBR_BYTES);
  const entries = Array.from({ length: ENTRIES }, (_, i) => FIRST_ENTRY + i * ENTRY_BYTES);
  return entries.every((at) => hasLegalStatus(view, at)) && entries.some((at) => isUsed(view, at));
}

function hasLegalStatus(view: DataView, entry: number): boolean {
  const status = view.getUint8(entry);
  return status === 0x00 || status === 0x80;
}

/** A type, and a number of sectors that is not zero. */
function isUsed(view: DataView, entry: number): boolean {
  return view.getUint8(entry + 4) !== 0 && view.getUint32(entry + 12, true) !== 0;
}
