import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../src/core/catalogue/catalogue.ts';
import type { Catalogue } from '../../src/core/catalogue/decode.ts';
import { findMatches } from '../../src/core/catalogue/lookup.ts';
import { Fault } from '../../src/core/fault.ts';
import { nameKey } from '../../src/core/text/names.ts';
import type { AlgorithmId } from '../../src/core/digest/algorithm.ts';
import {
  hexOf,
  inflate,
  open,
  packRows,
  reseal,
  smallContent,
  smallEntries,
  smallSources,
} from '../support/catalogue.ts';

const small = smallContent();
const bodyBytes = small.length - 32;

const asked = smallEntries.flatMap((entry) =>
  Object.entries(entry.digests).map(([algorithm, hex]) => ({
    algorithm: algorithm as AlgorithmId,
    hex,
  })),
);
const names = ['beta.iso', 'b-2.iso', 'alpha.img'];

const hasDigest = (entry: CatalogueEntry, algorithm: string, hex: string) =>
  entry.digests.some((digest) => digest.algorithm === algorithm && digest.hex === hex);

const hasName = (entry: CatalogueEntry, name: string) =>
  [entry.fileName, ...entry.aliases].some((own) => nameKey(own) === name);

/** What a fault keeps from being used counts as nothing found; anything else that is thrown fails. */
function unlessRefused<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'catalogue.unreadable') return undefined;
    throw thrown;
  }
}

function falseMatches(catalogue: Catalogue): number {
  const byDigest = asked.flatMap((digest) =>
    (unlessRefused(() => findMatches(catalogue, { digests: [digest] }).byDigest) ?? []).filter(
      (entry) => !hasDigest(entry, digest.algorithm, digest.hex),
    ),
  );
  const byName = names.flatMap((name) =>
    (unlessRefused(() => findMatches(catalogue, { name, digests: [] }).byName) ?? []).filter(
      (entry) => !hasName(entry, name),
    ),
  );
  return byDigest.length + byName.length;
}

const changes = fc.array(fc.record({ offset: fc.nat(bodyBytes - 1), byte: fc.nat(255) }), {
  minLength: 1,
  maxLength: 8,
});

function changed(edits: readonly { offset: number; byte: number }[]): Uint8Array {
  const content = small.slice();
  for (const { offset, byte } of edits) content[offset] = byte;
  return content;
}

