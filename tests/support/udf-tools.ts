/** What mkudffs, genisoimage, udfinfo and 7-Zip make and say of UDF images. */
import { execFileSync, spawnSync } from 'node:child_process';

const ENVIRONMENT = { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' };

/** mkudffs is in /usr/sbin, which is not on everyone's path. */
export function makeUdf(file: string, args: readonly string[], blocks: number): void {
  execFileSync('/usr/sbin/mkudffs', ['--new-file', ...args, file, String(blocks)], {
    env: ENVIRONMENT,
    stdio: 'pipe',
  });
}

/** The lines `key=value` of `udfinfo`. */
export function udfInfo(file: string): ReadonlyMap<string, string> {
  const lines = execFileSync('/usr/bin/udfinfo', ['--utf8', file], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  return new Map(lines.split('\n').map((line) => line.split(/=(.*)/) as [string, string]));
}

/** Sectors in which `udfinfo` sees an anchor. */
export function udfInfoAnchors(file: string): readonly number[] {
  const output = execFileSync('/usr/bin/udfinfo', [file], { encoding: 'utf8', stdio: 'pipe' });
  return [...output.matchAll(/^start=(\d+), .*type=ANCHOR/gm)].map(([, start]) => Number(start));
}

export interface Archived {
  readonly path: string;
  readonly isDirectory: boolean;
  readonly size: number;
  /** `YYYY-MM-DD hh:mm:ss`, UTC. */
  readonly modified: string;
}

/**
 * Every entry by `7zz l -tudf`. It lists what it can and calls the rest an error, so that its exit
 * status says nothing.
 */
export function sevenZipUdf(image: string): readonly Archived[] {
  const { stdout } = spawnSync('7zz', ['l', '-slt', '-tudf', image], {
    encoding: 'utf8',
    env: ENVIRONMENT,
    timeout: 30_000,
  });
  const [, body = ''] = stdout.split('----------\n');
  return body.split('\n\n').flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => line.split(/ = ?(.*)/) as [string, string]),
    );
    const path = fields.get('Path');
    if (path === undefined) return [];
    const isDirectory = fields.get('Folder') === '+';
    const modified = (fields.get('Modified') ?? '').slice(0, 19);
    return [{ path: `/${path}`, isDirectory, size: Number(fields.get('Size')), modified }];
  });
}

/** The content of one file, by 7-Zip. */
export const sevenZipContent = (image: string, path: string): Buffer =>
  spawnSync('7zz', ['x', '-so', '-tudf', image, path.slice(1)], {
    env: ENVIRONMENT,
    timeout: 30_000,
    maxBuffer: 1 << 26,
  }).stdout;

/** Files whose content 7-Zip cannot take out of a UDF image whole. */
export function sevenZipLost(image: string): readonly string[] {
  const { stderr } = spawnSync('7zz', ['t', '-tudf', image], {
    encoding: 'utf8',
    env: ENVIRONMENT,
    timeout: 30_000,
  });
  const lost = stderr.matchAll(/^ERROR: (?:Data Error|Unexpected end of data) : (.*)$/gm);
  return [...lost].map(([, path]) => String(path));
}
