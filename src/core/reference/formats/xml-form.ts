/** What the forms of references in XML have in common. */
import type { XmlScan } from '../../text/xml.ts';
import { special, type PlacedReading } from '../reading.ts';

/** Without its prefix. Namespaces are not resolved. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * The readings of a document and what was wrong with it. One that breaks off claims nothing: the
 * rest might have contradicted it.
 */
export function readXmlFindings(
  { isWhole, findings }: XmlScan,
  readings: readonly PlacedReading[],
): readonly PlacedReading[] {
  const placed = findings.map(({ line = 1, ...remark }) => ({ reading: special(remark), line }));
  return isWhole ? [...placed, ...readings] : placed;
}
