import { describe, expect, test } from 'vitest';
import { identify } from '../../../src/core/identity/identify.ts';
import type { IdentityField } from '../../../src/core/identity/identity.ts';
import type { VolumeLabels } from '../../../src/core/image/labels.ts';
import { memorySource } from '../../support/file-source.ts';
import { media, windowsXml, type Content, type WindowsImage } from '../../support/media-builder.ts';
import { wimFile } from '../../support/wim-builder.ts';

const wim = (...images: readonly WindowsImage[]): Uint8Array =>
  wimFile({ xml: windowsXml(...images), imageCount: images.length });

const RETAIL_SEVEN = ['HomeBasic', 'HomePremium', 'Professional', 'Ultimate'].map((edition) => ({
  edition,
}));

const EI_CFG = '[EditionID]\r\nProfessional\r\n\r\n[Channel]\r\nRetail\r\n\r\n[VL]\r\n0\r\n';

const MICROSOFT: VolumeLabels = {
  volume: 'GSP1RMCPRXFRER_EN_DVD',
  udfVolume: 'GSP1RMCPRXFRER_EN_DVD',
  publisher: 'MICROSOFT CORPORATION',
  preparer: 'MICROSOFT CORPORATION, ONE MICROSOFT WAY, REDMOND WA 98052, (425) 882-8080',
  application: 'CDIMAGE 2.54 (01/01/2005 TM)',
  created: '2010-11-20T22:04:40Z',
};

const seven = (changes: Readonly<Record<string, Content>> = {}) => ({
  bootmgr: 'x',
  'setup.exe': 'x',
  'sources/install.wim': wim(...RETAIL_SEVEN),
  'sources/ei.cfg': EI_CFG,
  'sources/cversion.ini': '[HostBuild]\r\nMinClient=7600.16385\r\nMinServer=7600.16385\r\n',
  'sources/lang.ini':
    '[Available UI Languages]\r\nen-US = 3\r\n\r\n[Fallback Languages]\r\nen-US = en-us\r\n',
  ...changes,
});

const identifyMedia = (files: Readonly<Record<string, Content>>, labels: VolumeLabels = {}) =>
  identify({ ...media(files), labels });

async function values(
  field: IdentityField,
  files: Readonly<Record<string, Content>>,
  labels: VolumeLabels = {},
) {
  const { facts } = await identifyMedia(files, labels);
  return facts.filter((fact) => fact.field === field).map(({ value }) => value);
}

async function disagreements(files: Readonly<Record<string, Content>>, labels: VolumeLabels = {}) {
  const { findings } = await identifyMedia(files, labels);
  return findings.map(({ code, detail }) => [
    code,
    detail?.['field'],
    detail?.['said'],
    detail?.['other'],
  ]);
}

describe('a disc of Windows 7', () => {
  test('says all that it is', async () => {
    const { facts, findings } = await identifyMedia(seven(), MICROSOFT);
    expect(facts.map(({ field, value, source, isHint }) => [field, value, source, isHint])).toEqual(
      [
        ['vendor', 'Microsoft', 'wim-xml', false],
        ['product', 'Windows 7', 'wim-xml', false],
        ['servicePack', 'SP1', 'wim-xml', false],
        ['edition', 'Professional', 'ei.cfg', false],
        ['edition', 'HomeBasic', 'wim-xml', false],
        ['edition', 'HomePremium', 'wim-xml', false],
        ['edition', 'Ultimate', 'wim-xml', false],
        ['architecture', 'x64', 'wim-xml', false],
        ['language', 'en-US', 'wim-xml', false],
        ['channel', 'Retail', 'ei.cfg', false],
        ['build', '7601.17514', 'wim-xml', false],
        ['label', 'GSP1RMCPRXFRER_EN_DVD', 'label', false],
        ['madeWith', 'CDIMAGE 2.54 (01/01/2005 TM)', 'application', false],
        ['madeOn', '2010-11-20T22:04:40Z', 'volume-date', false],
      ],
    );
    expect(findings).toEqual([]);
  });

  test('has the edition that its label says, where no file says one', async () => {
    const { 'sources/ei.cfg': _, ...files } = seven();
    expect(await values('edition', files, MICROSOFT)).toEqual([
      ...['HomeBasic', 'HomePremium', 'Professional', 'Ultimate'],
    ]);
    expect(await values('channel', files, MICROSOFT)).toEqual(['Retail']);
  });

  test('is found whatever the letter case of its names', async () => {
    const files = { 'SOURCES/INSTALL.WIM': wim({ edition: 'Starter' }), 'Sources/EI.CFG': EI_CFG };
    expect(await values('edition', files)).toContain('Starter');
  });

  test('of the first release has no service pack', async () => {
    const rtm = wim({ edition: 'Professional', version: [6, 1, 7600, 16385, 0] });
    expect(await values('servicePack', { 'sources/install.wim': rtm })).toEqual(['RTM']);
  });

  test('with a volume licence says so', async () => {
    const files = seven({ 'sources/ei.cfg': '[EditionID]\nProfessional\n[Channel]\n\n[VL]\n1\n' });
    expect(await values('channel', files)).toEqual(['Volume']);
  });

  test('never gives away its product key', async () => {
    const key = '[PID]\r\nValue=AAAAA-BBBBB-CCCCC-DDDDD-EEEEE\r\n';
    const files = seven({ 'sources/pid.txt': key, 'i386/winnt.sif': key });
    expect(JSON.stringify(await identifyMedia(files, MICROSOFT))).not.toContain('AAAAA');
  });
});

