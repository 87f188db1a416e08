/**
 * What fails under the page's hands: files that change or vanish while they are read, and parts of
 * the site itself. Each ends without a verdict, with the reason, and holds up nothing else.
 */
import {
  appendFileSync,
  readFileSync,
  renameSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CHOOSE_FILES,
  emptyApp,
  endedJob,
  EXPECTED,
  inState,
  jobNamed,
  openApp,
  portableUrl,
  pressOn,
  readJob,
  withVerdict,
  fillExpected,
} from '../support/app.ts';
import {
  portableWithWrongAnswer,
  siteShortOfMemory,
  siteThatForbidsWorkers,
  siteWithoutHashWorker,
  siteWithWrongAnswer,
  startServerWithoutCatalogue,
} from '../support/altered-site.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import type { BrowserName } from '../support/browsers/driver.ts';
import { flipBit } from '../support/checksum-tools.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { mountFailingFile, type FailingFile } from '../support/failing-file.ts';
import { listLine, md5, sha256, writeFiles } from '../support/files.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Of the image that is changed when half of it was read. */
const BYTES = 8_000_000;
const filled = (value: number): Uint8Array => new Uint8Array(BYTES).fill(value);
const writeFilled = (value: number): string => writeFiles([['other.iso', filled(value)]])[0] ?? '';
const SECOND = 'second image';

let server: TestServer;
const browsers = new Map<BrowserName, BrowserHandle>();

async function browserNamed(name: BrowserName): Promise<BrowserHandle> {
  const known = browsers.get(name) ?? (await launchBrowser({ browser: name }));
  browsers.set(name, known);
  return known;
}

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  for (const browser of browsers.values()) await browser.close();
  await server.stop();
});

type Change = readonly [what: string, change: (file: string) => void];

/** Changes that every browser notices. */
const CHANGES: readonly Change[] = [
  ['is cut short', (file) => truncateSync(file, BYTES / 2)],
  ['is emptied', (file) => truncateSync(file, 0)],
  ['grows', (file) => appendFileSync(file, 'more')],
  ['is deleted', (file) => unlinkSync(file)],
];

/**
 * Chromium notices them by the file's date. Firefox 153 reads on whatever is there and has no way
 * to ask for the date anew: there the digests are of the bytes that were read.
 */
const REWRITINGS: readonly Change[] = [
  ['is rewritten at its beginning', (file) => flipBit(file, 100)],
  ['is rewritten near its end', (file) => flipBit(file, BYTES - 1)],
  ['is replaced by another of its size', (file) => renameSync(writeFilled(1), file)],
];

/** A second image behind the one that fails, and a list that has the right digest of the second and none of the first. */
const besideIt = (): string[] =>
  writeFiles([
    ['second.iso', SECOND],
    ['SHA256SUMS', listLine(SECOND, 'second.iso')],
  ]);

/** A page that reads half of the image, which is then changed, and goes on. */
async function changeHalfWay(name: BrowserName, change: (file: string) => void): Promise<Page> {
  const big = await mountFailingFile('big.iso', filled(0));
  await big.holdAt(BYTES / 2 + 1);
  const page = await openApp(await browserNamed(name), server.url);
  await page.setFiles(CHOOSE_FILES, [big.path, ...besideIt()]);
  await big.untilHeld();
  change(big.backing);
  await big.recover();
  return page;
}

describe.each([
  ['chromium', [...CHANGES, ...REWRITINGS]],
  ['chromium109', [...CHANGES, ...REWRITINGS]],
  ['firefox', CHANGES],
] as const)('in %s a file that', (name, changes) => {
  test.each(changes)(
    '%s while it is read has no verdict, and the next one has',
    async (_, change) => {
      const page = await changeHalfWay(name, change);

      const { state, verdict, words } = await endedJob(page, 'big.iso');
      expect([state, verdict]).toEqual(['failed', 'incomplete']);
      expect(words).toMatch(/No verdict: .* of 8,000,000 bytes/);
      expect((await endedJob(page, 'second.iso')).verdict).toBe('matches');
      expect(await page.count(`${jobNamed('big.iso')} [data-action="retry"]`)).toBe(1);
      await page.close();
    },
  );
});

describe('in Firefox a file that', () => {
  test.each(REWRITINGS)(
    '%s while it is read has the digest of bytes that it held',
    async (_, change) => {
      let after = '';
      const page = await changeHalfWay('firefox', (file) => {
        change(file);
        after = sha256(readFileSync(file));
      });

      const { verdict, digests } = await endedJob(page, 'big.iso');
      expect(verdict).toBe('unlisted');
      expect([sha256(filled(0)), after]).toContain(digests['sha256']);
      expect((await endedJob(page, 'second.iso')).verdict).toBe('matches');
      expect(page.errors).toEqual([]);
      await page.close();
    },
  );
});

