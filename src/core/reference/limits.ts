/** Bounds on what is read of a reference, each with its reason. */

/** Larger files are images, whatever their name says: a list of this size has a million lines. */
export const MAX_REFERENCE_BYTES = 128 * 2 ** 20;

/** What is looked at before a large file is read whole: some 600 lines of SHA-256. */
export const SNIFF_BYTES = 64 * 2 ** 10;

/** Twice the built-in catalogue, which is the largest list of images known (42,614). */
export const MAX_CLAIMS = 100_000;

/** More than the closed list has algorithms, so that the last ones must contradict the others. */
export const MAX_DIGESTS_PER_CLAIM = 16;

/** Pasted text is read on the page's own thread: a second's work at the most. A file has no such limit. */
export const MAX_PASTED_CHARACTERS = 2 * 2 ** 20;

/** Findings kept of one kind: the first ones show the pattern, the last one counts the rest. */
export const MAX_FINDINGS_PER_CODE = 20;

/** A reference can have twenty kinds of finding, and each keeps its share. */
export const MAX_FINDINGS = 20 * MAX_FINDINGS_PER_CODE;

/** PATH_MAX of Linux is 4,096 bytes; escaped they may double; the rest is room for the digest. */
export const MAX_LINE_CHARACTERS = 9_216;

/** A line without a file name: a few labelled SHA-512 values, or one as pairs `0x12:`. */
export const MAX_BARE_CHARACTERS = 1_024;

/** Twice the longest digest: one that was pasted twice is still said to be too long. */
export const MAX_DIGEST_CHARACTERS = 256;

/** Of untrusted text in a finding's detail. */
export const MAX_DETAIL_CHARACTERS = 256;

/** Fewer hex characters are a word, a date or a version; the shortest digest but CRC-32 has 32. */
export const MIN_HEX_CHARACTERS = 28;

/** So many characters may be wrong, lost or gained in what is still taken for a digest. */
export const MAX_ODD_CHARACTERS = 4;

/** A file of more lines that are all nearly digests is no list, but a hex dump. */
export const MAX_DOUBTFUL_LINES = 16;

/** What certutil and Get-FileHash print around one digest: a heading and an end, or two fields. */
export const MAX_STRAY_LINES = 2;

/** Untrusted text as a finding's detail carries it. */
export const quoted = (text: string): string => text.slice(0, MAX_DETAIL_CHARACTERS);
