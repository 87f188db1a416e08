/** A small catalogue source, and ways to take its built form apart and put it together again. */
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { decodeCatalogue, type Catalogue } from '../../src/core/catalogue/decode.ts';
import { checkSource, packCatalogue } from '../../scripts/build-catalogue.mjs';

export interface SourceRow {
  readonly id: number;
  readonly where: string;
  readonly family: string;
  readonly authority: string;
  readonly owner?: string;
  readonly note?: string;
}

export interface EntryRow {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly fileName: string;
  readonly digests: Readonly<Record<string, string>>;
  readonly sources: readonly object[];
  readonly [field: string]: unknown;
}

export const SIGNER = '8C5BA6990BDB26E19F2A1A801161AE6945719A39';

export const smallSources: readonly SourceRow[] = [
  {
    id: 1,
    where: 'dump',
    family: 'mvs',
    authority: 'publisher-copy',
    owner: 'ann',
    note: 'a copy',
  },
  { id: 2, where: 'list', family: 'publisher', authority: 'publisher-signed', owner: 'bob' },
  { id: 7, where: 'template a', family: 'templates', authority: 'third-party', owner: 'cid' },
  { id: 8, where: 'template b', family: 'templates', authority: 'third-party', owner: 'dot' },
  { id: 9, where: 'template c', family: 'templates', authority: 'third-party', owner: 'eve' },
];

export const hexOf = (text: string, algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512'): string =>
  createHash(algorithm).update(text).digest('hex');

export const smallEntries: readonly EntryRow[] = [
  {
    id: 'beta',
    vendor: 'Example',
    product: 'Beta',
    version: '2',
    fileName: 'Beta.iso',
    aliases: ['B-2.iso', 'alpha.IMG'],
    title: 'Beta – the second',
    size: 4_831_363_072,
    digests: { sha1: hexOf('beta', 'sha1'), sha256: hexOf('beta', 'sha256') },
    sources: [
      { source: 8, says: ['sha1'] },
      { source: 1, says: ['sha1', 'size'], ref: 'file 1' },
      { source: 7, says: ['sha256', 'md5'] },
    ],
    disputed: [{ algorithm: 'sha256', others: [hexOf('other', 'sha256')] }],
  },
  {
    id: 'alpha-first',
    vendor: 'Example',
    product: 'Alpha',
    language: 'sr-Latn-RS',
    channel: 'Retail',
    fileName: 'alpha.img',
    volumeLabel: 'ALPHA',
    digests: { sha512: hexOf('alpha', 'sha512'), md5: hexOf('alpha', 'md5') },
    sources: [
      { source: 1, says: ['sha512'] },
      { source: 2, says: ['sha512'], signedBy: SIGNER },
      { source: 7, says: ['md5'] },
      { source: 8, says: ['md5'] },
      { source: 9, says: ['md5'] },
    ],
    signedBy: [SIGNER],
  },
];

const rowsOf = (name: string, values: readonly unknown[]) =>
  values.map((value, index) => ({ at: `${name}:${index + 1}`, value }));

export interface Additions {
  readonly complete?: readonly unknown[];
  /** What an own edition adds. */
  readonly own?: { readonly sources: readonly unknown[]; readonly entries: readonly unknown[] };
}

const ownRows = ({ sources, entries }: NonNullable<Additions['own']>) => ({
  complete: [],
  sources: rowsOf('own sources', sources),
  entries: rowsOf('own entries', entries),
});

/** Throws what the build would say of these rows. */
export function packRows(
  sources: readonly unknown[],
  entries: readonly unknown[],
  { complete = [], own }: Additions = {},
) {
  return packCatalogue(
    checkSource(
      {
        collected: '2026-11-22',
        complete: rowsOf('complete', complete),
        sources: rowsOf('sources', sources),
        entries: rowsOf('entries', entries),
      },
      own && ownRows(own),
    ),
  );
}

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** The content with its seal made new, so that only the structure can be found wrong. */
export function reseal(content: Uint8Array): Uint8Array {
  const body = content.subarray(0, content.length - 32);
  return new Uint8Array(Buffer.concat([body, createHash('sha256').update(body).digest()]));
}

export const inflate = (packed: Uint8Array): Uint8Array => new Uint8Array(gunzipSync(packed));

export const smallContent = (): Uint8Array => inflate(packRows(smallSources, smallEntries).bytes);

/** A content without room for a seal is refused for that, whatever it is said to hash to. */
export const open = (content: Uint8Array): Catalogue =>
  decodeCatalogue(content, sha256Of(content.subarray(0, Math.max(0, content.length - 32))));
