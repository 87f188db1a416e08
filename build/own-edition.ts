/**
 * An organisation's own edition: `TOUCHSTONE_OWN=<folder> npm run build` bakes the folder's catalogue
 * in and names the edition on the page and in the report. docs/own-edition.md is its description.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface OwnEdition {
  /** Shown with every verdict's page and written into every report. */
  readonly name: string;
  /** Whom to ask about it. */
  readonly contact: string;
  /** Folder with `*.jsonl`; absent when the edition adds no images. */
  readonly catalogueDir?: string;
  /** Folder with keys; absent when the edition adds none. */
  readonly keysDir?: string;
}

const PLAN = 'edition.json';
/** Nothing else may lie in the folder: what is not understood would be left out silently. */
const KNOWN = [PLAN, 'catalogue', 'keys'];

/** Longer ones would push the version off the line of the footer. */
const MAX_TEXT_LENGTH = 80;

// Controls and the characters that turn the direction of writing, as in the catalogue's source.
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function readText(plan: Readonly<Record<string, unknown>>, field: 'name' | 'contact'): string {
  const value = plan[field];
  if (typeof value !== 'string' || value.trim() !== value || value === '') {
    throw new Error(`${PLAN}: ${field}: a text expected`);
  }
  if (value.length > MAX_TEXT_LENGTH || DECEPTIVE.test(value)) {
    throw new Error(
      `${PLAN}: ${field}: at most ${MAX_TEXT_LENGTH} visible characters on one line expected`,
    );
  }
  return value;
}

function readPlan(folder: string): Pick<OwnEdition, 'name' | 'contact'> {
  const plan: unknown = JSON.parse(readFileSync(path.join(folder, PLAN), 'utf8'));
  if (typeof plan !== 'object' || plan === null) throw new Error(`${PLAN}: an object expected`);
  const unknown = Object.keys(plan).filter((field) => field !== 'name' && field !== 'contact');
  if (unknown.length > 0) throw new Error(`${PLAN}: unknown field ${unknown.join(', ')}`);
  const fields: Readonly<Record<string, unknown>> = { ...plan };
  return { name: readText(fields, 'name'), contact: readText(fields, 'contact') };
}

/**
 * What `TOUCHSTONE_OWN` names; `undefined` without it, and then nothing of an own edition is in the
 * build. Throws an Error for a folder that is not as docs/own-edition.md says.
 */
export function readOwnEdition(
  folder: string | undefined = process.env['TOUCHSTONE_OWN'],
): OwnEdition | undefined {
  if (folder === undefined || folder === '') return undefined;
  const odd = readdirSync(folder).filter((name) => !name.startsWith('.') && !KNOWN.includes(name));
  if (odd.length > 0) throw new Error(`own edition: unknown in its folder: ${odd.join(', ')}`);
  const inside = (name: string) => path.resolve(folder, name);
  const [catalogueDir, keysDir] = [inside('catalogue'), inside('keys')];
  return {
    ...readPlan(folder),
    ...(existsSync(catalogueDir) ? { catalogueDir } : {}),
    ...(existsSync(keysDir) ? { keysDir } : {}),
  };
}
