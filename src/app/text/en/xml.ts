/** What was noticed in XML, in English. */
import type { Finding, FindingCode } from '../../../core/finding.ts';
import { quote } from '../quote.ts';
import { detail } from './detail.ts';

type XmlFindingCode = Extract<FindingCode, `xml-${string}`>;

const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['tag', 'something in angle brackets is no tag'],
  ['attribute', 'an attribute is written twice or has no value in quotes'],
  ['mismatch', 'an element is closed that was not opened last'],
  ['unclosed', 'it ends in the middle'],
  ['outside', 'something stands beside its outermost element'],
  ['no-root', 'it has no element'],
]);

const MEASURES: ReadonlyMap<string, string> = new Map([
  ['characters', 'more characters'],
  ['depth', 'elements nested deeper'],
  ['elements', 'more elements'],
  ['attributes', 'more attributes of one element'],
]);

export const xmlFinding = {
  'xml-doctype': () =>
    'The XML declares a document type. Such declarations can be made to exhaust a program, so nothing after it was read.',
  'xml-entity': (f) =>
    `The XML uses ${quote(detail(f, 'text'))}, which it does not explain. It was left as it is.`,
  'xml-character': () => 'The XML holds characters that XML does not allow. They were kept.',
  'xml-malformed': (f) =>
    `The XML is broken: ${PROBLEMS.get(detail(f, 'problem')) ?? 'it is not well formed'}. What came before was read; the file may be damaged.`,
  'xml-too-large': (f) =>
    `The XML has ${MEASURES.get(detail(f, 'measure')) ?? 'more'} than the ${detail(f, 'limit')} that this program reads. What came before was read.`,
} satisfies Record<XmlFindingCode, (finding: Finding) => string>;
