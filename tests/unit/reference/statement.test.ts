import { expect, test } from 'vitest';
import { stateOrNote } from '../../../src/core/reference/statement.ts';
import { tagOf } from '../../../src/core/reference/tag.ts';

test('in the place of a digest that is not compared anything is one but nothing', () => {
  expect(stateOrNote('0123456789', tagOf('CRC64'))).toEqual({
    kind: 'noted',
    remark: { code: 'unsupported-algorithm', detail: { tag: 'CRC64' } },
  });
  expect(stateOrNote('', tagOf('CRC64'))).toBeUndefined();
});

test('in the place of a digest that is compared a word is none', () => {
  expect(stateOrNote('none', tagOf('SHA256'))).toBeUndefined();
});
