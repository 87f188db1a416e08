/** Short ways to read a reference and to say what came of it. */
import { readFileSync } from 'node:fs';
import { parsePastedText, parseReferenceFile } from '../../src/core/reference/parse.ts';
import type { Reference } from '../../src/core/reference/reference.ts';

const VECTORS = new URL('../vectors/reference/', import.meta.url);

export const vector = (path: string): Uint8Array => readFileSync(new URL(path, VECTORS));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A dropped file, which must be a reference. Its name tells no algorithm unless one is given. */
export function readFile(content: string | Uint8Array, name = 'list.txt'): Reference {
  const bytes = typeof content === 'string' ? encode(content) : content;
  const reference = parseReferenceFile(name, bytes);
  if (!reference) throw new Error(`${name} was expected to be a reference`);
  return reference;
}

export const isReference = (content: string, name = 'list.txt'): boolean =>
  parseReferenceFile(name, encode(content)) !== undefined;

/** A pasted text, which must not be blank. */
export function paste(text: string): Reference {
  const reference = parsePastedText(text);
  if (!reference) throw new Error('the text was expected not to be blank');
  return reference;
}

/** Each claim as its path and the texts of its digests. */
export const claimsOf = ({ claims }: Reference) =>
  claims.map(({ path, digests }) => [path, ...digests.map(({ text }) => text)]);

/** The algorithms of all digests, in order. */
export const algorithmsOf = ({ claims }: Reference) =>
  claims.flatMap(({ digests }) => digests.map(({ algorithms }) => algorithms));

export const codesOf = ({ findings }: Reference) => findings.map(({ code }) => code);

/** Digests with nothing behind them but their length. */
export const MD5 = '0123456789abcdef0123456789abcdef';
export const SHA1 = '0123456789abcdef0123456789abcdef01234567';
export const SHA224 = '0123456789abcdef0123456789abcdef0123456789abcdef01234567';
export const SHA256 = 'fedcba98765432100123456789abcdeffedcba98765432100123456789abcdef';
export const SHA384 = SHA256 + MD5;
export const SHA512 = SHA256 + SHA256;
/** Another value of SHA-256's length. */
export const OTHER256 = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
