/** SPDX 2.2 and 2.3 as JSON: the checksums of packages and of files. SPDX 3 is another form. */
import { asRecord, listIn, parseJson, textIn } from '../../../text/json.ts';
import { LineFinder, type Passage } from '../../passage.ts';
import type { PlacedReading } from '../../reading.ts';
import { readStatedFile, type StatedFile } from '../stated-file.ts';
import type { Grammar } from '../grammar.ts';

export const spdxJson: Grammar = {
  mayBegin: (head) => /^\s*\{/.test(head) && head.includes('"spdxVersion"'),
  read: readSpdx,
};

function readSpdx(passage: Passage): readonly PlacedReading[] | undefined {
  const document = asRecord(parseJson(passage.text));
  if (!document || !textIn(document, 'spdxVersion')?.startsWith('SPDX-2.')) return undefined;
  const lines = new LineFinder(passage);
  return ['packages', 'files'].flatMap((key) =>
    listIn(document, key).flatMap((value) => [...readStatedFile(statedFile(value), 'spdx', lines)]),
  );
}

/** Of a package the file that it was; its own name where that is not said. */
function statedFile(value: unknown): StatedFile {
  const record = asRecord(value) ?? new Map<string, unknown>();
  const names = ['packageFileName', 'fileName', 'name'];
  const path = names.map((name) => textIn(record, name)).find((name) => name !== undefined);
  const digests = listIn(record, 'checksums').flatMap((one) => {
    const checksum = asRecord(one);
    const tag = checksum && textIn(checksum, 'algorithm');
    const text = checksum && textIn(checksum, 'checksumValue');
    return tag === undefined || text === undefined ? [] : [{ tag, value: text }];
  });
  return { path: path ?? '', digests };
}
