// Checks rows of sources and of entries: each by itself, and all of them together. A complaint says
// where, what is wrong and, where that is not plain, what to do.
import { gradeOf } from './grade.mjs';
import { REF, isStanding } from './standing-source.mjs';
import {
  HEX_LENGTHS,
  digestComplaint,
  fieldComplaints,
  isCount,
  isDate,
  isFileName,
  isListOf,
  isOneOf,
  isText,
  matches,
} from './check-fields.mjs';

/** The best first; the position is the code in the built file. */
export const AUTHORITIES = [
  'publisher-signed',
  'publisher',
  'publisher-copy',
  'third-party',
  'untraceable',
];

const FINGERPRINT = matches(/^[0-9A-F]{40}$/, 'an OpenPGP fingerprint');

const SOURCE_SHAPE = {
  required: { id: isCount, where: isText, family: isText, authority: isOneOf(AUTHORITIES) },
  optional: { owner: isText, note: isText, collected: isDate },
};

const STATEMENT_SHAPE = {
  required: { source: isCount, says: isListOf(isOneOf([...HEX_LENGTHS.keys(), 'size'])) },
  optional: { ref: isText, signedBy: FINGERPRINT, collected: isDate },
};

const DISPUTE_SHAPE = {
  required: { algorithm: isOneOf([...HEX_LENGTHS.keys()]), others: isListOf(isText) },
  optional: {},
};

const isObject = (value) =>
  typeof value === 'object' && value !== null ? undefined : 'not an object';

const ENTRY_SHAPE = {
  required: {
    id: matches(/^[a-z0-9][a-z0-9.+-]*$/, 'an id'),
    vendor: isText,
    product: isText,
    fileName: isFileName,
    digests: isObject,
    sources: (value) => (Array.isArray(value) && value.length > 0 ? undefined : 'no source'),
  },
  optional: {
    version: isText,
    release: isText,
    edition: isText,
    servicePack: isText,
    architecture: isText,
    language: matches(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'a language tag of this kind'),
    channel: isOneOf(['Retail', 'Volume', 'OEM', 'Eval']),
    aliases: isListOf(isFileName),
    title: isText,
    size: isCount,
    volumeLabel: isText,
    signedBy: isListOf(FINGERPRINT),
    disputed: isListOf(isObject),
  },
};

/** @param {readonly import('./read-source.mjs').Row[]} rows */
export function sourceComplaints(rows) {
  const complaints = [];
  const seen = new Set();
  for (const { at, value } of rows) {
    const found = fieldComplaints(value, SOURCE_SHAPE);
    if (found.length === 0) {
      if (seen.has(value.id)) found.push(`id ${value.id}: already used; take the next free number`);
      if (value.family === 'templates' && value.owner === undefined)
        found.push('owner: missing, and templates are told apart by owner');
      if (value.where.split(REF).length > 2) found.push(`where: ${REF} more than once`);
      seen.add(value.id);
    }
    complaints.push(...found.map((text) => `${at}: ${text}`));
  }
  return complaints;
}

function digestComplaints(entry) {
  const stated = Object.entries(entry.digests);
  const complaints = stated.length === 0 ? ['digests: none'] : [];
  for (const [algorithm, value] of stated) {
    const complaint = digestComplaint(algorithm, value);
    if (complaint !== undefined) complaints.push(`digests.${algorithm}: ${complaint}`);
  }
  return complaints;
}

function othersComplaints({ algorithm, others }, own) {
  return others.flatMap((other) => {
    const complaint = digestComplaint(algorithm, other);
    const found = complaint === undefined ? [] : [`disputed ${other}: ${complaint}`];
    return other === own ? [...found, `disputed ${other}: the entry's own digest`] : found;
  });
}

function disputeComplaints(entry) {
  return (entry.disputed ?? []).flatMap((dispute) => {
    const found = fieldComplaints(dispute, DISPUTE_SHAPE).map((text) => `disputed: ${text}`);
    return found.length > 0 ? found : othersComplaints(dispute, entry.digests[dispute.algorithm]);
  });
}

/** A path that can stand in a URL as it is. */
const PATH = /^(?:(?!\.{1,2}(?:\/|$))[\w.~+-]+(?:\/(?!$)|$))+$/;

