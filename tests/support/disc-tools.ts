/** What other people's programs say of a disc image, their words put into values. */
import { execFileSync, spawnSync } from 'node:child_process';

const SECTOR = 2048;

const run = (tool: string, args: readonly string[], encoding: 'utf8' | 'latin1' = 'utf8'): string =>
  execFileSync(tool, args, {
    encoding,
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000, // several of them hang on hostile images
    maxBuffer: 1 << 26,
  });

/** The fields of `isoinfo -d`, by its own names, and what extensions it found. */
export function isoinfoVolume(image: string): ReadonlyMap<string, string> {
  const lines = run('isoinfo', ['-d', '-i', image]).split('\n');
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^([A-Z][^:]*?)(?: is)?: ?(.*)$/.exec(line) ?? [];
    if (name !== undefined) fields.set(name, (value ?? '').trim());
    if (/Joliet with UCS level/.test(line)) fields.set('joliet', line.replace(/\D/g, ''));
    if (/^Rock Ridge signatures version/.test(line)) fields.set('rockRidge', 'found');
    const [, sector] = /boot catalog is in sector (\d+)/.exec(line) ?? [];
    if (sector !== undefined) fields.set('bootCatalog', sector);
  }
  return fields;
}

/** One file or folder; what a tool does not tell is absent. */
export interface Listed {
  readonly path: string;
  readonly isDirectory: boolean;
  /** Of a file. */
  readonly size?: number;
  /** Of the first extent, in the image; of an empty file, nobody knows. */
  readonly offset?: number;
}

/**
 * Every entry of a tree by `isoinfo -l`: of the plain one, or `-R`, or `-J`. With `-J` it writes
 * Latin-1, and an underscore for all that is not.
 */
export function isoinfoList(image: string, tree: readonly string[] = []): readonly Listed[] {
  const listed: Listed[] = [];
  let folder = '';
  const encoding = tree.includes('-J') ? 'latin1' : 'utf8';
  for (const line of run('isoinfo', ['-l', ...tree, '-i', image], encoding).split('\n')) {
    folder = /^Directory listing of (.*)$/.exec(line)?.[1] ?? folder;
    const row = ISOINFO_ROW.exec(line);
    if (row !== null) listed.push(...listedIn(folder, row));
  }
  return listed;
}

/** Type, size, first block and name. */
const ISOINFO_ROW = /^([d?l-])\S{9} .*?(\d+) \w{3} +\d+ \d{4} \[ *(\d+) \w\w\] {2}(.*)$/;

function listedIn(folder: string, [, type, size, block, name]: RegExpExecArray): readonly Listed[] {
  const withoutTarget = String(name).replace(/ -> .*$/, '');
  const plain = withoutTarget.replace(/ $/, '').replace(/\.?;\d+$/, '');
  if (plain === '.' || plain === '..') return [];
  const [path, offset] = [`${folder}${plain}`, Number(block) * SECTOR];
  if (type === 'd') return [{ path, isDirectory: true, offset }];
  return [fileOf(path, Number(size), offset)];
}

const fileOf = (path: string, size: number, offset: number): Listed => ({
  path,
  isDirectory: false,
  size,
  ...(size === 0 ? {} : { offset }),
});

const xorriso = (image: string, args: readonly string[]): readonly string[] =>
  run('xorriso', ['-report_about', 'FATAL', '-indev', `stdio:${image}`, ...args]).split('\n');

/** xorriso puts names into quotes, and a quote in a name as `'"'"'`. */
const unquote = (text: string): string => text.slice(1, -1).replaceAll(`'"'"'`, `'`);

/** Files with content by `xorriso -find / -exec report_lba`. */
export function xorrisoFiles(image: string): readonly Listed[] {
  return xorriso(image, ['-find', '/', '-exec', 'report_lba']).flatMap((line) => {
    const [, first, size, path] =
      /^File data lba: *0 , *(\d+) , *\d+ , *(\d+) , ('.*')$/.exec(line) ?? [];
    if (first === undefined || path === undefined) return [];
    return [fileOf(unquote(path), Number(size), Number(first) * SECTOR)];
  });
}

