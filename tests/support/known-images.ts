/** Made-up images, and a small catalogue that knows them: one image for each way of knowing it. */
import { packRows, SIGNER, type SourceRow } from './catalogue.ts';
import { md5, sha1, sha256 } from './files.ts';
import { isoImage } from './iso-builder.ts';

const sources: readonly SourceRow[] = [
  { id: 1, where: 'a copy of the maker’s list', family: 'mvs', authority: 'publisher-copy' },
  { id: 2, where: 'the maker’s signed list', family: 'publisher', authority: 'publisher-signed' },
  { id: 3, where: 'the maker’s list', family: 'publisher', authority: 'publisher' },
  { id: 7, where: 'a collection', family: 'first', authority: 'third-party', owner: 'cid' },
  { id: 8, where: 'another collection', family: 'second', authority: 'third-party', owner: 'dot' },
];

interface Known {
  readonly fileName: string;
  readonly verdict: string;
  readonly basis: string | null;
  readonly sources: readonly number[];
}

/** What each image must come out as, by the grading rule and the verdict table. */
export const KNOWN: readonly Known[] = [
  { fileName: 'signed.iso', verdict: 'verified', basis: 'publisher-signed', sources: [2] },
  { fileName: 'published.iso', verdict: 'verified', basis: 'publisher', sources: [3] },
  { fileName: 'copied.iso', verdict: 'verified', basis: 'publisher-copy', sources: [1] },
  { fileName: 'corroborated.iso', verdict: 'verified', basis: 'corroborated', sources: [7, 8] },
  { fileName: 'listed.iso', verdict: 'matches', basis: null, sources: [7] },
];

/** Known by its MD5 alone. */
export const WEAK = 'weak.iso';

/** A small ISO 9660 volume with this label. */
export const contentOf = (fileName: string): Uint8Array =>
  isoImage()
    .withVolume({ label: fileName.toUpperCase().replaceAll(/[^A-Z]/g, '_') })
    .build();

export const knownFile = (fileName: string): readonly [string, Uint8Array] => [
  fileName,
  contentOf(fileName),
];

const rowOf = (
  fileName: string,
  says: Readonly<Record<string, string>>,
  from: readonly number[],
) => ({
  id: fileName,
  vendor: 'Maker',
  product: 'System',
  version: '7',
  fileName,
  digests: says,
  sources: from.map((source) => ({
    source,
    says: Object.keys(says),
    ...(source === 2 && { signedBy: SIGNER }),
  })),
  ...(from.includes(2) && { signedBy: [SIGNER] }),
});

/** As the site serves it. */
export const knownCatalogue = (): Uint8Array =>
  packRows(sources, [
    ...KNOWN.map(({ fileName, sources: from }) => {
      const content = contentOf(fileName);
      return rowOf(fileName, { sha1: sha1(content), sha256: sha256(content) }, from);
    }),
    rowOf(WEAK, { md5: md5(contentOf(WEAK)) }, [1]),
  ]).bytes;
