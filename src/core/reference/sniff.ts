/** A first look at a file: is it worth being read whole as a reference? */
import { decodeText } from '../bytes/text.ts';
import { linesOf } from '../text/lines.ts';
import { mentionsSignature } from './clearsigned.ts';
import { mayBeBinary } from './formats/binary.ts';
import { mayBeWhole } from './formats/grammars.ts';
import { isAlwaysImage } from './intake.ts';
import { SNIFF_BYTES } from './limits.ts';
import { isList, ListReader } from './list-reader.ts';
import { Passage } from './passage.ts';
import { tagOfName } from './sidecar.ts';

/**
 * False when the file is no reference: then `parseReferenceFile` need not be asked. True is not
 * yet a yes. `head` is the first `SNIFF_BYTES` of the file, or all of a shorter one; `size` is the
 * file's, in bytes.
 */
export function sniffReference(name: string, head: Uint8Array, size: number): boolean {
  return !isAlwaysImage(name, size) && looksLikeList(name, head, size > SNIFF_BYTES);
}

/**
 * Do the bytes begin as a binary form, or as one that is told by the whole? Or do the first
 * `SNIFF_BYTES` satisfy the rule of a whole list by themselves? Comments alone do, for the digests
 * may follow. If the sample is cut, its last line is not looked at.
 */
export function looksLikeList(name: string, head: Uint8Array, isCut: boolean): boolean {
  if (mayBeBinary(head)) return true;
  const text = decodeText(head.subarray(0, SNIFF_BYTES))?.text;
  if (text === undefined) return false;
  if (mentionsSignature(text) || mayBeWhole(new Passage(text))) return true;
  return beginsAsList(text, name, isCut);
}

function beginsAsList(text: string, name: string, isCut: boolean): boolean {
  const reader = new ListReader({ fileTag: tagOfName(name) });
  let lines = 0;
  for (const line of linesOf(text)) {
    if (isCut && line.next === text.length) break;
    reader.read(line);
    lines++;
  }
  const { recognised, doubtful, malformed } = reader.tally;
  const isSilent = recognised + doubtful + malformed === 0;
  return isSilent ? isCut && lines > 0 : isList(reader.tally);
}
