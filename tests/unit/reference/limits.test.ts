import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  MAX_BARE_CHARACTERS,
  MAX_CLAIMS,
  MAX_DETAIL_CHARACTERS,
  MAX_DIGESTS_PER_CLAIM,
  MAX_FINDINGS,
  MAX_FINDINGS_PER_CODE,
  MAX_LINE_CHARACTERS,
  MAX_PASTED_CHARACTERS,
  MAX_REFERENCE_BYTES,
} from '../../../src/core/reference/limits.ts';
import { parseReferenceFile } from '../../../src/core/reference/parse.ts';
import {
  claimsOf,
  codesOf,
  MD5,
  OTHER256,
  paste,
  readFile,
  SHA1,
  SHA256,
} from '../../support/references.ts';

const many = (count: number, lineOf: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${lineOf(index)}\n`).join('');

describe('claims', () => {
  const names = (count: number) => many(count, (index) => `${SHA256}  ${String(index)}.iso`);

  test('as many as the limit are all kept', () => {
    const list = readFile(names(MAX_CLAIMS));
    expect([list.claims.length, codesOf(list)]).toEqual([MAX_CLAIMS, []]);
  });

  test('beyond the limit are counted, and a line for a file that is kept still contradicts it', () => {
    const list = readFile(`${names(MAX_CLAIMS + 2)}${OTHER256}  0.iso\n`);
    expect(list.claims).toHaveLength(MAX_CLAIMS);
    expect(claimsOf(list)[0]).toEqual(['0.iso', SHA256, OTHER256]);
    expect(list.findings).toEqual([
      {
        code: 'too-many-lines',
        line: MAX_CLAIMS + 1,
        detail: { limit: MAX_CLAIMS, skipped: 2 },
      },
      { code: 'contradictory-lines', line: MAX_CLAIMS + 3, detail: { name: '0.iso' } },
    ]);
  });

  test('without names have the same limit', () => {
    const list = readFile(many(MAX_CLAIMS + 1, () => SHA256));
    expect([list.claims.length, codesOf(list)]).toEqual([MAX_CLAIMS, ['too-many-lines']]);
  });

  test('for one path keep as many digests as the limit, and then contradict themselves', () => {
    const digest = (index: number) => createHash('sha256').update(String(index)).digest('hex');
    const list = (count: number) =>
      readFile(many(count, (index) => `SHA256 (x.iso) = ${digest(index)}`));
    expect(codesOf(list(MAX_DIGESTS_PER_CLAIM))).not.toContain('too-many-lines');
    const beyond = list(MAX_DIGESTS_PER_CLAIM + 1);
    expect(beyond.claims[0]?.digests).toHaveLength(MAX_DIGESTS_PER_CLAIM);
    expect(codesOf(beyond)).toContain('too-many-lines');
    expect(codesOf(beyond)).toContain('contradictory-lines');
  });
});

test('sizes beyond the limit of claims are not kept', () => {
  const sizes = many(MAX_CLAIMS + 1, (index) => `# ${String(index)}.iso: 5 bytes`);
  const last = String(MAX_CLAIMS);
  const list = readFile(`${sizes}${SHA256}  0.iso\n${SHA256}  ${last}.iso\n`);
  expect(list.claims.map(({ size }) => size)).toEqual([5, undefined]);
});

