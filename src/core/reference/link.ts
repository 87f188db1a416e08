/**
 * Links that describe a file by its digests: magnet, as RHash and Gnutella write them, and eD2k. A
 * torrent's info-hash in them is no digest of the file; nor is eD2k's hash, which is compared nowhere.
 */
import { hexOfBase32 } from './base32.ts';
import type { Reading } from './reading.ts';
import { stateTagged, stateOrNote, type Statement } from './statement.ts';
import { hexLengthOf, tagOf, type Tag } from './tag.ts';

const TOPIC = /^xt(?:\.\d{1,3})?=urn:([a-z0-9:-]{2,32}):([A-Za-z0-9.]{8,256})$/i;
const ED2K = /^ed2k:\/\/\|file\|([^|]{1,4096})\|(\d{1,16})\|([0-9a-f]{32})\|/i;

/** `undefined` for what is no such link, or has nothing but an info-hash. */
export function parseLink(line: string): Reading | undefined {
  const text = line.trim();
  return /^magnet:\?/i.test(text) ? parseMagnet(text) : parseEd2k(text);
}

function parseMagnet(text: string): Reading | undefined {
  const parts = text.slice(text.indexOf('?') + 1).split('&');
  const statements = parts.flatMap((part) => stateTopic(part) ?? []);
  if (statements.length === 0) return undefined;
  return linkReading(valueOf(parts, 'dn'), valueOf(parts, 'xl'), statements);
}

function linkReading(
  name: string | undefined,
  length: string | undefined,
  statements: readonly Statement[],
): Reading {
  const path = name === undefined ? undefined : decodeEscapes(name);
  const size = /^\d{1,16}$/.test(length ?? '') ? Number(length) : Number.NaN;
  return {
    kind: 'digests',
    format: 'rhash',
    path: path === '' ? undefined : path,
    statements,
    ...(Number.isSafeInteger(size) && { size }),
  };
}

const valueOf = (parts: readonly string[], key: string): string | undefined =>
  parts.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);

/** An info-hash says nothing of the file, so it is no statement. */
function stateTopic(part: string): Statement | undefined {
  const [, name = '', value = ''] = TOPIC.exec(part) ?? [];
  if (/^bt[im]h$/i.test(name)) return undefined;
  if (/^bitprint$/i.test(name)) return stateIn32(value.split('.')[0] ?? '', tagOf('SHA1'));
  return stateIn32(value, tagOf(name));
}

/** SHA-1 is in base32 by custom; RHash writes its other digests in hex. */
function stateIn32(value: string, tag: Tag): Statement | undefined {
  if (tag.kind === 'foreign') return stateOrNote(value, tag);
  return stateTagged(hexOfBase32(value, hexLengthOf(tag.algorithm) / 2) ?? value, tag);
}

function parseEd2k(text: string): Reading | undefined {
  const [, name, length, hash = ''] = ED2K.exec(text) ?? [];
  const statement = stateOrNote(hash, tagOf('ED2K'));
  return statement && linkReading(name, length, [statement]);
}

function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text; // a URIError: the escapes are not UTF-8
  }
}
