import { describe, expect, test } from 'vitest';
import {
  parseImplantedText,
  readImplantedText,
} from '../../../../src/core/image/isomd5sum/implanted-text.ts';
import { memorySource } from '../../../support/file-source.ts';
import { smallVolume } from '../../../support/volume-builder.ts';

const MD5 = '6e4ef9b4011d517924111fd5f88c6aa0';
const SUMS = '5f7dac26236fe6eadab48e4cdb564f'.repeat(2);
const WHOLE =
  `ISO MD5SUM = ${MD5};SKIPSECTORS = 15;RHLISOSTATUS=1;FRAGMENT SUMS = ${SUMS};` +
  'FRAGMENT COUNT = 20;THIS IS NOT THE SAME AS RUNNING MD5SUM ON THIS ISO!!';

const encode = (text: string) => new TextEncoder().encode(text.padEnd(512));
const parse = (text: string) => parseImplantedText(encode(text), 33_651);

describe('an implanted text', () => {
  test('gives its values and its place', () => {
    expect(parse(WHOLE)).toEqual({
      md5: MD5,
      skipSectors: 15,
      fragmentSums: SUMS,
      fragmentCount: 20,
      isSupported: true,
      offset: 33_651,
      length: 512,
      findings: [],
    });
  });

  test('is found in the primary descriptor', async () => {
    const image = smallVolume()
      .atByte(16 * 2048 + 883, encode(WHOLE))
      .build();
    expect(await readImplantedText(memorySource(image), 16 * 2048)).toMatchObject({
      md5: MD5,
      offset: 33_651,
    });
  });

  test('may have its parts in any order, and capitals', () => {
    const text = `SKIPSECTORS = 15;ISO MD5SUM = ${MD5.toUpperCase()};`;
    expect(parse(text)).toMatchObject({ md5: MD5, skipSectors: 15, isSupported: false });
  });

  test.each([
    ['blanks', ''],
    ['another program’s text', 'tagmedia=1;md5sum=0'],
  ])('is not %s', (_name, text) => {
    expect(parse(text)).toBeUndefined();
  });

  test.each([
    ['ISO MD5SUM', `ISO MD5SUM = ${MD5.slice(1)};SKIPSECTORS = 15;`, MD5.slice(1)],
    [
      'ISO MD5SUM',
      `ISO MD5SUM = ${MD5.replace('6', 'O')};SKIPSECTORS = 15;`,
      MD5.replace('6', 'O'),
    ],
    ['SKIPSECTORS', `ISO MD5SUM = ${MD5};SKIPSECTORS = -1;`, '-1'],
    ['SKIPSECTORS', `ISO MD5SUM = ${MD5};SKIPSECTORS = 4294967296;`, '4294967296'],
    ['FRAGMENT COUNT', WHOLE.replace('= 20', '= -1'), '-1'],
    ['FRAGMENT COUNT', WHOLE.replace('= 20', '= 61'), '61'],
    ['FRAGMENT SUMS', WHOLE.replace(SUMS, `${SUMS}0`), `${SUMS}0`],
  ])('with an impossible %s is read without it (%#)', (field, text, value) => {
    expect(parse(text)?.findings).toEqual([
      { code: 'implanted-text-malformed', offset: 33_651, detail: { field, text: value } },
    ]);
  });

  test.each([
    ['SKIPSECTORS', `ISO MD5SUM = ${MD5};`],
    ['SKIPSECTORS', `ISO MD5SUM = ${MD5};SKIPSECTORS = 15`],
    ['ISO MD5SUM', `SKIPSECTORS = 15;ISO MD5SUM = ${MD5}`],
  ])('that lacks or cuts %s says so (%#)', (field, text) => {
    expect(parse(text)?.findings).toEqual([
      { code: 'implanted-text-incomplete', offset: 33_651, detail: { field } },
    ]);
  });
});
