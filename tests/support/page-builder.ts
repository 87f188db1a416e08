/** Small builders for the values that the verdict sees. */
import type { CatalogueEntry, Grade } from '../../src/core/catalogue/catalogue.ts';
import type { AlgorithmId } from '../../src/core/digest/algorithm.ts';
import type { Claim, Reference, StatedDigest } from '../../src/core/reference/reference.ts';
import type { Image, PageReference } from '../../src/core/verdict/claims.ts';

/** A made-up digest of the right length: `fake('sha1', 'a')` is forty times "a". */
export function fake(algorithm: AlgorithmId, character: string): string {
  const lengths: Record<string, number> = { sha1: 40, md5: 32, sha512: 128, crc32: 8 };
  return character.repeat(lengths[algorithm] ?? 64);
}

export function image(name: string, parts: Partial<Image> = {}): Image {
  return {
    id: name,
    name,
    size: 1000,
    reading: 'complete',
    digests: { sha256: fake('sha256', 'a'), sha1: fake('sha1', 'a') },
    matches: { byDigest: [], byName: [] },
    ...parts,
  };
}

export const stated = (text: string, ...algorithms: AlgorithmId[]): StatedDigest => ({
  text,
  algorithms,
});

/** A claim as a checksum file makes it; without a path it is a bare digest. */
export function claim(path: string | undefined, ...digests: StatedDigest[]): Claim {
  return { ...(path !== undefined && { path }), digests, line: 1 };
}

export function reference(name: string | undefined, ...claims: Claim[]): PageReference {
  const made: Reference = { name, format: 'gnu', claims, findings: [], isSigned: false };
  return { id: name ?? 'pasted', reference: made };
}

export function entry(
  fileName: string,
  digests: readonly [AlgorithmId, string, Grade][],
  parts: Partial<CatalogueEntry> = {},
): CatalogueEntry {
  return {
    id: fileName,
    vendor: 'Maker',
    product: 'System',
    fileName,
    aliases: [],
    digests: digests.map(([algorithm, hex, grade]) => ({
      algorithm,
      hex,
      grade,
      lists: 1,
      sources: [],
    })),
    disputed: [],
    ...parts,
  };
}
