/** Hosts on which a part of the site is another one, wrong, missing, forbidden or out of order. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { createStaticServer } from '../../scripts/serve.mjs';
import { makeDirectory } from './deployment.ts';

/** The one file below dist/assets/ whose name begins so and ends so. */
function assetOf(site: string, prefix: string, suffix: string): string {
  const assets = path.join(site, 'assets');
  const found = readdirSync(assets).filter(
    (name) => name.startsWith(prefix) && name.endsWith(suffix),
  );
  const [only = ''] = found;
  if (found.length !== 1) throw new Error(`one ${prefix}*${suffix} expected, got ${found.join()}`);
  return path.join(assets, only);
}

function copySite(edit: (site: string) => void): string {
  const site = makeDirectory();
  cpSync('dist', site, { recursive: true });
  edit(site);
  return site;
}

function replaceIn(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${from} expected in ${file}`);
  writeFileSync(file, text.replaceAll(from, to));
}

/** RFC 1321 §A.5, MD5 of "abc": the question to which the altered worker expects another answer. */
const MD5_OF_ABC = '900150983cd24fb0d6963f7d28e17f72';
const WRONG_ANSWER = '900150983cd24fb0d6963f7d28e17f73';

export const siteWithWrongAnswer = (): string =>
  copySite((site) => replaceIn(assetOf(site, 'hash-', '.js'), MD5_OF_ABC, WRONG_ANSWER));

/** The portable file with the same wrong answer. Its policy names the script's digest, so the policy goes. */
export function portableWithWrongAnswer(): string {
  const file = path.join(makeDirectory(), 'touchstone.html');
  const page = readFileSync('dist/touchstone.html', 'utf8');
  writeFileSync(
    file,
    page
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
      .replaceAll(MD5_OF_ABC, WRONG_ANSWER),
  );
  return file;
}

export const siteWithoutHashWorker = (): string =>
  copySite((site) => rmSync(assetOf(site, 'hash-', '.js')));

/** Runs in the altered worker, before anything else does. Asks the host whether memory is short. */
const SIMULATED_SHORTAGE = `{
  const isShortFor = (what) => {
    const request = new XMLHttpRequest();
    request.open('GET', '/short-for-' + what + '.txt', false);
    request.send();
    return request.status === 200;
  };
  const Buffer = ArrayBuffer;
  let large = 0;
  globalThis.ArrayBuffer = class extends Buffer {
    constructor(...given) {
      if (given[0] >= 2 ** 20 && ++large === 2 && isShortFor('buffers'))
        throw new RangeError('Array buffer allocation failed');
      super(...given);
    }
  };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (...given) =>
    isShortFor('kernels')
      ? Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory'))
      : instantiate(...given);
}`;

/**
 * A host on which memory runs short at will, by simulation: a hash worker's second large buffer, or
 * a kernel, is refused as the engine of the browser would. `lack` begins it, `recover` ends it.
 */
export function siteShortOfMemory() {
  const site = copySite((directory) => {
    const worker = assetOf(directory, 'hash-', '.js');
    writeFileSync(worker, SIMULATED_SHORTAGE + readFileSync(worker, 'utf8'));
  });
  const flag = (what: 'buffers' | 'kernels') => path.join(site, `short-for-${what}.txt`);
  return {
    site,
    lack: (what: 'buffers' | 'kernels') => writeFileSync(flag(what), 'short'),
    recover: (what: 'buffers' | 'kernels') => rmSync(flag(what)),
  };
}

/** A host whose own policy forbids workers. */
export const siteThatForbidsWorkers = (): string =>
  copySite((site) =>
    replaceIn(
      path.join(site, 'index.html'),
      '<head>',
      `<head><meta http-equiv="Content-Security-Policy" content="worker-src 'none'" />`,
    ),
  );

/** The site with another catalogue. */
export const siteWithCatalogue = (packed: Uint8Array): string =>
  copySite((site) => writeFileSync(assetOf(site, 'catalogue-', '.bin'), packed));

/** A host that answers requests for the catalogue with this status, or never when there is none. */
export async function startServerWithoutCatalogue(
  status?: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const site = createStaticServer({ directory: 'dist' });
  const server: Server = createServer((request, response) => {
    if (!/\/catalogue-\w+\.bin$/.test(request.url ?? '')) site.emit('request', request, response);
    else if (status !== undefined) response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a port expected');
  return {
    url: `http://localhost:${address.port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The portable file with another catalogue. */
export function portableWithCatalogue(packed: Uint8Array): string {
  const file = path.join(makeDirectory(), 'touchstone.html');
  const page = readFileSync('dist/touchstone.html', 'utf8');
  const block = /(<script type="application\/octet-stream" id="catalogue-data">)[^<]*/;
  if (!block.test(page)) throw new Error('a block with the catalogue expected');
  writeFileSync(file, page.replace(block, `$1${Buffer.from(packed).toString('base64')}`));
  return file;
}
