/** `Get-FileHash | ConvertTo-Json`: an object for one file, an array of them for several. */
import { asRecord, parseJson, textIn } from '../../../text/json.ts';
import { LineFinder } from '../../passage.ts';
import type { PlacedReading } from '../../reading.ts';
import type { Grammar } from '../grammar.ts';
import { readFileHash, type FileHash } from './file-hash.ts';

export const powershellJson: Grammar = {
  mayBegin: (head) => /^\s*[[{]/.test(head) && /"Hash"\s*:\s*"/.test(head),
  read: (passage) => {
    const value = parseJson(passage.text);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const lines = new LineFinder(passage);
    const read: PlacedReading[] = [];
    for (const each of values) {
      const fileHash = fileHashOf(each, lines);
      if (!fileHash) return undefined;
      read.push(readFileHash(fileHash));
    }
    return read;
  },
};

/** `undefined` for any other object: nothing is guessed about what it means. */
function fileHashOf(value: unknown, lines: LineFinder): FileHash | undefined {
  const record = asRecord(value);
  const hash = record && textIn(record, 'Hash');
  const algorithm = record && textIn(record, 'Algorithm');
  const path = record && textIn(record, 'Path');
  if (hash === undefined || (algorithm === undefined && path === undefined)) return undefined;
  return { algorithm, hash, path, line: lines.find(hash) };
}
