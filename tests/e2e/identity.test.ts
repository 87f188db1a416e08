/** What an image says it is, on its card: against what other programs read in the same image. */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  endedJob,
  factsOf,
  inState,
  jobNamed,
  openApp,
  pickFiles,
  portableUrl,
  savedReport,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { isoinfoList, isoinfoVolume } from '../support/disc-tools.ts';
import { findViolations, type Schema } from '../support/json-schema.ts';
import {
  copyAltered,
  copyResized,
  makeDebianDisc,
  makeWindowsDisc,
  makeWindowsWim,
  PRODUCT_KEY,
} from '../support/made-media.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { wimImages } from '../support/wim-tools.ts';

const MARKUP = '<img src=x onerror="globalThis.hostile=1">';
const OVERRIDE = '\u202e';

let server: TestServer;
let downloads: string;
let wim: string;
let windows: string;
let debian: string;
let images: readonly string[];
/** Where the last file of the Debian disc begins, by isoinfo. */
let last: { readonly path: string; readonly offset: number };

/** ECMA-119 §8.4.7 and §8.4.20: the label, and the publisher behind the volume set. */
const LABEL_AT = 16 * 2048 + 40;
const PUBLISHER_AT = 16 * 2048 + 318;

const field = (text: string, bytes: number): Uint8Array =>
  Buffer.alloc(bytes, ' ').fill(text, 0, Buffer.byteLength(text));

function makeHostile(): string {
  const edition = `<b>bold</b>${OVERRIDE}\u0007${'long'.repeat(2_500)}`;
  const files = { 'sources/ei.cfg': `[EditionID]\r\n${edition}\r\n[Channel]\r\n${edition}\r\n` };
  const disc = makeWindowsDisc('plain.iso', { wim, label: 'PLAIN', files });
  return copyAltered(disc, 'hostile.iso', [
    [LABEL_AT, field('<b>\u001b[31mred\u0007</b>', 32)],
    [PUBLISHER_AT, field(`${MARKUP}\u001b[31m`, 128)],
  ]);
}

beforeAll(async () => {
  server = await startServer();
  downloads = path.join(makeDirectory(), 'downloads');
  mkdirSync(downloads);
  wim = makeWindowsWim();
  windows = makeWindowsDisc('windows.iso', {
    wim,
    label: 'GRMCPRXFRER_EN_DVD',
    files: {
      'sources/ei.cfg': '[EditionID]\r\nProfessional\r\n[Channel]\r\nRetail\r\n[VL]\r\n0\r\n',
      'sources/pid.txt': `[PID]\r\nValue=${PRODUCT_KEY}\r\n`,
    },
  });
  const contradictory = makeWindowsDisc('contradictory.iso', {
    ...{ wim, label: 'GRMCULXFRER_DE_DVD' },
    files: { 'sources/ei.cfg': '[EditionID]\r\nEnterprise\r\n[Channel]\r\nRetail\r\n' },
  });
  debian = makeDebianDisc('debian.iso', { 'pool/main/base.deb': Buffer.alloc(30_000, 'd') });
  const offsets = isoinfoList(debian, ['-R']).flatMap((one) =>
    one.offset === undefined || one.isDirectory ? [] : [{ path: one.path, offset: one.offset }],
  );
  last = offsets.reduce((one, other) => (one.offset > other.offset ? one : other));
  const cut = copyResized(debian, 'cut.iso', last.offset + 10);
  images = [windows, contradictory, debian, cut, makeHostile()];
});

afterAll(() => server.stop());

const openFolds = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLElement>(
      '[data-role="job"] [aria-expanded="false"]',
    ))
      fold.click();
  });

/** All values of the field. */
const valuesOf = async (page: Page, name: string, wanted: string): Promise<readonly string[]> =>
  (await factsOf(page, name)).flatMap(([one, value]) => (one === wanted ? [value] : []));

/** wimlib's words for processors are its own. */
const PROCESSORS = new Map([['x86_64', 'x64']]);

/** Facts of what the image is made of, which the report has elsewhere. */
const OF_SHAPE = new Set(['format', 'bootable', 'expectedSize']);

const SCHEMA = JSON.parse(readFileSync('dist/schema/touchstone.report-1.json', 'utf8')) as Schema;

interface ReportOnImages {
  readonly images: readonly {
    readonly identity: {
      readonly facts: readonly { readonly field: string; readonly value: string }[];
    } | null;
  }[];
}

const PLACES = [
  ['chromium', 'hosted'],
  ['chromium109', 'hosted'],
  ['firefox', 'hosted'],
  ['chromium', 'portable'],
] as const;

