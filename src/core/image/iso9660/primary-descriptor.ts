/**
 * The two things of the primary volume descriptor that the opening of an image tells: its name
 * and how many bytes it claims. All of the descriptor is in `volume-descriptor.ts`.
 */
import type { Finding } from '../../finding.ts';
import { parseVolumeDescriptor, volumeBytesOf } from './volume-descriptor.ts';

export interface PrimaryDescriptor {
  /** Volume identifier without its padding; absent when blank. Untrusted text. */
  readonly label?: string;
  /** Volume space size times logical block size, in bytes: what the volume claims to occupy. */
  readonly volumeBytes?: number;
  readonly findings: readonly Finding[];
}

/**
 * `bytes` starts with the descriptor and may end before it does: what is missing is left out.
 * `base` is the descriptor's offset in the image.
 */
export function parsePrimaryDescriptor(bytes: Uint8Array, base: number): PrimaryDescriptor {
  const descriptor = parseVolumeDescriptor(bytes, base);
  const label = descriptor.identifiers.volume;
  const volumeBytes = volumeBytesOf(descriptor);
  return {
    ...(label === undefined ? {} : { label }),
    ...(volumeBytes === undefined ? {} : { volumeBytes }),
    findings: descriptor.findings,
  };
}
