/** Discs of Windows made here by wimlib and genisoimage, and what `wimlib-imagex info` says beside us. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identify } from '../../src/core/identity/identify.ts';
import { valuesOf, type Identity } from '../../src/core/identity/identity.ts';
import { readIsoVolume } from '../../src/core/image/iso9660/volume.ts';
import { readUdf } from '../../src/core/image/udf/read.ts';
import { withFileSource } from '../support/file-source.ts';
import { wimImages, wimlib } from '../support/wim-tools.ts';

let folder = '';
const at = (name: string): string => path.join(folder, name);

const LABEL = 'GRMCULFRER_DE_DVD';

const properties = (edition: string): readonly string[] =>
  [
    ['ARCH', '0'],
    ['EDITIONID', edition],
    ['INSTALLATIONTYPE', 'Client'],
    ['PRODUCTTYPE', 'WinNT'],
    ['LANGUAGES/LANGUAGE', 'de-DE'],
    ['LANGUAGES/DEFAULT', 'de-DE'],
    ['VERSION/MAJOR', '6'],
    ['VERSION/MINOR', '1'],
    ['VERSION/BUILD', '7600'],
    ['VERSION/SPBUILD', '16385'],
    ['VERSION/SPLEVEL', '0'],
  ].flatMap(([name = '', value = '']) => ['--image-property', `WINDOWS/${name}=${value}`]);

function add(command: 'capture' | 'append', edition: string): void {
  const target = at('disc/sources/install.wim');
  wimlib(command, at('system'), target, edition, edition, '--no-acls', ...properties(edition));
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'touchstone-identity-'));
  for (const name of ['system/Windows', 'disc/sources']) mkdirSync(at(name), { recursive: true });
  writeFileSync(at('system/Windows/notepad.exe'), Buffer.alloc(9_000, 'n'));
  writeFileSync(at('disc/sources/ei.cfg'), '[EditionID]\r\nUltimate\r\n[Channel]\r\nRetail\r\n');
  writeFileSync(at('disc/README.TXT'), 'This disc contains a "UDF" file system.');
  add('capture', 'HomePremium');
  add('append', 'Ultimate');
  const names = ['-udf', '-iso-level', '3', '-V', LABEL, '-volset', LABEL, '-sysid', ''];
  const maker = ['-publisher', 'MICROSOFT CORPORATION', '-A', 'CDIMAGE 2.54 (01/01/2005 TM)'];
  execFileSync('genisoimage', ['-quiet', ...names, ...maker, '-o', at('disc.iso'), at('disc')]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const identifyDisc = (): Promise<Identity> =>
  withFileSource(at('disc.iso'), async (source) => {
    const udf = await readUdf(source);
    const primary = (await readIsoVolume(source))?.primary;
    return identify({ source, tree: udf?.tree, labels: { ...primary?.identifiers } });
  });

describe('a disc of Windows', () => {
  // wimlib's words for a processor are its own.
  const PROCESSORS = new Map([
    ['x86', 'x86'],
    ['x86_64', 'x64'],
  ]);

  test('has the editions, processor, language and build that wimlib reads in its WIM file', async () => {
    const identity = await identifyDisc();
    const images = wimImages(at('disc/sources/install.wim'));
    const all = (name: string) => new Set(images.map((fields) => fields.get(name)));
    expect(new Set(valuesOf(identity, 'edition'))).toEqual(all('Edition ID'));
    expect(valuesOf(identity, 'language')).toEqual([...all('Default Language')]);
    expect(valuesOf(identity, 'architecture')).toEqual(
      [...all('Architecture')].map((word) => PROCESSORS.get(word ?? '')),
    );
    const [build, servicePackBuild] = [[...all('Build')], [...all('Service Pack Build')]];
    expect(valuesOf(identity, 'build')).toEqual([`${build[0] ?? ''}.${servicePackBuild[0] ?? ''}`]);
  });

  test('sets up the edition of its edition file, and contradicts nothing', async () => {
    const { facts, findings } = await identifyDisc();
    const edition = facts.find(({ field }) => field === 'edition');
    expect(edition).toEqual({
      ...{ field: 'edition', value: 'Ultimate', source: 'ei.cfg', isHint: false },
      alsoIn: ['wim-xml', 'label'],
    });
    expect(findings).toEqual([]);
  });
});
