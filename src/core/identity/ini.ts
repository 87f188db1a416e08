/** The INI files of installation media: sections, `key = value`, and lines that stand alone. */
import { linesOf } from '../text/lines.ts';

/** Of one file: the longest in use, .treeinfo, has some 300. */
const MAX_LINES = 5_000;

export interface IniSection {
  /** By key in lower case; the first of a key counts. Without quotes around them. */
  readonly values: ReadonlyMap<string, string>;
  /** Lines without an equals sign. */
  readonly lines: readonly string[];
}

const EMPTY: IniSection = { values: new Map(), lines: [] };

/** Sections by their name in lower case; what stands before the first has the name `''`. */
export class Ini {
  readonly #sections: ReadonlyMap<string, IniSection>;

  constructor(sections: ReadonlyMap<string, IniSection>) {
    this.#sections = sections;
  }

  /** Empty when there is none of that name. */
  section(name: string): IniSection {
    return this.#sections.get(name.toLowerCase()) ?? EMPTY;
  }

  value(section: string, key: string): string | undefined {
    return this.section(section).values.get(key.toLowerCase());
  }
}

interface Draft {
  readonly values: Map<string, string>;
  readonly lines: string[];
}

/** Comments begin with `;` or `#`. Never throws; linear in the text. */
export function parseIni(text: string): Ini {
  const sections = new Map<string, Draft>();
  let draft = sectionOf(sections, '');
  for (const line of linesOf(text)) {
    if (line.number > MAX_LINES) break;
    const content = line.text.trim();
    if (content === '' || content.startsWith(';') || content.startsWith('#')) continue;
    if (content.startsWith('[') && content.endsWith(']')) {
      draft = sectionOf(sections, content.slice(1, -1).trim().toLowerCase());
    } else addLine(draft, content);
  }
  return new Ini(sections);
}

function sectionOf(sections: Map<string, Draft>, name: string): Draft {
  const draft = sections.get(name) ?? { values: new Map<string, string>(), lines: [] };
  sections.set(name, draft);
  return draft;
}

function addLine({ values, lines }: Draft, content: string): void {
  const equals = content.indexOf('=');
  if (equals < 0) {
    lines.push(content);
    return;
  }
  const key = content.slice(0, equals).trim().toLowerCase();
  if (!values.has(key)) values.set(key, withoutQuotes(content.slice(equals + 1).trim()));
}

function withoutQuotes(value: string): string {
  const [first] = value;
  const isQuoted = (first === '"' || first === "'") && value.length > 1 && value.endsWith(first);
  return isQuoted ? value.slice(1, -1) : value;
}
