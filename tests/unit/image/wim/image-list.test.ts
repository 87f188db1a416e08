import { describe, expect, test } from 'vitest';
import {
  MAX_IMAGES,
  MAX_VALUE_CHARACTERS,
  parseImageList,
} from '../../../../src/core/image/wim/image-list.ts';
import { imageXml } from '../../../support/wim-builder.ts';

const first = (content: string) => parseImageList(imageXml(1, content)).images[0];
const windows = (content: string) => first(`<WINDOWS>${content}</WINDOWS>`);

/** As `wimlib-imagex info --xml` shows one of the images of a Windows 7 disc, indented by hand. */
const PROFESSIONAL = `<WIM>
  <TOTALBYTES>2188342532</TOTALBYTES>
  <IMAGE INDEX="3">
    <DIRCOUNT>9224</DIRCOUNT>
    <FILECOUNT>50462</FILECOUNT>
    <TOTALBYTES>12118190432</TOTALBYTES>
    <HARDLINKBYTES>4987223010</HARDLINKBYTES>
    <CREATIONTIME><HIGHPART>0x01CB88D7</HIGHPART><LOWPART>0x36FF0D84</LOWPART></CREATIONTIME>
    <LASTMODIFICATIONTIME><HIGHPART>0x01CB88EE</HIGHPART><LOWPART>0x2803DBAC</LOWPART></LASTMODIFICATIONTIME>
    <WINDOWS>
      <ARCH>9</ARCH>
      <PRODUCTNAME>Microsoft® Windows® Operating System</PRODUCTNAME>
      <EDITIONID>Professional</EDITIONID>
      <INSTALLATIONTYPE>Client</INSTALLATIONTYPE>
      <HAL>acpiapic</HAL>
      <PRODUCTTYPE>WinNT</PRODUCTTYPE>
      <PRODUCTSUITE>Terminal Server</PRODUCTSUITE>
      <LANGUAGES><LANGUAGE>en-US</LANGUAGE><LANGUAGE>de-DE</LANGUAGE><DEFAULT>en-US</DEFAULT></LANGUAGES>
      <VERSION><MAJOR>6</MAJOR><MINOR>1</MINOR><BUILD>7601</BUILD><SPBUILD>17514</SPBUILD><SPLEVEL>1</SPLEVEL></VERSION>
      <SYSTEMROOT>WINDOWS</SYSTEMROOT>
    </WINDOWS>
    <NAME>Windows 7 PROFESSIONAL</NAME>
    <DESCRIPTION>Windows 7 PROFESSIONAL</DESCRIPTION>
    <FLAGS>Professional</FLAGS>
    <DISPLAYNAME>Windows 7 Professional</DISPLAYNAME>
  </IMAGE>
</WIM>`;

