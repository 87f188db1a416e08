/**
 * The portable edition: one HTML file that works from file://.
 *
 * Chromium refuses module scripts and module Blob workers on file:// pages, so the page's code is
 * one classic script at the end of the body, and every `?worker` import becomes a classic Blob
 * worker. Script and style are allowed by digest; nothing else may load.
 */
import { readFileSync } from 'node:fs';
import type { OutputAsset, OutputBundle, OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';
import { licencesText } from './licences.ts';
import { portablePolicy } from './policy.mjs';

const WORKER_IMPORT = /\?worker$/;

/** Turns `x.ts?worker` into Vite's `x.ts?worker&inline`, which is a classic Blob worker under `worker.format: 'iife'`. */
export function blobWorkers(): Plugin {
  return {
    name: 'touchstone:blob-workers',
    enforce: 'pre',
    resolveId: {
      filter: { id: WORKER_IMPORT },
      handler(id, importer) {
        return this.resolve(`${id}&inline`, importer, { skipSelf: true });
      },
    },
  };
}

/** Replaces the one match of `pattern`; a template that no longer has exactly one stops the build. */
function replaceOnce(text: string, pattern: RegExp, replacement: string): string {
  const matches = text.match(new RegExp(pattern, 'g'))?.length ?? 0;
  if (matches !== 1) throw new Error(`expected one match of ${String(pattern)}, got ${matches}`);
  return text.replace(pattern, () => replacement);
}

/** Script text that the HTML parser cannot mistake for the element's end (HTML §4.12.1.3). */
const embeddable = (script: string): string =>
  script.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

const textOf = (asset: OutputAsset): string =>
  typeof asset.source === 'string' ? asset.source : Buffer.from(asset.source).toString('utf8');

interface Parts {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/** The three pieces of the page; anything more would be a second file, which the edition must not have. */
function takeParts(bundle: OutputBundle): Parts {
  const outputs = Object.values(bundle);
  const chunks = outputs.filter((output): output is OutputChunk => output.type === 'chunk');
  const assets = outputs.filter((output): output is OutputAsset => output.type === 'asset');
  const html = assets.filter(({ fileName }) => fileName === 'index.html');
  const styles = assets.filter(({ fileName }) => fileName.endsWith('.css'));
  if (chunks.length !== 1 || html.length !== 1 || html.length + styles.length !== assets.length) {
    throw new Error(`the portable edition is one file, got ${Object.keys(bundle).join(', ')}`);
  }
  return {
    html: html.map(textOf).join(''),
    script: chunks.map(({ code }) => embeddable(code)).join(''),
    style: styles.map(textOf).join('\n').trim(),
  };
}

/** For whoever opens the file in an editor: a page of its own would be a second file. */
function licencesComment(): string {
  const text = licencesText();
  // HTML §13.1.6; `--` elsewhere is allowed.
  if (/<!--|--!?>/.test(text)) throw new Error('a licence text expected without HTML comments');
  return `<!--\n${text}-->\n`;
}

const iconUri = (): string =>
  `data:image/svg+xml;base64,${readFileSync('public/icon.svg').toString('base64')}`;

function assemble({ html, script, style }: Parts, catalogueBase64: string): string {
  const policy = portablePolicy({ script, style });
  const page = html
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
    .replace('data-edition="hosted"', 'data-edition="portable"');
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    `<link rel="icon" href="${iconUri()}" />`,
    `<style>${style}</style>`,
  ].join('\n    ');
  const body = [
    `<script type="application/octet-stream" id="catalogue-data">${catalogueBase64}</script>`,
    `<script>${script}</script>`,
  ].join('\n    ');
  const withHead = replaceOnce(
    page,
    /<meta charset="utf-8" \/>/,
    `<meta charset="utf-8" />\n    ${head}`,
  );
  const withoutModule = replaceOnce(withHead, /\s*<script type="module"[^>]*><\/script>/, '');
  const whole = replaceOnce(withoutModule, /<\/body>/, `  ${body}\n  </body>`);
  return `${whole.trimEnd()}\n${licencesComment()}`;
}

/** Writes `touchstone.html` in place of the page, its script and its style sheet. */
export function singleFile(catalogueBase64: () => Promise<string>): Plugin {
  return {
    name: 'touchstone:single-file',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const parts = takeParts(bundle);
        for (const name of Object.keys(bundle)) Reflect.deleteProperty(bundle, name);
        const source = assemble(parts, await catalogueBase64());
        this.emitFile({ type: 'asset', fileName: 'touchstone.html', source });
      },
    },
  };
}
