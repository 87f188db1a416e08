/**
 * Logiqx DAT files, as Redump and TOSEC publish them: a `rom` element for each file with its size and
 * digests as attributes. A `disk` is left out: its SHA-1 is that of what a CHD file unpacks to.
 */
import { scanXml, XML_LIMITS, type XmlEvent } from '../../text/xml.ts';
import { LineFinder, type Passage } from '../passage.ts';
import { malformed, type PlacedReading } from '../reading.ts';
import { stateTagged, type Statement } from '../statement.ts';
import { tagOf } from '../tag.ts';
import { localName, readXmlFindings } from './xml-form.ts';
import type { Grammar } from './grammar.ts';

/** The scanner refuses declarations; this one declares nothing itself, it names a file. */
const DOCTYPE = /^(\s*(?:<\?xml[^>]*>\s*)?)(<!DOCTYPE\s+datafile\b[^<>[\]]*>)/;

const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['crc', 'CRC32'],
  ['md5', 'MD5'],
  ['sha1', 'SHA1'],
  ['sha256', 'SHA256'],
]);

/** Room for 100,000 games of a description, a category and two files each: what is read is kept. */
const LIMITS = { ...XML_LIMITS, elements: 500_000 };

export const logiqx: Grammar = {
  mayBegin: (head) => /^\s*</.test(head) && /<datafile[\s>]/.test(head),
  read: readLogiqx,
};

function readLogiqx(passage: Passage): readonly PlacedReading[] | undefined {
  const lines = new LineFinder(passage);
  const readings: PlacedReading[] = [];
  let root: string | undefined;
  const text = passage.text.replace(DOCTYPE, (_, before: string, declaration: string) => {
    return before + declaration.replace(/[^\n]/g, ' ');
  });
  const scan = scanXml(
    text,
    (event) => {
      if (event.kind !== 'open') return;
      root ??= localName(event.name);
      if (event.name === 'rom') readings.push(...readRom(event, lines));
    },
    LIMITS,
  );
  return root === 'datafile' ? readXmlFindings(scan, readings) : undefined;
}

/** What was never dumped has no digest; a bad dump's is one to stay away from. */
function readRom(
  { attributes }: XmlEvent & { kind: 'open' },
  lines: LineFinder,
): readonly PlacedReading[] {
  const status = attributes.get('status');
  if (status === 'nodump' || status === 'baddump') return [];
  const path = attributes.get('name') ?? '';
  const values = [...attributes].filter(([name, value]) => DIGESTS.has(name) && value !== '');
  const [first] = values;
  if (!first) return [];
  const line = lines.find(first[1]);
  const statements = values.flatMap(([name, value]) => stateDigest(name, value) ?? []);
  if (path === '' || statements.length < values.length) {
    return [{ reading: malformed([path, ...values.map(([, value]) => value)].join(' ')), line }];
  }
  const size = attributes.get('size') ?? '';
  const isSize = /^\d{1,16}$/.test(size) && Number.isSafeInteger(Number(size));
  const stated = isSize ? { size: Number(size) } : {};
  return [{ reading: { kind: 'digests', format: 'logiqx', path, statements, ...stated }, line }];
}

const stateDigest = (name: string, value: string): Statement | undefined =>
  stateTagged(value, tagOf(DIGESTS.get(name) ?? name));
