/** Installation media in memory: a file tree over the bytes of its files, one behind the other. */
import type { ByteSource } from '../../src/core/bytes/source.ts';
import type { FileTree, Listing, TreeEntry } from '../../src/core/image/tree.ts';
import { memorySource } from './file-source.ts';

export interface Media {
  readonly source: ByteSource;
  readonly tree: FileTree;
  /** The paths of all directories that were listed. */
  readonly listed: readonly string[];
}

export type Content = string | Uint8Array;

/** By path; a text is written in UTF-8. */
export function media(files: Readonly<Record<string, Content>>): Media {
  const contents = Object.entries(files).map(
    ([path, content]) =>
      [path, typeof content === 'string' ? new TextEncoder().encode(content) : content] as const,
  );
  const bytes = new Uint8Array(contents.reduce((sum, [, { length }]) => sum + length, 0));
  const entries = new Map<string, TreeEntry>();
  let offset = 0;
  for (const [path, content] of contents) {
    bytes.set(content, offset);
    const extents = content.length === 0 ? [] : [{ offset, length: content.length }];
    entries.set(path, { name: nameOf(path), kind: 'file', size: content.length, extents });
    for (const parent of parentsOf(path)) entries.set(parent, directory(nameOf(parent)));
    offset += content.length;
  }
  return { source: memorySource(bytes), ...treeOf(entries) };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const directory = (name: string): TreeEntry => ({ name, kind: 'directory', size: 0, extents: [] });

const parentsOf = (path: string): readonly string[] =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));

function treeOf(entries: ReadonlyMap<string, TreeEntry>): Pick<Media, 'tree' | 'listed'> {
  const root = directory('');
  const paths = new Map<TreeEntry, string>([...entries].map(([path, entry]) => [entry, path]));
  const listed: string[] = [];
  const list = (entry: TreeEntry): Promise<Listing> => {
    const path = paths.get(entry) ?? '';
    listed.push(path);
    const children = [...entries].filter(([child]) => parentOf(child) === path);
    return Promise.resolve({ entries: children.map(([, child]) => child), findings: [] });
  };
  return { tree: { root, list }, listed };
}

const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

export interface WindowsImage {
  readonly edition: string;
  readonly arch?: number;
  readonly languages?: readonly string[];
  /** Major, minor, build, service pack build, service pack. */
  readonly version?: readonly [number, number, number, number, number];
  readonly kind?: string;
}

/** The XML of Windows 7 with SP1, 64-bit, English, as DISM writes it, unless told otherwise. */
export const windowsXml = (...images: readonly WindowsImage[]): string =>
  `<WIM>${images.map((image, index) => imageOf(image, index + 1)).join('')}</WIM>`;

function imageOf(image: WindowsImage, index: number): string {
  const { edition, arch = 9, languages = ['en-US'], kind = 'Client' } = image;
  const [major, minor, build, servicePackBuild, level] = image.version ?? SEVEN;
  const listed = languages.map((language) => `<LANGUAGE>${language}</LANGUAGE>`).join('');
  return `<IMAGE INDEX="${index}"><NAME>Windows ${edition}</NAME><WINDOWS><ARCH>${arch}</ARCH>
    <EDITIONID>${edition}</EDITIONID><INSTALLATIONTYPE>${kind}</INSTALLATIONTYPE>
    <LANGUAGES>${listed}<DEFAULT>${languages[0] ?? ''}</DEFAULT></LANGUAGES>
    <VERSION><MAJOR>${major}</MAJOR><MINOR>${minor}</MINOR><BUILD>${build}</BUILD>
    <SPBUILD>${servicePackBuild}</SPBUILD><SPLEVEL>${level}</SPLEVEL></VERSION></WINDOWS></IMAGE>`;
}

const SEVEN = [6, 1, 7601, 17514, 1] as const;
