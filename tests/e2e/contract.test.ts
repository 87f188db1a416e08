/** What docs/automation.md promises to scripts, in each state of the page and in both editions. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { portableWithCatalogue, siteWithCatalogue } from '../support/altered-site.ts';
import {
  emptyApp,
  endedJob,
  entryNamed,
  EXPECTED,
  factsOf,
  inState,
  jobNamed,
  openApp,
  portableUrl,
  pressOn,
  readJob,
  referenceNamed,
  showApp,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import {
  listLine,
  md5,
  sha1,
  sha256,
  writeFiles,
  writeFolder,
  writeSparse,
} from '../support/files.ts';
import { contentOf, KNOWN, knownCatalogue, knownFile, WEAK } from '../support/known-images.ts';
import { makeDebianDisc } from '../support/made-media.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let knowing: TestServer;
let browser: BrowserHandle;

beforeAll(async () => {
  server = await startServer();
  knowing = await startServer(siteWithCatalogue(knownCatalogue()));
  browser = await launchBrowser({ browser: 'chromium' });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await knowing.stop();
});

/** All `data-` attributes of the first match, by their names in the contract. */
const dataOf = (page: Page, selector: string): Promise<Record<string, string>> =>
  page.evaluate((which: string) => {
    const element = document.querySelector(which);
    if (!element) throw new Error(`no element: ${which}`);
    const attributes = [...element.attributes].filter(({ name }) => name.startsWith('data-'));
    return Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  }, selector);

const actionsOn = (page: Page, card: string): Promise<readonly string[]> =>
  page.evaluate(
    (which: string) =>
      [...document.querySelectorAll<HTMLElement>(`${which} button[data-action]`)].map(
        ({ dataset }) => dataset['action'] ?? '',
      ),
    card,
  );

const EDITIONS = [
  ['hosted', () => server.url, () => knowing.url],
  ['portable', () => portableUrl(), () => portableUrl(portableWithCatalogue(knownCatalogue()))],
] as const;

