// Whether a publisher's checksum file bears a good OpenPGP signature, checked by GnuPG in an empty
// key ring that holds nothing but the keys that were given.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CLEAR_SIGNED = /^-----BEGIN PGP SIGNED MESSAGE-----\r?$/m;

/** GnuPG's status lines (doc/DETAILS) that make a signature worthless here. */
const REFUSED = new Map([
  ['BADSIG', 'the signature does not fit the file'],
  ['ERRSIG', 'the signature could not be checked; its key may not be in the key file'],
  ['NO_PUBKEY', 'its key is not in the key file'],
  ['EXPSIG', 'the signature has expired'],
  ['EXPKEYSIG', 'the key has expired; get the renewed one from the publisher'],
  ['REVKEYSIG', 'the key was revoked'],
]);

function runGpg(home, args) {
  const run = spawnSync('gpg', ['--homedir', home, '--batch', '--no-tty', '--status-fd', '1', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error) throw new Error(`gpg cannot be run, so no signature can be checked: ${run.error.message}`);
  return run.stdout
    .split('\n')
    .filter((line) => line.startsWith('[GNUPG:] '))
    .map((line) => line.slice('[GNUPG:] '.length).split(' '));
}

/** The primary key's fingerprint of the first good signature; VALIDSIG names it last. */
function signerOf(status) {
  const found = status.map(([word]) => REFUSED.get(word)).find(Boolean);
  const valid = status.find(([word]) => word === 'VALIDSIG');
  const isGood = status.some(([word]) => word === 'GOODSIG');
  if (valid !== undefined && isGood) return valid[10] ?? valid[1];
  throw new Error(`no good signature: ${found ?? 'none was found'}`);
}

/**
 * Throws an Error unless there is a good signature by one of the keys.
 * @param {{ file: string, signature?: string | undefined, keys: string }} options paths; without
 *   `signature` the file must be clear-signed
 * @returns {{ signedBy: string, bytes: Uint8Array }} the key's fingerprint, and what it signed:
 *   of a clear-signed file not what stands around the signed text
 */
export function readSignedList({ file, signature, keys }) {
  const bytes = readFileSync(file);
  const isClearSigned = signature === undefined && CLEAR_SIGNED.test(bytes.toString('latin1'));
  if (signature === undefined && !isClearSigned)
    throw new Error(`${file}: not clear-signed; name its signature file: --signature FILE`);
  const home = mkdtempSync(path.join(tmpdir(), 'catalogue-keys-'));
  try {
    const imported = runGpg(home, ['--import', keys]);
    if (!imported.some(([word]) => word === 'IMPORT_OK')) throw new Error(`${keys}: no OpenPGP key in it`);
    if (!isClearSigned) return { signedBy: signerOf(runGpg(home, ['--verify', signature, file])), bytes };
    const text = path.join(home, 'signed-text');
    const signedBy = signerOf(runGpg(home, ['--output', text, '--decrypt', file]));
    return { signedBy, bytes: readFileSync(text) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