describe('an image in the XML of a WIM file', () => {
  test('has every field that an identity is made of', () => {
    expect(parseImageList(PROFESSIONAL)).toEqual({
      images: [
        {
          index: 3,
          name: 'Windows 7 PROFESSIONAL',
          description: 'Windows 7 PROFESSIONAL',
          displayName: 'Windows 7 Professional',
          flags: 'Professional',
          editionId: 'Professional',
          productName: 'Microsoft® Windows® Operating System',
          productType: 'WinNT',
          productSuite: 'Terminal Server',
          installationType: 'Client',
          architecture: 'x64',
          architectureCode: 9,
          languages: ['en-US', 'de-DE'],
          defaultLanguage: 'en-US',
          version: { major: 6, minor: 1, build: 7601, servicePackBuild: 17514, servicePack: 1 },
          directoryCount: 9224,
          fileCount: 50462,
          totalBytes: 12118190432,
          created: '2010-11-20T17:20:23.222Z',
          modified: '2010-11-20T20:04:36.512Z',
        },
      ],
      findings: [],
    });
  });

  test('has no field that is not there', () => {
    expect(first('')).toEqual({ index: 1, languages: [], version: {} });
  });

  test('has no field of an empty text', () => {
    expect(first('<NAME> \n </NAME><FLAGS/>')).toEqual({ index: 1, languages: [], version: {} });
  });

  test.each([
    [0, 'x86'],
    [5, 'arm'],
    [6, 'ia64'],
    [9, 'x64'],
    [12, 'arm64'],
    [7, undefined],
  ])('of architecture %i is for %s', (code, architecture) => {
    const image = windows(`<ARCH>${code}</ARCH>`);
    expect(image?.architecture).toBe(architecture);
    expect(image?.architectureCode).toBe(code);
  });

  test.each(['', '-1', '1.5', '0x9', 'nine', '99999999999999999'])(
    'has no number where %j stands',
    (text) => {
      expect(first(`<FILECOUNT>${text}</FILECOUNT>`)?.fileCount).toBeUndefined();
    },
  );

  test('keeps the first of two values', () => {
    expect(first('<NAME>a</NAME><NAME>b</NAME>')?.name).toBe('a');
  });

  test('takes a value from its own place alone', () => {
    expect(first('<X><NAME>a</NAME></X><EDITIONID>b</EDITIONID>')).toEqual({
      index: 1,
      languages: [],
      version: {},
    });
  });

  test('has text of markup as text', () => {
    expect(first('<NAME>&lt;img src=x&gt;<![CDATA[<b>]]></NAME>')?.name).toBe('<img src=x><b>');
  });

  test('has a text of bounded length', () => {
    const text = 'x'.repeat(MAX_VALUE_CHARACTERS);
    expect(first(`<NAME>${text}y</NAME>`)?.name).toBe(text);
  });

  test.each([
    ['no time', '0x00000000', '0x00000000'],
    ['half a time', '0x01CB88D7', ''],
    ['decimal halves', '30115031', '922684804'],
    ['after the year 9999', '0xFFFFFFFF', '0xFFFFFFFF'],
  ])('has %s', (_, high, low) => {
    const halves = `<HIGHPART>${high}</HIGHPART><LOWPART>${low}</LOWPART>`;
    expect(first(`<CREATIONTIME>${halves}</CREATIONTIME>`)?.created).toBeUndefined();
  });
});

describe('the images of a WIM file', () => {
  test('come by their index, whatever the order in the XML', () => {
    const xml = '<WIM><IMAGE INDEX="2"/><IMAGE INDEX="10"/><IMAGE INDEX="1"/></WIM>';
    expect(parseImageList(xml).images.map(({ index }) => index)).toEqual([1, 2, 10]);
  });

  test.each(['', '0', '-1', 'x', '1.0', '100000'])('have no index %j', (index) => {
    expect(parseImageList(imageXml(index, '<NAME>a</NAME>'))).toEqual({
      images: [],
      findings: [{ code: 'wim-image-number', detail: { text: index } }],
    });
  });

  test('of one index twice are one image, the first, and one finding', () => {
    const image = (name: string) => `<IMAGE INDEX="1"><NAME>${name}</NAME></IMAGE>`;
    const { images, findings } = parseImageList(
      `<WIM>${image('a')}${image('b')}${image('c')}</WIM>`,
    );
    expect(images.map(({ name }) => name)).toEqual(['a']);
    expect(findings).toEqual([{ code: 'wim-image-number', detail: { text: '1' } }]);
  });

  test('are kept up to the limit', () => {
    const of = (count: number) =>
      `<WIM>${Array.from({ length: count }, (_, i) => `<IMAGE INDEX="${i + 1}"/>`).join('')}</WIM>`;
    expect(parseImageList(of(MAX_IMAGES)).findings).toEqual([]);
    expect(parseImageList(of(MAX_IMAGES + 1)).images).toHaveLength(MAX_IMAGES);
    expect(parseImageList(of(MAX_IMAGES + 1)).findings).toEqual([
      { code: 'wim-too-many-images', detail: { limit: 1_024 } },
    ]);
  });

  test('that were closed before the XML breaks off are kept', () => {
    const cut = parseImageList('<WIM><IMAGE INDEX="1"><NAME>a</NAME></IMAGE><IMAGE INDEX="2">');
    expect(cut.images.map(({ name }) => name)).toEqual(['a']);
    expect(cut.findings.map(({ code }) => code)).toEqual(['xml-malformed']);
  });

  test('behind a document type are not read', () => {
    const { images, findings } = parseImageList(
      `<!DOCTYPE WIM [<!ENTITY x SYSTEM "file:///etc/hostname">]>${imageXml(1, '<NAME>&x;</NAME>')}`,
    );
    expect(images).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['xml-doctype']);
  });
});