/** What is different for each list of a standing source stands beside the statement. */
function standingComplaints({ ref, collected }, source) {
  const at = `source ${source.id}`;
  if (isStanding(source))
    return PATH.test(ref ?? '') ? [] : [`${at}: ref: must be the path of the list below ${REF}`];
  return collected === undefined
    ? []
    : [`${at}: collected: belongs into the source's own line, for all that it states`];
}

const TWICE = {
  signedBy: 'signed by two keys; name the one that the other entries name',
  collected: 'collected on two days; name the one that the other entries name',
};

/** A signer belongs to statements of signed lists, to all of them, and is one per list. */
function signerComplaints(statement, source, signers) {
  const isSigned = source.authority === 'publisher-signed';
  if (isSigned !== (statement.signedBy !== undefined))
    return [
      `source ${source.id}: ${isSigned ? 'signedBy missing' : 'signedBy on an unsigned list'}`,
    ];
  const list = isStanding(source) ? `${source.id} ${statement.ref}` : `${source.id}`;
  const known = signers.get(list) ?? statement;
  signers.set(list, known);
  return ['signedBy', 'collected']
    .filter((field) => known[field] !== statement[field])
    .map((field) => `source ${source.id}: ${TWICE[field]}`);
}

function statementComplaints(entry, sources, signers) {
  const complaints = [];
  for (const statement of entry.sources) {
    const found = fieldComplaints(statement, STATEMENT_SHAPE);
    const source = sources.get(statement?.source);
    if (found.length > 0) complaints.push(...found.map((text) => `sources: ${text}`));
    else if (source === undefined)
      complaints.push(`sources: ${statement.source} is not known; give it a line among the sources`);
    else complaints.push(...standingComplaints(statement, source), ...signerComplaints(statement, source, signers));
  }
  return complaints.length > 0 ? complaints : authorityComplaints(entry, sources);
}

function authorityComplaints(entry, sources) {
  const complaints = Object.keys(entry.digests)
    .filter((algorithm) => !gradeOf(statersOf(entry, algorithm, sources)))
    .map((algorithm) => `digests.${algorithm}: no source that counts states it`);
  const signers = new Set(entry.sources.map((statement) => statement.signedBy));
  signers.delete(undefined);
  if ([...signers].sort().join() !== [...(entry.signedBy ?? [])].sort().join())
    complaints.push('signedBy: not the signers of its sources');
  return complaints;
}

/**
 * The sources that state the entry's digest of this algorithm. `says` speaks for the value in
 * `digests`; a source of another value stands under `disputed` by value alone, without a source.
 */
export function statersOf(entry, algorithm, sources) {
  const ids = entry.sources
    .filter((statement) => statement.says.includes(algorithm))
    .map((statement) => statement.source);
  return [...new Set(ids)].map((id) => sources.get(id));
}

/** An id is free to choose. A digest means the same file; unless it is only 32 bits long. */
function adviceFor(key) {
  if (key.startsWith('id ')) return 'choose another';
  return key.startsWith('crc32 ')
    ? 'if these are two files, leave the CRC-32 out of both'
    : 'one file is one entry: add the other name to its aliases and the source to its sources';
}

function takenComplaints(entry, taken) {
  const names = [entry.fileName, ...(entry.aliases ?? [])].map((name) => name.toLowerCase());
  const complaints = new Set(names).size < names.length ? ['aliases: a name twice'] : [];
  const keys = Object.entries(entry.digests).map(([algorithm, hex]) => `${algorithm} ${hex}`);
  for (const key of [`id ${entry.id}`, ...keys]) {
    if (taken.has(key))
      complaints.push(`${key}: already at ${taken.get(key)}; ${adviceFor(key)}`);
  }
  return { complaints, keys: [`id ${entry.id}`, ...keys] };
}

/**
 * @param {readonly import('./read-source.mjs').Row[]} rows
 * @param {ReadonlyMap<number, import('./grade.mjs').Source>} sources by id
 * @param {Map<string, string>} taken where each id and each digest stands; grows
 */
export function entryComplaints(rows, sources, taken) {
  const complaints = [];
  const signers = new Map();
  for (const { at, value } of rows) {
    const found = fieldComplaints(value, ENTRY_SHAPE);
    if (found.length === 0) {
      const place = takenComplaints(value, taken);
      found.push(...digestComplaints(value), ...disputeComplaints(value));
      found.push(...statementComplaints(value, sources, signers), ...place.complaints);
      for (const key of place.keys) taken.set(key, at);
    }
    complaints.push(...found.map((text) => `${at}: ${text}`));
  }
  return complaints;
}
