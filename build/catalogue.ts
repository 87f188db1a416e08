/**
 * `virtual:catalogue`: where the page finds the built catalogue. Hosted: a file of its own under
 * assets/, named by its content. Portable: base64 in a data block of the page, read on demand.
 */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { buildCatalogue } from '../scripts/build-catalogue.mjs';
import { readOwnEdition } from './own-edition.ts';

const MODULE = 'virtual:catalogue';
const RESOLVED = `\0${MODULE}`;

let built: Promise<Uint8Array> | undefined;

/** The catalogue's bytes, with those of an own edition, built once per run. */
export function catalogueBytes(): Promise<Uint8Array> {
  const ownDir = readOwnEdition()?.catalogueDir;
  built ??= buildCatalogue({ sourceDir: 'catalogue', ownDir }).then(({ bytes }) => bytes);
  return built;
}

export const catalogueBase64 = async (): Promise<string> =>
  Buffer.from(await catalogueBytes()).toString('base64');

function fileNameOf(bytes: Uint8Array): string {
  const tag = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `assets/catalogue-${tag}.bin`;
}

const virtualModule = (
  load: () => string | Promise<string>,
): Pick<Plugin, 'resolveId' | 'load'> => ({
  resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
  load: (id) => (id === RESOLVED ? load() : undefined),
});

export function catalogueFile(): Plugin {
  return {
    name: 'touchstone:catalogue-file',
    ...virtualModule(async () => {
      const path = JSON.stringify(`./${fileNameOf(await catalogueBytes())}`);
      return `export const origin = { kind: 'url', url: new URL(${path}, document.baseURI).href };`;
    }),
    async generateBundle() {
      const source = await catalogueBytes();
      this.emitFile({ type: 'asset', fileName: fileNameOf(source), source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!/\/assets\/catalogue-\w+\.bin$/.test(request.url ?? '')) {
          next();
          return;
        }
        void catalogueBytes().then((bytes) => response.end(bytes), next);
      });
    },
  };
}

export function catalogueInPage(): Plugin {
  return {
    name: 'touchstone:catalogue-in-page',
    ...virtualModule(
      () =>
        `export const origin = { kind: 'base64', get text() { return document.getElementById('catalogue-data').textContent; } };`,
    ),
  };
}