describe('findings', () => {
  test('of one kind are kept up to the limit, and the last one counts the rest', () => {
    const { findings } = paste(`${many(MAX_FINDINGS_PER_CODE + 3, () => '??')}${SHA256}  x.iso\n`);
    expect(findings).toHaveLength(MAX_FINDINGS_PER_CODE);
    expect(findings.map(({ detail }) => detail?.['more'])).toEqual([
      ...Array.from({ length: MAX_FINDINGS_PER_CODE - 1 }, () => undefined),
      3,
    ]);
  });

  test('exactly as many as the limit leave none to count', () => {
    const { findings } = paste(`${many(MAX_FINDINGS_PER_CODE, () => '??')}${SHA256}  x.iso\n`);
    expect(findings.at(-1)?.detail).toEqual({ text: '??' });
  });

  test('of one kind do not crowd out those of another', () => {
    const text = `${many(1000, () => '??')}SHA256 (x) = ${SHA256}\nSHA256 (x) = ${OTHER256}\n`;
    expect(codesOf(paste(text))).toContain('contradictory-lines');
  });

  test('of all kinds together stay below the limit of a reference', () => {
    const lines = [
      '??',
      SHA256.slice(0, 50),
      `RMD160 (x) = ${SHA1}`,
      `MD5 (x) = ${SHA1}`,
      `MD5 (y) = ${MD5}`,
      `openpgp4fpr:${SHA1}`,
      `urn:btih:${SHA1}`,
      'deadbeef',
      SHA256.slice(1),
    ];
    const text = many(100, () => lines.join('\n'));
    const contradictions = many(100, (index) => `MD5 (y) = ${MD5.slice(2)}${String(10 + index)}`);
    const { findings } = paste(text + contradictions.slice(0, 4000));
    expect(findings.length).toBeLessThanOrEqual(MAX_FINDINGS);
    expect(new Set(findings.map(({ code }) => code)).size).toBeGreaterThanOrEqual(9);
  });

  test('quote only the beginning of a line', () => {
    const [, finding] = paste('z'.repeat(2000)).findings;
    expect(finding?.detail).toEqual({ text: 'z'.repeat(MAX_DETAIL_CHARACTERS) });
  });

  test('stand in the order of their lines', () => {
    const list = readFile(`${SHA256}  x\n${SHA1}\n??\n${OTHER256}  y\n`);
    expect(list.findings.map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe('lines', () => {
  const lineOf = (length: number) => `${SHA256}  ${'n'.repeat(length - SHA256.length - 2)}`;

  test('as long as the limit are read', () => {
    expect(paste(lineOf(MAX_LINE_CHARACTERS)).claims).toHaveLength(1);
  });

  test('beyond the limit are malformed', () => {
    expect(codesOf(paste(lineOf(MAX_LINE_CHARACTERS + 1)))).toEqual([
      'no-claims',
      'malformed-line',
    ]);
  });

  test('of four thousand escaped characters are within it', () => {
    const name = '\\\\'.repeat(4096);
    expect(claimsOf(paste(`\\${SHA256}  ${name}`))[0]?.[0]).toBe('\\'.repeat(4096));
  });

  test('without a name are read up to a lower limit', () => {
    const padded = (length: number) => SHA256.padEnd(length, ' ');
    expect(paste(padded(MAX_BARE_CHARACTERS)).claims).toHaveLength(1);
    expect(paste(padded(MAX_BARE_CHARACTERS + 1)).claims).toHaveLength(0);
  });
});

test.each([
  ['several digests on one', `${MD5} ${SHA1}`],
  ['the digests of Subresource Integrity', 'sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM='],
])('lines without a name have that limit also with %s', (_, line) => {
  expect(paste(line.padEnd(MAX_BARE_CHARACTERS, ' ')).claims).toHaveLength(1);
  expect(paste(line.padEnd(MAX_BARE_CHARACTERS + 1, ' ')).claims).toHaveLength(0);
});

describe('large files', () => {
  test('beyond the limit of a reference are none', () => {
    const bytes = new Uint8Array(MAX_REFERENCE_BYTES + 1).fill(0x0a);
    bytes.set(new TextEncoder().encode(`${SHA256}  x.iso\n`));
    expect(parseReferenceFile('SHA256SUMS', bytes)).toBeUndefined();
  });

  test('exactly at the limit are read', () => {
    const bytes = new Uint8Array(MAX_REFERENCE_BYTES).fill(0x20);
    const line = new TextEncoder().encode(`${SHA256}  x.iso\n`);
    for (let start = 0; start < 2 ** 20; start += line.length) bytes.set(line, start);
    expect(parseReferenceFile('SHA256SUMS', bytes)?.claims).toHaveLength(1);
  });
});

describe('pasted text', () => {
  test('of the longest length is read', () => {
    const text = `${SHA256}\n`.padEnd(MAX_PASTED_CHARACTERS, ' ');
    expect(paste(text).claims).toHaveLength(1);
  });

  test('one character longer is refused as a whole, and says so', () => {
    const text = `${SHA256}\n`.padEnd(MAX_PASTED_CHARACTERS + 1, ' ');
    expect(paste(text)).toEqual({
      name: undefined,
      format: 'bare',
      claims: [],
      findings: [{ code: 'pasted-too-long', detail: { limit: 2_097_152 } }],
      isSigned: false,
    });
  });
});
