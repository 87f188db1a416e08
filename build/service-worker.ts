/**
 * Builds sw.js after the hosted edition is written, with the list of every file that it must hold.
 *
 * The list names all of dist/ except the worker itself and the portable file (its own download, see
 * docs/decisions/0003-workbox.md). Each entry carries its SRI digest: Workbox then checks the bytes
 * it stores, which a revision alone never makes it do.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';

const NOT_PRECACHED: ReadonlySet<string> = new Set(['sw.js', 'touchstone.html']);

interface PrecacheEntry {
  readonly url: string;
  readonly revision: string | null;
  readonly integrity: string;
}

function describeFile(directory: string, url: string): PrecacheEntry {
  const digest = createHash('sha384')
    .update(readFileSync(path.join(directory, url)))
    .digest('base64');
  return {
    url,
    // Names under assets/ already contain a digest of the content; the others need a revision.
    revision: url.startsWith('assets/') ? null : digest.slice(0, 16),
    integrity: `sha384-${digest}`,
  };
}

/** Every file below `directory` that the app needs offline, in stable order. */
export function listPrecache(directory: string): readonly PrecacheEntry[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter((url) => !NOT_PRECACHED.has(url))
    .sort()
    .map((url) => describeFile(directory, url));
}

export function serviceWorker(): Plugin {
  let outDir = '';
  let target: string[] = [];
  return {
    name: 'touchstone:service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = path.resolve(config.root, config.build.outDir);
      target = [config.build.target || []].flat();
    },
    async writeBundle() {
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __PRECACHE__: JSON.stringify(listPrecache(outDir)),
          'process.env.NODE_ENV': JSON.stringify('production'),
        },
        build: {
          outDir,
          target,
          emptyOutDir: false,
          rolldownOptions: {
            input: 'src/sw/service-worker.ts',
            output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
          },
        },
      });
    },
  };
}
