/** Subresource Integrity metadata (W3C SRI §3.1): `sha384-` and a digest in base64, or several. */
import { hexOfBase64 } from './base64.ts';
import { MAX_BARE_CHARACTERS } from './limits.ts';
import type { Statement } from './statement.ts';
import { findTag, hexLengthOf } from './tag.ts';

/** `integrity="…"`, as it stands in a page or in JSON. */
const WRAPPING = /^"?integrity"?\s*[=:]\s*|["',;>]+/gi;
/** Options behind `?` are reserved, and say nothing of the digest. */
const TOKEN = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})(?:\?[!-~]*)?$/;

/** The digests of a line that is nothing but such metadata. */
export function parseSri(line: string): readonly Statement[] | undefined {
  if (line.length > MAX_BARE_CHARACTERS) return undefined;
  const tokens = line.trim().replace(WRAPPING, '').split(/\s+/);
  const statements = tokens.flatMap((token) => stateSri(token) ?? []);
  return statements.length === tokens.length ? statements : undefined;
}

function stateSri(token: string): Statement | undefined {
  const [, name = '', value = ''] = TOKEN.exec(token) ?? [];
  const tag = findTag(name);
  if (tag?.kind !== 'listed') return undefined;
  const text = hexOfBase64(value, hexLengthOf(tag.algorithm) / 2);
  if (text !== undefined) return { kind: 'stated', digest: { algorithms: [tag.algorithm], text } };
  const digest = { algorithms: [tag.algorithm], text: value.toLowerCase(), damaged: true } as const;
  return { kind: 'stated', digest, remark: { code: 'damaged-digest', detail: { text: value } } };
}
