/**
 * BagIt manifests (RFC 8493 §2.1.3): `hex  data/path`, where `%0A`, `%0D` and `%25` in a path stand for
 * LF, CR and the percent sign, and no other escape means anything.
 */
import { readDigestText } from '../digest-text.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { Passage } from '../passage.ts';
import type { PlacedReading } from '../reading.ts';
import { stateUntagged } from '../statement.ts';
import type { Tag } from '../tag.ts';
import type { Grammar } from './grammar.ts';

const LINE = /^([0-9a-f]{32,128})[ \t]+\*?((?:\.\/)?data\/.+)$/is;
const ESCAPE = /%(0A|0D|25)/gi;
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['0A', '\n'],
  ['0D', '\r'],
  ['25', '%'],
]);

export const bagit: Grammar = {
  mayBegin: (head) => LINE.test(head),
  read: (passage, fileTag) => (isManifest(passage) ? readManifest(passage, fileTag) : undefined),
};

/** All of a bag's payload lies in `data`: any other path, and the list is of another kind. */
function isManifest(passage: Passage): boolean {
  let lines = 0;
  for (const { text } of passage.lines()) {
    if (text.trim() === '') continue;
    if (text.length > MAX_LINE_CHARACTERS || !LINE.test(text)) return false;
    lines++;
  }
  return lines > 0;
}

function* readManifest(passage: Passage, fileTag: Tag | undefined): Generator<PlacedReading> {
  for (const { text, number: line } of passage.lines()) {
    const [, token = '', written = ''] = LINE.exec(text) ?? [];
    const read = readDigestText(token);
    if (!read) continue;
    const path = written.replace(ESCAPE, (_, code: string) => {
      return MEANINGS.get(code.toUpperCase()) ?? '';
    });
    const statements = [stateUntagged(read, [fileTag])];
    yield { reading: { kind: 'digests', format: 'bagit', path, statements }, line };
  }
}
