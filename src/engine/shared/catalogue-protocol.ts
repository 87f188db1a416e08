/**
 * What the page and the catalogue's worker say to each other. Every command carries an id and gets
 * exactly one reply with that id; beside these the worker says once that it has started.
 */
import type {
  CatalogueEntry,
  CatalogueInfo,
  CatalogueMatches,
  CatalogueQuery,
  CatalogueSearch,
  ClaimedTraits,
  SearchResult,
} from '../../core/catalogue/catalogue.ts';
import { isAlgorithmId } from '../../core/digest/algorithm.ts';
import type { WireFault } from '../../core/fault.ts';
import { isFields, isWireFault, refuse, type Fields } from './fields.ts';

/** Where the built catalogue is: a file of the app's own origin, or text in the page itself. */
export type CatalogueOrigin =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'base64'; readonly text: string };

export type CatalogueQuestion =
  | { readonly kind: 'load'; readonly origin: CatalogueOrigin }
  | { readonly kind: 'find'; readonly query: CatalogueQuery }
  | { readonly kind: 'search'; readonly search: CatalogueSearch }
  | { readonly kind: 'show'; readonly entryId: string };

export type CatalogueCommand = CatalogueQuestion & { readonly id: number };

export type CatalogueAnswer =
  | { readonly kind: 'loaded'; readonly info: CatalogueInfo }
  | { readonly kind: 'found'; readonly matches: CatalogueMatches }
  | { readonly kind: 'searched'; readonly result: SearchResult }
  /** Without an entry when there is none of that id. */
  | { readonly kind: 'shown'; readonly entry: CatalogueEntry | undefined };

export type CatalogueReply =
  | { readonly kind: 'started' }
  | (CatalogueAnswer & { readonly id: number })
  | { readonly id: number; readonly kind: 'failed'; readonly fault: WireFault };

function isOrigin(value: unknown): value is CatalogueOrigin {
  if (!isFields(value)) return false;
  if (value['kind'] === 'url') return typeof value['url'] === 'string';
  return value['kind'] === 'base64' && typeof value['text'] === 'string';
}

function isStated(value: unknown): boolean {
  if (!isFields(value) || typeof value['hex'] !== 'string') return false;
  return typeof value['algorithm'] === 'string' && isAlgorithmId(value['algorithm']);
}

function isQuery(value: unknown): value is CatalogueQuery {
  if (!isFields(value)) return false;
  const { name, digests, claimed } = value;
  if (name !== undefined && typeof name !== 'string') return false;
  if (claimed !== undefined && !isTraits(claimed)) return false;
  return Array.isArray(digests) && digests.every(isStated);
}

function isSearch(value: unknown): value is CatalogueSearch {
  if (!isFields(value)) return false;
  const { text, from, count } = value;
  return typeof text === 'string' && typeof from === 'number' && typeof count === 'number';
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** What each trait has to be, where it is there. */
const TRAITS: Readonly<Record<keyof ClaimedTraits, (value: unknown) => boolean>> = {
  product: isText,
  version: isText,
  servicePack: isText,
  editions: isTextList,
  architectures: isTextList,
  languages: isTextList,
  channel: isText,
  label: isText,
  size: (value) => typeof value === 'number',
};

function isTraits(value: unknown): value is ClaimedTraits {
  if (!isFields(value)) return false;
  return Object.entries(TRAITS).every(
    ([trait, isRight]) => value[trait] === undefined || isRight(value[trait]),
  );
}

function isInfo(value: unknown): value is CatalogueInfo {
  if (!isFields(value)) return false;
  const { entries, date, sha256 } = value;
  return typeof entries === 'number' && typeof date === 'string' && typeof sha256 === 'string';
}

/** The entries themselves were decoded from a sealed file by code of this build. */
function isMatches(value: unknown): value is CatalogueMatches {
  if (!isFields(value) || !Array.isArray(value['byDigest'])) return false;
  const { byName, isCompleteList } = value;
  return Array.isArray(byName) && ['boolean', 'undefined'].includes(typeof isCompleteList);
}

function isResult(value: unknown): value is SearchResult {
  if (!isFields(value) || typeof value['total'] !== 'number') return false;
  return Array.isArray(value['rows']) && Array.isArray(value['taken']);
}

function isEntry(value: unknown): value is CatalogueEntry | undefined {
  return value === undefined || (isFields(value) && typeof value['id'] === 'string');
}

function decodeQuestion(fields: Fields): CatalogueQuestion | undefined {
  const { kind, origin, query, search, entryId } = fields;
  if (kind === 'load') return isOrigin(origin) ? { kind, origin } : undefined;
  if (kind === 'find') return isQuery(query) ? { kind, query } : undefined;
  if (kind === 'search') return isSearch(search) ? { kind, search } : undefined;
  return kind === 'show' && typeof entryId === 'string' ? { kind, entryId } : undefined;
}

/** Throws `Fault('worker.protocol')` for anything that is not a command. */
export function decodeCatalogueCommand(message: unknown): CatalogueCommand {
  if (!isFields(message)) throw refuse('catalogue command', message);
  const { id } = message;
  const question = decodeQuestion(message);
  if (typeof id === 'number' && question) return { ...question, id };
  throw refuse('catalogue command', message);
}

/** What the worker answers, without its id. */
function decodeAnswer(fields: Fields): CatalogueAnswer | undefined {
  const { kind, info, matches, result, entry } = fields;
  if (kind === 'loaded') return isInfo(info) ? { kind, info } : undefined;
  if (kind === 'found') return isMatches(matches) ? { kind, matches } : undefined;
  if (kind === 'searched') return isResult(result) ? { kind, result } : undefined;
  return kind === 'shown' && isEntry(entry) ? { kind, entry } : undefined;
}

/** Throws `Fault('worker.protocol')` for anything that is not a reply. */
export function decodeCatalogueReply(message: unknown): CatalogueReply {
  if (!isFields(message)) throw refuse('catalogue reply', message);
  const { id, kind, fault } = message;
  if (kind === 'started') return { kind };
  if (typeof id === 'number') {
    if (kind === 'failed' && isWireFault(fault)) return { id, kind, fault };
    const answer = decodeAnswer(message);
    if (answer) return { ...answer, id };
  }
  throw refuse('catalogue reply', message);
}
