import { describe, expect, test } from 'vitest';
import { findLockFaults } from '../../../scripts/check-lock.mjs';

const bundler = { version: '1.0.0', optionalDependencies: { 'native-linux': '1.0.0' } };
const native = { version: '1.0.0' };

describe('a lock file', () => {
  test('is whole when every optional package stands beside or above the one that wants it', () => {
    const packages = {
      '': {},
      'node_modules/bundler': bundler,
      'node_modules/native-linux': native,
      'node_modules/other/node_modules/bundler': bundler,
    };
    expect(findLockFaults({ packages })).toEqual([]);
  });

  test('is not whole when npm left an optional package out', () => {
    const packages = { '': {}, 'node_modules/bundler': bundler };
    expect(findLockFaults({ packages })).toEqual([
      'native-linux, wanted by node_modules/bundler, is missing',
    ]);
  });

  test('is not whole when the optional package lies out of reach below another one', () => {
    const packages = {
      '': {},
      'node_modules/bundler': bundler,
      'node_modules/other/node_modules/native-linux': native,
    };
    expect(findLockFaults({ packages })).toHaveLength(1);
  });

  test('may not contain an entry without a version', () => {
    expect(findLockFaults({ packages: { 'node_modules/hollow': {} } })).toEqual([
      'node_modules/hollow has no version',
    ]);
  });

  test('may not name where a package was downloaded', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', resolved: 'https://mirror.example/a' },
    };
    expect(findLockFaults({ packages })).toEqual(['node_modules/a names a download address']);
  });
});
