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
  | 'no-claims' // nothing in it can be compared
  | 'too-many-lines' // no more files are kept; detail: limit, skipped (digests left out)
  // images
  | 'both-byte-mismatch'; // ECMA-119 both-byte field whose halves differ; detail: field, le, be
