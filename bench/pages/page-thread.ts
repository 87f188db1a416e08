/**
 * The way of most checksum pages on the web, and of hash-wasm's own example for files: slice after
 * slice through a FileReader on the page's thread, each hashed there before the next is asked for.
 */
import { createSHA1, createSHA256 } from 'hash-wasm';
import type { Answer } from './task.ts';

const SLICE_BYTES = 2 * 2 ** 20;

function readSlice(reader: FileReader, slice: Blob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    reader.onload = () => {
      if (reader.result instanceof ArrayBuffer) resolve(new Uint8Array(reader.result));
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('the slice could not be read'));
    };
    reader.readAsArrayBuffer(slice);
  });
}

/** SHA-256 and SHA-1 of the file. */
export async function hashOnThisThread(file: File): Promise<Answer> {
  const from = performance.now();
  const [sha256, sha1] = await Promise.all([createSHA256(), createSHA1()]);
  const reader = new FileReader();
  for (let offset = 0; offset < file.size; offset += SLICE_BYTES) {
    const chunk = await readSlice(reader, file.slice(offset, offset + SLICE_BYTES));
    sha256.update(chunk);
    sha1.update(chunk);
  }
  const digests = { sha256: sha256.digest('hex'), sha1: sha1.digest('hex') };
  return { milliseconds: performance.now() - from, digests };
}
