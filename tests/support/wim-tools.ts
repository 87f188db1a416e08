/** What wimlib makes and says of WIM files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

const run = (args: readonly string[]): string =>
  execFileSync('wimlib-imagex', args, {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs it for what it writes. */
export const wimlib = (...args: readonly string[]): void => void run(args);

/** Rows `name = value` or `name: value`. */
const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [, name, value] = /^(\S.*?) *(?:=|:) +(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.trim()] as const];
    }),
  );

export const wimHeader = (file: string) => fieldsOf(run(['info', file, '--header']));

/** The fields of each image, in their order. */
export function wimImages(file: string): readonly ReadonlyMap<string, string>[] {
  const [, ...images] = run(['info', file]).split(/^(?=Index:)/m);
  return images.map(fieldsOf);
}

/** Every piece of data: where it is and what it digests to. */
export function wimBlobs(file: string) {
  const blocks = run(['info', file, '--blobs']).split(/\n\n+/);
  return blocks.map(fieldsOf).filter((fields) => fields.has('Hash'));
}

/** The XML as it stands in the file. */
export function wimXml(file: string): string {
  const target = `${file}.xml`;
  run(['info', file, `--extract-xml=${target}`]);
  const xml = readFileSync(target).toString('utf16le');
  rmSync(target);
  return xml;
}

const INTEGRITY_ERROR = 13; // WIMLIB_ERR_INTEGRITY, as the exit status

/** Whether wimlib finds every chunk as the integrity table has it. */
export const isIntegrityGood = (file: string): boolean =>
  spawnSync('wimlib-imagex', ['info', file, '--check']).status !== INTEGRITY_ERROR;
