/**
 * BitTorrent's descriptions of files: v1 (BEP 3), v2 (BEP 52) and hybrids of both. They have names,
 * sizes and digests of pieces, and seldom a digest of a whole file: an `md5sum` or `sha1` that some
 * programs add. Padding files (BEP 47) are none, and links point at others.
 */
import { formatHex } from '../../../bytes/hex.ts';
import { decodeName } from '../../../bytes/text.ts';
import { hasText } from '../../../bytes/fields.ts';
import { MAX_LINE_CHARACTERS } from '../../limits.ts';
import { malformed, special, type PlacedReading, type Reading } from '../../reading.ts';
import type { Pieces } from '../../reference.ts';
import { stateTagged } from '../../statement.ts';
import { tagOf } from '../../tag.ts';
import type { BinaryGrammar } from '../binary.ts';
import { parseBencode, type Bencode } from './bencode.ts';

type Dictionary = ReadonlyMap<string, Bencode>;

export const torrent: BinaryGrammar = {
  mayBegin: (head) => hasText(head, 0, 'd') && /^d\d{1,2}:[ -~]/.test(opening(head)),
  read: readTorrent,
};

const opening = (head: Uint8Array): string => decodeName(head.subarray(0, 5));

/** The files of both versions of a hybrid are the same, and come together as one claim each. */
function readTorrent(bytes: Uint8Array): readonly PlacedReading[] | undefined {
  const top = asDictionary(parseBencode(bytes));
  const info = asDictionary(top?.get('info'));
  const pieceLength = sizeIn(info, 'piece length');
  const name = textIn(info, 'name') ?? '';
  if (!top || !info || !pieceLength || name === '' || name.length > MAX_LINE_CHARACTERS) {
    return undefined;
  }
  const layers = asDictionary(top.get('piece layers'));
  const readings = [...readFirst(info, pieceLength), ...readSecond(info, layers, pieceLength)];
  return readings.length > 0 ? readings.map((reading) => ({ reading, line: 1 })) : undefined;
}

/** BEP 3: one file that is called `name`, or several in a folder that is. */
function readFirst(info: Dictionary, pieceLength: number): readonly Reading[] {
  const digests = info.get('pieces');
  const name = textIn(info, 'name') ?? '';
  if (!(digests instanceof Uint8Array) || digests.length % 20 !== 0) return [];
  const size = sizeIn(info, 'length');
  if (size !== undefined) {
    const pieces: Pieces = {
      algorithm: 'sha1',
      length: pieceLength,
      digests: new Uint8Array(digests),
    };
    const isWhole = digests.length / 20 === Math.ceil(size / pieceLength);
    return isWhole ? readFile(name, info, { size, pieces }) : [malformed(name)];
  }
  const files = asList(info.get('files'));
  const readings = files.flatMap((file) => readListed(name, asDictionary(file)));
  const remark = { code: 'pieces-not-used', detail: { count: digests.length / 20 } } as const;
  // Pieces run on from one file into the next: of no file they are known by themselves.
  return readings.length > 0 ? [...readings, special(remark)] : [];
}

function readListed(folder: string, file: Dictionary | undefined): readonly Reading[] {
  const path = asList(file?.get('path.utf-8') ?? file?.get('path')).map(textOf);
  const size = sizeIn(file, 'length');
  const attributes = textIn(file, 'attr') ?? '';
  if (!file || path.length === 0 || path.includes(undefined) || size === undefined) return [];
  if (/[pl]/.test(attributes)) return [];
  return readFile([folder, ...path].join('/'), file, { size });
}

/** BEP 52: a tree of directories; a file is an entry with an empty name. */
function readSecond(
  info: Dictionary,
  layers: Dictionary | undefined,
  pieceLength: number,
): readonly Reading[] {
  const tree = asDictionary(info.get('file tree'));
  if (!tree || info.get('meta version') !== 2) return [];
  const folder = textIn(info, 'name') ?? '';
  const files = [...filesOf(tree, '')];
  const isSingle = files.length === 1 && files[0]?.path === folder;
  return files.flatMap(({ path, file }) => {
    const size = sizeIn(file, 'length');
    if (size === undefined || /[pl]/.test(textIn(file, 'attr') ?? '')) return [];
    const pieces = merklePieces(file, layers, { size, pieceLength });
    return readFile(isSingle ? path : `${folder}/${path}`, file, { size, pieces });
  });
}

function* filesOf(tree: Dictionary, before: string): Generator<{ path: string; file: Dictionary }> {
  for (const [key, value] of tree) {
    const inner = asDictionary(value);
    if (!inner) continue;
    const name = decodeName(Uint8Array.from(key, (character) => character.charCodeAt(0)));
    const path = before === '' ? name : `${before}/${name}`;
    if (path.length > MAX_LINE_CHARACTERS) continue; // or the paths below it would be a quadratic lot
    const file = asDictionary(inner.get(''));
    if (file) yield { path, file };
    else yield* filesOf(inner, path);
  }
}

/** A file of one piece has no layer: its root is that of the piece. */
function merklePieces(
  file: Dictionary,
  layers: Dictionary | undefined,
  { size, pieceLength }: { readonly size: number; readonly pieceLength: number },
): Pieces | undefined {
  const root = file.get('pieces root');
  if (!(root instanceof Uint8Array) || root.length !== 32) return undefined;
  const layer = layers?.get(keyOf(root));
  const digests = size <= pieceLength ? root : layer;
  const count = Math.ceil(size / pieceLength);
  if (!(digests instanceof Uint8Array) || digests.length !== count * 32) return undefined;
  return { algorithm: 'merkle-sha256', length: pieceLength, digests: new Uint8Array(digests) };
}

interface Measures {
  readonly size: number;
  readonly pieces?: Pieces | undefined;
}

function readFile(path: string, file: Dictionary, { size, pieces }: Measures): readonly Reading[] {
  const sums = ['md5', 'md5sum', 'sha1', 'sha256'].flatMap((key) => {
    const value = file.get(key);
    const text = value instanceof Uint8Array ? digestText(value) : undefined;
    const tag = tagOf(key.replace('sum', ''));
    return (text === undefined ? undefined : stateTagged(text, tag)) ?? [];
  });
  return [
    { kind: 'file', format: 'torrent', path, size, ...(pieces && { pieces }) },
    ...(sums.length > 0
      ? ([{ kind: 'digests', format: 'torrent', path, statements: sums }] as const)
      : []),
  ];
}

/** `md5sum` is written in hex; `sha1` by some as it is. */
function digestText(value: Uint8Array): string | undefined {
  if (value.length === 20 || value.length === 16) return formatHex(value);
  return value.length <= 128 ? keyOf(value) : undefined;
}

const keyOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const asDictionary = (value: Bencode | undefined): Dictionary | undefined =>
  value instanceof Map ? value : undefined;

const asList = (value: Bencode | undefined): readonly Bencode[] =>
  Array.isArray(value) ? (value as readonly Bencode[]) : [];

const textOf = (value: Bencode | undefined): string | undefined =>
  value instanceof Uint8Array ? decodeName(value) : undefined;

const textIn = (dictionary: Dictionary | undefined, key: string): string | undefined =>
  textOf(dictionary?.get(`${key}.utf-8`) ?? dictionary?.get(key));

function sizeIn(dictionary: Dictionary | undefined, key: string): number | undefined {
  const value = dictionary?.get(key);
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
