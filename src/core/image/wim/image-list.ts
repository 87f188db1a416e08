/**
 * What the XML of a WIM file says of its images ("Windows Imaging File Format (WIM)", 2007, "XML
 * Data"; the elements below WINDOWS as DISM and wimlib write them). All of it is untrusted text
 * that was read from a file; absent is what the XML does not give, or gives in a form that it
 * cannot have.
 */
import type { Finding } from '../../finding.ts';
import { scanXml, type XmlLimits } from '../../text/xml.ts';
import { parseFiletime } from './filetime.ts';

/** Installation media have up to 20 images. */
export const MAX_IMAGES = 1_024;

/** Of one value: the longest, a description, is a sentence. */
export const MAX_VALUE_CHARACTERS = 4_096;

const MAX_LANGUAGES = 64;

/** An image has some 40 elements. The characters are those of `MAX_XML_BYTES`. */
const LIMITS: XmlLimits = { characters: 2 * 2 ** 20, depth: 64, elements: 500_000 };

export type WimArchitecture = 'x86' | 'arm' | 'ia64' | 'x64' | 'arm64';

/** PROCESSOR_ARCHITECTURE_* of winnt.h */
const ARCHITECTURES: ReadonlyMap<number, WimArchitecture> = new Map([
  [0, 'x86'],
  [5, 'arm'],
  [6, 'ia64'],
  [9, 'x64'],
  [12, 'arm64'],
]);

export interface WimVersion {
  readonly major?: number;
  readonly minor?: number;
  readonly build?: number;
  readonly servicePackBuild?: number;
  readonly servicePack?: number;
}

export interface WimImage {
  /** From 1; what an image is called by. */
  readonly index: number;
  readonly name?: string;
  readonly description?: string;
  readonly displayName?: string;
  /** FLAGS: the edition that Setup shows; not always the EDITIONID. */
  readonly flags?: string;
  readonly editionId?: string;
  readonly productName?: string;
  readonly productType?: string;
  readonly productSuite?: string;
  readonly installationType?: string;
  readonly architecture?: WimArchitecture;
  /** As recorded, also when its name is not known. */
  readonly architectureCode?: number;
  readonly languages: readonly string[];
  readonly defaultLanguage?: string;
  readonly version: WimVersion;
  readonly directoryCount?: number;
  readonly fileCount?: number;
  /** Of all files when they are unpacked. */
  readonly totalBytes?: number;
  /** ISO 8601, UTC. */
  readonly created?: string;
  readonly modified?: string;
}

export interface WimImageList {
  /** By index, each index once. */
  readonly images: readonly WimImage[];
  readonly findings: readonly Finding[];
}

type Values = ReadonlyMap<string, string>;

export function parseImageList(xml: string): WimImageList {
  const collector = new Collector();
  const { findings } = scanXml(
    xml,
    (event) => {
      if (event.kind === 'open') collector.open(event.name, event.attributes);
      else if (event.kind === 'close') collector.close();
      else collector.text(event.text);
    },
    LIMITS,
  );
  const images = [...collector.images.values()].sort((a, b) => a.index - b.index);
  return { images, findings: [...findings, ...collector.findings] };
}

/** Texts of elements by their path below IMAGE; the first of a path counts. */
class Collector {
  readonly images = new Map<number, WimImage>();
  readonly findings: Finding[] = [];
  readonly #path: string[] = [];
  #index: number | undefined;
  #values = new Map<string, string>();
  #languages: string[] = [];
  #text = '';

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    this.#path.push(name);
    this.#text = '';
    if (this.#path.join('/') === 'WIM/IMAGE') this.#begin(attributes.get('INDEX') ?? '');
  }

