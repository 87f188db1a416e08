import { describe, expect, it } from 'vitest';
import { RecordReader, readRecordStarts } from '../../../src/core/catalogue/record.ts';

const reader = (...bytes: number[]) =>
  new RecordReader(Uint8Array.from(bytes), { start: 0, end: bytes.length });

const refusal = { code: 'catalogue.unreadable' };
const thrownBy = (act: () => unknown) => expect(act).toThrow(expect.objectContaining(refusal) as Error);

describe('number in a record', () => {
  it.each([
    ['zero', [0x00], 0],
    ['the largest of one byte', [0x7f], 127],
    ['the smallest of two', [0x80, 0x01], 128],
    ['the size of a large image', [0x80, 0xa8, 0xc0, 0xf9, 0x34], 14_213_452_800],
    [
      'the largest safe integer',
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
      Number.MAX_SAFE_INTEGER,
    ],
  ])('can be %s', (_, bytes, value) => {
    expect(reader(...bytes).varint()).toBe(value);
  });

  it.each([
    ['nothing', []],
    ['a first byte alone', [0x80]],
    ['a padded zero', [0x80, 0x00]],
    ['one past the largest safe integer', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]],
    ['bytes without end', new Array<number>(20).fill(0xff)],
  ])('cannot be %s', (_, bytes) => {
    thrownBy(() => reader(...bytes).varint());
  });

  it('that is an index stays below its count', () => {
    expect(reader(4).index(5)).toBe(4);
    thrownBy(() => reader(5).index(5));
  });
});

describe('text in a record', () => {
  it('is UTF-8 with its length in front', () => {
    expect(reader(3, 0xe2, 0x80, 0x93).text()).toBe('–');
  });

  it.each([
    ['broken UTF-8', [1, 0xff]],
    ['half a surrogate pair', [3, 0xed, 0xa0, 0x80]],
    ['text longer than the record', [4, 0x61, 0x62, 0x63]],
  ])('cannot be %s', (_, bytes) => {
    thrownBy(() => reader(...bytes).text());
  });

  it('does not run on into the next record', () => {
    const bytes = Uint8Array.from([3, 0x61, 0x62, 0x63]);
    thrownBy(() => new RecordReader(bytes, { start: 0, end: 3 }).text());
  });
});

describe('record', () => {
  it('has nothing after what is read', () => {
    thrownBy(() => {
      reader(0).assertEnd();
    });
  });

  it('lies within the file', () => {
    thrownBy(() => new RecordReader(Uint8Array.of(1, 2), { start: 1, end: 3 }));
  });
});

describe('starts of records', () => {
  const startsOf = (bytes: number[], count: number) =>
    readRecordStarts(
      new DataView(Uint8Array.from(bytes).buffer),
      { start: 0, end: bytes.length },
      count,
    );

  it('follow from their lengths', () => {
    expect([...startsOf([1, 0, 0, 0, 2, 0, 9, 9, 9], 3)]).toEqual([6, 7, 7, 9]);
  });

  it.each([
    ['more lengths than bytes', [1, 0], 2],
    ['records past the end', [3, 0, 9, 9], 1],
    ['bytes left over', [1, 0, 9, 9], 1],
    ['a count that would fill the memory', [1, 0, 9], 0xffff_ffff],
  ])('are refused for %s', (_, bytes, count) => {
    thrownBy(() => startsOf(bytes, count));
  });
});
