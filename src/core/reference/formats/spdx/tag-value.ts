/** SPDX 2.2 and 2.3 as `Tag: value` lines; multi-line text stands between `<text>` and `</text>`. */
import { MAX_LINE_CHARACTERS } from '../../limits.ts';
import type { Passage } from '../../passage.ts';
import { malformed, type PlacedReading } from '../../reading.ts';
import { stateOrNote } from '../../statement.ts';
import { tagOf } from '../../tag.ts';
import type { Grammar } from '../grammar.ts';

const FIELD = /^\s*([A-Za-z]{1,64}):[ \t]*(.*)$/s;
const CHECKSUM = /^([A-Za-z0-9-]{1,24}):[ \t]*(\S+)\s*$/;

export const spdxTagValue: Grammar = {
  mayBegin: (head) => /^SPDXVersion:[ \t]*SPDX-2\./m.test(head),
  read: readSpdx,
};

function* readSpdx(passage: Passage): Generator<PlacedReading> {
  let path = '';
  let isText = false;
  for (const { text, number: line } of passage.lines()) {
    const isInside = isText;
    const opening = text.lastIndexOf('<text>');
    const closing = text.lastIndexOf('</text>');
    if (opening !== closing) isText = opening > closing;
    const [, tag = '', value = ''] = isInside ? [] : (FIELD.exec(text) ?? []);
    if (/^(?:PackageName|PackageFileName|FileName)$/.test(tag)) path = value.trim();
    if (/^(?:Package|File)Checksum$/.test(tag)) yield { reading: readChecksum(path, value), line };
  }
}

function readChecksum(path: string, text: string) {
  const [, tag = '', value = ''] =
    text.length > MAX_LINE_CHARACTERS ? [] : (CHECKSUM.exec(text) ?? []);
  const isNamed = path !== '' && path.length <= MAX_LINE_CHARACTERS;
  const statement = isNamed ? stateOrNote(value, tagOf(tag)) : undefined;
  return statement
    ? ({ kind: 'digests', format: 'spdx', path, statements: [statement] } as const)
    : malformed(`${path} ${text}`);
}