describe.each(EDITIONS)('the %s page', (edition, address, knowingAddress) => {
  let page: Page;
  /** Of the same edition, with the catalogue that knows the made-up images. */
  let knowingPage: Page;
  beforeAll(async () => {
    page = await openApp(browser, address());
    knowingPage = await openApp(browser, knowingAddress());
  });
  beforeEach(async () => {
    await emptyApp(page);
    await emptyApp(knowingPage);
  });
  afterAll(async () => {
    await page.close();
    await knowingPage.close();
  });

  test('tells on its root what it is and how far it is ready', async () => {
    await page.waitFor('html[data-offline="ready"]');

    expect(await dataOf(page, 'html')).toEqual({
      'data-app': 'touchstone',
      'data-edition': edition,
      'data-ready': 'true',
      'data-offline': 'ready',
      'data-catalogue': 'ready',
    });
  });

  test('has its inputs by their roles', async () => {
    expect(await page.count('[data-role="drop-zone"]')).toBe(1);
    expect(await page.count('input[type="file"][data-role="choose-files"][multiple]')).toBe(1);
    expect(await page.count('input[data-role="choose-folder"][webkitdirectory]')).toBe(1);
    expect(await page.count('textarea[data-role="expected"]')).toBe(1);
  });

  test('tells of each image its verdict, and of a verified one on what basis', async () => {
    const names = [...KNOWN.map(({ fileName }) => fileName), WEAK];
    await knowingPage.drop(writeFiles(names.map(knownFile)));
    await endedJob(knowingPage, WEAK);

    const shown = await Promise.all(names.map((name) => dataOf(knowingPage, jobNamed(name))));
    expect(shown).toEqual([
      ...KNOWN.map(({ fileName, verdict, basis }) => ({
        'data-role': 'job',
        'data-name': fileName,
        'data-size': String(contentOf(fileName).length),
        'data-state': 'done',
        'data-verdict': verdict,
        'data-diagnosis': '',
        ...(basis !== null && { 'data-basis': basis }),
      })),
      {
        'data-role': 'job',
        'data-name': WEAK,
        'data-size': String(contentOf(WEAK).length),
        'data-state': 'done',
        'data-verdict': 'weak-match',
        'data-diagnosis': '',
      },
    ]);
  });

  test('tells of each image its facts, digests and claims', async () => {
    await knowingPage.drop(writeFiles([knownFile('signed.iso')]));
    const { claims, digests } = await endedJob(knowingPage, 'signed.iso');
    const content = contentOf('signed.iso');

    expect(digests).toEqual({ sha256: sha256(content), sha1: sha1(content) });
    expect(claims).toMatchObject([
      {
        authority: 'catalogue',
        outcome: 'equal',
        reference: null,
        name: 'signed.iso',
        entry: 'signed.iso',
      },
    ]);
    expect(await factsOf(knowingPage, 'signed.iso')).toEqual([
      ['label', 'SIGNED_ISO'],
      ['format', 'iso9660'],
      ['expectedSize', String(content.length)],
      ['product', 'System'],
      ['version', '7'],
    ]);
  });

  test('tells in each state of a job what can be done with it', async () => {
    await page.drop([
      writeSparse('big.iso', 3_000_000_000),
      writeSparse('next.iso', 3_000_000_000),
      ...writeFiles([['last.iso', 'last']]),
    ]);
    const [big, next] = [jobNamed('big.iso'), jobNamed('next.iso')];
    await page.waitFor(inState('big.iso', 'reading'));
    expect(await actionsOn(page, big)).toEqual(['pause', 'cancel', 'remove']);
    await page.waitFor(`${inState('next.iso', 'queued')} [data-role="fact"]`);
    expect(await dataOf(page, next)).toEqual({
      'data-role': 'job',
      'data-name': 'next.iso',
      'data-size': '3000000000',
      'data-state': 'queued',
      'data-diagnosis': 'not-an-image',
    });
    expect(await actionsOn(page, next)).toEqual(['cancel', 'remove']);
    expect(await actionsOn(page, jobNamed('last.iso'))).toEqual(['first', 'cancel', 'remove']);

    await pressOn(page, big, 'pause');
    await page.waitFor(inState('big.iso', 'paused'));
    expect(await actionsOn(page, big)).toEqual(['resume', 'cancel', 'remove']);
    expect(await page.attribute(big, 'data-verdict')).toBeNull();

    await pressOn(page, big, 'cancel');
    await page.waitFor(`${inState('big.iso', 'cancelled')}[data-verdict="incomplete"]`);
    expect(await actionsOn(page, big)).toEqual(['retry', 'remove']);

    await pressOn(page, next, 'remove');
    await page.waitFor(inState('last.iso', 'done'));
    expect(await page.count(next)).toBe(0);
    expect(await actionsOn(page, jobNamed('last.iso'))).toEqual([
      'remove',
      'copy',
      'copy',
      'make-reference',
      'add',
    ]);
  });

  test('opens the files inside an image by their names', async () => {
    await page.drop([makeDebianDisc('disc.iso', { empty: '' })]);
    await endedJob(page, 'disc.iso');
    const files = `${jobNamed('disc.iso')} [data-role="files"]`;
    expect(await actionsOn(page, files)).toEqual(['files']);

    await pressOn(page, files, 'files');
    const [folder, file] = [`${files} ${entryNamed('boot')}`, `${files} ${entryNamed('empty')}`];
    await page.waitFor(folder);
    expect(await dataOf(page, folder)).toEqual({
      'data-role': 'entry',
      'data-name': 'boot',
      'data-kind': 'directory',
    });
    expect(await page.attribute(file, 'data-kind')).toBe('file');
    expect(await actionsOn(page, file)).toEqual(['save-file']);
    await page.click(`${folder} > button[aria-expanded="false"]`);
    await page.waitFor(`${folder} [data-role="directory"] > ${entryNamed('efi.img')}`);
  });

  test('carries out what a script asks of the whole page', async () => {
    await page.drop(
      writeFiles([
        ['x.iso', 'x'],
        ['SHA256SUMS', listLine('x', 'x.iso')],
      ]),
    );
    await page.waitFor(withVerdict('x.iso', 'matches'));

    const { name } = await page.download('[data-action="save-report"]');
    expect(name).toMatch(/\.json$/);
    await page.click('[data-action="clear"]');
    expect(await page.count('[data-role="job"], [data-role="reference"]')).toBe(0);
  });
});

