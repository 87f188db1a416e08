/**
 * A WIM file as far as it tells about itself without being unpacked: header, XML, and the bounds
 * of its tables. Compressed data are not opened.
 */
import { boundedSource } from '../../bytes/bounded-source.ts';
import type { ByteSource } from '../../bytes/source.ts';
import type { Finding } from '../../finding.ts';
import { parseWimHeader, WIM_HEADER_BYTES, type WimHeader } from './header.ts';
import { parseImageList, type WimImage, type WimImageList } from './image-list.ts';
import { readIntegrityTable, type IntegrityTable } from './integrity-table.ts';
import { readLookupTable, summariseLookup, type LookupSummary } from './lookup-table.ts';
import { endOf, readRun, type WimResource } from './resource.ts';

/** Windows media have up to 100 KB of XML. */
export const MAX_XML_BYTES = 4 * 2 ** 20;

export interface Wim {
  readonly header: WimHeader;
  /** From the XML, by index. */
  readonly images: readonly WimImage[];
  readonly lookup: LookupSummary;
  /** Holds solid resources, as .esd files do. */
  readonly isSolid: boolean;
  readonly integrity?: IntegrityTable;
  /** Bytes that this file has to have for everything that its header and lookup table name. */
  readonly expectedSize: number;
  readonly findings: readonly Finding[];
}

/** Names of the header's resources, as findings give them. */
const RESOURCES = ['lookup', 'xml', 'bootMetadata', 'integrity'] as const;

/** `undefined` when `file` does not begin with a WIM header. Rejects only as the source does. */
export async function readWim(file: ByteSource): Promise<Wim | undefined> {
  const source = boundedSource(file);
  const start = parseWimHeader(await source.read(0, WIM_HEADER_BYTES), 0);
  if (start === undefined) return undefined;
  const end = start.isPipable ? await readEndHeader(source) : undefined;
  const header = end ?? start;
  const [list, table, integrity] = [
    await readXml(source, header.xml),
    await readLookupTable(source, header),
    await readIntegrityTable(source, header),
  ];
  const lookup = summariseLookup(table, header.part, source.size);
  return {
    header,
    images: list.images,
    lookup,
    isSolid: lookup.solidResources > 0,
    ...(integrity.table === undefined ? {} : { integrity: integrity.table }),
    expectedSize: expectedSizeOf(header, lookup),
    findings: [
      ...header.findings,
      ...(start.isPipable && end === undefined ? [{ code: 'wim-end-missing' as const }] : []),
      ...checkEnds(header, source.size),
      ...list.findings,
      ...table.findings,
      ...integrity.findings,
      ...checkData(header, lookup),
      ...(endOf(header.xml) > source.size ? [] : checkCount(header, list)),
    ],
  };
}

/**
 * Only what the XML says of the images: nothing but the header and the XML is read, and XML longer
 * than `maxXmlBytes` is not. `undefined` when `file` does not begin with a WIM header. Rejects only
 * as the source does.
 */
export async function readWimImages(
  file: ByteSource,
  maxXmlBytes: number = MAX_XML_BYTES,
): Promise<WimImageList | undefined> {
  const source = boundedSource(file);
  const header = await readHeader(source);
  if (header === undefined) return undefined;
  const { images, findings } = await readXml(source, header.xml, maxXmlBytes);
  return { images, findings: [...header.findings, ...findings] };
}

/** The header that counts. */
async function readHeader(source: ByteSource): Promise<WimHeader | undefined> {
  const start = parseWimHeader(await source.read(0, WIM_HEADER_BYTES), 0);
  return start?.isPipable ? ((await readEndHeader(source)) ?? start) : start;
}

/**
 * wimlib, `include/wimlib/header.h`: in a pipable file the header at the start was written before
 * the places of the tables were known; the one that counts is at the end.
 */
async function readEndHeader(source: ByteSource): Promise<WimHeader | undefined> {
  const offset = source.size - WIM_HEADER_BYTES;
  if (offset < WIM_HEADER_BYTES) return undefined;
  const header = parseWimHeader(await source.read(offset, WIM_HEADER_BYTES), offset);
  return header?.isPipable ? header : undefined;
}

async function readXml(
  source: ByteSource,
  xml: WimResource,
  limit: number = MAX_XML_BYTES,
): Promise<WimImageList> {
  const { offset, storedBytes, isCompressed } = xml;
  if (storedBytes === 0) return { images: [], findings: [{ code: 'wim-xml-missing' }] };
  if (storedBytes > limit) {
    const detail = { limit };
    return { images: [], findings: [{ code: 'wim-xml-too-long', offset: 72, detail }] };
  }
  if (isCompressed) return { images: [], findings: [{ code: 'wim-xml-unreadable', offset }] };
  const bytes = await readRun(source, offset, storedBytes);
  if (bytes.length === 0) return { images: [], findings: [] }; // beyond the end, as is said elsewhere
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isUtf16) return parseImageList(new TextDecoder('utf-16le').decode(bytes));
  return { images: [], findings: [{ code: 'wim-xml-unreadable', offset }] };
}

function checkEnds(header: WimHeader, fileSize: number): Finding[] {
  return RESOURCES.filter((name) => endOf(header[name]) > fileSize).map((name) => ({
    code: 'wim-beyond-end',
    detail: { resource: name },
  }));
}

function checkData({ part }: WimHeader, { beyondEnd }: LookupSummary): Finding[] {
  if (beyondEnd === 0) return [];
  return [{ code: 'wim-data-beyond-end', detail: { count: beyondEnd, part } }];
}

/** XML that was not read whole says nothing about how many images there are. */
function checkCount({ imageCount }: WimHeader, { images, findings }: WimImageList): Finding[] {
  if (findings.length > 0 || images.length === imageCount) return [];
  return [{ code: 'wim-images-disagree', detail: { header: imageCount, xml: images.length } }];
}

/** Resources whose place no file can have count for nothing. */
function expectedSizeOf(header: WimHeader, { end }: LookupSummary): number {
  const ends = RESOURCES.map((name) => endOf(header[name])).filter(Number.isSafeInteger);
  const tail = header.isPipable ? WIM_HEADER_BYTES : 0;
  return Math.max(WIM_HEADER_BYTES, end, ...ends) + tail;
}
