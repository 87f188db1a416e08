/** Keys and signatures made by minisign and by OpenBSD's signify. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSigningFile } from '../../src/core/signature/recognise.ts';
import type { SignedImage } from '../../src/core/signature/signature.ts';
import { parseReferenceFile } from '../../src/core/reference/parse.ts';
import { check, checkImage, outcomes, ownRing, planImage, TODAY } from '../support/signatures.ts';

const LIST = `${'ab'.repeat(32)}  plain.iso\n${'cd'.repeat(32)}  other.iso\n`;

let folder: string;
const file = (name: string): string => path.join(folder, name);
const bytesOf = (name: string): Uint8Array => Uint8Array.from(readFileSync(file(name)));
const run = (tool: string, args: readonly string[]): void => {
  execFileSync(tool, args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], input: '' });
};
const accepts = (tool: string, args: readonly string[]): boolean =>
  spawnSync(tool, args, { cwd: folder }).status === 0;

/** The byte at `index` with its lowest bit changed. */
function altered(bytes: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}

const ringOf = (...keys: readonly string[]) => ownRing(keys.map(bytesOf));

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'touchstone-minisign-'));
  writeFileSync(file('list'), LIST);
  for (const name of ['a', 'b']) {
    run('minisign', ['-G', '-W', '-p', `${name}.pub`, '-s', `${name}.key`]);
    run('signify-openbsd', ['-G', '-n', '-p', `${name}s.pub`, '-s', `${name}s.sec`]);
  }
  const sign = ['-S', '-s', 'a.key', '-t', 'release 1 of März'];
  run('minisign', [...sign, '-H', '-m', 'list', '-x', 'hashed.minisig']);
  run('minisign', [...sign, '-l', '-m', 'list', '-x', 'legacy.minisig']);
  run('signify-openbsd', ['-S', '-s', 'as.sec', '-m', 'list', '-x', 'list.sig']);
  run('signify-openbsd', ['-S', '-e', '-s', 'as.sec', '-m', 'list', '-x', 'embedded.sig']);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(['hashed.minisig', 'legacy.minisig'])('minisign, %s', (name) => {
  test('is good, with its trusted comment', async () => {
    const ring = await ringOf('b.pub', 'a.pub');
    const [checked] = await check({ list: bytesOf('list'), signature: bytesOf(name), ring });
    expect(checked).toMatchObject({
      kind: 'minisign',
      outcome: 'good',
      trustedComment: 'release 1 of März',
      key: { kind: 'minisign', trust: 'own', method: 'Ed25519' },
    });
  });

  test('names the key as minisign does', async () => {
    const [checked] = await check({
      list: bytesOf('list'),
      signature: bytesOf(name),
      ring: await ringOf('a.pub'),
    });
    const comment = readFileSync(file('a.pub'), 'utf8').split('\n')[0] ?? '';
    // One key in sixteen begins with a zero, which minisign does not print.
    expect(checked?.issuer).toBe(/[0-9A-F]+$/.exec(comment)?.[0].padStart(16, '0'));
  });

  test('is of an unknown key without the key', async () => {
    const question = {
      list: bytesOf('list'),
      signature: bytesOf(name),
      ring: await ringOf('b.pub'),
    };
    expect(await outcomes(question)).toEqual(['unknown-key']);
  });

  test('is bad over a list with any one byte altered', async () => {
    const ring = await ringOf('a.pub');
    const list = bytesOf('list');
    const found = await Promise.all(
      Array.from(list, (_, index) =>
        outcomes({ list: altered(list, index), signature: bytesOf(name), ring }),
      ),
    );
    expect(new Set(found.flat())).toEqual(new Set(['bad']));
  });

  test('is not good with any one byte of its signatures or trusted comment altered', async () => {
    const ring = await ringOf('a.pub');
    const signature = bytesOf(name);
    const start = signature.indexOf(0x0a) + 1;
    const positions = Array.from({ length: signature.length - start - 1 }, (_, i) => start + i);
    const found = await Promise.all(
      positions.map((index) =>
        outcomes({ list: bytesOf('list'), signature: altered(signature, index), ring }),
      ),
    );
    expect(found.flat()).not.toContain('good');
  });

  test('with another trusted comment is bad, and minisign refuses it', async () => {
    const text = readFileSync(file(name), 'utf8').replace('release 1', 'release 2');
    writeFileSync(file('comment.minisig'), text);
    expect(accepts('minisign', ['-V', '-p', 'a.pub', '-m', 'list', '-x', 'comment.minisig'])).toBe(
      false,
    );
    const question = { list: bytesOf('list'), signature: bytesOf('comment.minisig') };
    expect(await outcomes({ ...question, ring: await ringOf('a.pub') })).toEqual(['bad']);
  });
});

describe('minisign over an image', () => {
  test('asks for BLAKE2b-512 where it is prehashed, and is good by it', async () => {
    const digest = execFileSync('b2sum', [file('list')], { encoding: 'utf8' }).slice(0, 128);
    const checking = { ring: await ringOf('a.pub'), now: TODAY };
    expect(planImage(bytesOf('hashed.minisig'))).toEqual([
      { algorithm: 'blake2b-512', suffix: new Uint8Array() },
    ]);
    expect(
      await checkImage(bytesOf('hashed.minisig'), { digests: [digest] }, checking),
    ).toMatchObject([{ outcome: 'good', trustedComment: 'release 1 of März' }]);
  });

  test('is bad by another digest', async () => {
    const checking = { ring: await ringOf('a.pub'), now: TODAY };
    const found = await checkImage(
      bytesOf('hashed.minisig'),
      { digests: ['00'.repeat(64)] },
      checking,
    );
    expect(found).toMatchObject([{ outcome: 'bad' }]);
  });
});

