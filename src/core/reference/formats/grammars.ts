/**
 * The forms of references that are told by the whole of a text, in the order in which they are
 * asked. What none of them takes is read line by line.
 */
import type { Passage } from '../passage.ts';
import type { PlacedReading } from '../reading.ts';
import type { Tag } from '../tag.ts';
import type { Grammar } from './grammar.ts';
import { bagit } from './bagit.ts';
import { certutil } from './certutil.ts';
import { cyclonedxJson } from './cyclonedx/json.ts';
import { cyclonedxXml } from './cyclonedx/xml.ts';
import { electron } from './electron.ts';
import { fields } from './fields.ts';
import { hashdeep } from './hashdeep.ts';
import { logiqx } from './logiqx.ts';
import { metalink } from './metalink.ts';
import { powershellCsv } from './powershell/csv.ts';
import { powershellJson } from './powershell/json.ts';
import { powershellList } from './powershell/list.ts';
import { powershellTable } from './powershell/table.ts';
import { rhash } from './rhash.ts';
import { sevenZip } from './seven-zip.ts';
import { sfv } from './sfv.ts';
import { spdxJson } from './spdx/json.ts';
import { spdxTagValue } from './spdx/tag-value.ts';
import { siteCatalogue } from './site-catalogue.ts';
import { touchstone } from './touchstone.ts';

const GRAMMARS: readonly Grammar[] = [
  metalink,
  logiqx,
  cyclonedxXml,
  touchstone,
  siteCatalogue,
  spdxJson,
  cyclonedxJson,
  powershellJson,
  powershellCsv,
  powershellTable,
  powershellList,
  certutil,
  hashdeep,
  sevenZip,
  spdxTagValue,
  electron,
  fields,
  rhash,
  sfv,
  bagit,
];

/** What the first grammar that takes the whole passage reads in it. */
export function readWhole(
  passage: Passage,
  fileTag: Tag | undefined,
): Iterable<PlacedReading> | undefined {
  const { head } = passage;
  for (const grammar of GRAMMARS) {
    const readings = grammar.mayBegin(head) ? grammar.read(passage, fileTag) : undefined;
    if (readings) return readings;
  }
  return undefined;
}

/** Could some grammar take a text that begins so? */
export const mayBeWhole = (passage: Passage): boolean =>
  GRAMMARS.some(({ mayBegin }) => mayBegin(passage.head));
