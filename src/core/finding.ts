/**
 * Something noticed in an input: odd, broken or worth saying. Readers return findings and go on;
 * they never throw for what an input holds. The sentence for people is made in `app/text` from
 * the code and the detail.
 */
export interface Finding {
  readonly code: FindingCode;
  /** 1-based line in a text input. */
  readonly line?: number;
  /** 0-based byte offset in a binary input. */
  readonly offset?: number;
  /** Raw values for the sentence; texts are as found in the input and untrusted. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type FindingCode =
  // references
  | 'malformed-line' // neither a digest line nor a comment; detail: text
  | 'impossible-length' // hex text of a length that no algorithm has; detail: text, length
  | 'unsupported-algorithm' // a tag that is not on the closed list; detail: tag
  | 'length-disagrees' // a tagged digest whose length is not the algorithm's; detail: tag, length
  | 'contradictory-lines' // one path, one algorithm, two values; detail: name
  | 'unsigned-text' // claims outside the signed block, not counted; detail: count
  | 'openpgp-fingerprint' // a key's fingerprint, not a digest
  | 'torrent-info-hash' // a torrent's info-hash, not a digest
  | 'unlabelled-crc32' // eight hex digits without a crc32: label
  | 'damaged-digest' // nearly a digest: a few characters are not hex, missing or too many; detail: text
  | 'encoding-guessed' // neither UTF-8 nor UTF-16: read byte by byte
  | 'pasted-too-long' // more text than a page parses at once; detail: limit (characters)
  | 'shasum-mark' // a line of `shasum -0` or `-p`: not of the file's bytes; detail: name
  | 'cut-name' // a file name that was shortened for show; detail: name
  | 'pieces-not-used' // digests of parts of a file; detail: count
  | 'no-claims' // nothing in it can be compared
  | 'catalogue-unsound' // a site catalogue of which nothing is used; detail: member, empty for all of it, or problem (twice)
  | 'too-many-lines' // no more files are kept; detail: limit, skipped (digests left out)
  // XML, wherever it comes from
  | 'xml-doctype' // a document type declaration: refused, nothing after it was read
  | 'xml-entity' // a reference that XML does not know; detail: text
  | 'xml-character' // a character that XML does not allow
  | 'xml-malformed' // not well formed from here on; detail: problem (XmlProblem)
  | 'xml-too-large' // reading stopped at a limit; detail: measure, limit
  // images: UDF
  | 'udf-anchor-missing' // detail: sector
  | 'udf-end-missing' // no anchor behind everything else
  | 'udf-sequence-damaged' // a sector of the volume descriptors; detail: sequence
  | 'udf-sequences-disagree' // main and reserve differ; detail: descriptor
  | 'udf-block-size' // a size that no volume has; detail: value
  | 'udf-maps-damaged' // the table of partitions ends in the middle
  | 'udf-map-unknown' // a partition that cannot be read; detail: identifier
  | 'udf-partition-missing' // detail: number
  | 'udf-sparing-missing' // no whole sparing table
  | 'udf-virtual-missing' // no virtual allocation table at the end of the file
  | 'udf-metadata-damaged' // one of two copies of the directories is lost; detail: copy
  | 'udf-mirror-used' // a block was read from the second copy
  | 'udf-file-set-missing' // nothing leads to the root directory
  | 'udf-no-files' // nothing can be listed
  | 'udf-too-much-work' // its parts refer to one another too often; the rest is not listed
  | 'udf-integrity-missing'
  | 'udf-not-closed' // its writer never came to the end, or it is open for more
  | 'udf-tag-location' // a descriptor that was made for another place; detail: recorded, expected
  | 'udf-entry-chain' // entries that lead to one another without end
  | 'udf-entry-damaged' // only its name is known; detail: name
  | 'udf-extents-damaged' // the list of its pieces breaks off; detail: name
  | 'udf-size-disagrees' // less is located than the size says; detail: name, located
  // images: WIM
  | 'wim-header-damaged' // a header field that cannot be; detail: field, value
  | 'wim-unfinished' // its writer never came to the end
  | 'wim-end-missing' // a pipable file without the header at its end
  | 'wim-beyond-end' // one of its tables lies behind the file's end; detail: resource
  | 'wim-data-beyond-end' // pieces of data do; detail: count, part
  | 'wim-xml-missing'
  | 'wim-xml-unreadable' // not UTF-16, or compressed
  | 'wim-xml-too-long' // not read; detail: limit (bytes)
  | 'wim-image-number' // an image left out: without a number, or with one that is taken; detail: text
  | 'wim-too-many-images' // the rest is left out; detail: limit
  | 'wim-images-disagree' // header and XML count differently; detail: header, xml
  | 'wim-lookup-damaged' // not whole rows, or compressed
  | 'wim-lookup-too-long' // read up to the limit; detail: limit (bytes)
  | 'wim-integrity-damaged' // its numbers contradict the file; detail: field, value
  // images: what they say they are
  | 'identity-disagrees' // two places say different things; detail: field, said, source, other, otherSource
  // images: directory trees and extents of any format
  | 'directory-cut' // the image ends before the directory does; detail: name
  | 'directory-missing' // what is recorded as a directory's place holds none; detail: name
  | 'directory-listed-before' // under another name: a loop or a double entry; detail: name
  | 'directory-too-deep' // not read; detail: name, limit (levels)
  | 'directory-too-long' // read up to the limit; detail: name, limit (bytes)
  | 'too-many-entries' // the rest of the tree is not read; detail: limit
  | 'too-much-structure' // the limit for all reads together was reached; detail: limit (bytes)
  | 'unreadable-part' // the medium did not give it; what follows was looked at as if it were not there
  | 'extent-beyond-end' // content lies behind the image's end; detail: name
  | 'too-many-extents' // of one file; detail: name, limit
  | 'deceptive-name' // '.', '..', or a slash or NUL within; detail: name
  | 'impossible-date' // detail: field, text
  // images: ISO 9660
  | 'both-byte-mismatch' // ECMA-119 both-byte field whose halves differ; detail: field, le, be
  | 'descriptor-cut' // the image ends within a volume descriptor
  | 'primary-descriptor-missing'
  | 'terminator-missing' // the row of descriptors breaks off
  | 'too-many-descriptors' // detail: limit
  | 'impossible-block-size' // read as 2048; detail: value
  | 'damaged-record' // a directory record that cannot be; the rest of its sector is not read
  | 'unfinished-file' // a file of several sections without its last; detail: name
  | 'interleaved-file' // its content is not located; detail: name
  | 'damaged-system-use' // System Use entry that cannot be; the rest of its area is not read
  | 'damaged-continuation' // System Use goes on where it cannot: a loop, or behind the end
  | 'too-much-system-use' // the rest is not read; detail: limit (bytes)
  | 'overlong-name' // a Rock Ridge name or link, cut; detail: limit (bytes)
  // images: El Torito
  | 'boot-catalog-missing' // nothing at the place that the boot record names
  | 'boot-catalog-checksum' // the validation entry's words do not come to zero; detail: sum
  | 'boot-catalog-damaged' // an entry that cannot be; the rest is not read
  | 'boot-catalog-too-long' // read up to the limit; detail: limit (entries)
  | 'boot-image-beyond-end' // detail: number
  | 'boot-image-size-unknown' // detail: number
  | 'boot-info-mismatch' // the boot image's own checksum; detail: number, recorded, computed
  // images: system area
  | 'gpt-checksum' // detail: part, recorded, computed
  | 'gpt-malformed' // a field that cannot be; detail: part, field
  | 'gpt-backup-missing' // no header where the primary one says; detail: place (bytes)
  | 'gpt-headers-disagree' // detail: field
  | 'apm-malformed' // Apple partition map entry that cannot be
  | 'extended-partition-damaged' // the chain of logical partitions loops or breaks off
  | 'too-many-partitions' // detail: limit
  | 'partition-beyond-end' // detail: scheme, number
  // images: isomd5sum
  | 'implanted-text-malformed' // detail: field, text
  | 'implanted-text-incomplete'; // detail: field