describe.each([
  { name: 'legacy.minisig', key: 'a.pub', kind: 'minisign' },
  { name: 'list.sig', key: 'as.pub', kind: 'signify' },
])('$name over the bytes of an image', ({ name, key, kind }) => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const outcomeOf = async (image: SignedImage, ...keys: readonly string[]) =>
    checkImage(bytesOf(name), image, { ring: await ringOf(...keys), now: TODAY });
  /** What was read first, and again. */
  const readTwice = (first: Uint8Array, content = first) =>
    outcomeOf({ digests: [sha256(first)], content }, key);

  test('asks for the bytes, and for SHA-256 to know them by', () => {
    const suffix = new Uint8Array();
    expect(planImage(bytesOf(name))).toEqual([{ algorithm: 'sha256', suffix, needsContent: true }]);
  });

  test('is good over what was signed', async () => {
    expect(await readTwice(bytesOf('list'))).toMatchObject([{ kind, outcome: 'good' }]);
  });

  test('is bad over an image with any one byte altered', async () => {
    const list = bytesOf('list');
    const found = await Promise.all(
      Array.from(list, (_, index) => readTwice(altered(list, index))),
    );
    expect(new Set(found.flat().map(({ outcome }) => outcome))).toEqual(new Set(['bad']));
  });

  test('is not checked over other bytes than those that were read first', async () => {
    const list = bytesOf('list');
    const why = { kind, outcome: 'unsupported', reason: 'image-changed' };
    expect(await readTwice(altered(list, 3), list)).toMatchObject([why]);
    expect(await readTwice(list, new Uint8Array())).toMatchObject([why]);
    expect(await outcomeOf({ digests: [], content: list }, key)).toMatchObject([why]);
  });

  test('is not checked where there are too many of them', async () => {
    const why = { kind, outcome: 'unsupported', reason: 'too-large' };
    expect(await outcomeOf({ digests: [sha256(bytesOf('list'))] }, key)).toMatchObject([why]);
  });

  test('is of an unknown key without the key', async () => {
    const list = bytesOf('list');
    const image = { digests: [sha256(list)], content: list };
    expect(await outcomeOf(image, 'b.pub', 'bs.pub')).toMatchObject([{ outcome: 'unknown-key' }]);
  });
});

test('an embedded signature of signify is over no image', async () => {
  const checking = { ring: await ringOf('as.pub'), now: TODAY };
  expect(planImage(bytesOf('embedded.sig'))).toEqual([]);
  const found = await checkImage(bytesOf('embedded.sig'), { digests: [] }, checking);
  expect(found).toMatchObject([{ outcome: 'unsupported', reason: 'method' }]);
});

describe('signify', () => {
  test('is good detached and embedded', async () => {
    const ring = await ringOf('as.pub');
    const signature = bytesOf('list.sig');
    expect(await outcomes({ list: bytesOf('list'), signature, ring })).toEqual(['good']);
    expect(await outcomes({ list: bytesOf('embedded.sig'), ring })).toEqual(['good']);
  });

  test('is of an unknown key without the key', async () => {
    const question = { list: bytesOf('embedded.sig'), ring: await ringOf('bs.pub') };
    expect(await outcomes(question)).toEqual(['unknown-key']);
  });

  test('is not good embedded with any one byte after the comment altered', async () => {
    const ring = await ringOf('as.pub');
    const embedded = bytesOf('embedded.sig');
    const start = embedded.indexOf(0x0a) + 1;
    const found = await Promise.all(
      Array.from({ length: embedded.length - start }, (_, index) =>
        outcomes({ list: altered(embedded, start + index), ring }),
      ),
    );
    expect(found.flat()).not.toContain('good');
  });

  test('with a line more is bad, and signify refuses it', async () => {
    writeFileSync(file('more.sig'), `${readFileSync(file('embedded.sig'), 'utf8')}more\n`);
    const args = ['-V', '-e', '-p', 'as.pub', '-m', 'out', '-x', 'more.sig'];
    expect(accepts('signify-openbsd', args)).toBe(false);
    expect(await outcomes({ list: bytesOf('more.sig'), ring: await ringOf('as.pub') })).toEqual([
      'bad',
    ]);
  });

  test('embedded is a list whose claims are those of the message', () => {
    const reference = parseReferenceFile('SHA256.sig', bytesOf('embedded.sig'));
    expect(reference?.claims.map(({ path }) => path)).toEqual(['plain.iso', 'other.iso']);
  });
});

describe('the files of these tools', () => {
  test.each([
    { name: 'a.pub', found: { role: 'key', kind: 'minisign' } },
    { name: 'as.pub', found: { role: 'key', kind: 'signify' } },
    { name: 'hashed.minisig', found: { role: 'signature', kind: 'minisign' } },
    { name: 'legacy.minisig', found: { role: 'signature', kind: 'minisign' } },
    { name: 'list.sig', found: { role: 'signature', kind: 'signify' } },
    { name: 'embedded.sig', found: undefined },
    { name: 'list', found: undefined },
    { name: 'a.key', found: undefined },
    { name: 'as.sec', found: undefined },
  ])('$name is told for what it is', ({ name, found }) => {
    expect(findSigningFile(bytesOf(name))).toEqual(found);
  });
});
