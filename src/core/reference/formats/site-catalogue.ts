/** A person's own catalogue, `touchstone.catalogue/1`, as a reference: its entries are its claims. */
import { parseSiteCatalogue } from '../../site-catalogue/parse.ts';
import { asRecord, parseJson, textIn } from '../../text/json.ts';
import { quoted } from '../limits.ts';
import { LineFinder, type Passage } from '../passage.ts';
import { special, type PlacedReading } from '../reading.ts';
import type { Grammar } from './grammar.ts';
import { readStatedFile } from './stated-file.ts';

const FAMILY = 'touchstone.catalogue/';

export const siteCatalogue: Grammar = {
  mayBegin: (head) => /^\s*\{/.test(head) && head.includes(`"${FAMILY}`),
  read: readSiteCatalogue,
};

/** One that is not sound claims nothing, and says where. */
function readSiteCatalogue(passage: Passage): readonly PlacedReading[] | undefined {
  const { text } = passage;
  const document = asRecord(parseJson(text));
  if (document && !textIn(document, 'schema')?.startsWith(FAMILY)) return undefined;
  const reading = parseSiteCatalogue(text);
  if (reading.kind !== 'whole') {
    const detail =
      reading.kind === 'twice' ? { problem: reading.kind } : { member: quoted(reading.at) };
    return [{ reading: special({ code: 'catalogue-unsound', detail }), line: passage.firstLine }];
  }
  const lines = new LineFinder(passage);
  return reading.catalogue.entries.flatMap(({ fileName, size, digests, title, asset }) => {
    const stated = Object.entries(digests).map(([id, value]) => ({ tag: id, value }));
    const listedAs = {
      ...(title !== undefined && { title }),
      ...(asset !== undefined && { asset }),
    };
    const isListed = title !== undefined || asset !== undefined;
    const file = { path: fileName, size, digests: stated, ...(isListed && { listedAs }) };
    return [...readStatedFile(file, 'site-catalogue', lines)];
  });
}
