import { expect, test } from 'vitest';
import { signatureSubject } from '../../../src/core/signature/subject.ts';

test.each([
  ['SHA256SUMS.sign', 'SHA256SUMS'],
  ['SHA256SUMS.gpg', 'SHA256SUMS'],
  ['archlinux-2024.06.01-x86_64.iso.sig', 'archlinux-2024.06.01-x86_64.iso'],
  ['x.iso.minisig', 'x.iso'],
  ['folder/x.iso.ASC', 'x.iso'],
  ['SHA256SUMS (1).sign', 'SHA256SUMS'],
  ['SHA256SUMS.sign (1)', 'SHA256SUMS'],
])('"%s" is over "%s"', (name, subject) => {
  expect(signatureSubject(name) ?? name).toBe(subject);
});

test.each(['.sig', 'signature', 'x.iso', ''])('"%s" does not tell what it is over', (name) => {
  expect(signatureSubject(name)).toBeUndefined();
});
