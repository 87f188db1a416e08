/** Which image a bare pasted digest is about, on a page of several. */
import { expect, test } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import type { Image, PageReference } from '../../../src/core/verdict/claims.ts';
import { claim, fake, image, reference, stated } from '../../support/page-builder.ts';

const A = fake('sha256', 'a');
const B = fake('sha256', 'b');
const C = fake('sha256', 'c');
const D = fake('sha256', 'd');

const first = () => image('a.iso');
const second = (parts: Partial<Image> = {}) => image('b.iso', { digests: { sha256: B }, ...parts });
const pasted = (...texts: readonly string[]) =>
  reference(undefined, ...texts.map((text) => claim(undefined, stated(text, 'sha256'))));
const list = (name: string, path: string, text: string) =>
  reference(name, claim(path, stated(text, 'sha256')));
const kinds = (images: readonly Image[], ...references: readonly PageReference[]) =>
  [...assess({ images, references, pointings: [] }).values()].map(({ verdict }) => verdict.kind);

test('one that is equal somewhere says nothing of the one beside it, which is equal nowhere', () => {
  expect(kinds([first(), second()], pasted(A, C))).toEqual(['matches', 'mismatch']);
  expect(kinds([first(), second()], pasted(C, A))).toEqual(['matches', 'mismatch']);
});

test('two that are equal nowhere count against an image that no list agrees with, once', () => {
  expect(kinds([first(), second()], pasted(C, D), list('SUMS', 'a.iso', A))).toEqual([
    ...['matches', 'mismatch'],
  ]);
});

test('an image whose lists disagree may be the one that is meant: the other keeps its match', () => {
  const lists = [
    ...[list('1', 'a.iso', A), list('2', 'a.iso', D), list('3', 'b.iso', B)],
    ...[pasted(C)],
  ];
  expect(kinds([first(), second()], ...lists)).toEqual(['mismatch', 'matches']);
});

test('an image that could not be read draws no digest off', () => {
  const failed = second({ digests: {}, reading: 'incomplete' });
  expect(kinds([first(), failed], list('SUMS', 'a.iso', A), pasted(C))).toEqual([
    ...['mismatch', 'incomplete'],
  ]);
});

test('where lists agree with all images, it counts against all', () => {
  const lists = [list('1', 'a.iso', A), list('2', 'b.iso', B), pasted(C)];
  expect(kinds([first(), second()], ...lists)).toEqual(['mismatch', 'mismatch']);
});
