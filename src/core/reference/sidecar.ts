/** What a reference's own file name says: its algorithm, and the file that it stands beside. */
import { baseName, withoutCopyMarks } from '../text/names.ts';
import { findTag, type Tag } from './tag.ts';

/** Names of lists and single digests that tell no algorithm. */
const GENERIC = new Set(['checksum', 'checksums', 'digest', 'digests', 'hash', 'sum', 'sums']);
/** What stands behind the algorithm's name: `x.iso.sha256.txt`, a clear-signed `SHA256SUMS.asc`. */
const OUTER_EXTENSION = /\.(?:txt|text|asc|gpg|sig|sign)$/i;
/** An extension has a letter; `release-1.2` has none. */
const EXTENSION = /[^./\\]\.(?=\d*[a-z])[a-z0-9]{1,8}$/i;
/** File names are at most 255 units long; what is longer was not made by a tool. */
const MAX_NAME_CHARACTERS = 1_024;

/**
 * The file that a reference without names is about, by the reference's own name: `x.iso` for
 * `x.iso.sha256`, `x.iso.sha256sum`, `x.iso.md5.txt`; `undefined` for `SHA256SUMS` and for
 * `x.sha256`, which does not tell which extension the file has.
 */
export function sidecarSubject(referenceName: string): string | undefined {
  const name = innerName(referenceName);
  if (name === undefined) return undefined;
  for (const at of lastSeparators(name)) {
    const suffix = name.slice(at + 1);
    const isSuffix = GENERIC.has(suffix.toLowerCase()) || tagOfWord(suffix, 'last') !== undefined;
    const subject = withoutCopyMarks(name.slice(0, at));
    if (isSuffix && EXTENSION.test(subject)) return subject;
  }
  return undefined;
}

/** The reference's base name without what copying and `.txt` added to it. */
function innerName(referenceName: string): string | undefined {
  const name = baseName(referenceName).trim();
  if (name.length > MAX_NAME_CHARACTERS) return undefined;
  const dot = OUTER_EXTENSION.exec(withoutCopyMarks(name))?.index;
  return withoutCopyMarks(withoutCopyMarks(name).slice(0, dot));
}

/** The last two places where a suffix may begin: `sha256-sums` has a separator of its own. */
function lastSeparators(name: string): readonly number[] {
  const places = [...name.matchAll(/[._-]/g)].map(({ index }) => index);
  return places.slice(-2);
}

/**
 * The algorithm that the name tells: `SHA256SUMS`, `sha1sums.txt`, `x.iso.md5`,
 * `CHECKSUM.SHA512-FreeBSD-14.1`. The name's last part decides; algorithms in other places only
 * when they agree.
 */
export function tagOfName(referenceName: string): Tag | undefined {
  const name = innerName(referenceName);
  if (name === undefined) return undefined;
  const words = name.split(/[^A-Za-z0-9]+/);
  const pairFrom = (index: number) => words.slice(index).slice(0, 2).join('-');
  const last = tagOfWord(pairFrom(-2), 'last') ?? tagOfWord(words.at(-1) ?? '', 'last');
  if (last) return last;
  const tags = words.flatMap(
    (word, index) => tagOfWord(pairFrom(index), 'inner') ?? tagOfWord(word, 'inner') ?? [],
  );
  const [first] = tags;
  return first && tags.every((tag) => isSameTag(tag, first)) ? first : undefined;
}

const isSameTag = (a: Tag, b: Tag): boolean =>
  a.kind === 'listed' && b.kind === 'listed' ? a.algorithm === b.algorithm : a.name === b.name;

/** `sha256`, `SHA256SUMS`, `sha256sum`; b2sum's and b3sum's own names; at the end `b2`, `b3`. */
function tagOfWord(word: string, position: 'last' | 'inner'): Tag | undefined {
  const stem = word.replace(/sums?$/i, '');
  const isSum = stem !== word;
  const short = new Map([
    ['b2', 'BLAKE2b'],
    ['b3', 'BLAKE3'],
  ]).get(stem.toLowerCase());
  // "-b2" within a name is a second beta.
  if (short !== undefined) return isSum || position === 'last' ? findTag(short) : undefined;
  return findTag(stem);
}