  text(text: string): void {
    if (this.#index === undefined) return;
    const room = MAX_VALUE_CHARACTERS - this.#text.length;
    if (room > 0) this.#text += text.slice(0, room);
  }

  close(): void {
    const path = this.#path.slice(2).join('/');
    const text = this.#text.trim();
    this.#text = '';
    this.#path.pop();
    if (this.#index === undefined) return;
    if (path === '') this.#end(this.#index);
    else if (path === 'WINDOWS/LANGUAGES/LANGUAGE') this.#addLanguage(text);
    else if (PATHS.has(path) && text !== '' && !this.#values.has(path))
      this.#values.set(path, text);
  }

  #begin(text: string): void {
    const index = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
    this.#values = new Map();
    this.#languages = [];
    this.#index = this.#isWanted(index, text) ? index : undefined;
  }

  #isWanted(index: number, text: string): boolean {
    if (index === 0 || this.images.has(index)) {
      this.#note({ code: 'wim-image-number', detail: { text: text.slice(0, 64) } });
      return false;
    }
    if (this.images.size < MAX_IMAGES) return true;
    this.#note({ code: 'wim-too-many-images', detail: { limit: MAX_IMAGES } });
    return false;
  }

  /** One of each code. */
  #note(finding: Finding): void {
    if (!this.findings.some(({ code }) => code === finding.code)) this.findings.push(finding);
  }

  #addLanguage(text: string): void {
    if (text !== '' && this.#languages.length < MAX_LANGUAGES) this.#languages.push(text);
  }

  #end(index: number): void {
    this.images.set(index, imageOf(index, this.#values, this.#languages));
    this.#index = undefined;
  }
}

const TEXTS = {
  name: 'NAME',
  description: 'DESCRIPTION',
  displayName: 'DISPLAYNAME',
  flags: 'FLAGS',
  editionId: 'WINDOWS/EDITIONID',
  productName: 'WINDOWS/PRODUCTNAME',
  productType: 'WINDOWS/PRODUCTTYPE',
  productSuite: 'WINDOWS/PRODUCTSUITE',
  installationType: 'WINDOWS/INSTALLATIONTYPE',
  defaultLanguage: 'WINDOWS/LANGUAGES/DEFAULT',
} as const;

const COUNTS = {
  directoryCount: 'DIRCOUNT',
  fileCount: 'FILECOUNT',
  totalBytes: 'TOTALBYTES',
  architectureCode: 'WINDOWS/ARCH',
} as const;

const VERSION = {
  major: 'WINDOWS/VERSION/MAJOR',
  minor: 'WINDOWS/VERSION/MINOR',
  build: 'WINDOWS/VERSION/BUILD',
  servicePackBuild: 'WINDOWS/VERSION/SPBUILD',
  servicePack: 'WINDOWS/VERSION/SPLEVEL',
} as const;

const TIMES = { created: 'CREATIONTIME', modified: 'LASTMODIFICATIONTIME' } as const;

const PATHS: ReadonlySet<string> = new Set<string>([
  ...[TEXTS, COUNTS, VERSION].flatMap((paths) => Object.values(paths)),
  ...Object.values(TIMES).flatMap((path) => [`${path}/HIGHPART`, `${path}/LOWPART`]),
]);

function imageOf(index: number, values: Values, languages: readonly string[]): WimImage {
  const counts = pick(COUNTS, (path) => parseCount(values.get(path)));
  const architecture = ARCHITECTURES.get(counts.architectureCode ?? -1);
  return {
    index,
    ...pick(TEXTS, (path) => values.get(path)),
    ...counts,
    ...(architecture === undefined ? {} : { architecture }),
    languages,
    version: pick(VERSION, (path) => parseCount(values.get(path))),
    ...pick(TIMES, (path) =>
      parseFiletime(values.get(`${path}/HIGHPART`), values.get(`${path}/LOWPART`)),
    ),
  };
}

/** The fields for which `find` has a value. */
function pick<Field extends string, Value>(
  paths: Readonly<Record<Field, string>>,
  find: (path: string) => Value | undefined,
): { [Key in Field]?: Value } {
  const found: { [Key in Field]?: Value } = {};
  for (const field in paths) {
    const value = find(paths[field]);
    if (value !== undefined) found[field] = value;
  }
  return found;
}

function parseCount(text: string | undefined): number | undefined {
  const value = text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}
