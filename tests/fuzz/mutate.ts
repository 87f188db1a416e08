/** Damages images the way disks, downloads and attackers do; the same numbers give the same damage. */
import { crc16, uint } from '../support/udf-fields.ts';

export type Random = (below: number) => number;

/** mulberry32: small, and good enough to choose places. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Places that the readers look at: damage elsewhere changes nothing. */
export interface Target {
  readonly bytes: Uint8Array;
  readonly ranges: readonly { readonly start: number; readonly length: number }[];
}

const NUMBERS = [
  0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff,
];

const SECTOR = 2048;

export function mutate({ bytes, ranges }: Target, random: Random): Uint8Array {
  const damaged = bytes.slice();
  for (let edits = 1 + random(12); edits > 0; edits--) {
    const range = ranges[random(ranges.length)];
    if (range === undefined) break;
    damage(damaged, range.start + random(range.length), random);
  }
  if (random(6) > 0) return damaged;
  return damaged.subarray(0, random(damaged.length + 1));
}

function damage(bytes: Uint8Array, at: number, random: Random): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = NUMBERS[random(NUMBERS.length)] ?? 0;
  switch (random(6)) {
    case 0:
      bytes[at] = random(256);
      break;
    case 1:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      break;
    case 2:
      if (at + 4 <= bytes.length) view.setUint32(at, number, random(2) === 0);
      break;
    case 3:
      if (at + 8 <= bytes.length) both(view, at, number);
      break;
    case 4:
      bytes.copyWithin(at, random(bytes.length), random(bytes.length));
      break;
    default:
      bytes.fill(random(2) * 255, at, at + random(64));
  }
  if (random(2) === 0) sign(bytes, at - (at % SECTOR));
}

/** ECMA-119 §7.3.3: both halves of a number, so that they agree. */
function both(view: DataView, at: number, number: number): void {
  view.setUint32(at, number, true);
  view.setUint32(at + 4, number, false);
}

/** ECMA-167 3/7.2: makes the tag of a UDF descriptor fit again; anything else is left alone. */
function sign(bytes: Uint8Array, start: number): void {
  const sector = bytes.subarray(start, start + SECTOR);
  if (sector.length < SECTOR) return;
  const [identifier = 0, low = 0, version] = [sector[0], sector[1], sector[2]];
  const isTag = identifier + low > 0 && low < 2 && (version === 2 || version === 3);
  if (!isTag) return;
  const covered = (sector[10] ?? 0) + 256 * (sector[11] ?? 0);
  sector.set(uint(crc16(sector.subarray(16, 16 + covered)), 2), 8);
  sector[4] = 0;
  sector[4] = sector.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) & 0xff;
}
