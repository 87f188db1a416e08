/**
 * Lists of 100 MB in many forms, of XML as much as is read, by a program of its own that has little
 * memory: it ends with an error where that does not do.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReferenceFormat } from '../../src/core/reference/reference.ts';
import { makeDirectory } from '../support/deployment.ts';

const MEGABYTE = 1e6;
/** Below the 64 Mi characters of `XML_LIMITS`. */
const XML_MEGABYTES = 60;
/** MiB of heap for what is read; the bytes of the file lie outside of it. */
const HEAP = 400;
/** Of four times the bytes: linear work takes 4 times as long, quadratic 16 times. */
const MOST_TIMES_AS_LONG = 9;

const digest = (name: string, index: number) =>
  createHash(name).update(String(index)).digest('hex');
const sha256 = (index: number) => digest('sha256', index);
const spaced = (hex: string) => hex.replaceAll(/(..)(?=.)/g, '$1 ');

/** A head, and a body for each file, which repeat after some thousand. */
interface Form {
  readonly format: ReferenceFormat | undefined;
  readonly head?: string;
  readonly file: (index: number) => string;
  readonly tail?: string;
  /** Of the largest list; less than 100 where the form has a limit below. */
  readonly megabytes?: number;
}

const FORMS: Readonly<Record<string, Form>> = {
  GNU: { format: 'gnu', file: (i) => `${sha256(i)}  image-${i}.iso\n` },
  BSD: { format: 'bsd', file: (i) => `SHA256 (image-${i}.iso) = ${sha256(i)}\n` },
  'bare digests': { format: 'bare', file: (i) => `${sha256(i)}\n` },
  SRI: {
    format: 'sri',
    file: (i) => `sha256-${Buffer.from(sha256(i), 'hex').toString('base64')}\n`,
  },
  SFV: { format: 'sfv', file: (i) => `image-${i}.iso ${sha256(i).slice(0, 8).toUpperCase()}\n` },
  PowerShell: {
    format: 'powershell',
    file: (i) =>
      `\r\nAlgorithm : SHA256\r\nHash      : ${sha256(i).toUpperCase()}\r\nPath      : C:\\image-${i}.iso\r\n`,
  },
  certutil: {
    format: 'certutil',
    file: (i) =>
      `SHA1 hash of file image-${i}.iso:\r\n${spaced(digest('sha1', i))}\r\nCertUtil: -hashfile command completed successfully.\r\n`,
  },
  hashdeep: {
    format: 'hashdeep',
    head: '%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n',
    file: (i) => `${i},${digest('md5', i)},${sha256(i)},image-${i}.iso\n`,
  },
  Metalink: {
    format: 'metalink',
    head: '<?xml version="1.0"?>\n<metalink xmlns="urn:ietf:params:xml:ns:metalink">\n',
    file: (i) =>
      `<file name="image-${i}.iso"><size>${i}</size><hash type="sha-256">${sha256(i)}</hash></file>\n`,
    tail: '</metalink>\n',
    megabytes: XML_MEGABYTES,
  },
  Logiqx: {
    format: 'logiqx',
    head: '<?xml version="1.0"?>\n<datafile><header><name>x</name></header>\n',
    file: (i) =>
      `<game name="g${i}"><rom name="image-${i}.iso" size="${i}" sha1="${digest('sha1', i)}"/></game>\n`,
    tail: '</datafile>\n',
    megabytes: 26,
  },
  CycloneDX: {
    format: 'cyclonedx',
    head: '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components>\n',
    file: (i) =>
      `<component type="file"><name>image-${i}.iso</name><hashes><hash alg="SHA-256">${sha256(i)}</hash></hashes></component>\n`,
    tail: '</components></bom>\n',
    megabytes: XML_MEGABYTES,
  },
  prose: { format: undefined, file: (i) => `It was the best of times, ${i}, and the worst.\n` },
  'one line of hex': { format: undefined, file: sha256 },
  'lines that are nearly digests': { format: undefined, file: (i) => `${sha256(i).slice(1)}g\n` },
  brackets: { format: undefined, file: () => '[{"a":['.repeat(200) },
  elements: { format: undefined, head: '<?xml version="1.0"?>\n', file: () => '<a b="c"><!--' },
  'clear-signed parts': {
    format: undefined,
    file: (i) =>
      `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${sha256(i)}  x.iso\n-----BEGIN PGP SIGNATURE-----\n\n`,
  },
};

let folder: string;
let program: string;
beforeAll(async () => {
  folder = makeDirectory();
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: 'tests/support/parse-file.ts',
      outDir: path.join(folder, 'program'),
      emptyOutDir: true,
      copyPublicDir: false,
    },
  });
  program = path.join(folder, 'program', 'parse-file.js');
});

function write({ head = '', file, tail = '' }: Form, bytes: number): string {
  const name = path.join(folder, `list-${bytes}`);
  const handle = openSync(name, 'w');
  writeSync(handle, head);
  const block = Buffer.from(Array.from({ length: 5_000 }, (_, index) => file(index)).join(''));
  for (let written = 0; written < bytes; written += block.length) writeSync(handle, block);
  writeSync(handle, tail);
  closeSync(handle);
  return name;
}

interface Found {
  readonly format?: string;
  readonly claims?: number;
  readonly milliseconds: number;
}

const read = (list: string): Found =>
  JSON.parse(
    execFileSync('node', [`--max-old-space-size=${HEAP}`, program, list], { encoding: 'utf8' }),
  ) as Found;

describe.each(Object.entries(FORMS))('%s', (_, form) => {
  const { megabytes = 100 } = form;
  test('is read in time that grows as its length does, within a bounded heap', () => {
    const quarter = read(write(form, (megabytes / 4) * MEGABYTE));
    const whole = read(write(form, megabytes * MEGABYTE));
    if (form.format !== undefined) expect(whole.format).toBe(form.format);
    expect(whole.milliseconds).toBeLessThan(
      Math.max(1_000, MOST_TIMES_AS_LONG * quarter.milliseconds),
    );
  });
});