export interface Detailed {
  readonly path: string;
  /** As `ls -l` writes it; a boot catalog, which xorriso marks with `e`, is a file. */
  readonly mode: string;
  readonly target?: string;
}

/** The rows of `xorriso -find / -exec lsdl`, the root's left out. */
function xorrisoRows(image: string): readonly RegExpExecArray[] {
  const row = /^(\S{10}) .*? (\w{3}) +(\d+) +(\d{4}|\d\d:\d\d) ('.*?')(?: -> ('.*'))?$/;
  return xorriso(image, ['-find', '/', '-exec', 'lsdl']).flatMap((line) => {
    const found = row.exec(line);
    return found === null || found[5] === `'/'` ? [] : [found];
  });
}

/** Every entry by xorriso, with its mode and target. */
export const xorrisoDetails = (image: string): readonly Detailed[] =>
  xorrisoRows(image).map(([, mode = '', , , , path = '', target]) => ({
    path: unquote(path),
    mode: mode.replace(/^e/, '-'),
    ...(target === undefined ? {} : { target: unquote(target) }),
  }));

/** The day of every entry's modification by xorriso, UTC: path, and month, day, year. */
export const xorrisoDays = (image: string): readonly (readonly [string, string])[] =>
  xorrisoRows(image).map(([, , month, day, year, path = '']) => [
    unquote(path),
    [month, day, year].join(' '),
  ]);

/** Lines of a report of xorriso's, each split at its colon and blanks. */
export function xorrisoReport(
  image: string,
  report: '-report_el_torito' | '-report_system_area',
  label: string,
): readonly (readonly string[])[] {
  return xorriso(image, [report, 'plain']).flatMap((line) => {
    const colon = line.indexOf(':');
    if (line.slice(0, colon).trim() !== label) return [];
    return [
      line
        .slice(colon + 1)
        .trim()
        .split(/\s+/),
    ];
  });
}

export interface Archived extends Listed {
  /** `YYYY-MM-DD hh:mm:ss`, UTC. */
  readonly modified: string;
}

/** Every entry by `7zz l`, out of the tree that 7-Zip likes best. */
export function sevenZipList(image: string): readonly Archived[] {
  const [, body = ''] = run('7zz', ['l', '-slt', '-tiso', image]).split('----------\n');
  return body.split(/\n\n/).flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => line.split(/ = ?(.*)/) as [string, string]),
    );
    const path = fields.get('Path');
    if (path === undefined) return [];
    const isDirectory = fields.get('Folder') === '+';
    const size = isDirectory ? {} : { size: Number(fields.get('Size')) };
    return [{ path: `/${path}`, isDirectory, ...size, modified: fields.get('Modified') ?? '' }];
  });
}

/** How far an ISO 9660 image goes, by `7zz l`: zeros behind its end it counts in. */
export interface ArchiveEnd {
  readonly bytes: number;
  readonly isCut: boolean;
  /** Of something else than zeros behind it. */
  readonly tailBytes: number;
}

/** `undefined` for what it does not open. */
export function sevenZipEnd(image: string): ArchiveEnd | undefined {
  const { stdout } = spawnSync('7zz', ['l', '-slt', '-tiso', image], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  const numberOf = (name: string) => new RegExp(`^${name} = (\\d+)`, 'm').exec(stdout)?.[1];
  const bytes = numberOf('Physical Size');
  if (bytes === undefined) return undefined;
  return {
    bytes: Number(bytes),
    isCut: stdout.includes('Unexpected end of archive'),
    tailBytes: Number(numberOf('Tail Size') ?? 0),
  };
}

/** Whether the MD5 inside an image agrees, as `checkisomd5` finds. */
export const isSelfCheckGood = (image: string): boolean =>
  spawnSync('checkisomd5', [image], { timeout: 30_000 }).status === 0;

/** What `checkisomd5` finds implanted, by its own names. */
export function implantedFields(image: string): ReadonlyMap<string, string> {
  const lines = run('checkisomd5', ['--md5sumonly', image]).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^(.+?): +(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.trim()]];
    }),
  );
}
