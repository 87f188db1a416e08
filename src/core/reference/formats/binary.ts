/** The forms of references that are not text, in the order in which they are asked. */
import type { PlacedReading } from '../reading.ts';
import { blockMap } from './block-map.ts';
import { torrent } from './torrent/torrent.ts';
import { zsync } from './zsync.ts';

export interface BinaryGrammar {
  /** Could a file with these first bytes be of this form? A wrong yes costs a reading. */
  readonly mayBegin: (head: Uint8Array) => boolean;
  /**
   * What the bytes say; `undefined` when they are not of this form as a whole. Time is linear,
   * nothing is thrown, nothing given refers to `bytes`.
   */
  readonly read: (bytes: Uint8Array) => Iterable<PlacedReading> | undefined;
}

const GRAMMARS: readonly BinaryGrammar[] = [torrent, zsync, blockMap];

/** What the first grammar that takes the whole file reads in it. */
export function readBinary(bytes: Uint8Array): Iterable<PlacedReading> | undefined {
  for (const { mayBegin, read } of GRAMMARS) {
    const readings = mayBegin(bytes) ? read(bytes) : undefined;
    if (readings) return readings;
  }
  return undefined;
}

export const mayBeBinary = (head: Uint8Array): boolean =>
  GRAMMARS.some(({ mayBegin }) => mayBegin(head));
