import { describe, expect, test } from 'vitest';
import { crc32 } from '../../../src/core/bytes/crc32.ts';
import {
  hasText,
  int8,
  uint16be,
  uint16le,
  uint32be,
  uint32le,
  uint64le,
} from '../../../src/core/bytes/fields.ts';
import { Findings, MAX_FINDINGS_PER_KIND } from '../../../src/core/bytes/findings.ts';
import { decodeName, decodeUtf16be } from '../../../src/core/bytes/text.ts';

const bytes = Uint8Array.of(0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10, 0xff);

describe('a field', () => {
  test('is read in both byte orders', () => {
    expect(uint16le(bytes, 0)).toBe(0xdcfe);
    expect(uint16be(bytes, 0)).toBe(0xfedc);
    expect(uint32le(bytes, 0)).toBe(0x98badcfe);
    expect(uint32be(bytes, 0)).toBe(0xfedcba98);
    expect(int8(bytes, 8)).toBe(-1);
  });

  test('that the bytes do not reach reads as if zeros followed', () => {
    expect(uint32le(bytes, 8)).toBe(0xff);
    expect(uint32be(bytes, 100)).toBe(0);
  });

  test('of 64 bits is exact up to 2^53 - 1, and absent above', () => {
    const of = (value: bigint) => {
      const field = new Uint8Array(8);
      new DataView(field.buffer).setBigUint64(0, value, true);
      return uint64le(field, 0);
    };
    expect(of(2n ** 53n - 1n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(of(2n ** 53n)).toBeUndefined();
    expect(of(2n ** 64n - 1n)).toBeUndefined();
  });

  test('of text is compared whole', () => {
    const text = new TextEncoder().encode('xCD001');
    expect(hasText(text, 1, 'CD001')).toBe(true);
    expect(hasText(text, 2, 'CD001')).toBe(false);
    expect(hasText(text, 1, 'CD0011')).toBe(false);
  });
});

// The check value that catalogues of CRCs give for CRC-32/ISO-HDLC.
test('the CRC-32 of "123456789" is CBF43926', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

describe('a name', () => {
  test('keeps a NUL and a byte order mark', () => {
    expect(decodeName(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41, 0, 0x42))).toBe('\ufeffA\0B');
    expect(decodeUtf16be(Uint8Array.of(0xfe, 0xff, 0, 0x41))).toBe('\ufeffA');
  });
});

describe('findings', () => {
  const add = (findings: Findings, count: number) => {
    for (let offset = 0; offset < count; offset++) findings.add({ code: 'damaged-record', offset });
  };

  test('are all kept up to the limit of their kind', () => {
    const findings = new Findings();
    add(findings, MAX_FINDINGS_PER_KIND);
    findings.add({ code: 'descriptor-cut' });
    expect(findings.finish()).toHaveLength(MAX_FINDINGS_PER_KIND + 1);
    expect(findings.finish().every(({ detail }) => detail === undefined)).toBe(true);
  });

  test('beyond it are counted in the last one', () => {
    const findings = new Findings();
    add(findings, MAX_FINDINGS_PER_KIND + 7);
    expect(findings.finish()).toHaveLength(MAX_FINDINGS_PER_KIND);
    expect(findings.finish().at(-1)).toEqual({
      code: 'damaged-record',
      offset: MAX_FINDINGS_PER_KIND - 1,
      detail: { more: 7 },
    });
  });

  test('that were counted elsewhere keep their number', () => {
    const inner = new Findings();
    add(inner, MAX_FINDINGS_PER_KIND + 7);
    const outer = new Findings();
    add(outer, 5);
    outer.addAll(inner.finish());
    expect(outer.finish()).toHaveLength(MAX_FINDINGS_PER_KIND);
    expect(outer.finish().at(-1)?.detail).toEqual({ more: 12 });
  });
});
