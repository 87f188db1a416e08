/** Decoders of what a worker found out about one file. Each throws `Fault('worker.protocol')`. */
import { CONTENT_KINDS } from '../../core/image/opening.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import type { DirectoryListing, FileLocation } from '../../core/inspection/listing.ts';
import type { BlockDigests } from '../../core/reference/block-map.ts';
import type { Reference } from '../../core/reference/reference.ts';
import { decodeBytes, fieldsOf, unexpected, type Fields } from './decode-fields.ts';
import { decodeShape, type Shape } from './decode-shape.ts';
import type { Recognised } from './protocol.ts';

/** Their codes are not checked again: they are only shown. */
const FINDINGS: Shape = [{ code: 'string' }];

const FACTS: Shape = {
  kind: 'string',
  'label?': 'string',
  'expectedSize?': 'count',
  labels: 'object',
  boot: { signs: ['string'] },
  sizes: {
    claims: [{ by: 'string', bytes: 'count' }],
    conclusion: { kind: 'string', 'expected?': 'count', 'lost?': { paths: ['string'] } },
  },
  identity: { facts: [{ field: 'string', value: 'string' }], findings: FINDINGS },
  findings: FINDINGS,
};

const LISTING: Shape = {
  entries: [{ name: 'string', kind: 'string', size: 'count' }],
  findings: FINDINGS,
};

const LOCATION: Shape = {
  name: 'string',
  size: 'count',
  parts: [{ 'offset?': 'count', length: 'count' }],
  isWhole: 'boolean',
};

/** A list may hold 100,000 claims: only its outside is checked. */
const REFERENCE: Shape = {
  name: 'string',
  claims: 'object',
  findings: 'object',
  'ownDigests?': 'object',
};

export function decodeFacts(value: unknown): ImageFacts {
  const facts = decodeShape(value, FACTS, 'facts') as ImageFacts;
  if (!CONTENT_KINDS.includes(facts.kind)) throw unexpected('content kind', facts.kind);
  return facts;
}

export const decodeListing = (value: unknown): DirectoryListing =>
  decodeShape(value, LISTING, 'listing') as DirectoryListing;

/** `undefined`: there is no such file. */
export const decodeLocation = (value: unknown): FileLocation | undefined =>
  value === undefined ? value : (decodeShape(value, LOCATION, 'location') as FileLocation);

const SHA256 = /^[0-9a-f]{64}$/;

export function decodeBlocks({ sha256, blocks }: Fields): BlockDigests {
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) throw unexpected('SHA-256', sha256);
  if (!(blocks instanceof Uint8Array) || blocks.length % 32 !== 0) {
    throw unexpected('digests of blocks', blocks);
  }
  return { sha256, blocks };
}

/** `undefined`: the file is nothing of that kind. */
export function decodeRecognised(value: unknown): Recognised | undefined {
  if (value === undefined) return undefined;
  const { kind, reference, bytes } = fieldsOf(value, 'what was recognised');
  switch (kind) {
    case 'reference':
      return {
        kind,
        reference: decodeShape(reference, REFERENCE, 'reference') as Reference,
        bytes: bytes === undefined ? undefined : decodeBytes(bytes),
      };
    case 'signature':
    case 'key':
      return { kind, bytes: decodeBytes(bytes) };
    default:
      throw unexpected('kind of small file', kind);
  }
}