describe.each(['chromium', 'chromium109', 'firefox'] as const)('in %s a disk', (name) => {
  const content = countingBytes(3_000_017);
  let page: Page;
  let bad: FailingFile;
  beforeAll(async () => {
    bad = await mountFailingFile('bad.iso', content);
    page = await openApp(await browserNamed(name), server.url);
  });
  beforeEach(() => emptyApp(page));
  afterAll(() => page.close());

  test.each([
    ['at its start', 0],
    ['in its middle', 1_500_000],
    ['at its last byte', content.length - 1],
  ])(
    'that cannot read the image %s leaves no verdict, and Retry reads it once it can',
    async (_, offset) => {
      await bad.failAt(offset);
      await page.setFiles(CHOOSE_FILES, [bad.path, ...besideIt()]);

      const { state, verdict, digests, words } = await endedJob(page, 'bad.iso');
      expect([state, verdict, digests]).toEqual(['failed', 'incomplete', {}]);
      const [, read = ''] =
        /No verdict: only ([\d,]+) of 3,000,017 bytes could be read\..*press Retry/s.exec(words) ??
        [];
      expect(read).not.toBe('');
      expect(Number(read.replaceAll(',', ''))).toBeLessThanOrEqual(offset);
      expect((await endedJob(page, 'second.iso')).verdict).toBe('matches');

      await bad.recover();
      await pressOn(page, jobNamed('bad.iso'), 'retry');
      await page.waitFor(inState('bad.iso', 'done'));
      expect((await readJob(page, 'bad.iso')).digests).toMatchObject({ sha256: sha256(content) });
    },
  );
});

describe('a file that was away', () => {
  test.each(['chromium', 'firefox'] as const)(
    'is read again by Retry once it is back, in %s',
    async (name) => {
      const [away = ''] = writeFiles([['away.iso', '']]);
      let file = '';
      const page = await changeHalfWay(name, (backing) => renameSync((file = backing), away));
      expect((await endedJob(page, 'big.iso')).verdict).toBe('incomplete');

      renameSync(away, file);
      await pressOn(page, jobNamed('big.iso'), 'retry');
      await page.waitFor(withVerdict('big.iso', 'unlisted'));
      await page.close();
    },
  );

  test('and is still away fails again, and says the same', async () => {
    const page = await openApp(await browserNamed('chromium'), server.url);
    const [file = ''] = writeFiles([['x.iso', 'x']]);
    const away = path.join(path.dirname(file), 'away');
    await page.setFiles('input[data-role="choose-files"]', [file]);
    await endedJob(page, 'x.iso');
    renameSync(file, away);
    await page.fill(EXPECTED, `md5: ${'0'.repeat(32)}`);

    await page.waitFor(inState('x.iso', 'failed'));
    await pressOn(page, jobNamed('x.iso'), 'retry');
    await page.waitFor(inState('x.iso', 'failed'));
    expect((await readJob(page, 'x.iso')).words).toMatch(/Press Retry|press Retry/);
    await page.close();
  });
});

describe('a second reading', () => {
  const content = 'first content';
  const [needsMd5 = ''] = writeFiles([['x.iso.md5', `${md5(content)}  x.iso\n`]]);
  let page: Page;
  let file: string;
  beforeEach(async () => {
    page = await openApp(await browserNamed('chromium'), server.url);
    [file = ''] = writeFiles([['x.iso', content]]);
    await page.setFiles(CHOOSE_FILES, [file]);
    await fillExpected(page, sha256(content));
    await page.waitFor(withVerdict('x.iso', 'matches'));
  });
  afterEach(() => page.close());

  test('of the same file keeps the verdict and adds the digest', async () => {
    await page.setFiles(CHOOSE_FILES, [needsMd5]);

    await page.waitFor(`${withVerdict('x.iso', 'matches')} [data-algorithm="md5"]`);
    expect((await readJob(page, 'x.iso')).digests).toMatchObject({
      sha256: sha256(content),
      md5: md5(content),
    });
  });

  test('of a file that was changed since the first leaves no verdict', async () => {
    flipBit(file, 3);
    await page.setFiles(CHOOSE_FILES, [needsMd5]);

    await page.waitFor(withVerdict('x.iso', 'incomplete'));
    expect((await readJob(page, 'x.iso')).digests).toEqual({});
  });

  test('of a file that was changed behind its own date leaves no verdict', async () => {
    const { atime, mtime } = statSync(file);
    flipBit(file, 3);
    utimesSync(file, atime, mtime);
    await page.setFiles(CHOOSE_FILES, [needsMd5]);

    await page.waitFor(withVerdict('x.iso', 'incomplete'));
    expect((await readJob(page, 'x.iso')).digests).toEqual({});
  });
});