describe('contradictions of a disc', () => {
  const labelled = (volume: string): VolumeLabels => ({ volume });

  test.each([
    ['processor', 'GSP1RMCPRFRER_EN_DVD', ['architecture', 'x64', 'x86']],
    ['language', 'GSP1RMCPRXFRER_DE_DVD', ['language', 'en-US', 'de']],
    ['edition', 'GSP1RMCULXFRER_EN_DVD', ['edition', 'Professional', 'Ultimate']],
    ['channel', 'GSP1RMCPRXVOL_EN_DVD', ['channel', 'Retail', 'Volume']],
    ['product', 'HSP1RMCPRXFRER_EN_DVD', ['product', 'Windows 7', 'Windows 8']],
    ['service pack', 'GSP2RMCPRXFRER_EN_DVD', ['servicePack', 'SP1', 'SP2']],
  ])('a label of another %s', async (_, volume, expected) => {
    expect(await disagreements(seven(), labelled(volume))).toEqual([
      ['identity-disagrees', ...expected],
    ]);
  });

  test('no label of SP1 on a disc with SP1 is none: such discs were sold', async () => {
    expect(await disagreements(seven(), labelled('GRMCPRXFRER_EN_DVD'))).toEqual([]);
  });

  test('an edition file that names what is not inside', async () => {
    const files = seven({ 'sources/ei.cfg': '[EditionID]\nEnterprise\n' });
    expect(await disagreements(files)).toEqual([
      ['identity-disagrees', 'edition', 'Enterprise', 'HomeBasic'],
    ]);
  });

  test('a Setup in another language than the system', async () => {
    const files = seven({ 'sources/lang.ini': '[Available UI Languages]\nfr-FR = 3\n' });
    expect(await disagreements(files)).toEqual([
      ['identity-disagrees', 'language', 'en-US', 'fr-FR'],
    ]);
  });

  test('a disc that upgrades only what is newer than itself', async () => {
    const files = seven({ 'sources/cversion.ini': '[HostBuild]\nMinClient=9200.0\n' });
    expect(await disagreements(files)).toEqual([['identity-disagrees', 'build', '7601', '9200']]);
  });

  test('the build of what may be upgraded is not the build of the disc', async () => {
    const files = seven({ 'sources/cversion.ini': '[HostBuild]\nMinClient=7077.0\n' });
    expect(await values('build', files)).toEqual(['7601.17514']);
  });
});

describe('versions of Windows', () => {
  type Numbers = NonNullable<WindowsImage['version']>;

  test.each<[Numbers, string, readonly string[]]>([
    [[6, 0, 6002, 18005, 2], 'Client', ['Windows Vista', 'SP2']],
    [[6, 2, 9200, 16384, 0], 'Client', ['Windows 8']],
    [[6, 3, 9600, 17053, 0], 'Client', ['Windows 8.1']],
    [[10, 0, 17763, 107, 0], 'Client', ['Windows 10']],
    [[10, 0, 22621, 525, 0], 'Client', ['Windows 11']],
    [[6, 1, 7601, 17514, 1], 'Server', ['Windows Server 2008 R2', 'SP1']],
    [[6, 3, 9600, 16384, 0], 'Server Core', ['Windows Server 2012 R2']],
    [[10, 0, 20348, 169, 0], 'Server', ['Windows Server 2022']],
    [[11, 0, 40000, 1, 0], 'Client', ['Windows']], // one to come
  ])('%j %s', async (version, kind, expected) => {
    const files = { 'sources/install.wim': wim({ edition: 'X', version, kind }) };
    const named = [...(await values('product', files)), ...(await values('servicePack', files))];
    expect(named).toEqual(expected);
  });

  test('a build that several versions share names none of them', async () => {
    const at = (build: number) => ({
      'sources/install.wim': wim({ edition: 'Core', version: [10, 0, build, 1, 0] }),
    });
    expect(await values('version', at(19041))).toEqual([]);
    expect(await values('version', at(17763))).toEqual(['1809']);
  });

  test('an evaluation says that it is one', async () => {
    const files = { 'sources/install.wim': wim({ edition: 'EnterpriseEval' }) };
    expect(await values('channel', files)).toEqual(['Eval']);
  });
});

