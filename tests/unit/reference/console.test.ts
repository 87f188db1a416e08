import { expect, test } from 'vitest';
import { isConsoleNoise } from '../../../src/core/reference/console.ts';

test.each([
  '',
  ' \t',
  'PS C:\\Users\\me> Get-FileHash x.iso',
  'PS /home/me> Get-FileHash x.iso',
  'C:\\iso>certutil -hashfile x.iso SHA256',
  'c:\\>',
  'certutil -hashfile x.iso SHA256',
  'CertUtil.exe -hashfile x.iso',
  '> certutil -hashfile x.iso',
  '  certutil -hashfile x.iso',
])('%j was typed, or says nothing', (line) => {
  expect(isConsoleNoise(line)).toBe(true);
});

test.each([
  'CertUtil: -hashfile command completed successfully.',
  'SHA256 hash of C:\\iso\\x.iso:',
  'SHA256 hash of certutil -hashfile.iso:',
  'Path : C:\\iso\\x.iso',
  'Path : C:\\iso>x.iso',
  'https://example.invalid/a>b',
  '0123456789abcdef0123456789abcdef',
])('%j is output', (line) => {
  expect(isConsoleNoise(line)).toBe(false);
});
