/**
 * Metalink 4 (RFC 5854) and 3: names, sizes and digests of files. Mixtures of both are about, so
 * elements count by their own names and their parents' alone. Digests of pieces are counted.
 */
import { scanXml, type XmlEvent } from '../../text/xml.ts';
import { readDigestText } from '../digest-text.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import { PieceList } from '../piece-list.ts';
import { LineFinder, type Passage } from '../passage.ts';
import { malformed, sizeReading, special, type PlacedReading } from '../reading.ts';
import { stateTagged, stateUntagged, type Statement } from '../statement.ts';
import { tagOf } from '../tag.ts';
import { localName, readXmlFindings } from './xml-form.ts';
import type { Grammar } from './grammar.ts';

export const metalink: Grammar = {
  mayBegin: (head) => /^\s*</.test(head) && /<(?:[\w-]{1,64}:)?metalink[\s>]/.test(head),
  read: readMetalink,
};

function readMetalink(passage: Passage): readonly PlacedReading[] | undefined {
  const reader = new MetalinkReader(passage);
  const scan = scanXml(passage.text, (event) => {
    reader.take(event);
  });
  if (reader.root !== 'metalink') return undefined;
  return readXmlFindings(scan, reader.finish());
}

interface OpenFile {
  readonly name: string | undefined;
  /** Elements that were open around it, and itself. */
  readonly depth: number;
}

class MetalinkReader {
  root: string | undefined;
  readonly #readings: PlacedReading[] = [];
  readonly #lines: LineFinder;
  readonly #open: string[] = [];
  #file: OpenFile | undefined;
  /** Of the `hash` or `size` element that is open. */
  #text: string | undefined;
  #type: string | undefined;
  #pieces = 0;
  /** Of the file that is open. */
  #ofFile: PieceList | undefined;
  #size: number | undefined;
  #line: number;

  constructor(passage: Passage) {
    this.#lines = new LineFinder(passage);
    this.#line = passage.firstLine;
  }

  take(event: XmlEvent): void {
    if (event.kind === 'open') this.#begin(localName(event.name), event.attributes);
    else if (event.kind === 'close') this.#end(localName(event.name));
    else if (this.#text !== undefined && this.#text.length < MAX_LINE_CHARACTERS) {
      this.#text += event.text;
    }
  }

  finish(): readonly PlacedReading[] {
    if (this.#pieces === 0) return this.#readings;
    const remark = { code: 'pieces-not-used', detail: { count: this.#pieces } } as const;
    return [...this.#readings, { reading: special(remark), line: this.#line }];
  }

  #begin(name: string, attributes: ReadonlyMap<string, string>): void {
    this.root ??= name;
    this.#open.push(name);
    if (name === 'file') this.#file ??= { name: attributes.get('name'), depth: this.#open.length };
    if (name === 'pieces') {
      this.#ofFile ??= new PieceList(attributes.get('type'), attributes.get('length'));
    }
    this.#text = name === 'hash' || name === 'size' ? '' : undefined;
    this.#type = attributes.get('type');
  }

  #end(name: string): void {
    if (this.#file?.depth === this.#open.length) this.#endFile();
    this.#open.pop();
    const text = this.#text?.trim() ?? '';
    this.#text = undefined;
    switch (`${this.#open.at(-1) ?? ''} ${name}`) {
      case 'pieces hash':
        this.#pieces++;
        this.#ofFile?.add(text);
        return;
      case 'file hash':
      case 'verification hash':
        this.#readHash(text);
        return;
      case 'file size':
        this.#readSize(text);
    }
  }

  /** Pieces are kept once the size has shown that they are all there. */
  #endFile(): void {
    const path = this.#file?.name;
    const pieces = this.#size === undefined ? undefined : this.#ofFile?.finish(this.#size);
    if (path && pieces) {
      const reading = { kind: 'file', format: 'metalink', path, pieces } as const;
      this.#readings.push({ reading, line: this.#line });
    }
    this.#file = undefined;
    this.#ofFile = undefined;
    this.#size = undefined;
  }

  #readHash(text: string): void {
    this.#line = this.#lines.find(text);
    const path = this.#file?.name;
    const statement = stateHash(text, this.#type);
    const reading =
      statement && path
        ? ({ kind: 'digests', format: 'metalink', path, statements: [statement] } as const)
        : malformed(text);
    this.#readings.push({ reading, line: this.#line });
  }

  #readSize(text: string): void {
    const path = this.#file?.name;
    const size = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (path && Number.isSafeInteger(size)) {
      this.#size ??= size;
      this.#readings.push({ reading: sizeReading(path, size), line: this.#line });
    }
  }
}

function stateHash(text: string, type: string | undefined): Statement | undefined {
  if (type !== undefined) return stateTagged(text, tagOf(type));
  const read = readDigestText(text);
  return read && stateUntagged(read, []);
}
