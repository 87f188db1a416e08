/**
 * Small disc images that other projects test their readers with, some of them broken: out of the
 * source packages of libarchive and libcdio. Fetched through apt-get once per checkout; apt's own
 * lists are left alone.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const CACHE = path.resolve('node_modules/.cache/published-images');
const PACKAGES = ['libarchive', 'libcdio'];

export interface PublishedImage {
  readonly name: string;
  /** Absolute; the file must not be changed. */
  readonly path: string;
}

/** The lists of binary packages that this machine uses, as lists of source packages. */
function sourceLists(): ReadonlyMap<string, string> {
  const lists = new Map<string, string>();
  const folder = '/etc/apt/sources.list.d';
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.sources'))) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    lists.set(name, text.replace(/^Types: .*$/gm, 'Types: deb-src'));
  }
  if (existsSync('/etc/apt/sources.list')) {
    const text = readFileSync('/etc/apt/sources.list', 'utf8');
    lists.set('own.list', text.replace(/^deb /gm, 'deb-src '));
  }
  return lists;
}

/** Fetches the source archives into the folder; of a newer package's own part there is no need. */
function download(folder: string): void {
  const parts = path.join(folder, 'parts');
  for (const name of ['parts', 'lists/partial', 'cache']) {
    mkdirSync(path.join(folder, name), { recursive: true });
  }
  for (const [name, text] of sourceLists()) writeFileSync(path.join(parts, name), text);
  const options = [
    ...['-o', 'Dir::Etc::SourceList=/dev/null', '-o', `Dir::Etc::SourceParts=${parts}`],
    ...['-o', `Dir::State::Lists=${path.join(folder, 'lists')}`],
    ...['-o', `Dir::Cache=${path.join(folder, 'cache')}`, '-o', 'APT::Sandbox::User=root', '-qq'],
  ];
  const aptGet = (...args: readonly string[]) =>
    execFileSync('apt-get', [...options, ...args], { cwd: folder, stdio: 'pipe' });
  aptGet('update');
  for (const name of PACKAGES) {
    try {
      aptGet('--download-only', 'source', name);
    } catch (error) {
      const files = readdirSync(folder);
      const hasOriginal = files.some((file) => file.startsWith(name) && file.includes('.orig.tar'));
      if (!hasOriginal) throw error;
    }
  }
}

/** Unpacks what is an image, or one inside uuencode and compress. */
function unpack(folder: string): void {
  const archives = readdirSync(folder).filter((file) => /\.orig\.tar\.\w+$/.test(file));
  for (const archive of archives) {
    const isLibarchive = archive.startsWith('libarchive');
    const pattern = isLibarchive ? '*/libarchive/test/*iso*.uu' : '*/test/data/*.iso';
    const strip = '--transform=s,.*/,,';
    execFileSync('tar', ['-xf', archive, '--wildcards', strip, pattern], { cwd: folder });
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.Z.uu'))) {
    const packed = uudecode(readFileSync(path.join(folder, file), 'latin1'));
    writeFileSync(path.join(folder, file.replace('.Z.uu', '')), uncompress(packed));
  }
}

/** What `compress` packed, which Node cannot unpack and gzip can. */
const uncompress = (packed: Buffer): Buffer =>
  execFileSync('gzip', ['-dc'], { input: packed, maxBuffer: 1 << 27 });

/** POSIX uuencode: lines of a length and groups of four characters for three bytes. */
function uudecode(text: string): Buffer {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.startsWith('begin '));
  const end = lines.indexOf('end', begin);
  return Buffer.concat(lines.slice(begin + 1, end).map(uudecodeLine));
}

function uudecodeLine(line: string): Buffer {
  const values = Array.from(line, (letter) => (letter.charCodeAt(0) - 32) & 63);
  const [length = 0, ...sixes] = values;
  const bytes: number[] = [];
  for (let at = 0; at < sixes.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = sixes.slice(at, at + 4);
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.slice(0, length));
}

function fillCache(): void {
  mkdirSync(path.dirname(CACHE), { recursive: true });
  const partial = mkdtempSync(`${CACHE}-`);
  download(partial);
  unpack(partial);
  for (const file of readdirSync(partial)) {
    if (!file.endsWith('.iso')) rmSync(path.join(partial, file), { recursive: true });
  }
  renameSync(partial, CACHE);
}

/** All of them, by name; throws when they cannot be had: never an empty list. */
export function findPublishedImages(): readonly PublishedImage[] {
  if (!existsSync(CACHE)) fillCache();
  const files = readdirSync(CACHE).sort();
  if (files.length === 0) throw new Error(`nothing in ${CACHE}: delete it`);
  return files.map((name) => ({ name, path: path.join(CACHE, name) }));
}
