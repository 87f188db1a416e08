/** Decoders of what several messages hold. Each throws `Fault('worker.protocol')`. */
import { algorithmOf, isAlgorithmId } from '../../core/digest/algorithm.ts';
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import type { Checkpoint, PrefixDigests, SavedStates } from '../../core/digest/checkpoint.ts';
import { Fault } from '../../core/fault.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function unexpected(what: string, got: unknown): Fault {
  const shown = typeof got === 'string' ? `"${got.slice(0, 40)}"` : typeof got;
  return new Fault('worker.protocol', `${what} expected, got ${shown}`);
}

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null) throw unexpected(what, value);
  return value as Fields;
}

export function decodeCount(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw unexpected('whole number from 0', value);
  }
  return value;
}

export function decodeId(value: unknown): number {
  if (value === undefined) throw unexpected('id', value);
  return decodeCount(value);
}

export function decodeCheckpoint(value: unknown): Checkpoint {
  const { bytes, states, prefixes } = fieldsOf(value, 'checkpoint');
  return {
    bytes: decodeCount(bytes),
    states: decodeStates(states),
    prefixes: decodePrefixes(prefixes),
  };
}

export function decodeStates(value: unknown): SavedStates {
  if (!(value instanceof Map)) throw unexpected('map of states', value);
  return new Map(
    [...(value as Map<unknown, unknown>)].map(([id, state]) => [
      decodeAlgorithm(id),
      decodeBytes(state),
    ]),
  );
}

export function decodeBytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw unexpected('bytes', value);
  return value;
}

export function decodePrefixes(value: unknown): readonly PrefixDigests[] {
  if (!Array.isArray(value)) throw unexpected('list of prefix digests', value);
  return value.map((one: unknown) => {
    const { bytes, digests } = fieldsOf(one, 'prefix digests');
    return { bytes: decodeCount(bytes), digests: decodeDigests(digests) };
  });
}

export function decodeAlgorithms(value: unknown): readonly AlgorithmId[] {
  if (!Array.isArray(value)) throw unexpected('list of algorithms', value);
  return value.map(decodeAlgorithm);
}

export function decodeAlgorithm(id: unknown): AlgorithmId {
  if (typeof id !== 'string' || !isAlgorithmId(id)) throw unexpected('algorithm', id);
  return id;
}

const HEX = /^[0-9a-f]+$/;

export function decodeDigests(value: unknown): Digests {
  const digests: Partial<Record<AlgorithmId, string>> = {};
  for (const [id, hex] of Object.entries(fieldsOf(value, 'digests'))) {
    if (!isAlgorithmId(id)) throw unexpected('algorithm', id);
    digests[id] = decodeHex(hex);
    if (digests[id].length !== algorithmOf(id).digestBytes * 2) {
      throw unexpected(`digest of ${id}`, hex);
    }
  }
  return digests;
}

export function decodeHex(value: unknown): string {
  if (typeof value !== 'string' || !HEX.test(value)) throw unexpected('hex digest', value);
  return value;
}
