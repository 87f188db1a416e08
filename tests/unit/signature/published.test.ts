import { describe, expect, it } from 'vitest';
import { builtInRing, check, outcomes, vector } from '../../support/signatures.ts';

/** What `gpg --verify` says of each is in tests/oracle/openpgp.test.ts. */
const PUBLISHED: readonly {
  readonly name: string;
  readonly detached?: string;
  readonly signer: string;
  readonly project: string;
}[] = [
  {
    name: 'debian-11.2.0-SHA512SUMS',
    detached: 'debian-11.2.0-SHA512SUMS.sign',
    signer: 'DF9B9C49EAA9298432589D76DA87E80D6294BE9B',
    project: 'Debian',
  },
  {
    name: 'ubuntu-20.04.1-SHA256SUMS',
    detached: 'ubuntu-20.04.1-SHA256SUMS.gpg',
    signer: '843938DF228D22F7B3742BC0D94AA3F0EFE21092',
    project: 'Ubuntu',
  },
  {
    name: 'Fedora-Server-25-1.3-x86_64-CHECKSUM',
    signer: 'C437DCCD558A66A37D6F43724089D8F2FDB19C98',
    project: 'Fedora',
  },
  {
    name: 'Fedora-Workstation-35-1.2-x86_64-CHECKSUM',
    signer: '787EA6AE1147EEE56C40B30CDB4639719867C58F',
    project: 'Fedora',
  },
  {
    name: 'CHECKSUM.SHA512-FreeBSD-14.1-RELEASE-amd64.asc',
    signer: '82563B84D0620EDC0DFB86413897F2E22E65AD3F',
    project: 'FreeBSD',
  },
  {
    name: 'Qubes-R4.2.4-x86_64.iso.DIGESTS',
    signer: '9C884DF3F81064A569A4A9FAE022E58F8E34D89F',
    project: 'Qubes OS',
  },
];

async function questionOf({ name, detached }: { name: string; detached?: string }) {
  const signature = detached === undefined ? {} : { signature: vector(detached) };
  return { list: vector(name), ...signature, ring: await builtInRing() };
}

/** The byte at `index` with its lowest bit changed: a digit or letter becomes another one. */
function altered(bytes: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}

const indexOf = (bytes: Uint8Array, text: string): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(text);

/** At which a list is altered: all bytes of the small ones. */
const PLACES = 700;

/** All of a list with its signature beside it, else what is framed less its last line break. */
function signedBytesOf(list: Uint8Array): { readonly start: number; readonly end: number } {
  const end = indexOf(list, '-----BEGIN PGP SIGNATURE-----') - 1;
  return end < 0 ? { start: 0, end: list.length } : { start: indexOf(list, '\n\n') + 2, end };
}

describe('lists as their publishers signed them', () => {
  it.each(PUBLISHED)('$name is good, by the key of $project', async (published) => {
    const [first, ...others] = await check(await questionOf(published));
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      outcome: 'good',
      key: {
        fingerprint: published.signer,
        trust: 'built-in',
        scope: { project: published.project },
      },
    });
  });

  it.each(PUBLISHED)(
    '$name is bad with any one byte of it altered, tried all over it',
    async (published) => {
      const question = await questionOf(published);
      const { start, end } = signedBytesOf(question.list);
      const found = new Set<string>();
      for (let index = start; index < end; index += Math.ceil((end - start) / PLACES)) {
        const list = altered(question.list, index);
        for (const outcome of await outcomes({ ...question, list })) found.add(outcome);
      }
      expect([...found]).toEqual(['bad']);
    },
  );

  it.each(PUBLISHED)(
    '$name is not good with one letter of its signature altered',
    async (published) => {
      const question = await questionOf(published);
      const armour = question.signature ?? question.list;
      const index = indexOf(armour, '-----BEGIN PGP SIGNATURE-----') + 300;
      const changed = altered(armour, index);
      const pair = question.signature ? { signature: changed } : { list: changed };
      expect(await outcomes({ ...question, ...pair })).not.toContain('good');
    },
  );

  it('a list that is signed by nobody has no signatures', async () => {
    expect(await outcomes(await questionOf({ name: 'rocky-10.0-aarch64.ISO.checksum' }))).toEqual(
      [],
    );
  });

  it('a signature of another list is bad', async () => {
    const [debian] = PUBLISHED;
    const question = await questionOf(debian ?? { name: '' });
    const list = vector('ubuntu-20.04.1-SHA256SUMS');
    expect(await outcomes({ ...question, list })).toEqual(['bad']);
  });
});

describe('a small clear-signed list', () => {
  const FEDORA = 'Fedora-Server-25-1.3-x86_64-CHECKSUM';

  it('is not good cut off at any byte before its end', async () => {
    const question = await questionOf({ name: FEDORA });
    const { list } = question;
    const lengths = Array.from({ length: list.length - 2 }, (_, index) => index);
    const found = await Promise.all(
      lengths.map((length) => outcomes({ ...question, list: list.subarray(0, length) })),
    );
    expect(found.filter((outcome) => outcome.includes('good'))).toEqual([]);
  });
});
