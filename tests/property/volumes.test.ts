import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUdf } from '../../src/core/image/udf/read.ts';
import { parseImageList } from '../../src/core/image/wim/image-list.ts';
import { readWim } from '../../src/core/image/wim/read.ts';
import { scanXml, type XmlEvent } from '../../src/core/text/xml.ts';
import { memorySource } from '../support/file-source.ts';
import { SECTOR } from '../support/udf-builder.ts';
import { crc16, uint } from '../support/udf-fields.ts';
import { KINDS, udfVolume } from '../support/udf-volumes.ts';
import { walkTree } from '../support/walk-tree.ts';
import { wimFile } from '../support/wim-builder.ts';

const changes = (end: number) =>
  fc.array(fc.tuple(fc.nat(end - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });

function alter(bytes: Uint8Array, edits: readonly (readonly [number, number])[]): Uint8Array {
  for (const [at, value] of edits) bytes[at] = value;
  return bytes;
}

/** Sectors that hold something. */
const usedSectors = (image: Uint8Array): readonly number[] =>
  Array.from({ length: image.length / SECTOR }, (_, sector) => sector).filter((sector) =>
    image.subarray(sector * SECTOR, (sector + 1) * SECTOR).some((byte) => byte !== 0),
  );

/** Makes the tag of a sector agree with what stands behind it. */
function sign(sector: Uint8Array): void {
  const length = (sector[10] ?? 0) + 256 * (sector[11] ?? 0);
  sector.set(uint(crc16(sector.subarray(16, 16 + length)), 2), 8);
  sector[4] = 0;
  sector[4] = sector.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) & 0xff;
}

async function readAll(image: Uint8Array) {
  const volume = await readUdf(memorySource(image));
  const walk = volume?.tree && (await walkTree(volume.tree));
  return [...(volume?.findings ?? []), ...(walk?.findings ?? [])];
}

const anyKind = fc.constantFrom(...KINDS);

// Damage is what this program looks for: it may cost findings, never an answer.
test('a UDF image with any bytes of its descriptors changed is read to an end', async () => {
  await fc.assert(
    fc.asyncProperty(anyKind, fc.nat(), changes(600), async ([kind, revision], nth, edits) => {
      const image = udfVolume(kind, revision).bytes;
      const sectors = usedSectors(image);
      const start = (sectors[nth % sectors.length] ?? 0) * SECTOR;
      alter(image.subarray(start, start + SECTOR), edits);
      expect(Array.isArray(await readAll(image))).toBe(true);
    }),
    { numRuns: 80 },
  );
});

// A checksum keeps out accidents; whoever makes an image can make it right.
test('so is one whose checksums were made to agree', async () => {
  await fc.assert(
    fc.asyncProperty(anyKind, fc.nat(), changes(600), async ([kind, revision], nth, edits) => {
      const image = udfVolume(kind, revision).bytes;
      const sectors = usedSectors(image);
      const start = (sectors[nth % sectors.length] ?? 0) * SECTOR;
      const sector = image.subarray(start, start + SECTOR);
      alter(
        sector.subarray(12),
        edits.filter(([at]) => at < 580),
      );
      sign(sector);
      expect(Array.isArray(await readAll(image))).toBe(true);
    }),
    { numRuns: 120 },
  );
});

// The CRC covers all that a file entry says, so one wrong byte in it is always told.
test('one changed byte in a file entry is always found', async () => {
  const image = udfVolume();
  const start = image.offsetOf(4);
  await fc.assert(
    fc.asyncProperty(fc.nat(175), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = image.bytes.slice();
      bytes[start + at] = (bytes[start + at] ?? 0) ^ change;
      expect(await readAll(bytes)).not.toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a WIM file with any bytes changed is read, or is none', async () => {
  await fc.assert(
    fc.asyncProperty(changes(700), async (edits) => {
      const file = wimFile({ data: [new Uint8Array(100)] });
      const wim = await readWim(
        memorySource(
          alter(
            file,
            edits.filter(([at]) => at < file.length),
          ),
        ),
      );
      expect(wim === undefined || wim.expectedSize >= 208).toBe(true);
    }),
  );
});

const name = fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/);
const content = fc.string({
  unit: fc.constantFrom('a', ' ', '&', '<', '>', '"', "'", ']', 'é', '💿', '\n'),
});
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

// Whatever was written, properly escaped, is what is read.
test('a text comes out of XML as it went in', () => {
  fc.assert(
    fc.property(name, content, content, (tag, attribute, text) => {
      const events: XmlEvent[] = [];
      const xml = `<${tag} a="${escape(attribute).replaceAll('\n', '&#10;')}">${escape(text)}</${tag}>`;
      const { findings } = scanXml(xml, (event) => events.push(event));
      const [open] = events;
      expect(findings).toEqual([]);
      expect(open?.kind === 'open' && open.attributes.get('a')).toBe(attribute);
      expect(events.map((event) => (event.kind === 'text' ? event.text : '')).join('')).toBe(text);
    }),
  );
});

const piece = fc.constantFrom(
  ...[
    '<',
    '>',
    '/',
    '</',
    '/>',
    '<a',
    '<WIM>',
    '</WIM>',
    '<IMAGE INDEX="1">',
    '</IMAGE>',
    '<!--',
    '-->',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!DOCTYPE',
    '&',
    ';',
    '&amp;',
    '&#',
    '=',
    '"',
    "'",
    ' ',
    'a',
    '\0',
    '\ud800',
  ],
);

// A scanner that stops keeps what it told balanced: every end belongs to a beginning.
test('any text is scanned to an end or a finding, with its elements nested', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const open: string[] = [];
      const { isWhole, findings } = scanXml(pieces.join(''), (event) => {
        if (event.kind === 'open') open.push(event.name);
        if (event.kind === 'close') expect(open.pop()).toBe(event.name);
      });
      expect(isWhole ? open : []).toEqual([]);
      expect(isWhole || findings.length > 0).toBe(true);
      expect(parseImageList(pieces.join('')).images.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});
