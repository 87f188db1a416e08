/** CycloneDX as XML: `component` elements with a `name` and `hashes`, also inside one another. */
import { scanXml, type XmlEvent } from '../../../text/xml.ts';
import { MAX_LINE_CHARACTERS } from '../../limits.ts';
import { LineFinder, type Passage } from '../../passage.ts';
import type { PlacedReading } from '../../reading.ts';
import type { Grammar } from '../grammar.ts';
import { readStatedFile } from '../stated-file.ts';
import { localName, readXmlFindings } from '../xml-form.ts';

export const cyclonedxXml: Grammar = {
  mayBegin: (head) =>
    /^\s*</.test(head) && /<(?:[\w-]{1,64}:)?bom\s[^>]*cyclonedx\.org\/schema\/bom/.test(head),
  read: readCyclonedx,
};

function readCyclonedx(passage: Passage): readonly PlacedReading[] | undefined {
  const reader = new BomReader(new LineFinder(passage));
  const scan = scanXml(passage.text, (event) => {
    reader.take(event);
  });
  return reader.root === 'bom' ? readXmlFindings(scan, reader.readings) : undefined;
}

class BomReader {
  root: string | undefined;
  readonly readings: PlacedReading[] = [];
  readonly #lines: LineFinder;
  readonly #open: string[] = [];
  /** Names of the components that are open, the innermost last. */
  readonly #names: string[] = [];
  #algorithm = '';
  #text: string | undefined;

  constructor(lines: LineFinder) {
    this.#lines = lines;
  }

  take(event: XmlEvent): void {
    if (event.kind === 'open') this.#begin(localName(event.name), event.attributes);
    else if (event.kind === 'close') this.#end(localName(event.name));
    else if (this.#text !== undefined && this.#text.length < MAX_LINE_CHARACTERS) {
      this.#text += event.text;
    }
  }

  #begin(name: string, attributes: ReadonlyMap<string, string>): void {
    this.root ??= name;
    this.#open.push(name);
    if (name === 'component') this.#names.push('');
    if (name === 'hash') this.#algorithm = attributes.get('alg') ?? '';
    this.#text = name === 'hash' || name === 'name' ? '' : undefined;
  }

  #end(name: string): void {
    this.#open.pop();
    const text = this.#text?.trim() ?? '';
    this.#text = undefined;
    if (name === 'component') this.#names.pop();
    if (name === 'name' && this.#open.at(-1) === 'component') this.#names.splice(-1, 1, text);
    const around = this.#open.slice(-2).join('/');
    if (name === 'hash' && around === 'component/hashes') this.#readHash(text);
  }

  #readHash(text: string): void {
    const digests = [{ tag: this.#algorithm, value: text }];
    const path = this.#names.at(-1) ?? '';
    for (const one of readStatedFile({ path, digests }, 'cyclonedx', this.#lines)) {
      this.readings.push(one);
    }
  }
}
