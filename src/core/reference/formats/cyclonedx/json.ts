/** CycloneDX 1.2 and later as JSON: the hashes of components, also of those inside others. */
import { asRecord, listIn, parseJson, textIn } from '../../../text/json.ts';
import { LineFinder, type Passage } from '../../passage.ts';
import type { PlacedReading } from '../../reading.ts';
import { readStatedFile, type StatedFile } from '../stated-file.ts';
import type { Grammar } from '../grammar.ts';

export const cyclonedxJson: Grammar = {
  mayBegin: (head) => /^\s*\{/.test(head) && /"bomFormat"\s*:\s*"CycloneDX"/.test(head),
  read: readCyclonedx,
};

function readCyclonedx(passage: Passage): readonly PlacedReading[] | undefined {
  const document = asRecord(parseJson(passage.text));
  if (!document || textIn(document, 'bomFormat') !== 'CycloneDX') return undefined;
  const lines = new LineFinder(passage);
  const subject = asRecord(document.get('metadata'))?.get('component');
  return [...componentsOf([subject, ...listIn(document, 'components')])].flatMap((component) => [
    ...readStatedFile(component, 'cyclonedx', lines),
  ]);
}

/** Without recursion: what can be nested in JSON is nested deeper than a stack is. */
function* componentsOf(values: readonly unknown[]): Generator<StatedFile> {
  const ahead = [...values].reverse();
  while (ahead.length > 0) {
    const component = asRecord(ahead.pop());
    if (!component) continue;
    const digests = listIn(component, 'hashes').flatMap((one) => {
      const hash = asRecord(one);
      const tag = hash && textIn(hash, 'alg');
      const value = hash && textIn(hash, 'content');
      return tag === undefined || value === undefined ? [] : [{ tag, value }];
    });
    yield { path: textIn(component, 'name') ?? '', digests };
    for (const inner of [...listIn(component, 'components')].reverse()) ahead.push(inner);
  }
}
