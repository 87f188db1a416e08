/**
 * Two editions from one source: `vite build --mode hosted` writes dist/, `vite build --mode
 * portable` adds dist/touchstone.html to it. Any other mode is the hosted edition in development.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type PluginOption } from 'vite';
import { catalogueBase64, catalogueFile, catalogueInPage } from './build/catalogue.ts';
import { hostedPage } from './build/hosted.ts';
import { builtInKeys } from './build/keys.ts';
import { licencesFile } from './build/licences.ts';
import { readOwnEdition } from './build/own-edition.ts';
import { blobWorkers, singleFile } from './build/portable.ts';
import { serviceWorker } from './build/service-worker.ts';
import { readCommit, readVersion } from './build/version.ts';

const hostedPlugins = (): PluginOption[] => [
  catalogueFile(),
  hostedPage(),
  licencesFile(),
  serviceWorker(),
];

const portablePlugins = (): PluginOption[] => [
  catalogueInPage(),
  blobWorkers(),
  singleFile(catalogueBase64),
];

export default defineConfig(({ mode }) => {
  const portable = mode === 'portable';
  const own = readOwnEdition();
  return {
    base: './', // any sub-path of any static host
    publicDir: portable ? false : 'public',
    plugins: [svelte(), portable ? portablePlugins() : hostedPlugins()],
    worker: {
      format: 'iife', // classic workers: the form that file:// allows, used by both editions
      plugins: () => [builtInKeys()],
    },
    define: {
      __EDITION__: JSON.stringify(portable ? 'portable' : 'hosted'),
      __VERSION__: JSON.stringify(readVersion()),
      __COMMIT__: JSON.stringify(readCommit()),
      __OWN_EDITION__: own ? JSON.stringify({ name: own.name, contact: own.contact }) : 'undefined',
    },
    build: {
      // The support floor. Lowers syntax only; lint guards the APIs.
      target: ['chrome109', 'firefox115', 'safari16.4'],
      emptyOutDir: !portable,
      modulePreload: { polyfill: false },
      // img-src 'self' forbids data: pictures in the hosted edition, the portable one has nothing else.
      assetsInlineLimit: portable ? Number.MAX_SAFE_INTEGER : 0,
      cssCodeSplit: !portable,
      reportCompressedSize: false,
      rolldownOptions: {
        checks: {
          bundlerTimings: false, // building the catalogue takes seconds, as it should
          emptyImportMeta: !portable, // Vite's loader of lazy chunks has it; one file has no chunks
        },
        ...(portable ? { output: { format: 'iife' as const, codeSplitting: false } } : {}),
      },
    },
  };
});
