/**
 * Real ISO images, and an independent list of known-good digests for them: Debian packages that
 * contain images also carry `md5sums`, written by their maintainers' tools. Fetched through
 * apt-get once per checkout.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const CACHE = path.resolve('node_modules/.cache/real-images');
const PACKAGES = ['memtest86+', 'ipxe', 'grub-rescue-pc'];
const run = promisify(execFile);

export interface RealImage {
  /** Absolute path; the file must not be changed. */
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** From the package's own list, checked against the file with Node's MD5 when it was unpacked. */
  readonly md5: string;
  /** Absolute path of that list, named `md5sums`. */
  readonly list: string;
  /** The Debian package that carries it. */
  readonly package: string;
}

/** Fetches the package files into `directory`; an outdated or empty package index is renewed once. */
async function download(directory: string): Promise<void> {
  const fetchAll = () => run('apt-get', ['-qq', 'download', ...PACKAGES], { cwd: directory });
  try {
    await fetchAll();
  } catch {
    await run('apt-get', ['-qq', 'update']);
    await fetchAll();
  }
}

async function unpack(directory: string, file: string): Promise<void> {
  const [name = file] = file.split('_');
  const target = path.join(directory, name);
  await run('dpkg-deb', ['-x', path.join(directory, file), target]);
  await run('dpkg-deb', ['--control', path.join(directory, file), path.join(target, 'DEBIAN')]);
}

/** Builds the cache beside its final place and moves it there whole: tests run in parallel. */
async function fillCache(): Promise<void> {
  mkdirSync(path.dirname(CACHE), { recursive: true });
  const partial = mkdtempSync(`${CACHE}-`);
  await download(partial);
  const files = readdirSync(partial).filter((file) => file.endsWith('.deb'));
  for (const file of files) await unpack(partial, file);
  try {
    renameSync(partial, CACHE);
  } catch (error) {
    if (!existsSync(CACHE)) throw error; // otherwise another process was first
    rmSync(partial, { recursive: true });
  }
}

/** The images of one unpacked package, with the digest that its `md5sums` gives each. */
function listImages(name: string): readonly RealImage[] {
  const root = path.join(CACHE, name);
  const list = path.join(root, 'DEBIAN/md5sums');
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('.iso'))
    .map((line) => {
      const [md5 = '', file = ''] = line.split(/ {2}(.*)/);
      const image = path.join(root, file);
      const { size } = statSync(image);
      return { path: image, name: path.basename(file), size, md5, list, package: name };
    });
}

function assertIntact(image: RealImage): void {
  const actual = createHash('md5').update(readFileSync(image.path)).digest('hex');
  if (actual !== image.md5) throw new Error(`${image.path} was damaged: delete ${CACHE}`);
}

/** Every image of the packages, smallest first. Rejects when they cannot be had: never an empty list. */
export async function findRealImages(): Promise<readonly RealImage[]> {
  if (!existsSync(CACHE)) await fillCache();
  const images = PACKAGES.flatMap((name) => listImages(name));
  if (images.length === 0) throw new Error('the packages hold no ISO image any more');
  for (const image of images) assertIntact(image);
  return images.sort((left, right) => left.size - right.size);
}
