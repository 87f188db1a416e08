// Makes src/core/digest/self-test-states.ts: for each algorithm the saved state of its kernel
// after 4 GiB - 64 KiB of zero bytes, and the digest of those zeros with a tail behind them, as
// other programs compute it. Run it again when hash-wasm changes (its states carry a build tag):
//   node scripts/make-self-test.mjs
// Needs coreutils, openssl, python3 and b3sum, a few minutes, and a file system with sparse files.
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runnerImport } from 'vite';

const ZEROS = 2 ** 32 - 2 ** 16;
const TAIL = Uint8Array.from({ length: 2 ** 17 + 3 }, (_, i) => i % 251);
const OUT = 'src/core/digest/self-test-states.ts';

const CRC32 = `
import sys, zlib
crc = 0
with open(sys.argv[1], 'rb') as file:
    while chunk := file.read(1 << 20):
        crc = zlib.crc32(chunk, crc)
print('%08x' % crc)`;

const openssl = (name) => (file) => ['openssl', ['dgst', `-${name}`, '-r', file]];
const sum =
  (program, ...options) =>
  (file) => [program, [...options, file]];

/** Program and arguments that print the digest of a file as the first word. */
const ORACLES = {
  sha224: sum('sha224sum'),
  sha256: sum('sha256sum'),
  sha384: sum('sha384sum'),
  sha512: sum('sha512sum'),
  'sha3-256': openssl('sha3-256'),
  'sha3-384': openssl('sha3-384'),
  'sha3-512': openssl('sha3-512'),
  'blake2b-256': sum('b2sum', '-l', '256'),
  'blake2b-512': sum('b2sum'),
  'blake2s-256': openssl('blake2s256'),
  blake3: sum('b3sum', '--no-names'),
  sha1: sum('sha1sum'),
  md5: sum('md5sum'),
  crc32: (file) => ['python3', ['-c', CRC32, file]],
};

function writeMessage(file) {
  const fd = openSync(file, 'w');
  ftruncateSync(fd, ZEROS);
  writeSync(fd, TAIL, 0, TAIL.length, ZEROS);
  closeSync(fd);
}

function askOracle(algorithm, file) {
  const [program, options] = ORACLES[algorithm](file);
  return execFileSync(program, options, { encoding: 'utf8' }).trim().split(/\s/)[0];
}

/** The kernel's state after the zeros, once the kernel has agreed with the other program. */
function savedState(hasher, expected) {
  const zeros = new Uint8Array(2 ** 16);
  for (let done = 0; done < ZEROS; done += zeros.length) hasher.update(zeros);
  const state = hasher.save();
  hasher.update(TAIL);
  const actual = hasher.digest();
  if (actual !== expected) {
    throw new Error(`${hasher.algorithm} expected ${expected}, got ${actual}`);
  }
  return Buffer.from(state).toString('hex');
}

function formatRow(algorithm, state, expected) {
  const lines = state.match(/.{1,88}/g).map((line) => `      '${line}',`);
  return [
    `  ${algorithm.includes('-') ? `'${algorithm}'` : algorithm}: {`,
    '    state: [',
    ...lines,
    "    ].join(''),",
    `    expected: '${expected}',`,
    '  },',
  ].join('\n');
}

const HEADER = `/**
 * Written by scripts/make-self-test.mjs. Each \`state\` is a kernel's saved state, in hex, after
 * ${ZEROS.toLocaleString('en').replaceAll(',', '_')} (4 GiB - 64 KiB) zero bytes; \`expected\` is the digest of those zeros followed by
 * LONG_TAIL_BYTES counting bytes (the i-th is i mod 251), as other programs computed it: coreutils
 * (SHA-1, SHA-2, MD5, BLAKE2b), OpenSSL (SHA-3, BLAKE2s), b3sum (BLAKE3), zlib in Python (CRC-32).
 * The tail carries the byte count past 2^32. SHA-3 and CRC-32 count no bytes; for them this is only
 * a test of taking up a state.
 */
import type { AlgorithmId } from './algorithm.ts';

export const LONG_TAIL_BYTES = ${TAIL.length.toLocaleString('en').replaceAll(',', '_')};

export interface SavedState {
  readonly state: string;
  readonly expected: string;
}

export const SAVED_STATES: Readonly<Record<AlgorithmId, SavedState>> = {
`;

const { module: kernels } = await runnerImport(path.resolve('src/core/digest/kernels.ts'));
const folder = mkdtempSync(path.join(tmpdir(), 'self-test-'));
const file = path.join(folder, 'message');
try {
  writeMessage(file);
  const rows = [];
  for (const algorithm of Object.keys(ORACLES)) {
    const expected = askOracle(algorithm, file);
    const hasher = await kernels.createHasher(algorithm);
    rows.push(formatRow(algorithm, savedState(hasher, expected), expected));
    console.log(`${algorithm} ${expected}`);
  }
  writeFileSync(OUT, `${HEADER}${rows.join('\n')}\n};\n`);
} finally {
  rmSync(folder, { recursive: true });
}
