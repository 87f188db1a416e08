import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../../src/core/bytes/source.ts';
import { ForgivingSource } from '../../../src/core/inspection/forgiving-source.ts';
import { inspectImage } from '../../../src/core/inspection/inspect-image.ts';

const SIZE = 4_000_000;

/** A drive of zeros with one bad place. */
const driveBadAt = (bad: number): ByteSource & { readonly name: string } => ({
  name: 'bad.iso',
  size: SIZE,
  read: (start, length) =>
    start <= bad && bad < start + length
      ? Promise.reject(new Error('EIO'))
      : Promise.resolve(new Uint8Array(Math.min(length, SIZE - start))),
});

describe('a drive with a bad place', () => {
  test('of which the beginning can be read is looked at as far as that goes, and that is said', async () => {
    const { kind, findings } = await inspectImage(driveBadAt(SIZE - 1));
    expect(kind).toBe('zeros');
    expect(findings.map(({ code }) => code)).toEqual(['unreadable-part']);
  });

  test('of which nothing could be read fails with the drive’s own error', async () => {
    await expect(inspectImage(driveBadAt(0))).rejects.toThrow('EIO');
  });

  test('remembers the first of several', async () => {
    const source = new ForgivingSource(driveBadAt(2_000_000));
    await source.read(0, 10);
    await source.read(1_999_999, 10);
    await source.read(2_000_000, 10);
    expect(source.badAt).toBe(1_999_999);
  });
});
