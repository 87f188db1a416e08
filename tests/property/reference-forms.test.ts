import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_FINDINGS } from '../../src/core/reference/limits.ts';
import { parsePastedText, parseReferenceFile } from '../../src/core/reference/parse.ts';
import { sniffReference } from '../../src/core/reference/sniff.ts';
import { formatBlockMap } from '../../src/core/reference/block-map.ts';
import { unwrap } from '../../src/core/reference/wrapped.ts';
import { vector } from '../support/references.ts';

const HEX = 'ab'.repeat(32);
const text = (content: string) => new TextEncoder().encode(content);

/** Whole files of each form, to be damaged. */
const WHOLE: readonly Uint8Array[] = [
  vector('tools/mktorrent.torrent'),
  vector('tools/mktorrent-folder.torrent'),
  vector('tools/zsyncmake.zsync'),
  vector('tools/rhash-magnet.txt'),
  formatBlockMap({
    name: 'x.iso',
    size: 3,
    sha256: new Uint8Array(32),
    blockBytes: 2 ** 20,
    blocks: new Uint8Array(32),
  }),
  text(`SPDXVersion: SPDX-2.3\nPackageName: x\nPackageChecksum: SHA256: ${HEX}\n`),
  text(
    `{"spdxVersion":"SPDX-2.3","files":[{"fileName":"x","checksums":[{"algorithm":"SHA256","checksumValue":"${HEX}"}]}]}`,
  ),
  text(
    `{"bomFormat":"CycloneDX","components":[{"name":"x","hashes":[{"alg":"SHA-256","content":"${HEX}"}]}]}`,
  ),
  text(
    `<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><component><name>x</name><hashes><hash alg="SHA-256">${HEX}</hash></hashes></component></bom>`,
  ),
  text(`version: 1\nfiles:\n  - url: x\n    sha512: ${'A'.repeat(86)}==\n    size: 1\n`),
  text(`${HEX}  data/100%25.iso\n`),
  text(
    `{"schema":"touchstone.reference/1","files":[{"name":"x","size":1,"digests":{"sha256":"${HEX}"}}]}`,
  ),
];

const whole = fc.constantFrom(...WHOLE);
const damaged = fc
  .tuple(whole, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }), fc.nat(400))
  .map(([bytes, changes, cut]) => {
    const copy = Uint8Array.from(bytes.subarray(0, Math.max(1, bytes.length - cut)));
    for (const [at, value] of changes) copy[at % copy.length] = value;
    return copy;
  });

// Whatever a file holds, reading it ends, throws nothing, and keeps to the bound of findings.
test('no damage to a file of any form makes the readers throw', () => {
  fc.assert(
    fc.property(damaged, (bytes) => {
      const isLikely = sniffReference('x.list', bytes, bytes.length);
      const reference = parseReferenceFile('x.list', bytes);
      expect(reference?.findings.length ?? 0).toBeLessThanOrEqual(MAX_FINDINGS);
      // What is parsed as a whole is never refused by the look at its beginning.
      if (reference) expect(isLikely).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('no beginning of a file of any form makes the readers throw', () => {
  for (const bytes of WHOLE) {
    for (let length = 0; length <= bytes.length; length++) {
      parseReferenceFile('x.list', bytes.subarray(0, length));
      parsePastedText(new TextDecoder().decode(bytes.subarray(0, length)));
    }
  }
  expect(WHOLE.map((bytes) => parseReferenceFile('x.list', bytes)?.claims.length)).not.toContain(0);
});

// Lines are only ever put together: what stands in them stays, in its order and on its line.
test('putting broken digests together loses no character and moves no line', () => {
  const hex = (length: number) => 'ab'.repeat(length / 2);
  const line = fc.constantFrom(
    ...[16, 32, 40, 64, 128].map(hex),
    ...['', 'words', `${hex(64)}  x.iso`, `SHA256: ${hex(32)}`, `MD5: ${hex(32)}`, '  abcdef'],
    ...['SHA512 (x) =', `SHA512 (x) = ${hex(64)}`, `Checksum: ${hex(64)}`, `${hex(32)}  deb`],
  );
  const withoutBlanks = (lines: readonly { text: string }[]) =>
    lines.map((each) => each.text.replace(/\s/g, '')).join('');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (texts) => {
      const lines = texts.map((each, index) => ({ text: each, number: index + 1 }));
      const unwrapped = [...unwrap(lines)];
      expect(withoutBlanks(unwrapped)).toBe(withoutBlanks(lines));
      const numbers = unwrapped.map(({ number }) => number);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(unwrapped.every((each) => each.text.startsWith(texts[each.number - 1] ?? '?'))).toBe(
        true,
      );
    }),
  );
});
