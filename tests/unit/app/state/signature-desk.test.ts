import { describe, expect, test } from 'vitest';
import { withConclusions } from '../../../../src/app/state/held-reference.ts';
import type { KeyRing } from '../../../../src/app/state/key-ring.svelte.ts';
import { SignatureDesk } from '../../../../src/app/state/signature-desk.svelte.ts';
import { signed } from '../../../support/checked-signatures.ts';
import { MinisignKey } from '../../../support/minisign-maker.ts';
import {
  list,
  openDesk,
  pasted,
  read,
  signature,
  verdictOf,
} from '../../../support/signature-page.ts';
import { builtInKeys, vector } from '../../../support/signatures.ts';

const FEDORA = Buffer.from(vector('Fedora-Server-25-1.3-x86_64-CHECKSUM')).toString('latin1');
const SCOPE = { project: 'Maker', names: ['maker-*.iso', 'maker-*.box'], source: 'a test' };

describe('what was found of a pasted text', () => {
  test('is said of that text', async () => {
    const text = pasted(FEDORA);
    const [concluded] = withConclusions([text], await openDesk().conclude([text]));
    expect(concluded?.page.signing?.state).toBe('good');
  });

  test('is not said of the one that took its place while it was checked', async () => {
    const forged = pasted(`${'ab'.repeat(32)}  Fedora-Server-dvd-x86_64-25-1.3.iso`);
    const found = await openDesk().conclude([pasted(FEDORA)]);
    expect(withConclusions([forged], found)).toEqual([forged]);
  });
});

describe('a signature over an image', () => {
  const key = new MinisignKey('makerkey');
  const desk = openDesk([...builtInKeys(), { scope: SCOPE, bytes: key.file }]);
  const beside = signature('maker-1.box.minisig', key.sign(Buffer.from('as it was made')));

  test('shows that it was altered', async () => {
    const altered = read('maker-1.box', 'altered');
    expect(await verdictOf(altered, [beside], { desk })).toMatchObject({ kind: 'mismatch' });
  });

  test.each([
    ['a list', `${'ab'.repeat(32)}  something.iso\n`],
    ['a good clear-signed list', FEDORA],
  ])('shows that it was altered beside %s that has the name of the image', async (_what, text) => {
    const altered = read('maker-1.box', 'altered');
    const decoy = list('maker-1.box', text);
    const verdict = await verdictOf(altered, [decoy, beside], { desk });
    expect(verdict).toMatchObject({ kind: 'mismatch' });
  });
});

describe('a signature over the bytes of an image', () => {
  const key = new MinisignKey('makerkey');
  const desk = openDesk([...builtInKeys(), { scope: SCOPE, bytes: key.file }]);
  const made = read('maker-1.iso', 'as it was made');
  const beside = signature('maker-1.iso.minisig', key.signLegacy(made.bytes));
  const kindOf = async (image: typeof made, reread?: Blob) => {
    const options = reread ? { desk, reread } : { desk };
    return (await verdictOf(image, [beside], options)).kind;
  };

  test('verifies it, and shows that another was altered', async () => {
    expect(await kindOf(made)).toBe('verified');
    expect(await kindOf(read('maker-1.iso', 'altered'))).toBe('mismatch');
  });

  test('says nothing where the file has changed since it was read, or is gone', async () => {
    const altered = read('maker-1.iso', 'altered');
    expect(await kindOf(altered, new Blob(['as it was made']))).toBe('unlisted');
    const gone = { size: 7, arrayBuffer: () => Promise.reject(new Error('gone')) };
    expect(await kindOf(made, gone as unknown as Blob)).toBe('unlisted');
  });

  test('says nothing of an image that is too large to be read at once', async () => {
    const large = { size: 64 * 2 ** 20 + 1, arrayBuffer: () => Promise.reject(new Error('read')) };
    expect(await kindOf(made, large as unknown as Blob)).toBe('unlisted');
  });
});

describe('a file of signatures', () => {
  test('is not called good for what the list beside it signs within itself', async () => {
    const key = new MinisignKey('makerkey');
    const desk = openDesk([...builtInKeys(), { scope: SCOPE, bytes: key.file }]);
    const other = signature('CHECKSUM.minisig', key.sign(Buffer.from('another text')));
    const page = [list('CHECKSUM', FEDORA), other];
    const concluded = withConclusions(page, await desk.conclude(page));
    expect(concluded.map(({ page: { signing } }) => signing?.state)).toEqual(['good', 'bad']);
  });
});

test('what could not be checked once is checked at the next occasion', async () => {
  let asked = 0;
  const client = {
    checkList: () => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('worker died')) : Promise.resolve([signed()]);
    },
    planImage: () => Promise.resolve([]),
    checkImage: () => Promise.resolve([]),
    readKeys: () => Promise.resolve([]),
  };
  const ring = { files: [], nameOf: () => undefined } as unknown as KeyRing;
  const desk = new SignatureDesk({ client, ring, extend: () => Promise.resolve('') });
  const text = pasted(FEDORA);
  await expect(desk.conclude([text])).rejects.toThrow('worker died');
  expect((await desk.conclude([text])).get(text.page.reference)).toHaveProperty('signing');
});
