/** A contributor who adds one Debian release touches one line. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildCatalogue } from '../../../scripts/build-catalogue.mjs';
import { findMatches } from '../../../src/core/catalogue/lookup.ts';
import { hexOf, inflate, open } from '../../support/catalogue.ts';
import { folder, run } from '../../support/catalogue-folder.ts';

const sha512 = hexOf('a release to come', 'sha512');
const signer = 'DF9B9C49EAA9298432589D76DA87E80D6294BE9B'; // Debian CD signing key, 2011

const line = JSON.stringify({
  id: 'debian-99.1.0-amd64-netinst',
  vendor: 'Debian',
  product: 'Debian',
  version: '99.1.0',
  edition: 'netinst',
  architecture: 'x86_64',
  fileName: 'debian-99.1.0-amd64-netinst.iso',
  digests: { sha512 },
  sources: [
    {
      source: 3638,
      says: ['sha512'],
      ref: 'release/99.1.0/amd64/iso-cd/SHA512SUMS',
      signedBy: signer,
      collected: '2033-05-01',
    },
  ],
  signedBy: [signer],
});

function withOneLine(): string {
  const dir = folder();
  cpSync('catalogue', dir, { recursive: true });
  const file = path.join(dir, 'other.jsonl');
  const after = '{"id":"debian-9.9.0-ppc64el-netinst"';
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf('\n', text.indexOf(after)) + 1;
  writeFileSync(file, `${text.slice(0, at)}${line}\n${text.slice(at)}`);
  return dir;
}

test('one line more in other.jsonl passes all checks, and the release is known by its signed list', async () => {
  const dir = withOneLine();
  const { code, text } = await run(dir, 'check');
  const { bytes } = await buildCatalogue({ sourceDir: dir });
  const digests = [{ algorithm: 'sha512', hex: sha512 }] as const;
  const [entry] = findMatches(open(inflate(bytes)), { digests }).byDigest;

  expect([code, text]).toEqual([0, expect.stringContaining('all checks passed')]);
  expect(entry?.digests).toMatchObject([
    {
      grade: 'publisher-signed',
      sources: [
        {
          where: 'https://cdimage.debian.org/cdimage/release/99.1.0/amd64/iso-cd/SHA512SUMS',
          signedBy: signer,
          collected: '2033-05-01',
        },
      ],
    },
  ]);
});