describe.each(PLACES)('in %s, %s,', (name, edition) => {
  let browser: BrowserHandle;
  let page: Page;
  let report: unknown;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: name, downloads });
    page = await openApp(browser, edition === 'hosted' ? server.url : portableUrl());
    await pickFiles(page, images);
    for (const image of images) await endedJob(page, path.basename(image));
    await openFolds(page);
    await page.waitFor(`${jobNamed('hostile.iso')} [data-role="entry"]`);
    ({ content: report } = await savedReport(page, downloads));
  });
  afterAll(() => browser.close());

  test('a disc of Windows says what wimlib and isoinfo read in it', async () => {
    const systems = wimImages(wim);
    const [first] = systems;
    const volume = isoinfoVolume(windows);
    expect(await factsOf(page, 'windows.iso')).toEqual([
      ['vendor', 'Microsoft'],
      ['product', 'Windows 7'],
      ['servicePack', `SP${first?.get('Service Pack Level') ?? ''}`],
      // The edition file decides which one is set up.
      ...systems.map((one) => ['edition', one.get('Edition ID')]).reverse(),
      ['architecture', PROCESSORS.get(first?.get('Architecture') ?? '')],
      ['language', first?.get('Default Language')],
      ['channel', 'Retail'],
      ['build', `${first?.get('Build') ?? ''}.${first?.get('Service Pack Build') ?? ''}`],
      ['label', volume.get('Volume id')],
      ['madeWith', volume.get('Application id')],
      ['madeOn', expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)],
      ['format', 'udf-bridge'],
      ['bootable', 'bios'],
      ['bootable', 'uefi'],
      ['expectedSize', String(Number(volume.get('Volume size')) * 2048)],
    ]);
    expect(volume.has('bootCatalog')).toBe(true);
    expect(await page.text(`${jobNamed('windows.iso')} .product`)).toBe(
      'Says it is Windows 7 Professional SP1, 64-bit, American English',
    );
    expect(await page.text(`${jobNamed('windows.iso')} [data-role="life-cycle"]`)).toContain(
      'Extended support ended on 14 January 2020.',
    );
  });

  test('what contradicts itself is said, by both its words and their places', async () => {
    const words = await page.text(jobNamed('contradictory.iso'));
    expect(words).toContain(
      'It contradicts itself about its edition: the file ei.cfg says “Enterprise”, the description of the system inside says “HomePremium”.',
    );
    expect(words).toContain('the label says “Ultimate”');
    expect(words).toContain(
      'about its language: the description of the system inside says “en-US”, the label says “de”.',
    );
    expect(await page.text(jobNamed('windows.iso'))).not.toContain('contradicts');
  });

  test('a disc of Debian says its system, its version and how it starts', async () => {
    const facts = await factsOf(page, 'debian.iso');
    expect(facts).toEqual([
      ['vendor', 'Debian'],
      ['product', 'Debian'],
      ['version', '12.2.0'],
      ['edition', 'netinst'],
      ['architecture', 'x64'],
      ['label', isoinfoVolume(debian).get('Volume id')],
      ['madeWith', isoinfoVolume(debian).get('Data preparer id')],
      ['madeOn', '2010-11-20T23:20:00+00:00'],
      ['format', 'iso9660'],
      ['bootable', 'bios'],
      ['bootable', 'uefi'],
      ['expectedSize', String(statSync(debian).size)],
    ]);
    expect(await page.text(`${jobNamed('debian.iso')} .product`)).toBe(
      'Says it is Debian 12.2.0 netinst, 64-bit',
    );
  });

  test('one that was cut off names the files that went with its end', async () => {
    const { diagnoses, words } = await endedJob(page, 'cut.iso');
    expect(diagnoses).toEqual(['truncated']);
    expect(words).toContain(`Lost with them, wholly or in part: “${last.path.slice(1)}”`);
    expect(await valuesOf(page, 'cut.iso', 'product')).toEqual(['Debian']);
  });

  test('what a stranger wrote into it is text, bounded and without effect', async () => {
    const card = jobNamed('hostile.iso');
    const words = await page.text(card);
    expect(words).toContain(`<b>bold</b>⟨U+202E⟩⟨U+0007⟩longlong`);
    expect(words).toContain('<b>⟨U+001B⟩[31mred⟨U+0007⟩</b>');
    expect(words).toContain(`${MARKUP}⟨U+001B⟩[31m`);
    expect([OVERRIDE, '\u0007', '\u001b'].filter((one) => words.includes(one))).toEqual([]);
    expect(words).not.toContain('long'.repeat(64));
    expect((await valuesOf(page, 'hostile.iso', 'edition'))[0]).toHaveLength(255);
    expect(await page.count(`${card} img, ${card} b`)).toBe(0);
    expect(await page.evaluate(() => 'hostile' in globalThis)).toBe(false);
  });

  test('the report says the same of it, in the form that its schema asks for', async () => {
    expect(findViolations(report, SCHEMA)).toEqual([]);
    const { images: reported } = report as ReportOnImages;
    const shown = (await factsOf(page, 'windows.iso')).filter(([one]) => !OF_SHAPE.has(one));
    const [first] = reported;
    expect(first?.identity?.facts.map((one) => [one.field, one.value])).toEqual(shown);
  });

  test('the product key on a disc is nowhere on the page and not in the report', async () => {
    const key = Buffer.from(PRODUCT_KEY);
    expect(readFileSync(windows).includes(key)).toBe(true);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    const saved = JSON.stringify(report);
    expect([html, saved].map((text) => text.includes('GRMCPRXFRER_EN_DVD'))).toEqual([true, true]);
    expect(`${html}${saved}`).not.toContain(PRODUCT_KEY);
    expect(`${html}${saved}`).not.toContain(PRODUCT_KEY.slice(0, 11));
  });

  test('none of it breaks a rule of the page', async () => {
    expect(await page.violations()).toEqual([]);
    expect(page.errors).toEqual([]);
  });

  test('an image says what it is while it is being read, before any verdict', async () => {
    const slow = await openApp(browser, edition === 'hosted' ? server.url : portableUrl());
    await pickFiles(slow, [copyResized(windows, 'slow.iso', 2 ** 36)]);
    await slow.waitFor(inState('slow.iso', 'reading'));
    await slow.waitFor(`${jobNamed('slow.iso')}:not([data-verdict]) .product`);

    expect(await slow.text(`${jobNamed('slow.iso')} .product`)).toContain(
      'Windows 7 Professional SP1',
    );
    expect(await valuesOf(slow, 'slow.iso', 'architecture')).toEqual(['x64']);
    expect(await slow.attribute(jobNamed('slow.iso'), 'data-verdict')).toBeNull();
    await slow.close();
  });
});
