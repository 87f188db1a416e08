/** Hex that is easily taken for a digest of an image, and is none. */
import type { Remark } from './statement.ts';
import { findTag } from './tag.ts';

/** GnuPG shows a version 4 fingerprint in ten groups of four; v6 (RFC 9580 §5.5.4.3) has 64. */
const TEN_GROUPS = /^(?:[0-9a-f]{4}\s{1,4}){9}[0-9a-f]{4}$/;
const FINGERPRINT_HEX = /^(?:0x)?(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const INFO_HASH = /^(?:torrent )?info[ _-]?hash(?: v[12])?\s*[:=]/;

/** A key in what `gpg --list-keys` prints; its fingerprint is the next line. */
const LISTED_KEY = /^(?:pub|sec|sub|ssb)[#> ]\s*\w+(?:\/\w+)? \d{4}-\d\d-\d\d/;

/** Does the line below such a key hold its fingerprint? */
export const isListedFingerprint = (above: string, line: string): boolean =>
  LISTED_KEY.test(above) && FINGERPRINT_HEX.test(line.trim().toLowerCase());

/**
 * What the line holds: an OpenPGP key's fingerprint, or a torrent's info-hash, which is a digest
 * of the torrent's description and not of the file.
 */
export function findSpecial(line: string): Remark | undefined {
  const text = line.trim().toLowerCase();
  if (isTorrent(text)) return { code: 'torrent-info-hash' };
  return isFingerprint(text) ? { code: 'openpgp-fingerprint' } : undefined;
}

const isTorrent = (text: string): boolean =>
  text.startsWith('magnet:?') || /\burn:bt[im]h:/.test(text) || INFO_HASH.test(text);

function isFingerprint(text: string): boolean {
  if (text.startsWith('openpgp4fpr:') || text.startsWith('fpr:')) return true;
  if (TEN_GROUPS.test(text)) return true;
  const word = text.indexOf('fingerprint');
  if (word === -1) return false;
  // "SHA256 fingerprint" is what some publishers call the digest of a file.
  if (findTag(text.slice(0, word).trim())) return false;
  const rest = text.slice(word + 'fingerprint'.length).replace(/[\s:=]/g, '');
  return FINGERPRINT_HEX.test(rest);
}
