/** A page with the desk of signatures as the app has it, on this thread and without a browser. */
import { createHash } from 'node:crypto';
import { parsePastedText, parseReferenceFile } from '../../src/core/reference/parse.ts';
import type { Reference } from '../../src/core/reference/reference.ts';
import { assess, type Assessment } from '../../src/core/verdict/assess.ts';
import type { Image, Pointing } from '../../src/core/verdict/claims.ts';
import { createKeyedChecks } from '../../src/engine/worker/signature/keyed-checks.ts';
import type { BuiltInKey } from '../../src/engine/worker/signature/key-ring.ts';
import {
  signatureFile,
  withConclusions,
  type HeldReference,
} from '../../src/app/state/held-reference.ts';
import type { KeyRing } from '../../src/app/state/key-ring.svelte.ts';
import { SignatureDesk } from '../../src/app/state/signature-desk.svelte.ts';
import { builtInKeys, TODAY } from './signatures.ts';

/** Keys that a person added: files, and which of their keys are trusted, by what is called so. */
export type OwnKeys = Pick<KeyRing, 'files' | 'nameOf'>;

export const NO_KEYS: OwnKeys = { files: [], nameOf: () => undefined };

/** Here a saved state is all that was hashed. */
const extend: ConstructorParameters<typeof SignatureDesk>[0]['extend'] = ({
  algorithm,
  state,
  suffix,
}) => {
  const name = algorithm === 'blake2b-512' ? 'blake2b512' : algorithm;
  return Promise.resolve(createHash(name).update(state).update(suffix).digest('hex'));
};

export function openDesk(
  keys: readonly BuiltInKey[] = builtInKeys(),
  own: OwnKeys = NO_KEYS,
): SignatureDesk {
  const checks = createKeyedChecks(keys, () => TODAY);
  const client = {
    ...checks,
    planImage: (file: Uint8Array) => Promise.resolve(checks.planImage(file)),
  };
  return new SignatureDesk({ client, extend, ring: own as KeyRing });
}

const held = (id: string, reference: Reference, bytes: Uint8Array): HeldReference => ({
  page: { id, reference },
  bytes,
  over: [],
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A list as it is dropped; it must be one. */
export function list(name: string, content: string | Uint8Array, id = name): HeldReference {
  const bytes = typeof content === 'string' ? encode(content) : content;
  const reference = parseReferenceFile(name, bytes);
  if (!reference) throw new Error(`${name} was expected to be a reference`);
  return held(id, reference, bytes);
}

export function pasted(text: string): HeldReference {
  const reference = parsePastedText(text);
  if (!reference) throw new Error('the text was expected not to be blank');
  return held('pasted', reference, encode(text));
}

export const signature = (name: string, bytes: Uint8Array): HeldReference =>
  held(name, signatureFile(name), bytes);

/** An image that was read: what the desk needs of it, and what the verdict sees. */
export interface Read {
  readonly image: Image;
  readonly bytes: Uint8Array;
}

export function read(name: string, content: string | Uint8Array): Read {
  const bytes = typeof content === 'string' ? encode(content) : content;
  const digests = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sha1: createHash('sha1').update(bytes).digest('hex'),
  };
  const matches = { byDigest: [], byName: [] };
  const image = {
    id: name,
    name,
    size: bytes.length,
    reading: 'complete',
    digests,
    matches,
  } as const;
  return { image, bytes };
}

/** What the page says of an image once all signatures were checked. */
export async function verdictOf(
  { image, bytes }: Read,
  references: readonly HeldReference[],
  {
    desk = openDesk(),
    pointings = [],
    reread = new Blob([Uint8Array.from(bytes)]),
  }: { desk?: SignatureDesk; pointings?: readonly Pointing[]; reread?: Blob } = {},
): Promise<Assessment['verdict']> {
  const concluded = withConclusions(references, await desk.conclude(references));
  const states = new Map([
    ['sha256', bytes],
    ['sha512', bytes],
    ['blake2b-512', bytes],
  ] as const);
  const signatures = await desk.checkImage({ image, file: reread, states }, concluded, pointings);
  const images = [{ ...image, signatures }];
  const pages = concluded.map(({ page }) => page);
  const assessment = assess({ images, references: pages, pointings }).get(image.id);
  if (!assessment) throw new RangeError('an assessment was expected');
  return assessment.verdict;
}
