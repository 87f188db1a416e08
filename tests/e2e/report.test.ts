/** The saved report: a file of its own schema that says what the page said, and forgets nothing. */
import { readFileSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteWithCatalogue } from '../support/altered-site.ts';
import {
  CHOOSE_FILES,
  endedJob,
  EXPECTED,
  inState,
  jobNamed,
  openApp,
  pressAtOnce,
  pressOn,
  readJob,
  referenceNamed,
  withVerdict,
  fillExpected,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { digestOf } from '../support/checksum-tools.ts';
import { listLine, sha256, writeFiles, writeSparse } from '../support/files.ts';
import { findViolations, type Schema } from '../support/json-schema.ts';
import { knownCatalogue, knownFile } from '../support/known-images.ts';
import { startServer, type TestServer } from '../support/server.ts';

const SCHEMA = JSON.parse(readFileSync('dist/schema/touchstone.report-1.json', 'utf8')) as Schema;
const PRODUCT_KEY = 'ABCDE-FGHIJ-KLMNO-PQRST-UVWXY';

let server: TestServer;
let browser: BrowserHandle;

beforeAll(async () => {
  server = await startServer(siteWithCatalogue(knownCatalogue()));
  const own = process.env['TZ'];
  process.env['TZ'] = 'America/St_Johns'; // a half hour, and west of Greenwich
  browser = await launchBrowser({ browser: 'chromium' });
  if (own === undefined) delete process.env['TZ'];
  else process.env['TZ'] = own;
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

interface Moment {
  readonly utc: string;
  readonly local: string;
}
interface Attempt {
  readonly reason: string;
  readonly outcome: string;
  readonly bytesRead: number;
  readonly fault?: { readonly code: string };
}
interface Image {
  readonly name: string;
  readonly size: number;
  readonly state: string;
  readonly bytesRead: number;
  readonly lastModified: Moment | null;
  readonly startedAt: Moment | null;
  readonly finishedAt: Moment | null;
  readonly removedAt: Moment | null;
  readonly digests: Record<string, string>;
  readonly claims: readonly Record<string, unknown>[];
  readonly verdict: {
    readonly kind: string;
    readonly basis: string | null;
    readonly sentence: string;
  } | null;
  readonly diagnosis: readonly { readonly code: string }[];
  readonly attempts: readonly Attempt[];
}
interface Report {
  readonly tool: Record<string, string>;
  readonly createdAt: Moment;
  readonly catalogue: Record<string, unknown> | null;
  readonly references: readonly Record<string, unknown>[];
  readonly images: readonly Image[];
}

const openPage = (): Promise<Page> => openApp(browser, server.url);

async function saveText(page: Page): Promise<string> {
  const { path } = await page.download('[data-action="save-report"]');
  return readFileSync(path, 'utf8');
}

async function save(page: Page): Promise<Report> {
  const report = JSON.parse(await saveText(page)) as Report;
  expect(findViolations(report, SCHEMA)).toEqual([]);
  return report;
}

function imageIn({ images }: Report, name: string): Image {
  const found = images.find((image) => image.name === name);
  if (!found) throw new Error(`no ${name} in the report`);
  return found;
}

describe('the file', () => {
  test('is a download with the moment in its name, and of its schema', async () => {
    const page = await openPage();
    await page.setFiles(CHOOSE_FILES, writeFiles([['x.iso', 'x']]));
    await endedJob(page, 'x.iso');

    const { name, path } = await page.download('[data-action="save-report"]');
    const text = readFileSync(path, 'utf8');
    expect(name).toMatch(/^touchstone-report-\d{4}-\d\d-\d\dT\d{6}Z\.json$/);
    expect(findViolations(JSON.parse(text), SCHEMA)).toEqual([]);
    expect(text.endsWith('}\n')).toBe(true);
    await page.close();
  });

  test('has the same keys in the same order each time', async () => {
    const page = await openPage();
    await page.setFiles(
      CHOOSE_FILES,
      writeFiles([knownFile('signed.iso'), ['x.iso', 'x'], ['SHA256SUMS', listLine('x', 'x.iso')]]),
    );
    await endedJob(page, 'x.iso');

    const [first, second] = [await saveText(page), await saveText(page)];
    const withoutMoment = (text: string) => text.replace(/"createdAt": \{[^}]*\}/, '');
    expect(withoutMoment(second)).toBe(withoutMoment(first));
    await page.close();
  });

  test('of another build of this page is refused by the schema', () => {
    const broken = {
      schema: 'touchstone.report/2',
      tool: { edition: 'cloud' },
      images: [{ name: 1 }],
    };

    expect(findViolations(broken, SCHEMA).length).toBeGreaterThan(10);
  });
});

describe('what it says of an image', () => {
  let page: Page;
  let report: Report;
  let files: readonly string[];
  let sums: string;
  beforeAll(async () => {
    page = await openPage();
    const x = `content with ${PRODUCT_KEY} in it`;
    sums = `# a comment\n${listLine(x, 'x.iso')}${listLine('sound', 'damaged.iso')}`;
    files = writeFiles([
      ['x.iso', x],
      knownFile('signed.iso'),
      ['damaged.iso', 'damaged'],
      ['SHA256SUMS', sums],
    ]);
    await page.drop(files);
    await page.waitFor(referenceNamed('SHA256SUMS')); // references are listed in the order they came
    await fillExpected(page, sha256(x));
    for (const name of ['x.iso', 'signed.iso', 'damaged.iso']) await endedJob(page, name);
    report = await save(page);
  });
  afterAll(() => page.close());

  test('is each digest as coreutils computes it', () => {
    const [x = ''] = files;
    expect(imageIn(report, 'x.iso').digests).toEqual({
      sha256: digestOf('sha256sum', x),
      sha1: digestOf('sha1sum', x),
    });
  });

  test('is that every byte was read, once', () => {
    const { size, bytesRead, attempts } = imageIn(report, 'x.iso');
    expect(bytesRead).toBe(size);
    expect(attempts).toMatchObject([{ reason: 'first', outcome: 'done', bytesRead: size }]);
  });

  test('is each claim with its place, its authority and its outcome', () => {
    expect(imageIn(report, 'x.iso').claims).toMatchObject([
      {
        reference: 'SHA256SUMS',
        line: 2,
        name: 'x.iso',
        authority: 'given',
        outcome: 'equal',
        applies: true,
      },
      { reference: null, line: 1, name: null, authority: 'given', outcome: 'equal', applies: true },
    ]);
    expect(imageIn(report, 'damaged.iso').claims[0]).toMatchObject({
      reference: 'SHA256SUMS',
      line: 3,
      outcome: 'different',
      digests: [{ algorithms: ['sha256'], strength: 'strong', stated: sha256('sound') }],
    });
    expect(imageIn(report, 'signed.iso').claims.find(({ entry }) => entry !== null)).toMatchObject({
      entry: 'signed.iso',
      authority: 'catalogue',
      outcome: 'equal',
    });
  });

  test.each([
    ['x.iso', 'matches', null],
    ['signed.iso', 'verified', 'publisher-signed'],
    ['damaged.iso', 'mismatch', null],
  ])('is the verdict on %s that the page shows, in the same words', async (name, kind, basis) => {
    const { verdict } = imageIn(report, name);
    expect(verdict).toMatchObject({ kind, basis });
    const { words } = await readJob(page, name);
    const [shown = ''] = words.split('\n').slice(1);
    // The page has elements where a text has isolates.
    expect(verdict?.sentence.replaceAll(/[\u2068\u2069]/g, '')).toContain(shown);
  });

  test('is nothing of what is in the file', async () => {
    expect(JSON.stringify(report)).not.toContain(PRODUCT_KEY);
    expect(JSON.stringify(report)).not.toContain('content with');
    expect(await saveText(page)).not.toContain(PRODUCT_KEY.slice(0, 11));
  });

  test('names every reference, pasted ones without a name', () => {
    expect(report.references).toMatchObject([
      { name: 'SHA256SUMS', format: 'gnu', claims: 2, signature: 'none', findings: [] },
      { name: null, format: 'bare', claims: 1 },
    ]);
  });

  test('has the SHA-256 of every reference file itself', () => {
    expect(report.references).toMatchObject([{ sha256: sha256(sums) }, { sha256: null }]);
  });

  test('tells each moment in UTC and by the clock of the machine, with its offset', () => {
    const { createdAt, images } = report;
    const moments = [
      createdAt,
      ...images.flatMap((image) => [image.startedAt, image.finishedAt, image.lastModified]),
    ];
    for (const moment of moments) {
      expect(moment?.local).toMatch(/[+-]0[23]:30$/);
      expect(Date.parse(moment?.local ?? '')).toBe(Date.parse(moment?.utc ?? 'x'));
    }
  });

  test('tells which program computed it, and from which catalogue', () => {
    expect(report.tool).toMatchObject({
      name: 'touchstone',
      edition: 'hosted',
      selfTest: 'passed',
    });
    expect(report.catalogue).toMatchObject({ entries: 6, date: '2026-11-22' });
  });
});

describe('what was tried before', () => {
  test('stays: a row that was removed, with its verdict', async () => {
    const page = await openPage();
    await page.drop(
      writeFiles([
        ['bad.iso', 'bad'],
        ['good.iso', 'good'],
        ['SHA256SUMS', listLine('good', 'bad.iso')],
      ]),
    );
    await page.waitFor(withVerdict('bad.iso', 'mismatch'));
    await endedJob(page, 'good.iso');

    await pressOn(page, jobNamed('bad.iso'), 'remove');
    const { removedAt, verdict } = imageIn(await save(page), 'bad.iso');
    expect(verdict?.kind).toBe('mismatch');
    expect(removedAt).not.toBeNull();
    await page.close();
  });

  test('stays: all rows that were cleared, each with the verdict that it had', async () => {
    const page = await openPage();
    const list = `MD5 (named.iso) = ${'0'.repeat(32)}\n`;
    await page.drop(
      writeFiles([
        ['named.iso', 'named'],
        ['plain.iso', 'plain'],
        ['list.txt', list],
      ]),
    );
    await page.waitFor(withVerdict('named.iso', 'mismatch'));
    await endedJob(page, 'plain.iso');

    await page.click('[data-action="clear"]');
    await page.drop(writeFiles([['next.iso', 'next']]));
    await endedJob(page, 'next.iso');
    const { images } = await save(page);
    expect(images.map(({ name, state, verdict }) => [name, state, verdict?.kind])).toEqual([
      ['named.iso', 'done', 'mismatch'],
      ['plain.iso', 'done', 'unlisted'],
      ['next.iso', 'done', 'unlisted'],
    ]);
    await page.close();
  });

  test('stays: references that were removed, with the moment, and pasted text that was replaced', async () => {
    const page = await openPage();
    await page.drop(writeFiles([['SHA256SUMS', listLine('x', 'x.iso')]]));
    await page.waitFor(referenceNamed('SHA256SUMS'));
    await fillExpected(page, sha256('one'));
    await page.waitFor(referenceNamed(''));
    await page.fill(EXPECTED, `${sha256('two')}\n${sha256('three')}\n`);
    await page.waitFor(`${referenceNamed('')}[data-claims="2"]`);
    await pressOn(page, referenceNamed('SHA256SUMS'), 'remove');

    const { references } = await save(page);
    expect(
      references.map(({ name, claims, removedAt }) => [name, claims, removedAt !== null]),
    ).toEqual([
      [null, 1, true],
      ['SHA256SUMS', 1, true],
      [null, 2, false],
    ]);
    await page.close();
  });

  test('can be saved from an empty page', async () => {
    const page = await openPage();
    expect(await page.count('[data-action="save-report"]')).toBe(0);
    await page.drop(
      writeFiles([
        ['x.iso', 'x'],
        ['SHA256SUMS', listLine('x', 'x.iso')],
      ]),
    );
    await page.waitFor(withVerdict('x.iso', 'matches'));
    await pressOn(page, jobNamed('x.iso'), 'remove');
    await pressOn(page, referenceNamed('SHA256SUMS'), 'remove');
    await page.waitFor('[data-role="drop-zone"].isEmpty');

    const report = await save(page);
    expect(imageIn(report, 'x.iso').verdict?.kind).toBe('matches');
    expect(report.references).toMatchObject([{ name: 'SHA256SUMS' }]);
    expect(await page.count('[data-action="clear"], [data-action="print"]')).toBe(0);
    await page.close();
  });

  test('stays: a reading that was cancelled, and the one that came after it', async () => {
    const page = await openPage();
    await page.drop([writeSparse('big.iso', 64_000_000)]);
    await pressAtOnce(page, inState('big.iso', 'reading'), 'cancel');
    await page.waitFor(inState('big.iso', 'cancelled'));
    await pressOn(page, jobNamed('big.iso'), 'retry');
    await page.waitFor(withVerdict('big.iso', 'unlisted'));

    const { attempts, bytesRead, size } = imageIn(await save(page), 'big.iso');
    expect(attempts.map(({ reason, outcome }) => [reason, outcome])).toEqual([
      ['first', 'cancelled'],
      ['retry', 'done'],
    ]);
    expect(attempts[0]?.bytesRead).toBeLessThan(size);
    expect(bytesRead).toBe(size);
    await page.close();
  });

  test('stays: a reading that failed, with its reason', async () => {
    const page = await openPage();
    const [file = ''] = writeFiles([['x.iso', 'x']]);
    await page.drop([file]);
    await endedJob(page, 'x.iso');
    renameSync(file, `${file}.away`);
    await page.drop(writeFiles([['x.iso.md5', `${'0'.repeat(32)}  x.iso\n`]]));
    await page.waitFor(inState('x.iso', 'failed'));

    const { attempts, verdict, digests } = imageIn(await save(page), 'x.iso');
    expect(attempts.map(({ reason, outcome, fault }) => [reason, outcome, fault?.code])).toEqual([
      ['first', 'done', undefined],
      ['more-digests', 'failed', 'read.failed'],
    ]);
    expect([verdict?.kind, digests]).toEqual(['incomplete', {}]);
    await page.close();
  });
});

describe('a report that is saved early', () => {
  test('gives no verdict on what is still being read', async () => {
    const page = await openPage();
    const endless = writeSparse('big.iso', 2 ** 36); // a save takes its time
    await page.drop([endless, ...writeFiles([['waiting.iso', 'w']])]);
    await page.waitFor(inState('big.iso', 'reading'));

    const report = await save(page);
    expect(imageIn(report, 'big.iso')).toMatchObject({
      state: 'reading',
      verdict: null,
      digests: {},
    });
    expect(imageIn(report, 'waiting.iso')).toMatchObject({
      state: 'queued',
      verdict: null,
      startedAt: null,
    });
    await page.close();
  });

  test('of references alone lists them', async () => {
    const page = await openPage();
    await page.drop(writeFiles([['SHA256SUMS', `${listLine('x', 'x.iso')}broken line\n`]]));
    await page.waitFor(referenceNamed('SHA256SUMS'));

    const report = await save(page);
    expect(report.images).toEqual([]);
    expect(report.references).toMatchObject([
      { name: 'SHA256SUMS', findings: [{ code: 'malformed-line', line: 2 }] },
    ]);
    await page.close();
  });
});
