/** The licences of the libraries that are in the build: both editions carry them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const MODULES = 'node_modules';
const RULE = '='.repeat(72);

/** Our own manifests and those that npm installed: their form is known. */
const readPackage = (folder: string): Package =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package;

/** The run-time dependencies and theirs; some of the latter serve only to build. */
function listPackages(): readonly string[] {
  const found = new Set<string>();
  const pending = Object.keys(readPackage('.').dependencies ?? {});
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const folder = path.join(MODULES, name);
    if (found.has(name) || !existsSync(folder)) continue;
    found.add(name);
    pending.push(...Object.keys(readPackage(folder).dependencies ?? {}));
  }
  return [...found].sort();
}

/** By name alone where the package brings no text. Throws where it names no licence either. */
function describePackage(name: string): string {
  const folder = path.join(MODULES, name);
  const { version, license } = readPackage(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name}: no licence`);
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
  return [RULE, `${name} ${version}: ${license ?? 'see below'}`, RULE, '', text, ''].join('\n');
}

const INTRODUCTION = `Touchstone is made with these libraries. Their source is in the npm registry under the same names
and versions; Touchstone's own source says how the program is built from them.
`;

/** Of this build: Touchstone's own licence first. */
export const licencesText = (): string =>
  [
    readFileSync('LICENSE', 'utf8').trim(),
    '',
    INTRODUCTION,
    ...listPackages().map((name) => describePackage(name)),
  ].join('\n');

/** `licences.txt` beside the hosted page. */
export function licencesFile(): Plugin {
  return {
    name: 'touchstone:licences',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licencesText() });
    },
  };
}