describe('labels since Windows 8', () => {
  const FIELDS = ['product', 'edition', 'architecture', 'channel', 'language'] as const;

  test.each([
    ['IR5_CPRA_X64FREV_DE-DE_DV9', 'Windows 8.1; Professional; x64; Volume; de-DE'],
    ['IRM_CENNA_X86FREV_EN-US_DV5', 'Windows 8.1; EnterpriseN; x86; Volume; en-US'],
    ['HRM_CCSA_X64FRE_EN-US_DV5', 'Windows 8; Core,Professional; x64; ; en-US'],
    ['J_CCSA_X64FRER_PT-BR_DV5', 'Windows 10; Core,Professional; x64; Retail; pt-BR'],
    ['IR3_SSS_X64FREE_EN-US_DV9', 'Windows Server 2012 R2; ; x64; Eval; en-US'],
    ['CCCOMA_X64FRE_EN-US_DV9', '; ; x64; ; en-US'],
    ['CES_X64FREV_EN-US_DV5', '; EnterpriseS; x64; Volume; en-US'],
    ['CES_X64FREV_EN-US_DV5_', '; ; ; ; '],
  ])('%s', async (volume, expected) => {
    const found = FIELDS.map(async (field) => (await values(field, {}, { volume })).join());
    expect((await Promise.all(found)).join('; ')).toBe(expected);
  });
});

describe('other Windows files', () => {
  test('a disc with a solid WIM file is read by the same XML', async () => {
    const files = { 'sources/install.esd': wim({ edition: 'Core' }) };
    expect(await values('edition', files)).toEqual(['Core']);
  });

  test('a disc for two processors has both', async () => {
    const files = {
      'x86/sources/install.esd': wim({ edition: 'Core', arch: 0 }),
      'x64/sources/install.esd': wim({ edition: 'Core' }),
    };
    expect(await values('architecture', files)).toEqual(['x64', 'x86']);
  });

  test('without the system, the image that Setup runs in gives hints', async () => {
    const { facts } = await identifyMedia({
      'sources/boot.wim': wim({ edition: 'WindowsPE', kind: 'WindowsPE' }),
    });
    expect(facts.map(({ field, value, isHint }) => [field, value, isHint])).toEqual([
      ['vendor', 'Microsoft', true],
      ['product', 'Windows', true],
      ['architecture', 'x64', true],
      ['language', 'en-US', true],
    ]);
  });

  test('a disc that lost its system contradicts nothing, and is what its label says', async () => {
    const files = { 'setup.exe': 'x', 'sources/boot.wim': wim({ edition: 'WindowsPE' }) };
    expect(await disagreements(files, MICROSOFT)).toEqual([]);
    expect(await values('product', files, MICROSOFT)).toEqual(['Windows 7']);
    expect(await values('language', files, MICROSOFT)).toEqual(['en-US']);
  });

  test('of a disc of which only the folders are left, Windows is all that is known', async () => {
    expect(await values('product', { bootmgr: 'x', 'sources/x': '' })).toEqual(['Windows']);
  });

  test('a description that is far too long is not read, and that is said', async () => {
    const xml = windowsXml({ edition: 'e'.repeat(600_000) });
    const { facts, findings } = await identifyMedia({ 'sources/install.wim': wimFile({ xml }) });
    expect(findings.map(({ code, detail }) => [code, detail])).toEqual([
      ['wim-xml-too-long', { limit: 1_048_576 }],
    ]);
    expect(facts).toEqual([]);
  });

  test('a bare WIM file says what it is by itself', async () => {
    const bytes = wim({ edition: 'Ultimate' });
    const { facts } = await identify({ source: memorySource(bytes), tree: undefined, labels: {} });
    expect(facts.map(({ value }) => value)).toContain('Ultimate');
  });

  test('Windows XP is known by the markers in its root', async () => {
    const files = { 'I386/x': '', WIN51: '', WIN51IP: '', 'WIN51IP.SP2': '', 'WIN51IP.SP3': '' };
    const labels = { volume: 'GRTMPVOL_EN' };
    const { facts } = await identifyMedia(files, labels);
    expect(facts.filter(({ isHint }) => isHint).map(({ value }) => value)).toEqual([
      ...['Microsoft', 'Windows XP', 'SP3', 'Professional', 'x86', 'en', 'Volume'],
    ]);
  });

  test('a Serbian Windows 7 has the tag of today', async () => {
    const files = { 'sources/install.wim': wim({ edition: 'X', languages: ['sr-Latn-CS'] }) };
    expect(await values('language', files)).toEqual(['sr-Latn-RS']);
  });
});
