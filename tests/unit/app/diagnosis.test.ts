import { describe, expect, it } from 'vitest';
import { describeDiagnosis } from '../../../src/app/text/diagnosis.ts';
import type { ContentKind } from '../../../src/core/image/opening.ts';
import type { Diagnosis } from '../../../src/core/verdict/diagnose.ts';
import { catalogueClaim, entryOf, plain, referenceClaim } from './assessments.ts';

const fromFile = referenceClaim({ name: 'SHA256SUMS', path: 'b.iso' });
const bareFile = referenceClaim({ name: 'b.sha1' });
const pasted = referenceClaim({});
const entry = entryOf('publisher', 'sha1');

/** The same words but for the release. */
const refresh = { ...entry, servicePack: 'SP1 (media refresh, May 2011)', release: 'refresh' };

const ROWS: readonly (readonly [string, Diagnosis, string])[] = [
  [
    'one missing byte',
    { code: 'truncated', expected: 2049, size: 2048, by: 'claim' },
    '1 byte is missing: the reference states 2,049 bytes, the file holds 2,048 bytes. The download or the copy was probably cut off: get the file again.',
  ],
  [
    'bytes missing by the catalogue',
    { code: 'truncated', expected: 3000, size: 1000, by: 'catalogue' },
    '2,000 bytes are missing: the catalogue states 3,000 bytes, the file holds 1,000 bytes. The download or the copy was probably cut off: get the file again.',
  ],
  [
    'a file too long',
    { code: 'oversize', expected: 1000, size: 3000, by: 'claim' },
    'The file is 2,000 bytes longer than the 1,000 bytes that the reference states. Something was added to it, or it is another release: get the file again from its supplier.',
  ],
  [
    'bytes missing by the volume, and files with them',
    {
      ...{ code: 'truncated', expected: 9000, size: 2000, by: 'volume', witness: 'udf' },
      lost: { paths: ['a', 'b/c', 'd', 'e'], files: 9, bootImages: 2, isPartial: true },
    },
    '7,000 bytes are missing at the end: the volume inside claims 9,000 bytes, the file holds 2,000 bytes. Lost with them, wholly or in part: “a”, “b/c”, “d”, 6 other files and 2 boot programs. The download or the copy was probably cut off: get the file again.',
  ],
  [
    'bytes missing by a partition table, and no file with them',
    {
      ...{ code: 'truncated', expected: 9000, size: 2000, by: 'volume', witness: 'gpt' },
      lost: { paths: [], files: 0, bootImages: 0, isPartial: false },
    },
    '7,000 bytes are missing at the end: its partition table claims 9,000 bytes, the file holds 2,000 bytes. No file of it lies there, but no digest of the whole can match. The download or the copy was probably cut off: get the file again.',
  ],
  [
    'bytes missing of a WIM file',
    {
      ...{ code: 'truncated', expected: 9000, size: 2000, by: 'volume', witness: 'wim' },
      lost: { paths: [], files: 0, bootImages: 0, isPartial: true },
    },
    '7,000 bytes are missing at the end: its own table of contents claims 9,000 bytes, the file holds 2,000 bytes. The download or the copy was probably cut off: get the file again.',
  ],
  [
    'zeros behind the volume',
    {
      ...{ code: 'padded', expected: 9000, size: 9500, by: 'volume', witness: 'iso9660' },
      isSampled: false,
    },
    'Behind the 9,000 bytes that the volume inside claims, 500 bytes of zeros follow. That is harmless, but a digest of the file without them is a different one.',
  ],
  [
    'many zeros behind a partition',
    {
      ...{ code: 'padded', expected: 9000, size: 9500, by: 'volume', witness: 'partition' },
      isSampled: true,
    },
    'Behind the 9,000 bytes that its partition table claims, 500 bytes of zeros follow, as far as they were looked at. That is harmless, but a digest of the file without them is a different one.',
  ],
  [
    'something else behind the volume',
    {
      ...{ code: 'oversize', expected: 9000, size: 9500, by: 'volume', witness: 'udf-end' },
      isSampled: false,
    },
    'The file goes on for 500 bytes behind the 9,000 bytes that the volume inside claims, with something that belongs to no known part of it. A published digest may be that of the file without them.',
  ],
  [
    'zeros behind a known image',
    {
      ...{ code: 'padded', expected: 9000, size: 9500, by: 'prefix', isSampled: true },
      equals: catalogueClaim(entry),
    },
    'The first 9,000 bytes are exactly “win7.iso” (going by that name: Windows 7, Professional, SP1, x64, German (Germany), Retail); behind them 500 bytes follow, all zeros as far as they were looked at. Cut to that length, the file is that one.',
  ],
  [
    'a byte behind an image that one list knows',
    {
      ...{ code: 'padded', expected: 9000, size: 9001, by: 'prefix', isSampled: false },
      equals: catalogueClaim(entry, { authority: 'listed' }),
    },
    'The first 9,000 bytes are exactly “win7.iso” (going by that name: Windows 7, Professional, SP1, x64, German (Germany), Retail); behind them 1 byte follows, all zeros. Cut to that length, the file is that one. Only one third-party list in the catalogue gives that file this digest: look for a second source.',
  ],
  [
    'something behind what a list describes',
    {
      ...{ code: 'oversize', expected: 9000, size: 9500, by: 'prefix', isSampled: false },
      equals: fromFile,
    },
    'The first 9,000 bytes are exactly what “SHA256SUMS” calls “b.iso”; behind them 500 bytes follow that are no part of it. Cut to that length, the file is that one.',
  ],
  [
    'something behind what a bare digest in a file is of',
    {
      ...{ code: 'oversize', expected: 9000, size: 9500, by: 'prefix', isSampled: false },
      equals: bareFile,
    },
    'The first 9,000 bytes are exactly what the digest in “b.sha1” is of; behind them 500 bytes follow that are no part of it. Cut to that length, the file is that one.',
  ],
  [
    'something behind what a pasted digest is of',
    {
      ...{ code: 'oversize', expected: 9000, size: 9500, by: 'prefix', isSampled: false },
      equals: pasted,
    },
    'The first 9,000 bytes are exactly what the pasted digest is of; behind them 500 bytes follow that are no part of it. Cut to that length, the file is that one.',
  ],
  [
    'a virtual disk',
    { code: 'not-an-image', kind: 'qcow2' },
    'This is a virtual disk, not an installation image. A digest of an ISO cannot match it: check that it is the file you meant, or look for a digest of this very file.',
  ],
  [
    'a disc in another form',
    { code: 'not-an-image', kind: 'nrg' },
    'This is a disc in another program’s form (Nero, .nrg). A digest of an ISO cannot match it: look for a digest of this very file, or for the ISO itself.',
  ],
  [
    'a list of digests under the name of an image',
    { code: 'not-an-image', kind: 'checksum-file' },
    'This is a list of digests, not an image, and was not read as one. If its name ends like an image’s, give it another and drop it again. Otherwise paste the line that you need into the box for the expected digest.',
  ],
  [
    'a web page',
    { code: 'not-an-image', kind: 'html' },
    'This is a web page saved under an image’s name: the server probably answered with an error or a log-in form. Get the image again from its download page.',
  ],
  [
    'an archive',
    { code: 'compressed-image', kind: 'xz' },
    'The file is compressed (xz). A digest of the image inside cannot match it: look for a digest of the compressed file itself, or unpack it and drop what was inside.',
  ],
  [
    'an unpacked image',
    { code: 'unpacked-image' },
    'It was unpacked from an image. A published digest of the ISO cannot check it, because the bytes of the ISO are no longer there. Drop the ISO file that it was made from.',
  ],
  [
    'another known image',
    { code: 'other-known-image', entry },
    'Byte for byte, it is another known image: “win7.iso” (going by that name: Windows 7, Professional, SP1, x64, German (Germany), Retail). Check whether that is the one you want, and find the reference that belongs to it.',
  ],
  [
    'a list that disagrees',
    { code: 'list-disagrees', entry },
    'One third-party list in the catalogue gives “win7.iso” a different digest. One such list may well be wrong, so it does not count against your file; look for a second source.',
  ],
  [
    'an image that equals none of two known ones',
    { code: 'differs-from-known', claimed: {}, entries: [entry, refresh] },
    'Be careful: it calls itself Windows 7, Professional, SP1, x64, German (Germany), Retail, but equals none of the 2 such images known here. It may be altered, or simply unlisted.',
  ],
  [
    'an image that is not the only known one',
    { code: 'differs-from-known', claimed: {}, entries: [entry] },
    'Be careful: it calls itself Windows 7, Professional, SP1, x64, German (Germany), Retail, but is not the one such image known here. It may be altered, or simply unlisted.',
  ],
  [
    'one garbled character',
    { code: 'reference-garbled', claim: fromFile, algorithm: 'sha256', characters: 1 },
    'The SHA-256 in “SHA256SUMS” differs from this file’s by only 1 character. That is a damaged text, not another file, and it was not compared: get the reference again from its source.',
  ],
  [
    'a pasted digest cut short',
    { code: 'reference-truncated', claim: pasted, algorithm: 'sha1', characters: 3 },
    'The pasted SHA-1 lacks 3 characters; the rest is like this file’s. A part proves nothing, so it was not compared: copy the whole of it from its source.',
  ],
  [
    'a reference that contradicts itself',
    { code: 'reference-contradicts-itself', claim: fromFile },
    '“SHA256SUMS” contradicts itself: of the digests it gives for one file, one is equal to this file’s and another is not. Get it again from its source.',
  ],
  [
    'a catalogue entry that contradicts itself',
    { code: 'reference-contradicts-itself', claim: catalogueClaim(entry) },
    'The catalogue contradicts itself about “win7.iso”: one of its digests is equal to this file’s and another is not. Look for the publisher’s own list.',
  ],
  [
    'a list of other files',
    { code: 'reference-for-other-file', claim: fromFile },
    '“SHA256SUMS” speaks of other files only. If one of its lines is meant for this file, use the button beside that line.',
  ],
  [
    'a bare digest in a file',
    { code: 'reference-for-other-file', claim: bareFile },
    '“b.sha1” does not say which file its digest is about. If it is meant for this file, use the button beside it.',
  ],
  [
    'a checksum file that was hashed',
    { code: 'reference-is-the-input', claim: pasted, input: 'SHA256SUMS' },
    'The pasted digest is that of “SHA256SUMS” itself: the checksum file was hashed instead of the image. Empty the box: what to compare with stands in that file.',
  ],
  [
    'a name in a list that is written otherwise',
    { code: 'reference-name-differs', claim: fromFile, differences: ['folder', 'case'] },
    '“SHA256SUMS” names “b.iso”. It was taken for this file, because names that differ only in the folder and letter case count as the same. If that is another file, find the digest that belongs to this one.',
  ],
  [
    'a sidecar whose own name is written otherwise',
    { code: 'reference-name-differs', claim: bareFile, differences: ['case'] },
    '“b.sha1” has no file name inside and was taken for this file’s by its own, because names that differ only in letter case count as the same. If that is another file, find the digest that belongs to this one.',
  ],
  [
    'a name in pasted text that is written otherwise',
    {
      ...{ code: 'reference-name-differs', differences: ['normal-form'] },
      claim: referenceClaim({ path: 'b.iso' }),
    },
    'The pasted text names “b.iso”. It was taken for this file, because names that differ only in how accents are encoded count as the same. If that is another file, find the digest that belongs to this one.',
  ],
  [
    'an image that stands in the list under another name',
    {
      code: 'reference-for-other-file',
      claim: fromFile,
      other: { is: 'image', path: 'b.iso', list: 'SHA256SUMS' },
    },
    'This file’s digest stands in “SHA256SUMS” beside another name, “b.iso”: it is that file, under this one’s name, or the two were mixed up.',
  ],
  [
    'a digest that a list gives to another file',
    {
      code: 'reference-for-other-file',
      claim: pasted,
      other: { is: 'digest', path: 'b.iso', list: 'SHA256SUMS' },
    },
    'The digest that it was compared with is the one that “SHA256SUMS” gives for “b.iso”: the wrong line was copied, or the wrong file chosen.',
  ],
  [
    'a list of the compressed image',
    {
      code: 'reference-for-other-file',
      claim: fromFile,
      other: { is: 'compressed', path: 'x.iso.xz', list: 'SHA256SUMS' },
    },
    '“SHA256SUMS” is about “x.iso.xz”, this image in compressed form. Its digest cannot match what was unpacked: compare the compressed file, or look for a digest of the image itself.',
  ],
  [
    'a list of what is inside',
    {
      code: 'reference-for-other-file',
      claim: fromFile,
      other: { is: 'unpacked', path: 'x.iso', list: 'SHA256SUMS' },
    },
    '“SHA256SUMS” is about “x.iso”, what this file unpacks to. Its digest cannot match the compressed file: unpack it and drop that, or look for a digest of the compressed file.',
  ],
  [
    'a list with what may be a mark of shasum',
    {
      code: 'reference-for-other-file',
      claim: fromFile,
      other: { is: 'marked', path: 'Ux.iso', list: 'SHA256SUMS' },
    },
    '“SHA256SUMS” has “Ux.iso” behind one blank. If shasum wrote that, with -U, -p or -0, its first character is a mark, and the digest is of other bytes than this file’s: it is not compared with it. Look for a plain digest of this file.',
  ],
  [
    'a digest under the name of another algorithm',
    { code: 'reference-garbled', claim: pasted, algorithm: 'sha1', characters: 0 },
    'What was pasted under the name of another algorithm is this file’s SHA-1. The label is wrong, so it was not compared: paste the value without it.',
  ],
];

describe('describeDiagnosis', () => {
  it.each(ROWS)('tells of %s what it is and what to do', (_what, diagnosis, sentence) => {
    expect(plain(describeDiagnosis(diagnosis))).toBe(sentence);
  });

  it.each<ContentKind>(['empty', 'zeros', 'text', 'html', 'vhd', 'vhdx', 'dmg', 'mdf'])(
    'tells of a file that is %s what to do',
    (kind) => {
      expect(describeDiagnosis({ code: 'not-an-image', kind })).toMatch(/\. .+\.$|: .+\.$/);
    },
  );
});
