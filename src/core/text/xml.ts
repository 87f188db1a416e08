/**
 * A scanner for the XML that lists and images carry (XML 1.0, 5th edition): elements, attributes,
 * text, CDATA sections; comments and processing instructions are passed over. Entities are the
 * five of §4.6 and character references (§4.1). A document type declaration is refused, and with
 * it every entity that a document could define: nothing expands, nothing is fetched. Namespaces
 * are not resolved: names come as written. Time is linear in the text.
 */
import type { Finding } from '../finding.ts';
import { decodeReferences, hasForbiddenCharacter } from './xml-characters.ts';

export interface XmlLimits {
  /** UTF-16 code units of the whole text. */
  readonly characters: number;
  /** Elements inside one another, the root being 1. */
  readonly depth: number;
  readonly elements: number;
}

/** Room for a Metalink of 100,000 files with twenty elements each. */
export const XML_LIMITS: XmlLimits = { characters: 64 * 2 ** 20, depth: 64, elements: 2_500_000 };

/** Of one element. The documents that are read have at most six. */
export const MAX_XML_ATTRIBUTES = 64;

export type XmlEvent =
  | {
      readonly kind: 'open';
      /** As written, with its prefix if it has one. */
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
    }
  /** Part of an element's text; one text may come in several parts. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string };

export interface XmlScan {
  /** The root element was closed and nothing stopped the scan. */
  readonly isWhole: boolean;
  /** At most one of each code; the line is that of the first place. */
  readonly findings: readonly Finding[];
}

/**
 * Tells `onEvent` what stands in `text`, in order; every `close` belongs to the last `open`. Stops
 * at the first thing that is not well formed, with a finding; what came before it was told.
 * Characters and entities that XML does not know are findings too, and are left as they are.
 */
export function scanXml(
  text: string,
  onEvent: (event: XmlEvent) => void,
  limits: XmlLimits = XML_LIMITS,
): XmlScan {
  return new Scanner(text, onEvent, limits).scan();
}

type XmlProblem =
  | 'tag' // something between < and > that is no tag
  | 'attribute' // without a value in quotes, or twice
  | 'mismatch' // an end tag for another element
  | 'unclosed' // the text ends inside an element, a tag, a comment ...
  | 'outside' // text beside the root element, or a second root
  | 'no-root';

type Stop = Pick<Finding, 'code' | 'detail'>;

// §2.3, NameStartChar and what NameChar has besides
const NAME_START =
  ':A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}' +
  '\\u{200c}-\\u{200d}\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}' +
  '\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}';
const NAME_MORE = '\\u{300}-\\u{36f}\\-.0-9\\u{b7}\\u{203f}\\u{2040}';
const NAME_FORM = `[${NAME_START}][${NAME_MORE}${NAME_START}]*`;

class Scanner {
  readonly #text: string;
  readonly #onEvent: (event: XmlEvent) => void;
  readonly #limits: XmlLimits;
  readonly #name = new RegExp(NAME_FORM, 'uy');
  readonly #space = /[ \t\r\n]*/y; // §2.3, S
  readonly #equals = /[ \t\r\n]*=[ \t\r\n]*/y; // §3.1, Eq
  readonly #openNames: string[] = [];
  readonly #findings = new Map<string, Finding>();
  #at = 0;
  #elements = 0;
  #isStopped = false;

  constructor(text: string, onEvent: (event: XmlEvent) => void, limits: XmlLimits) {
    this.#text = text;
    this.#onEvent = onEvent;
    this.#limits = limits;
  }

