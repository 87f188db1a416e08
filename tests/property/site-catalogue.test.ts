/** A catalogue of a site's own is read as it was written, or refused: never as something else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/core/bytes/text.ts';
import { ALGORITHMS } from '../../src/core/digest/algorithm.ts';
import { parseReferenceFile } from '../../src/core/reference/parse.ts';
import { compareEntries, orderOf } from '../../src/core/site-catalogue/compare.ts';
import { draftOf, rebase } from '../../src/core/site-catalogue/draft.ts';
import { formatSiteCatalogue } from '../../src/core/site-catalogue/format.ts';
import { parseSiteCatalogue } from '../../src/core/site-catalogue/parse.ts';
import type { SiteCatalogue, SiteEntry } from '../../src/core/site-catalogue/site-catalogue.ts';
import { nameKey } from '../../src/core/text/names.ts';

const MOMENT = '2026-11-22T10:00:00.000Z';

/** Any UTF-16, half surrogate pairs too: what a file system or a person may call a thing. */
const unit = fc.oneof(
  fc.constantFrom('a', 'B', '"', '\\', '/', '\0', '\n', '\u202e', '\ud800', 'ß'),
  fc.nat(0xffff).map((code) => String.fromCharCode(code)),
);
const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
const uuid = fc.uuid();
const moment = fc
  .date({ min: new Date(0), max: new Date(253_402_300_799_999), noInvalidDate: true })
  .map((date) => date.toISOString());
const hex = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((value) => Buffer.from(value).toString('hex'));

const digests = fc
  .record(Object.fromEntries(ALGORITHMS.map(({ id, digestBytes }) => [id, hex(digestBytes)])), {
    requiredKeys: ['sha256'],
  })
  .map((found) => ({ ...found }));
const verdict = fc.oneof(
  fc.constantFrom({ kind: 'matches' as const }, { kind: 'unlisted' as const }),
  fc.record({
    kind: fc.constant('verified' as const),
    basis: fc.constantFrom('signed', 'publisher'),
  }),
);
const entry: fc.Arbitrary<SiteEntry> = fc
  .record(
    {
      ...{ id: uuid, fileName: text(30), size: fc.maxSafeNat(), digests, addedAt: moment, verdict },
      ...{ title: text(20), notes: text(40), asset: text(10) },
    },
    { requiredKeys: ['id', 'fileName', 'size', 'digests', 'addedAt', 'verdict'] },
  )
  .map((found) => ({ ...found }));
const catalogue: fc.Arbitrary<SiteCatalogue> = fc
  .record({
    ...{ id: uuid, name: text(30), version: fc.integer({ min: 1, max: 1_000_000_000 }) },
    ...{ createdAt: moment, savedAt: moment },
    entries: fc.uniqueArray(entry, {
      ...{ selector: ({ fileName }) => nameKey(fileName), minLength: 1, maxLength: 4 },
    }),
  })
  .map((found) => ({ ...found }));

/** The first letter of a name as JSON may escape it. */
const hexUnit = (name: string): string => name.charCodeAt(0).toString(16).padStart(4, '0');

const encode = (value: string): Uint8Array => new TextEncoder().encode(value);
/** As the page does it. */
const readBytes = (bytes: Uint8Array) => parseSiteCatalogue(decodeText(bytes)?.text ?? '');

/** Every fact of an entry, written here a second time. */
const factsOf = ({ digests: found, verdict: said, ...rest }: SiteEntry) =>
  JSON.stringify([
    Object.entries(rest).sort(byName),
    Object.entries(found).sort(byName),
    Object.entries(said).sort(byName),
  ]);
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : 1;

test('a catalogue is read as it was written', () => {
  fc.assert(
    fc.property(catalogue, (written) => {
      expect(parseSiteCatalogue(formatSiteCatalogue(written))).toEqual({
        kind: 'whole',
        catalogue: written,
      });
    }),
  );
});

test('it is text in UTF-8 for every reader of files, and claims what it lists', () => {
  fc.assert(
    fc.property(catalogue, (written) => {
      const bytes = encode(formatSiteCatalogue(written));
      expect(readBytes(bytes)).toEqual({ kind: 'whole', catalogue: written });
      expect(parseReferenceFile('site.json', bytes)).toMatchObject({
        format: 'site-catalogue',
        claims: written.entries.map(({ fileName, size }) => ({ path: fileName, size })),
      });
    }),
  );
});

describe('what is none is refused, and never thrown', () => {
  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readBytes(bytes)).toMatchObject({ kind: 'unsound' });
      }),
    );
  });

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (value) => {
        expect(parseSiteCatalogue(value)).toMatchObject({ kind: 'unsound' });
      }),
    );
  });

  test('any JSON in the place of a member, whose name is said', () => {
    const members = ['schema', 'id', 'name', 'version', 'createdAt', 'savedAt', 'entries'] as const;
    const odd = fc
      .anything({ withNullPrototype: false })
      .filter((value) => typeof value === 'object');
    fc.assert(
      fc.property(catalogue, fc.constantFrom(...members), odd, (written, member, value) => {
        const document = JSON.parse(formatSiteCatalogue(written)) as object;
        const altered = JSON.stringify({ ...document, [member]: value ?? null });
        const reading = parseSiteCatalogue(altered);
        expect([reading.kind, reading.kind === 'unsound' && reading.at.startsWith(member)]).toEqual(
          ['unsound', true],
        );
      }),
    );
  });

  test('brackets within brackets, as many as there is room for', () => {
    expect(parseSiteCatalogue('['.repeat(2 ** 22)).kind).toBe('unsound');
    expect(parseSiteCatalogue('{"schema":'.repeat(2 ** 18)).kind).toBe('unsound');
  });
});

