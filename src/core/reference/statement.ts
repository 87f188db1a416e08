/** From a digest's text to what the reference states: with which algorithms it is compared. */
import { ALGORITHMS, algorithmsOfHexLength, type AlgorithmId } from '../digest/algorithm.ts';
import type { FindingCode } from '../finding.ts';
import { hexOfBase64 } from './base64.ts';
import { readDigestText, type DigestText } from './digest-text.ts';
import { MIN_HEX_CHARACTERS, quoted } from './limits.ts';
import type { StatedDigest } from './reference.ts';
import { hexLengthOf, type Tag } from './tag.ts';

/** A finding before its line number is known. */
export interface Remark {
  readonly code: FindingCode;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type Statement =
  | { readonly kind: 'stated'; readonly digest: StatedDigest; readonly remark?: Remark }
  /** Recognised, and not a digest that this program compares. */
  | { readonly kind: 'noted'; readonly remark: Remark };

const HEX = /^[0-9a-f]+$/i;

/** One list for each length: a checksum file may state a hundred thousand digests. */
const BY_LENGTH = new Map(
  ALGORITHMS.map(({ digestBytes }) => [digestBytes * 2, algorithmsOfHexLength(digestBytes * 2)]),
);
const algorithmsOf = (length: number): readonly AlgorithmId[] => BY_LENGTH.get(length) ?? [];

/**
 * What surrounds a digest that does not name its algorithm, the nearest first: a section header
 * above it, the reference's own file name.
 */
export type Narrowing = readonly (Tag | undefined)[];

const stated = (digest: StatedDigest, remark?: Remark): Statement =>
  remark ? { kind: 'stated', digest, remark } : { kind: 'stated', digest };

const unsupported = ({ name }: Tag): Statement => ({
  kind: 'noted',
  remark: { code: 'unsupported-algorithm', detail: { tag: quoted(name) } },
});

/**
 * A value under a name. A listed algorithm's value that has another length, or a few wrong
 * characters, is kept as damaged. `undefined` when the value is no digest at all.
 */
export function stateTagged(value: string, tag: Tag): Statement | undefined {
  if (tag.kind === 'foreign') return isDigestOf(value, tag) ? unsupported(tag) : undefined;
  const algorithms = [tag.algorithm];
  const isHex = HEX.test(value);
  if (isHex && value.length === hexLengthOf(tag.algorithm)) {
    return stated({ algorithms, text: value.toLowerCase() });
  }
  const read = readDigestText(value);
  if (!isHex && !read) return stateBase64(value, tag);
  const text = read?.text ?? quoted(value).toLowerCase();
  const remark: Remark = isHex
    ? { code: 'length-disagrees', detail: { tag: quoted(tag.name), length: value.length } }
    : { code: 'damaged-digest', detail: { text: quoted(value) } };
  return stated({ algorithms, text, damaged: true }, remark);
}

/** Only what is not nearly hex: SHA-384 has as many characters in base64 as SHA-256 has in hex. */
function stateBase64(
  value: string,
  { algorithm }: Tag & { kind: 'listed' },
): Statement | undefined {
  const text = hexOfBase64(value, hexLengthOf(algorithm) / 2);
  return text === undefined ? undefined : stated({ algorithms: [algorithm], text });
}

/** Lengths in base64 that only a digest's are likely to have: with padding, which SHA-384 lacks. */
const PADDED = new Map(
  [...BY_LENGTH.keys()]
    .map((length) => length / 2)
    .filter((bytes) => bytes % 3 !== 0 && bytes > 4)
    .map((bytes) => [Math.ceil(bytes / 3) * 4, bytes]),
);

/** A digest in padded base64 in the place of one in hex, as `cksum --base64 --untagged` writes. */
export function stateUntaggedBase64(value: string, narrowing: Narrowing): Statement | undefined {
  const bytes = value.endsWith('=') ? PADDED.get(value.length) : undefined;
  const text = bytes === undefined ? undefined : hexOfBase64(value, bytes);
  return text === undefined ? undefined : stateUntagged({ kind: 'exact', text }, narrowing);
}

/**
 * As `stateTagged`, where the place of a value proves that it is a digest of `tag`, however short:
 * what is not compared is said for any algorithm off the list.
 */
export function stateOrNote(value: string, tag: Tag): Statement | undefined {
  const isForeign = tag.kind === 'foreign' && value !== '';
  return stateTagged(value, tag) ?? (isForeign ? unsupported(tag) : undefined);
}

/** ADLER32 and CRC32C have eight characters; what is not known is no digest below 28. */
const isDigestOf = (value: string, tag: Tag & { kind: 'foreign' }): boolean =>
  HEX.test(value) && (value.length === tag.length || value.length >= MIN_HEX_CHARACTERS);

/** A value that does not name its algorithm: every one of its length, unless narrowed. */
export function stateUntagged(read: DigestText, narrowing: Narrowing): Statement {
  const detail = { text: quoted(read.text) };
  switch (read.kind) {
    case 'exact': {
      const tag = tagForLength(read.text.length, narrowing);
      if (tag?.kind === 'foreign') return unsupported(tag);
      const algorithms = tag ? [tag.algorithm] : algorithmsOf(read.text.length);
      return stated({ algorithms, text: read.text });
    }
    case 'damaged': {
      const algorithms = narrowed(read.lengths.flatMap(algorithmsOf), narrowing);
      const digest = { algorithms, text: read.text, damaged: true } as const;
      return stated(digest, { code: 'damaged-digest', detail });
    }
    case 'impossible': {
      const remark = {
        code: 'impossible-length',
        detail: { ...detail, length: read.text.length },
      } as const;
      return stated({ algorithms: [], text: read.text }, remark);
    }
  }
}

/** The nearest tag whose digests have this length; one of unknown length fits any. */
export function tagForLength(length: number, narrowing: Narrowing): Tag | undefined {
  return narrowing.find((tag) => {
    if (!tag) return false;
    const own = tag.kind === 'listed' ? hexLengthOf(tag.algorithm) : (tag.length ?? length);
    return own === length;
  });
}

function narrowed(algorithms: readonly AlgorithmId[], narrowing: Narrowing) {
  for (const tag of narrowing) {
    if (tag?.kind === 'listed' && algorithms.includes(tag.algorithm)) return [tag.algorithm];
  }
  return algorithms;
}
