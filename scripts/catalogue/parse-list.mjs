// Reads a checksum file by the very parser of the app.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEX_LENGTHS } from './check-fields.mjs';

const PARSER = fileURLToPath(new URL('../../src/core/reference/parse.ts', import.meta.url));

/** Node 20 does not read TypeScript; Vite, which builds the app, does. */
async function loadParser() {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(PARSER, { configFile: false, logLevel: 'error' });
  return module.parseReferenceFile;
}

function digestsOf({ digests }) {
  return new Map(
    digests
      .filter(({ algorithms, damaged }) => damaged !== true && HEX_LENGTHS.has(algorithms[0]))
      .map(({ algorithms, text }) => [algorithms[0], text]),
  );
}

/**
 * Throws an Error for what is no checksum file, or one of which a line is not understood.
 * @param {string} name decides, where only the length tells of the algorithm
 * @param {Uint8Array} bytes
 * @returns {Promise<{ fileName: string, size?: number, digests: Map<string, string> }[]>} the
 *   files that it names, by their base names
 */
export async function parseList(name, bytes) {
  const parse = await loadParser();
  const reference = parse(path.basename(name), new Uint8Array(bytes));
  if (reference === undefined) throw new Error(`${name}: not a checksum file of a known form`);
  return reference.claims
    .filter((claim) => claim.path !== undefined && digestsOf(claim).size > 0)
    .map((claim) => ({
      fileName: claim.path.replace(/^.*[\\/]/, ''),
      ...(claim.size === undefined ? {} : { size: claim.size }),
      digests: digestsOf(claim),
    }));
}
