/**
 * Reads damaged images and says what broke: a fault where findings are due, reads beyond the limit,
 * an answer that lies outside of the image or that the page would not take.
 */
import { readFileSync } from 'node:fs';
import { mapStructures } from '../../src/core/image/map-structures.ts';
import { MAX_INSPECTION_BYTES } from '../../src/core/image/read-image.ts';
import { listDirectory, locateFile } from '../../src/core/inspection/browse.ts';
import { inspectImage } from '../../src/core/inspection/inspect-image.ts';
import {
  decodeFacts,
  decodeListing,
  decodeLocation,
} from '../../src/engine/shared/decode-answers.ts';
import { memorySource } from '../support/file-source.ts';
import { makeDiscImages } from '../support/fixtures/disc-images.ts';
import { HOSTILE_CATALOGS, HOSTILE_VOLUMES } from '../support/hostile-images.ts';
import { HOSTILE_UDF } from '../support/hostile-udf.ts';
import { recordingSource } from '../support/recording-source.ts';
import { KINDS, udfVolume } from '../support/udf-volumes.ts';
import { smallVolume } from '../support/volume-builder.ts';
import { wimFile } from '../support/wim-builder.ts';
import { mutate, randomOf, type Target } from './mutate.ts';

const IMAGES: readonly (() => Uint8Array)[] = [
  ...makeDiscImages().map(
    ({ path }) =>
      () =>
        new Uint8Array(readFileSync(path)),
  ),
  ...KINDS.map(
    ([kind, revision]) =>
      () =>
        udfVolume(kind, revision).bytes.slice(),
  ),
  ...HOSTILE_VOLUMES.map(
    ([, image]) =>
      () =>
        image.build(),
  ),
  ...HOSTILE_CATALOGS.map(
    ([, image]) =>
      () =>
        image.build(),
  ),
  ...HOSTILE_UDF.map(
    ([, make]) =>
      () =>
        make().bytes.slice(),
  ),
  () => smallVolume().build(),
  () => new Uint8Array(wimFile()),
];

const targets = new Map<number, Target>();

/** An image, and where the readers look in it. */
async function targetOf(index: number): Promise<Target> {
  const known = targets.get(index);
  if (known !== undefined) return known;
  const bytes = IMAGES[index]?.() ?? new Uint8Array(0);
  const { reads, ...source } = recordingSource(bytes);
  await mapStructures(source);
  const ranges = reads
    .map(({ start, length }) => ({ start, length: Math.min(length, bytes.length - start) }))
    .filter(({ length }) => length > 0);
  const target = { bytes, ranges };
  targets.set(index, target);
  return target;
}

/** The image of case `number` of a run; the same one whenever it is asked for. */
export async function makeCase(seed: number, number: number): Promise<Uint8Array> {
  const random = randomOf(Math.imul(seed, 0x9e37_79b1) ^ number);
  return mutate(await targetOf(random(IMAGES.length)), random);
}

/** `undefined` when nothing broke. */
export async function tryImage(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await inspect(bytes)) ?? (await browse(bytes));
  } catch (thrown) {
    return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
}

async function inspect(bytes: Uint8Array): Promise<string | undefined> {
  const { reads, ...source } = recordingSource(bytes);
  decodeFacts(structuredClone(await inspectImage({ name: 'x.iso', ...source })));
  const read = reads.reduce((sum, { start, length }) => {
    return sum + Math.max(0, Math.min(length, bytes.length - start));
  }, 0);
  return read > MAX_INSPECTION_BYTES ? `inspection read ${String(read)} bytes` : undefined;
}

async function browse(bytes: Uint8Array): Promise<string | undefined> {
  const source = memorySource(bytes);
  const { entries } = decodeListing(structuredClone(await listDirectory(source, [])));
  for (const index of entries.slice(0, 4).keys()) {
    decodeListing(structuredClone(await listDirectory(source, [index])));
    const located = decodeLocation(structuredClone(await locateFile(source, [index])));
    const isOutside = located?.parts.some(
      ({ offset = 0, length }) => offset + length > bytes.length,
    );
    if (isOutside) return `entry ${String(index)} lies outside of the image`;
  }
  const { structures } = await mapStructures(source);
  const isEmpty = structures.some(({ start, end }) => !(start < end));
  return isEmpty ? 'the map has a structure of no bytes' : undefined;
}