describe('a reference', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openApp(browser, server.url);
  });
  afterAll(() => page.close());

  test('tells its name, format, claims, signature and findings', async () => {
    const lines = `${listLine('x', 'x.iso')}MD5 (y.iso) = ${md5('y')}\nSHA256 (z.iso) = ${sha256('z')}\nno line\n${'ab'.repeat(25)}  w.iso\n`;
    await page.drop(writeFiles([['list.txt', lines]]));
    await page.waitFor(referenceNamed('list.txt'));

    const { 'data-findings': findings = '', ...rest } = await dataOf(
      page,
      referenceNamed('list.txt'),
    );
    expect(rest).toEqual({
      'data-role': 'reference',
      'data-name': 'list.txt',
      'data-format': 'gnu',
      'data-claims': '4',
      'data-signature': 'none',
    });
    expect(findings.split(' ').sort()).toEqual(['impossible-length', 'malformed-line']);
    expect(await actionsOn(page, referenceNamed('list.txt'))).toEqual(['remove']);
  });

  test('that is signed says what its signature is worth', async () => {
    const signed = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${listLine('x', 'x.iso')}-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n`;
    await page.drop(writeFiles([['signed.asc', signed]]));
    await page.waitFor(`${referenceNamed('signed.asc')}[data-signature="bad"]`);

    expect(await page.attribute(referenceNamed('signed.asc'), 'data-claims')).toBe('1');
  });

  test.each([
    ['deadbeef', 'unlabelled-crc32', '0'],
    ['crc32: deadbeef', '', '1'],
    [`${'ABCD '.repeat(5)} ${'EF01 '.repeat(5)}`, 'openpgp-fingerprint', '0'],
    [`magnet:?xt=urn:btih:${sha1('x')}`, 'torrent-info-hash', '0'],
  ])('pasted as %s has the finding "%s"', async (text, code, claims) => {
    await page.fill(EXPECTED, text);
    await page.waitFor(`${referenceNamed('')}[data-claims="${claims}"]`);

    const findings = (await page.attribute(referenceNamed(''), 'data-findings')) ?? '';
    expect(findings.split(' ')).toContain(code);
  });

  test('goes by its button, and takes the pasted text with it', async () => {
    await page.fill(EXPECTED, sha256('x'));
    await pressOn(page, `${referenceNamed('')}[data-claims="1"]`, 'remove');
    await pressOn(page, referenceNamed('list.txt'), 'remove');

    expect(await page.count(`${referenceNamed('')}, ${referenceNamed('list.txt')}`)).toBe(0);
    expect(
      await page.evaluate(
        (box: string) => document.querySelector<HTMLTextAreaElement>(box)?.value,
        EXPECTED,
      ),
    ).toBe('');
  });
});

/** Runs in the page: notes on its root how many milliseconds the reference came after the last character. */
function watchPause(box: string, reference: string): void {
  let typedAt = 0;
  document.querySelector(box)?.addEventListener('input', () => {
    typedAt = performance.now();
  });
  const observer = new MutationObserver(() => {
    if (document.querySelector(reference) === null) return;
    observer.disconnect();
    document.documentElement.dataset['testPause'] = String(performance.now() - typedAt);
  });
  observer.observe(document.body, { subtree: true, childList: true });
}

describe('the box for the expected digest is taken', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openApp(browser, server.url);
    // The first reference loads the part of the page that shows it.
    await page.drop(writeFiles([['SHA256SUMS', listLine('x', 'x.iso')]]));
    await page.waitFor(referenceNamed('SHA256SUMS'));
  });
  afterAll(() => page.close());

  test('at once when a script fills it', async () => {
    await page.fill(EXPECTED, sha256('x'));

    await page.waitFor(referenceNamed(''));
    await page.fill(EXPECTED, '');
  });

  test('at once when it is pasted', async () => {
    await page.paste(EXPECTED, sha256('x'));

    await page.waitFor(referenceNamed(''));
    await page.fill(EXPECTED, '');
  });

  test('after Enter, or a pause, when it is typed', async () => {
    await page.click(EXPECTED);
    await page.evaluate(watchPause, EXPECTED, referenceNamed(''));
    await page.type('0123');
    await page.waitFor('html[data-test-pause]');
    const pauseMs = Number(await page.attribute('html', 'data-test-pause'));
    expect(pauseMs).toBeGreaterThan(900);

    await page.fill(EXPECTED, '');
    await page.type('4567');
    await page.press('Enter');
    await page.waitFor(referenceNamed(''));
  });
});

describe('an image', () => {
  test('takes a claim about another file once a script says so', async () => {
    const page = await openApp(browser, server.url);
    await page.drop(
      writeFiles([
        ['x (1).iso', 'x'],
        ['SHA256SUMS', listLine('other', 'x.iso')],
      ]),
    );
    const before = await endedJob(page, 'x (1).iso');
    expect([before.verdict, before.diagnoses]).toEqual([
      'unlisted',
      ['not-an-image', 'reference-for-other-file'],
    ]);

    await pressOn(page, jobNamed('x (1).iso'), 'apply');
    await page.waitFor(withVerdict('x (1).iso', 'mismatch'));
    const { claims } = await readJob(page, 'x (1).iso');
    expect(claims).toMatchObject([
      {
        authority: 'given',
        outcome: 'different',
        reference: 'SHA256SUMS',
        name: 'x.iso',
        entry: null,
      },
    ]);
    await page.close();
  });

  test('that is another known image than the one asked for has that diagnosis', async () => {
    const page = await openApp(browser, knowing.url);
    await page.drop(
      writeFiles([knownFile('signed.iso'), ['SHA256SUMS', listLine('other', 'signed.iso')]]),
    );

    const { verdict, basis, diagnoses } = await endedJob(page, 'signed.iso');
    expect([verdict, basis, diagnoses]).toEqual(['mismatch', null, ['other-known-image']]);
    await page.close();
  });

  test('that is cut short has that diagnosis, beside others', async () => {
    const page = await openApp(browser, server.url);
    await page.drop(
      writeFiles([
        ['short.iso', contentOf('signed.iso').subarray(0, 50_000)],
        [
          'SHA256SUMS',
          `${sha256(contentOf('signed.iso').subarray(0, 50_000)).slice(0, 40)}  short.iso\n`,
        ],
      ]),
    );

    const { diagnoses } = await endedJob(page, 'short.iso');
    expect([...diagnoses].sort()).toEqual(['reference-truncated', 'truncated']);
    await page.close();
  });

  test('made of a folder that was unpacked has no digests and cannot be tried again', async () => {
    const page = await openApp(browser, server.url);
    await page.drop([
      writeFolder('STICK', { bootmgr: 'x', 'boot/bcd': 'x', 'sources/install.wim': 'x' }),
    ]);
    const { digests, facts } = {
      ...(await endedJob(page, 'STICK')),
      facts: await factsOf(page, 'STICK'),
    };

    expect(await dataOf(page, jobNamed('STICK'))).toMatchObject({
      'data-size': '0',
      'data-state': 'failed',
      'data-verdict': 'incomplete',
      'data-diagnosis': 'unpacked-image',
    });
    expect([digests, facts]).toEqual([{}, []]);
    expect(await actionsOn(page, jobNamed('STICK'))).toEqual(['remove']);
    await page.close();
  });

  test('carries its progress in numbers while it is read', async () => {
    const page = await openApp(browser, server.url);
    await page.drop([writeSparse('big.iso', 3_000_000_000)]);
    const bar = `${inState('big.iso', 'reading')} [data-role="progress"][role="progressbar"]`;
    await page.waitFor(`${bar}:not([aria-valuenow="0"])`);

    expect(Number(await page.attribute(bar, 'aria-valuenow'))).toBeLessThanOrEqual(100);
    expect(await page.count(`${jobNamed('big.iso')} [data-role="verdict"]`)).toBe(0);
    await page.close();
  });
});

test('a notice tells its code, and is dismissed by its button', async () => {
  const page = await browser.newPage();
  await showApp(page, server.url);
  await page.drop([writeFolder('holiday', { 'a.jpg': 'x' })]);
  await page.waitFor('[data-role="notice"][data-code="folder-without-images"]');

  await pressOn(page, '[data-role="notice"]', 'dismiss');
  expect(await page.count('[data-role="notice"]')).toBe(0);
  await page.close();
});