  scan(): XmlScan {
    const { characters } = this.#limits;
    if (this.#text.length > characters) this.#stop(tooLarge('characters', characters));
    if (this.#text.startsWith('\ufeff')) this.#at = 1;
    while (!this.#isStopped && this.#at < this.#text.length) this.#step();
    if (!this.#isStopped && this.#openNames.length > 0) this.#stop(malformed('unclosed'));
    if (!this.#isStopped && this.#elements === 0) this.#stop(malformed('no-root'));
    return { isWhole: !this.#isStopped, findings: [...this.#findings.values()] };
  }

  #step(): void {
    if (this.#text[this.#at] !== '<') this.#readText();
    else if (this.#startsWith('<!--')) this.#skipPast('-->', 4);
    else if (this.#startsWith('<![CDATA[')) this.#readCharacterData();
    else if (this.#startsWith('<!DOCTYPE')) this.#stop({ code: 'xml-doctype' });
    else if (this.#startsWith('<?')) this.#skipPast('?>', 2);
    else if (this.#startsWith('</')) this.#readEndTag();
    else this.#readStartTag();
  }

  #readText(): void {
    const next = this.#text.indexOf('<', this.#at);
    const end = next < 0 ? this.#text.length : next;
    const raw = this.#text.slice(this.#at, end);
    if (this.#openNames.length > 0) this.#tellText(this.#decode(raw));
    else if (/[^ \t\r\n]/.test(raw)) return this.#stop(malformed('outside'));
    this.#at = end;
  }

  /** §2.7: markup inside it is text. */
  #readCharacterData(): void {
    const start = this.#at + '<![CDATA['.length;
    const end = this.#text.indexOf(']]>', start);
    if (this.#openNames.length === 0) return this.#stop(malformed('outside'));
    if (end < 0) return this.#stop(malformed('unclosed'));
    const raw = this.#text.slice(start, end);
    this.#noteCharacters(raw);
    this.#tellText(normaliseLines(raw));
    this.#at = end + ']]>'.length;
  }

  /** An empty run is no event. */
  #tellText(text: string): void {
    if (text !== '') this.#onEvent({ kind: 'text', text });
  }

  #skipPast(end: string, opening: number): void {
    const found = this.#text.indexOf(end, this.#at + opening);
    if (found < 0) return this.#stop(malformed('unclosed'));
    this.#at = found + end.length;
  }

  /** §3.1, ETag */
  #readEndTag(): void {
    const start = this.#at + 2;
    const name = this.#match(this.#name, start);
    const after = start + name.length;
    const close = after + this.#match(this.#space, after).length;
    if (close >= this.#text.length) return this.#stop(malformed('unclosed'));
    if (name === '' || this.#text[close] !== '>') return this.#stop(malformed('tag'));
    if (this.#openNames.at(-1) !== name) return this.#stop(malformed('mismatch'));
    this.#openNames.pop();
    this.#at = close + 1;
    this.#onEvent({ kind: 'close', name });
  }

  /** §3.1, STag and EmptyElemTag */
  #readStartTag(): void {
    const name = this.#match(this.#name, this.#at + 1);
    if (name === '') return this.#stop(malformed('tag'));
    if (this.#openNames.length === 0 && this.#elements > 0) {
      return this.#stop(malformed('outside'));
    }
    const exceeded = this.#exceededLimit();
    if (exceeded !== undefined) return this.#stop(exceeded);
    const attributes = this.#readAttributes(this.#at + 1 + name.length);
    if (attributes === undefined) return;
    this.#elements++;
    this.#onEvent({ kind: 'open', name, attributes });
    this.#endStartTag(name);
  }

  /** At `>` or `/>`. */
  #endStartTag(name: string): void {
    if (this.#text[this.#at] === '/') {
      this.#at += 2;
      this.#onEvent({ kind: 'close', name });
      return;
    }
    this.#at++;
    this.#openNames.push(name);
  }

  #exceededLimit(): Stop | undefined {
    const { depth, elements } = this.#limits;
    if (this.#openNames.length >= depth) return tooLarge('depth', depth);
    return this.#elements >= elements ? tooLarge('elements', elements) : undefined;
  }

  /** Leaves `#at` on the end of the tag; `undefined` when it was stopped. */
  #readAttributes(start: number): ReadonlyMap<string, string> | undefined {
    const attributes = new Map<string, string>();
    this.#at = start;
    for (;;) {
      const space = this.#match(this.#space, this.#at).length;
      this.#at += space;
      if (this.#startsWith('>') || this.#startsWith('/>')) return attributes;
      const problem = space === 0 ? malformed('tag') : this.#readAttribute(attributes);
      if (problem !== undefined) {
        this.#stop(this.#at >= this.#text.length ? malformed('unclosed') : problem);
        return undefined;
      }
    }
  }

  /** §3.1, Attribute. Gives what is wrong with it. */
  #readAttribute(attributes: Map<string, string>): Stop | undefined {
    const name = this.#match(this.#name, this.#at);
    if (name === '') return malformed('tag');
    const equals = this.#match(this.#equals, this.#at + name.length);
    const start = this.#at + name.length + equals.length;
    const quote = this.#text[start];
    if (equals === '' || (quote !== '"' && quote !== "'")) return malformed('attribute');
    const end = this.#text.indexOf(quote, start + 1);
    if (end < 0) return malformed('unclosed');
    const raw = this.#text.slice(start + 1, end);
    if (raw.includes('<') || attributes.has(name)) return malformed('attribute');
    if (attributes.size >= MAX_XML_ATTRIBUTES) return tooLarge('attributes', MAX_XML_ATTRIBUTES);
    attributes.set(name, this.#decode(raw.replace(/\r\n|[\r\n\t]/g, ' '))); // §3.3.3
    this.#at = end + 1;
    return undefined;
  }

  #decode(raw: string): string {
    this.#noteCharacters(raw);
    if (!raw.includes('&')) return normaliseLines(raw);
    const { text, unknown } = decodeReferences(normaliseLines(raw));
    if (unknown !== undefined) this.#note({ code: 'xml-entity', detail: { text: unknown } });
    return text;
  }

  #noteCharacters(raw: string): void {
    if (hasForbiddenCharacter(raw)) this.#note({ code: 'xml-character' });
  }

  #startsWith(prefix: string): boolean {
    return this.#text.startsWith(prefix, this.#at);
  }

  /** What the sticky pattern takes at `start`; empty if nothing. */
  #match(pattern: RegExp, start: number): string {
    pattern.lastIndex = start;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  #stop(finding: Stop): void {
    this.#isStopped = true;
    this.#note(finding);
  }

  /** Counting lines is linear, and done once for each code. */
  #note(finding: Stop): void {
    if (this.#findings.has(finding.code)) return;
    this.#findings.set(finding.code, { ...finding, line: lineAt(this.#text, this.#at) });
  }
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let feed = text.indexOf('\n'); feed >= 0 && feed < at; feed = text.indexOf('\n', feed + 1)) {
    line++;
  }
  return line;
}

const malformed = (problem: XmlProblem): Stop => ({ code: 'xml-malformed', detail: { problem } });

const tooLarge = (measure: string, limit: number): Stop => ({
  code: 'xml-too-large',
  detail: { measure, limit },
});

/** §2.11 */
const normaliseLines = (text: string): string =>
  text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
