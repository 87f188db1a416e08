/** FILETIME of Windows: 100-nanosecond intervals since 1 January 1601, UTC. */

const INTERVALS_PER_MS = 10_000n;
const UNIX_EPOCH_MS = 11_644_473_600_000n;

/** 31 December 9999; a later year has five digits. */
const MAX_MS = 253_402_300_799_999n;

const HALF = /^0x[\da-f]{1,8}$/i;

/**
 * Two halves as the XML of a WIM file writes them, `0x01CB88A0`. ISO 8601 in UTC, to the
 * millisecond; `undefined` for zero, which says that no time was recorded, and for what cannot be.
 */
export function parseFiletime(high = '', low = ''): string | undefined {
  if (!HALF.test(high) || !HALF.test(low)) return undefined;
  const intervals = (BigInt(high) << 32n) | BigInt(low);
  const ms = intervals / INTERVALS_PER_MS - UNIX_EPOCH_MS;
  return intervals === 0n || ms > MAX_MS ? undefined : new Date(Number(ms)).toISOString();
}