test('a catalogue that was cut anywhere is refused, unless nothing but white space is missing', () => {
  fc.assert(
    fc.property(catalogue, (written) => {
      const bytes = encode(formatSiteCatalogue(written));
      const whole = Array.from(bytes, (_, length) => bytes.subarray(0, length)).filter(
        (cut) => readBytes(cut).kind === 'whole',
      );
      expect(whole).toEqual([bytes.subarray(0, -1)]);
      expect(readBytes(bytes.subarray(0, -1))).toEqual({ kind: 'whole', catalogue: written });
    }),
    { numRuns: 20 },
  );
});

test('after a change of any byte it is refused, says the same, or shows what it changes', () => {
  const change = fc.record({ at: fc.nat(), to: fc.nat(255) });
  fc.assert(
    fc.property(catalogue, fc.array(change, { minLength: 1, maxLength: 3 }), (written, changes) => {
      const bytes = encode(formatSiteCatalogue(written));
      for (const { at, to } of changes) bytes[at % bytes.length] = to;
      const reading = readBytes(bytes);
      if (reading.kind !== 'whole') return;
      const before = new Map(written.entries.map((one) => [one.id, factsOf(one)]));
      const other = reading.catalogue.entries.filter((one) => before.get(one.id) !== factsOf(one));
      const { added, changed } = compareEntries(written.entries, reading.catalogue.entries);
      expect(added.length + changed.length).toBe(other.length);
      if (other.length > 0) expect(orderOf(written, reading.catalogue)).not.toBe('same');
    }),
    { numRuns: 2000 },
  );
});

/** `JSON.parse` takes the last of them, and who looks at the file may see the first. */
test.each(['schema', 'id', 'name', 'version', 'savedAt', 'fileName', 'size', 'sha256', 'kind'])(
  'a catalogue in which a member stands twice is refused: %s',
  (member) => {
    const names = fc.constantFrom(member, `\\u${hexUnit(member)}${member.slice(1)}`);
    const values = fc.constantFrom('1', '"x:y"', '{"a":[]}', '":"');
    fc.assert(
      fc.property(catalogue, names, values, (written, name, value) => {
        const doubled = formatSiteCatalogue(written).replace(
          new RegExp(`"${member}": ?`),
          (found) => `"${name}":${value},${found}`,
        );
        expect(parseSiteCatalogue(doubled)).toEqual({ kind: 'twice' });
      }),
      { numRuns: 30 },
    );
  },
);

describe('the changes of a draft upon another version', () => {
  /** Few names, files and ids, so that they clash. */
  const few = fc.nat(5);
  const small = fc
    .record({ id: few, file: few, name: few, notes: few })
    .map(({ id, file, name, notes }): SiteEntry => ({
      ...{ id: `0000000${id}-0000-4000-8000-000000000000`, fileName: `${name}.iso`, size: 3 },
      ...{ digests: { sha256: String(file).repeat(64) }, notes: `note ${notes}` },
      ...{ addedAt: MOMENT, verdict: { kind: 'unlisted' } },
    }));
  /** What a catalogue may hold: no two of one id, name or file. */
  const sound = fc.array(small, { minLength: 1, maxLength: 6 }).map((list) => {
    const taken = new Set<unknown>();
    return list.filter(({ id, fileName, digests: { sha256 } }) => {
      const marks = [id, fileName, sha256];
      const isFree = !marks.some((mark) => taken.has(mark));
      if (isFree) for (const mark of marks) taken.add(mark);
      return isFree;
    });
  });
  const version = (number: number, entries: readonly SiteEntry[]): SiteCatalogue => ({
    ...{ id: 'aaaaaaaa-0000-4000-8000-000000000000', name: 'Site', version: number },
    ...{ createdAt: MOMENT, savedAt: MOMENT, entries },
  });
  const filesOf = (entries: readonly SiteEntry[]) => entries.map(({ digests: d }) => d.sha256);

  test('make a catalogue that can be read, with every file that the draft added', () => {
    fc.assert(
      fc.property(sound, sound, sound, (base, mine, theirs) => {
        const draft = { ...draftOf(version(1, base)), entries: mine };
        const { entries } = rebase(draft, version(2, theirs));
        const text = formatSiteCatalogue(version(3, entries));
        if (entries.length > 0) expect(parseSiteCatalogue(text).kind).toBe('whole');
        const added = mine.filter(({ id }) => !base.some((one) => one.id === id));
        expect(filesOf(entries)).toEqual(expect.arrayContaining(filesOf(added)));
      }),
      { numRuns: 1000 },
    );
  });

  test('lose nothing of the other version but what the draft removed or took the place of', () => {
    fc.assert(
      fc.property(sound, sound, sound, (base, mine, theirs) => {
        const draft = { ...draftOf(version(1, base)), entries: mine };
        const { entries } = rebase(draft, version(2, theirs));
        const isTouched = ({ id, fileName }: SiteEntry) =>
          [...base, ...mine].some((one) => one.id === id || one.fileName === fileName);
        const untouched = theirs.filter((one) => !isTouched(one));
        expect(filesOf(entries)).toEqual(expect.arrayContaining(filesOf(untouched)));
      }),
      { numRuns: 1000 },
    );
  });
});
