/** Independent of how the build finds them: by what package.json lists and the packages say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { licencesText } from '../../../build/licences.ts';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};

describe('the licences of a build', () => {
  test.each(Object.entries(dependencies))('name %s %s', (name, version) => {
    expect(licencesText()).toContain(`${name} ${version}: `);
  });

  test('have the whole text of the one that asks for it', () => {
    expect(licencesText()).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(licencesText()).toContain(readFileSync('node_modules/openpgp/LICENSE', 'utf8').trim());
  });

  test('name what only other libraries need', () => {
    expect(licencesText()).toMatch(/^workbox-core \d/m);
  });

  test('do not name a machine', () => {
    expect(licencesText()).not.toContain(process.cwd());
  });
});
