import { expect, it } from 'vitest';
import { releaseWords } from '../../../src/app/text/product.ts';

it.each([
  ['22h2 updated mar 2023', '22H2, updated March 2023'],
  ['1909 updated sept 2019', '1909, updated September 2019'],
  ['20h2 updated october 2021', '20H2, updated October 2021'],
  ['updated april 2022', 'updated April 2022'],
  ['25h2', '25H2'],
  ['1511', '1511'],
  ['26100.1742', '26100.1742'],
  ['20170302', '20170302'],
  ['22h2 updated foo 2023', '22h2 updated foo 2023'],
  ['', ''],
])('a release that a file name writes as %s is %s in words', (release, words) => {
  expect(releaseWords(release)).toBe(words);
});
