/** The files that are hashed: noise, so that no file system stores it smaller than it is; and sparse. */
import { createCipheriv } from 'node:crypto';
import { closeSync, mkdirSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { isoImage } from '../tests/support/iso-builder.ts';

const STEP_BYTES = 4_000_000;
const SECTOR = 2048;

/** The same bytes in every run. Written now, it lies in the page cache, if that is large enough. */
export function writeNoise(directory: string, name: string, bytes: number): string {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, name);
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const descriptor = openSync(file, 'w');
  for (let done = 0; done < bytes; done += STEP_BYTES) {
    writeSync(descriptor, noise.update(Buffer.alloc(Math.min(STEP_BYTES, bytes - done))));
  }
  closeSync(descriptor);
  return file;
}

/** An ISO 9660 volume of about so many bytes: real descriptors, and behind them a hole. */
export function writeSparseIso(directory: string, bytes: number): string {
  const file = path.join(directory, `sparse-${bytes}.iso`);
  const blocks = Math.floor(bytes / SECTOR);
  writeFileSync(file, isoImage().withVolume({ blocks }).build());
  truncateSync(file, blocks * SECTOR);
  return file;
}
