/** The real desk of signatures on this thread, with the keys of keys/ and others. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readKeyFile, readKeyIndex } from '../../build/keys.ts';
import type { CheckedSignature } from '../../src/core/signature/signature.ts';
import { checkImage, checkList, planImage } from '../../src/engine/worker/signature/check.ts';
import {
  buildRing,
  ownRing,
  type BuiltInKey,
  type KeyRing,
} from '../../src/engine/worker/signature/key-ring.ts';

const FOLDER = 'tests/vectors/reference/published';

/** After the newest of the vectors was signed, before the first of their keys could expire again. */
export const TODAY = new Date('2026-11-01T00:00:00Z');

export const vector = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(path.join(FOLDER, name)));

export const builtInKeys = (): readonly BuiltInKey[] =>
  readKeyIndex('keys').map((row) => {
    const { project, names, source } = row;
    return { scope: { project, names, source }, bytes: readKeyFile('keys', row) };
  });

let builtIn: Promise<KeyRing> | undefined;
export const builtInRing = (): Promise<KeyRing> => (builtIn ??= buildRing(builtInKeys()));

export interface Question {
  readonly list: Uint8Array;
  readonly signature?: Uint8Array;
  readonly ring: KeyRing;
  readonly now?: Date;
}

export const check = ({ list, signature, ring, now = TODAY }: Question) =>
  checkList(list, signature, { ring, now });

/** Outcomes alone, in the order of the signatures. */
export const outcomes = async (question: Question): Promise<readonly string[]> =>
  (await check(question)).map(({ outcome }) => outcome);

export { buildRing, checkImage, ownRing, planImage };
export type { CheckedSignature };