describe('a catalogue with bytes changed', () => {
  // The seal is a SHA-256 of all that stands before it.
  it('is refused as a whole', () => {
    fc.assert(
      fc.property(changes, (edits) => {
        const content = changed(edits);
        fc.pre(Buffer.compare(content, small) !== 0);
        expect(unlessRefused(() => open(content))).toBeUndefined();
      }),
    );
  });

  // An entry's digests are read from the very rows that are searched, its names from the very
  // records; so even someone who can seal it cannot make one digest find the entry of another.
  it('gives no entry that lacks what was asked for, even when it is sealed again', () => {
    fc.assert(
      fc.property(changes, (edits) => {
        const catalogue = unlessRefused(() => open(reseal(changed(edits))));
        expect(catalogue === undefined ? 0 : falseMatches(catalogue)).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives a digest only if these very bytes are in it, even when it is sealed again', () => {
    const key = fc.oneof(
      fc.uint8Array({ minLength: 20, maxLength: 20 }),
      fc.nat(bodyBytes - 20).map((offset) => small.slice(offset, offset + 20)),
    );
    fc.assert(
      fc.property(changes, key, (edits, bytes) => {
        const content = reseal(changed(edits));
        const catalogue = unlessRefused(() => open(content));
        const hex = Buffer.from(bytes).toString('hex');
        const found = unlessRefused(() => catalogue?.findDigest('sha1', hex));
        expect(found === undefined || Buffer.from(content).includes(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('ends in a fault or an answer for what an image claims to be', () => {
    fc.assert(
      fc.property(changes, (edits) => {
        const catalogue = unlessRefused(() => open(reseal(changed(edits))));
        const claimed = { product: 'Beta', channel: 'Retail', size: 4_831_363_072 };
        const matches =
          catalogue && unlessRefused(() => findMatches(catalogue, { digests: [], claimed }));
        expect(typeof matches?.isCompleteList).toBe(matches ? 'boolean' : 'undefined');
      }),
      { numRuns: 1000 },
    );
  });

  it('ends in a fault or a catalogue for any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 400 }), (bytes) => {
        const framed = new Uint8Array([...small.subarray(0, 16), ...bytes, ...new Uint8Array(32)]);
        new DataView(framed.buffer).setUint32(12, framed.length - 32, true);
        const catalogue = unlessRefused(() => open(reseal(framed)));
        expect(catalogue === undefined ? 0 : falseMatches(catalogue)).toBe(0);
      }),
    );
  });
});

const sourceIds = smallSources.filter((source) => source.id !== 2).map((source) => source.id);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.normalize('NFC').replace(/[\p{C}\p{Z}]/gu, '_'));
const fileName = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);

const entryFields = fc.record({
  fileName,
  aliases: fc.uniqueArray(fileName, { maxLength: 3, selector: (name) => name.toLowerCase() }),
  product: word,
  title: optional(word),
  size: optional(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  source: fc.constantFrom(...sourceIds),
  ref: optional(word),
  others: fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{40}$/), { maxLength: 2 }),
});

interface Drawn {
  readonly fileName: string;
  readonly aliases: readonly string[];
  readonly product: string;
  readonly title: string | undefined;
  readonly size: number | undefined;
  readonly source: number;
  readonly ref: string | undefined;
  readonly others: readonly string[];
}

const asSha1 = (hex: string) => ({ algorithm: 'sha1', hex });

/** The row of a drawn entry, and what a look-up must give for it. */
function rowOf(drawn: Drawn, index: number) {
  const { fileName: name, product, title, size, source, ref } = drawn;
  const own = name.toLowerCase();
  const aliases = drawn.aliases.filter((alias) => alias.toLowerCase() !== own).sort();
  const kept = {
    ...{ id: `e${index}`, fileName: name, product },
    ...(title === undefined ? {} : { title }),
    ...(size === undefined ? {} : { size }),
  };
  const hex = hexOf(String(index), 'sha1');
  const others = [...drawn.others].sort();
  const place = ref === undefined ? {} : { ref };
  const statement = { source, says: ['sha1'], ...place };
  const row = {
    ...{ ...kept, vendor: 'V', digests: { sha1: hex }, sources: [statement] },
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(others.length === 0 ? {} : { disputed: [{ algorithm: 'sha1', others }] }),
  };
  const expected = {
    ...{ ...kept, aliases },
    digests: [{ algorithm: 'sha1', hex, sources: [{ id: source, ...place }] }],
    ...(others.length === 0 ? {} : { otherValues: others.map(asSha1) }),
  };
  return { row, hex, name: aliases[0] ?? name, expected };
}

describe('any entries that pass the checks', () => {
  // The built form is only another way to write them down.
  it('come back as they were, by digest and by name', () => {
    fc.assert(
      fc.property(fc.array(entryFields, { minLength: 1, maxLength: 6 }), (drawn) => {
        const rows = drawn.map(rowOf);
        const { bytes } = packRows(
          smallSources,
          rows.map(({ row }) => row),
        );
        const catalogue = open(inflate(bytes));
        const found = rows.map(({ name, hex, expected }) => {
          const query = { name, digests: [{ algorithm: 'sha1', hex }] } as const;
          const { byDigest, byName } = findMatches(catalogue, query);
          const entry = byDigest.map((match) => ({ ...match, aliases: [...match.aliases].sort() }));
          return { entry, isNamed: byName.some(({ id }) => id === expected.id) };
        });
        expect(found).toMatchObject(
          rows.map(({ expected }) => ({ entry: [expected], isNamed: true })),
        );
      }),
    );
  });
});

describe('what is said to be listed completely', () => {
  it('comes back as it was, and for nothing else', () => {
    const channel = fc.constantFrom('Retail', 'Volume', 'OEM', 'Eval');
    const lists = fc.uniqueArray(
      fc.record({
        product: word,
        channels: fc.uniqueArray(channel, { minLength: 1, maxLength: 4 }),
      }),
      { maxLength: 4, selector: ({ product }) => product },
    );
    fc.assert(
      fc.property(lists, channel, (complete, asked) => {
        const entries = complete.flatMap(({ product, channels }, i) =>
          channels.map((name) => channelRow(product, name, `${i}-${name}`)),
        );
        const rows = complete.map((list) => ({ ...list, because: 'x' }));
        const { bytes } = packRows(smallSources, entries, { complete: rows });
        const catalogue = open(inflate(bytes));
        expect(complete.map(({ product }) => catalogue.isComplete(product, asked))).toEqual(
          complete.map(({ channels }) => channels.includes(asked)),
        );
      }),
    );
  });
});

function channelRow(product: string, channel: string, id: string) {
  return {
    ...{ id: id.toLowerCase(), vendor: 'V', product, channel, fileName: `${id}.iso` },
    digests: { sha1: hexOf(id, 'sha1') },
    sources: [{ source: 1, says: ['sha1'] }],
  };
}