describe('a worker that cannot be trusted, or does not come', () => {
  const openOn = async (url: string): Promise<Page> => {
    const page = await (await browserNamed('chromium')).newPage(url);
    await page.waitFor('html[data-ready="failed"]');
    return page;
  };
  const expectNoVerdict = async (page: Page): Promise<string> => {
    const files = writeFiles([
      ['x.iso', 'x'],
      ['SHA256SUMS', listLine('x', 'x.iso')],
    ]);
    await page.setFiles(CHOOSE_FILES, files);
    const { verdict, digests, words } = await endedJob(page, 'x.iso');
    expect([verdict, digests]).toEqual(['incomplete', {}]);
    return words;
  };
  const served = async (site: string, act: (page: Page) => Promise<void>): Promise<void> => {
    const broken = await startServer(site);
    const page = await openOn(broken.url);
    await act(page);
    await page.close();
    await broken.stop();
  };

  test('gives no verdict when one known answer comes out wrong', async () => {
    await served(siteWithWrongAnswer(), async (page) => {
      expect(await page.text('[role="alert"].banner, .banner[role="alert"]')).toMatch(
        /MD5.*no verdict is given/s,
      );
      expect(await expectNoVerdict(page)).toMatch(/wrong answer/);
    });
  });

  test('gives no verdict in the portable edition either', async () => {
    const page = await openOn(portableUrl(portableWithWrongAnswer()));

    expect(await expectNoVerdict(page)).toMatch(/wrong answer/);
    await page.close();
  });

  test('gives no verdict when its file is missing', async () => {
    await served(siteWithoutHashWorker(), async (page) => {
      expect(await page.text('.banner')).toMatch(/did not start.*Reload the page/s);
      expect(await expectNoVerdict(page)).toMatch(/did not start/);
    });
  });

  test('gives no verdict where workers are forbidden', async () => {
    await served(siteThatForbidsWorkers(), async (page) => {
      expect(await page.text('.banner')).toMatch(/did not start/);
      expect(await expectNoVerdict(page)).toMatch(/did not start/);
    });
  });
});

describe.each(['chromium', 'firefox'] as const)('in %s, memory that runs short', (name) => {
  test.each(['buffers', 'kernels'] as const)(
    'for %s (simulated) leaves no verdict and says why, and Retry reads the file once it is back',
    async (what) => {
      const content = countingBytes(20_000_003);
      const { site, lack, recover } = siteShortOfMemory();
      const poor = await startServer(site);
      const page = await openApp(await browserNamed(name), poor.url);
      lack(what);
      await page.setFiles(CHOOSE_FILES, writeFiles([['x.iso', content]]));

      const { state, verdict, digests, words } = await endedJob(page, 'x.iso');
      expect([state, verdict, digests]).toEqual(['failed', 'incomplete', {}]);
      expect(words).toMatch(/no memory left.*Close other tabs and programs, then press Retry/s);

      recover(what);
      await pressOn(page, jobNamed('x.iso'), 'retry');
      await page.waitFor(inState('x.iso', 'done'));
      expect((await readJob(page, 'x.iso')).digests).toMatchObject({ sha256: sha256(content) });
      await page.close();
      await poor.stop();
    },
  );
});

test('memory that is short from the start (simulated) is said to be, not called a wrong answer', async () => {
  const { site, lack } = siteShortOfMemory();
  lack('kernels');
  const poor = await startServer(site);
  const page = await (await browserNamed('chromium')).newPage(poor.url);
  await page.waitFor('html[data-ready="failed"]');
  expect(await page.text('.banner')).toMatch(/no memory left.*then reload the page/s);
  await page.close();
  await poor.stop();
});

describe('a catalogue that does not come', () => {
  test('is said to be missing, in each verdict too', async () => {
    const broken = await startServerWithoutCatalogue(500);
    const page = await (await browserNamed('chromium')).newPage(broken.url);
    await page.waitFor('html[data-ready="true"][data-catalogue="failed"]');
    expect(await page.text('.banner')).toMatch(/catalogue is not available/);

    await page.setFiles(
      CHOOSE_FILES,
      writeFiles([
        ['x.iso', 'x'],
        ['y.iso', 'y'],
        ['SHA256SUMS', listLine('x', 'x.iso')],
      ]),
    );
    const matching = await endedJob(page, 'x.iso');
    expect(matching.verdict).toBe('matches');
    expect(matching.words).toMatch(/catalogue could not be consulted/);
    expect((await endedJob(page, 'y.iso')).words).toMatch(/catalogue could not be consulted/);
    await page.close();
    await broken.stop();
  });
});
