/**
 * What a file's first bytes say it is. A volume descriptor is believed before anything else: the
 * system area in front of it may hold a partition table, boot code or any signature.
 */
import { parsePrimaryDescriptor } from './iso9660/primary-descriptor.ts';
import type { ContentKind, Opening } from './opening.ts';
import { hasPartitionTable } from './partition-table.ts';
import { findSignature } from './signature.ts';
import { recogniseText } from './text-opening.ts';
import {
  FIRST_DESCRIPTOR_SECTOR,
  MAX_DESCRIPTORS,
  recogniseVolumes,
  SECTOR_BYTES,
} from './volume-recognition.ts';

/** The system area and the longest row of descriptors that is read: 160 KiB. */
export const OPENING_BYTES = (FIRST_DESCRIPTOR_SECTOR + MAX_DESCRIPTORS) * SECTOR_BYTES;

/**
 * `bytes`: the first bytes of the file, up to `OPENING_BYTES` of them; what comes after these is
 * not looked at. `fileSize`: bytes of the whole file. Never throws; linear in `bytes`.
 */
export function inspectOpening(bytes: Uint8Array, fileSize: number): Opening {
  if (fileSize === 0) return { kind: 'empty', findings: [] };
  const opening = bytes.subarray(0, OPENING_BYTES);
  return inspectVolume(opening) ?? { kind: inspectContent(opening), findings: [] };
}

function inspectVolume(bytes: Uint8Array): Opening | undefined {
  const { hasIso9660, hasUdf, primaryOffset } = recogniseVolumes(bytes);
  if (!hasIso9660) return hasUdf ? { kind: 'udf', findings: [] } : undefined;
  const kind = hasUdf ? 'udf-bridge' : 'iso9660';
  if (primaryOffset === undefined) return { kind, findings: [] };
  const descriptor = bytes.subarray(primaryOffset, primaryOffset + SECTOR_BYTES);
  const { label, volumeBytes, findings } = parsePrimaryDescriptor(descriptor, primaryOffset);
  return {
    kind,
    ...(label === undefined ? {} : { label }),
    ...(volumeBytes === undefined ? {} : { expectedSize: volumeBytes }),
    findings,
  };
}

function inspectContent(bytes: Uint8Array): ContentKind {
  if (bytes.length === 0) return 'unrecognised'; // a file with a size, of which nothing came
  if (bytes.every((byte) => byte === 0)) return 'zeros';
  const signature = findSignature(bytes);
  if (signature !== undefined) return signature;
  if (hasPartitionTable(bytes)) return 'disk';
  return recogniseText(bytes) ?? 'unrecognised';
}
