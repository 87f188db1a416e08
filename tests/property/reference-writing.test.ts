import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Digests } from '../../src/core/digest/algorithm.ts';
import { formatBlockMap, parseBlockMap } from '../../src/core/reference/block-map.ts';
import { parseReferenceFile } from '../../src/core/reference/parse.ts';
import { formatHashdeep } from '../../src/core/reference/write/hashdeep.ts';
import { formatBsd, formatGnu } from '../../src/core/reference/write/lines.ts';
import { formatMetalink } from '../../src/core/reference/write/metalink.ts';
import { formatTouchstone } from '../../src/core/reference/write/touchstone.ts';
import type { WrittenFile } from '../../src/core/reference/write/written-file.ts';

const hex = (length: number) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes) => Buffer.from(bytes).toString('hex'));

/** Any characters that a file name may have, line breaks, quotes and blanks oftener than others. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r',
        '\\',
        "'",
        '"',
        ' ',
        '`',
        '$',
        '%',
        '&',
        '<',
        '-',
        '*',
        ')',
        'ü',
        '日',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join('').replace(/[\0/]/g, '_'));

const file: fc.Arbitrary<WrittenFile> = fc
  .record({
    name,
    size: fc.integer({ min: 1, max: 10_000_000 }),
    sha256: hex(32),
    sha1: hex(20),
    md5: fc.option(hex(16), { nil: undefined }),
    blocks: fc.boolean(),
  })
  .map(({ name: given, size, sha256, sha1, md5, blocks }) => {
    const digests: Digests = { sha256, sha1, ...(md5 !== undefined && { md5 }) };
    const length = 2 ** 20;
    const count = Math.ceil(size / length);
    const pieces = { length, digests: new Uint8Array(count * 32).fill(7) };
    return { name: given, size, digests, ...(blocks && { blocks: pieces }) };
  });

const read = (text: string | Uint8Array) =>
  parseReferenceFile('made.txt', typeof text === 'string' ? new TextEncoder().encode(text) : text);

/** What was said of the one file: its name without `./`, and every digest under its algorithm. */
function saidIn(text: string | Uint8Array) {
  const { claims, findings } = read(text) ?? { claims: [], findings: [] };
  const [claim] = claims;
  const stated = claim ? claim.digests : [];
  return {
    claims: claims.length,
    findings: findings.filter(({ code }) => code !== 'pieces-not-used'),
    name: claim?.path?.replace(/^\.\//, ''),
    size: claim?.size,
    pieces: claim?.pieces,
    digests: Object.fromEntries(
      stated.map(({ algorithms, text: value }) => [algorithms[0], value]),
    ),
  };
}

// What is written says of the file what was known of it, whatever it is called.
test('a list of coreutils gives back name and digest', () => {
  fc.assert(
    fc.property(file, (one) => {
      expect(saidIn(formatGnu(one, 'sha256'))).toMatchObject({
        claims: 1,
        findings: [],
        name: one.name,
        digests: { sha256: one.digests.sha256 },
      });
    }),
  );
});

test('a tagged list gives back name and all digests', () => {
  fc.assert(
    fc.property(file, (one) => {
      expect(saidIn(formatBsd(one))).toMatchObject({
        claims: 1,
        findings: [],
        name: one.name,
        digests: one.digests,
      });
    }),
  );
});

test("hashdeep's list gives back name, size and digests, or is not written", () => {
  fc.assert(
    fc.property(file, (one) => {
      const text = formatHashdeep(one);
      expect(text === undefined).toBe(/[\n\r]/.test(one.name));
      const { name: path, size, digests } = text === undefined ? one : saidIn(text);
      expect({ path, size, digests }).toEqual({
        path: one.name,
        size: one.size,
        digests: one.digests,
      });
    }),
  );
});

test('a Metalink gives back name, size, digests and pieces, or is not written', () => {
  fc.assert(
    fc.property(file, (one) => {
      const text = formatMetalink(one);
      if (text === undefined) return fc.pre(false);
      const { name: path, size, digests, pieces, findings } = saidIn(text);
      expect({ path, size, digests, findings }).toEqual({
        path: one.name,
        size: one.size,
        digests: one.digests,
        findings: [],
      });
      expect(pieces?.digests).toEqual(one.blocks?.digests);
    }),
  );
});

test("this program's own form gives back everything", () => {
  fc.assert(
    fc.property(file, (one) => {
      const { name: path, size, digests, pieces, findings } = saidIn(formatTouchstone([one]));
      expect({ path, size, digests, findings }).toEqual({
        path: one.name,
        size: one.size,
        digests: one.digests,
        findings: [],
      });
      expect(pieces?.digests).toEqual(one.blocks?.digests);
    }),
  );
});

const map = fc.record({
  name,
  size: fc.integer({ min: 0, max: 5_000_000 }),
  sha256: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});

test('a block map gives back everything, and is recognised', () => {
  fc.assert(
    fc.property(map, (parts) => {
      const blockBytes = 2 ** 20;
      const blocks = new Uint8Array(Math.ceil(parts.size / blockBytes) * 32).fill(9);
      const bytes = formatBlockMap({ ...parts, blockBytes, blocks });
      expect(parseBlockMap(bytes)).toEqual({ ...parts, blockBytes, blocks });
      expect(saidIn(bytes)).toMatchObject({ name: parts.name, size: parts.size });
    }),
  );
});

test('a block map with any byte changed, lost or added is none', () => {
  const parts = { name: 'x.iso', size: 2_000_000, sha256: new Uint8Array(32).fill(1) };
  const whole = formatBlockMap({ ...parts, blockBytes: 2 ** 20, blocks: new Uint8Array(64) });
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = whole.map((byte, index) => (index === at ? byte ^ change : byte));
      expect(parseBlockMap(changed)).toBeUndefined();
      expect(parseBlockMap(whole.subarray(0, at))).toBeUndefined();
      expect(parseBlockMap(Buffer.concat([whole, whole.subarray(0, at + 1)]))).toBeUndefined();
    }),
  );
});
