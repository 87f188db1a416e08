/** `npm run catalogue -- add`, with lists and signatures that coreutils' format and GnuPG define. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hexOf } from '../../support/catalogue.ts';
import {
  OLD_RELEASE,
  folder,
  linesOf,
  makeSigner,
  makeSource,
  run,
  type Signer,
} from '../../support/catalogue-folder.ts';

const NEW = hexOf('12.11.0', 'sha512');
const REF = '12.11.0/amd64/iso-cd/SHA512SUMS';

let signer: Signer;

beforeAll(() => {
  signer = makeSigner();
});

function makeList(text: string): string {
  const file = path.join(folder(), 'SHA512SUMS');
  writeFileSync(file, text);
  return file;
}

const release = `${NEW}  debian-12.11.0-amd64-netinst.iso\n`;
const asRelease = ['--like', '12.10.0', '--release', '12.11.0', '--collected', '2027-02-03'];
const fromDebian = () => ['--from', '1', '--path', REF, '--keys', signer.keys];

const newLine = () =>
  '{"id":"debian-12.11.0-amd64-netinst","vendor":"Debian","product":"Debian","version":"12.11.0",' +
  '"edition":"netinst","architecture":"x86_64","fileName":"debian-12.11.0-amd64-netinst.iso",' +
  `"digests":{"sha512":"${NEW}"},"sources":[{"source":1,"says":["sha512"],"ref":"${REF}",` +
  `"signedBy":"${signer.fingerprint}","collected":"2027-02-03"}],"signedBy":["${signer.fingerprint}"]}`;

describe('a release added from a signed list', () => {
  test('is one new line beside its kin, and nothing else changes', async () => {
    const dir = makeSource();
    const before = linesOf(dir, 'other.jsonl');
    const sources = readFileSync(path.join(dir, 'sources.jsonl'), 'utf8');
    const list = makeList(release);
    const signature = ['--signature', signer.sign(list)];
    const { code } = await run(
      dir,
      'add',
      list,
      ...signature,
      ...fromDebian(),
      ...asRelease,
      '--write',
    );
    const after = linesOf(dir, 'other.jsonl');

    expect([code, after]).toEqual([0, [before[0], newLine(), before[1]]]);
    expect(readFileSync(path.join(dir, 'sources.jsonl'), 'utf8')).toBe(sources);
  });

  test('is shown and not written without being told to', async () => {
    const dir = makeSource();
    const list = makeList(release);
    const signature = ['--signature', signer.sign(list)];
    const { text } = await run(dir, 'add', list, ...signature, ...fromDebian(), ...asRelease);

    expect(text).toContain(`+ ${newLine()}`);
    expect(linesOf(dir, 'other.jsonl')).toHaveLength(2);
  });

  test('is taken from a clear-signed list, but not from what stands around the signed text', async () => {
    const dir = makeSource();
    const list = signer.clearSign(makeList(release));
    const forged = `${hexOf('forged', 'sha512')}  debian-12.11.0-amd64-DVD-1.iso\n`;
    writeFileSync(list, `${forged}${readFileSync(list, 'utf8')}`);
    const options = ['--from', '1', '--path', REF, '--keys', signer.keys, '--product', 'Debian'];
    const { text } = await run(dir, 'add', list, ...options, '--vendor', 'Debian');

    expect(text).toContain('1 new, 0 changed');
    expect(text).not.toContain('DVD-1');
  });
});

describe('a list is refused', () => {
  const addTo = (dir: string, list: string, ...options: string[]) =>
    run(dir, 'add', list, ...options, ...asRelease, '--write');

  test('when it was changed after it was signed', async () => {
    const list = makeList(release);
    const signature = signer.sign(list);
    writeFileSync(list, release.replace(/^./, '0'));
    const { code, text } = await addTo(
      makeSource(),
      list,
      '--signature',
      signature,
      ...fromDebian(),
    );

    expect([code, text]).toEqual([1, 'no good signature: the signature does not fit the file']);
  });

  test('when another key signed it', async () => {
    const list = makeList(release);
    const options = ['--from', '1', '--path', REF, '--keys', makeSigner().keys];
    const { text } = await addTo(makeSource(), list, '--signature', signer.sign(list), ...options);

    expect(text).toContain('no good signature: the signature could not be checked');
  });

  test.each([
    [
      'when its source is signed and no key is given',
      ['--from', '1', '--path', REF],
      '--keys FILE',
    ],
    ['when it names no source', [], 'name a source'],
    ['when the source is not known', ['--from', '9'], 'no source of this number'],
  ])('%s', async (_, options, complaint) => {
    const { code, text } = await addTo(makeSource(), makeList(release), ...options);

    expect(code).toBe(1);
    expect(text).toContain(complaint);
  });

  test('when a signature is to make a third party a publisher', async () => {
    const list = makeList(release);
    const options = ['--signature', signer.sign(list), '--from', '2', '--keys', signer.keys];
    const { text } = await addTo(makeSource(), list, ...options);

    expect(text).toContain('source 2 is third-party: for a signed list choose one');
  });

  test('when it contradicts an entry, which stays as it is', async () => {
    const dir = makeSource();
    const before = linesOf(dir, 'other.jsonl');
    const other = hexOf('other', 'sha512');
    const list = makeList(`${other}  ${OLD_RELEASE.fileName}\n${release}`);
    const { code, text } = await addTo(dir, list, '--from', '2');

    expect(code).toBe(1);
    expect(text).toContain(`sha512 ${other} differs from ${OLD_RELEASE.digests.sha512}`);
    expect(linesOf(dir, 'other.jsonl')).toEqual(before);
  });
});

describe('a list that says what is known', () => {
  test('adds its word to the entry that is there', async () => {
    const dir = makeSource();
    const list = makeList(`${OLD_RELEASE.digests.sha512}  ${OLD_RELEASE.fileName}\n`);
    const signature = ['--signature', signer.sign(list)];
    await run(dir, 'add', list, ...signature, ...fromDebian(), ...asRelease, '--write');
    const [line] = linesOf(dir, 'other.jsonl');

    expect(JSON.parse(line ?? '')).toMatchObject({
      id: OLD_RELEASE.id,
      sources: [{ source: 2 }, { source: 1, ref: REF, signedBy: signer.fingerprint }],
      signedBy: [signer.fingerprint],
    });
  });

  test('under another name gives the entry that name as an alias', async () => {
    const dir = makeSource();
    const list = makeList(`${OLD_RELEASE.digests.sha512}  current-amd64.iso\n`);
    const where = ['--where', 'https://example.com/x', '--owner', 'eve', '--family', 'mirror'];
    const options = [...where, '--authority', 'third-party', ...asRelease, '--write'];
    const { text } = await run(dir, 'add', list, ...options);

    expect(text).toContain('0 new, 1 changed');
    expect(JSON.parse(linesOf(dir, 'other.jsonl')[0] ?? '')).toMatchObject({
      aliases: ['current-amd64.iso'],
      sources: [{ source: 2 }, { source: 3, says: ['sha512'] }],
    });
    expect(linesOf(dir, 'sources.jsonl')[2]).toBe(
      '{"id":3,"where":"https://example.com/x","owner":"eve","family":"mirror","authority":"third-party","collected":"2027-02-03"}',
    );
  });

  test('leaves out files of which there is no older release, and names them', async () => {
    const list = makeList(`${hexOf('x', 'sha512')}  debian-12.11.0-s390x-netinst.iso\n`);
    const { text } = await run(makeSource(), 'add', list, '--from', '2', ...asRelease);

    expect(text).toContain('no older release of it is here: debian-12.11.0-s390x-netinst.iso');
  });
});
