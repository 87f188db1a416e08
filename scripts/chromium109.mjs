/**
 * Chromium 109, the last one for Windows 7 and the floor of support: unpacked from the npm package
 * that carries it, once per checkout.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const PACKED = path.resolve('node_modules/@sparticuz/chromium/bin/chromium.br');
const CACHE = path.resolve('node_modules/.cache/chromium-109');

/** Path of the executable, unpacked if it is not there yet (about a second, 160 MB). */
export async function unpackChromium109() {
  const executable = path.join(CACHE, 'headless_shell');
  if (existsSync(executable)) return executable;
  mkdirSync(CACHE, { recursive: true });
  const partial = `${executable}.${process.pid}`; // several test processes may get here at once
  await pipeline(
    createReadStream(PACKED),
    createBrotliDecompress(),
    createWriteStream(partial, { mode: 0o755 }),
  );
  renameSync(partial, executable);
  return executable;
}
