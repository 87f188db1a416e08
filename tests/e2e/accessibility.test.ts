/** Usable without a mouse, without good eyes, on a small screen: in every state of the page. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteWithCatalogue, siteWithWrongAnswer } from '../support/altered-site.ts';
import {
  CHOOSE_FILES,
  endedJob,
  entryNamed,
  EXPECTED,
  inState,
  jobNamed,
  openApp,
  openFolds,
  pressOn,
  referenceNamed,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { listLine, sha256, writeFiles, writeFolder, writeSparse } from '../support/files.ts';
import { knownCatalogue, knownFile, WEAK } from '../support/known-images.ts';
import { makeDebianDisc } from '../support/made-media.ts';
import { showEmptyDraft, showSiteCatalogues } from '../support/site-catalogue.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** A function whose text is axe: the rig brings functions into the page by their text. */
const RUN_AXE = Object.assign(() => undefined, {
  toString: () => `() => {${readFileSync('node_modules/axe-core/axe.min.js', 'utf8')}}`,
});
/** Without a place where it may break, and longer than a phone is wide. */
const LONG_NAME = `${'endless'.repeat(30)}.iso`;

let server: TestServer;
let failing: TestServer;

beforeAll(async () => {
  server = await startServer(siteWithCatalogue(knownCatalogue()));
  failing = await startServer(siteWithWrongAnswer());
});

afterAll(async () => {
  await server.stop();
  await failing.stop();
});

/** What axe finds, as `rule: elements`. */
async function findBarriers(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(RUN_AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  });
}

/** By how many pixels the page is wider than its window. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** One image for each verdict and kind of diagnosis, lists with findings, and notices. */
async function showEverything(page: Page): Promise<void> {
  const list = [
    listLine('sound', 'damaged.iso'),
    listLine('plain', 'other.iso'),
    listLine('x', LONG_NAME),
    'a line that is none\n',
    `${'ab'.repeat(25)}  short.iso\n`,
  ].join('');
  const files = writeFiles([
    knownFile('signed.iso'),
    knownFile('corroborated.iso'),
    knownFile('listed.iso'),
    knownFile(WEAK),
    ['damaged.iso', 'damaged'],
    ['plain.iso', 'something plain'],
    ['empty.iso', ''],
    [LONG_NAME, 'long'],
    ['SHA256SUMS', list],
    ['broken.sha256', Uint8Array.of(0, 1, 2, 255)],
  ]);
  const folders = [
    writeFolder('STICK', { bootmgr: 'x', 'boot/bcd': 'x', 'sources/install.wim': 'y' }),
    writeFolder('holiday', { 'a.jpg': 'x' }),
  ];
  await page.drop([...files, ...folders]);
  await page.fill(EXPECTED, `${sha256('pasted').slice(3)}\n`);
  for (const name of ['signed.iso', LONG_NAME, 'STICK', 'broken.sha256'])
    await endedJob(page, name);
  await page.waitFor('[data-role="notice"]');
}

/** A reading that does not end by itself while it is looked at. */
const writeEndless = (name: string): string => writeSparse(name, 2 ** 36);

async function showReading(page: Page): Promise<void> {
  await page.drop([
    writeEndless('big.iso'),
    writeEndless('next.iso'),
    ...writeFiles([
      ['last.iso', 'x'],
      ['behind.iso', 'y'],
    ]),
  ]);
  await page.waitFor(inState('big.iso', 'reading'));
  await pressOn(page, jobNamed('big.iso'), 'pause');
  await page.waitFor(inState('next.iso', 'reading'));
}

async function showUnfolded(page: Page): Promise<void> {
  await showEverything(page);
  await openFolds(page);
}

/** An image that says what it is, its folds, and the files inside it with one folder within another. */
async function showFiles(page: Page): Promise<void> {
  const many = Array.from({ length: 300 }, (_, i) => [`pool/${i}.txt`, String(i)] as const);
  const disc = makeDebianDisc('disc.iso', {
    ...Object.fromEntries(many),
    [`pool/main/${'endless'.repeat(30)}.deb`]: 'long',
    'windows\u202Eosi.exe': 'override',
  });
  await page.drop([disc]);
  await endedJob(page, 'disc.iso');
  await openFolds(page);
  await page.waitFor(entryNamed('pool'));
  await openFolds(page);
  await page.waitFor(`${entryNamed('pool')} ${entryNamed('main')}`);
  await openFolds(page);
  await page.waitFor(`${entryNamed('main')} [data-kind="file"]`);
}

async function showKnownImages(page: Page): Promise<void> {
  // Not where the pointer was: the letterhead moves when the page becomes ready for offline use.
  await page.evaluate(() =>
    document.querySelector<HTMLElement>('header [data-action="catalogue"]')?.click(),
  );
  await page.waitFor('[data-role="catalogue-entry"]');
}

async function showKnownImage(page: Page): Promise<void> {
  await showKnownImages(page);
  await page.evaluate(() =>
    document.querySelector<HTMLElement>('[data-role="catalogue-entry"] a')?.click(),
  );
  await page.waitFor('[data-role="catalogue-detail"]');
}

async function showFailure(page: Page): Promise<void> {
  await page.goto(failing.url);
  await page.waitFor('html[data-ready="failed"]');
  await page.setFiles(CHOOSE_FILES, writeFiles([['x.iso', 'x']]));
  await endedJob(page, 'x.iso');
}

const STATES = [
  ['while the page is empty', () => Promise.resolve()],
  ['while images are read and wait', showReading],
  ['with every kind of verdict, reference and notice on the page', showEverything],
  ['with all that can be unfolded', showUnfolded],
  ['with the files inside an image', showFiles],
  ['with the known images', showKnownImages],
  ['with all that is known of an image', showKnownImage],
  ['when the self-test failed', showFailure],
  ['with a catalogue of its own that cannot be saved', showEmptyDraft],
  // Last: the browser keeps what it accepts.
  ['with a catalogue of its own in use, a newer one and a draft', showSiteCatalogues],
] as const;

const SCREENS = [
  { colorScheme: 'light', width: 1024 },
  { colorScheme: 'dark', width: 1024 },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 320 },
] as const;

describe('there is no barrier', () => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
  });
  afterAll(() => browser.close());

  describe.each(STATES)('%s', (_, show) => {
    let page: Page;
    beforeAll(async () => {
      page = await openApp(browser, server.url);
      await show(page);
    });
    afterAll(() => page.close());

    test.each(SCREENS)('$colorScheme, $width pixels wide', async ({ colorScheme, width }) => {
      const metrics = { width, height: 800, deviceScaleFactor: 1, mobile: false };
      await page.devTools('Emulation.setDeviceMetricsOverride', metrics);
      const features = [{ name: 'prefers-color-scheme', value: colorScheme }];
      await page.devTools('Emulation.setEmulatedMedia', { features });
      const isShown = (query: string) => matchMedia(query).matches;
      const screen = `(width: ${width}px) and (prefers-color-scheme: ${colorScheme})`;
      expect(await page.evaluate(isShown, screen)).toBe(true);

      expect(await findBarriers(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  });
});

test('a barrier would be found', async () => {
  const browser = await launchBrowser({ browser: 'chromium' });
  const page = await openApp(browser, server.url);
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('button')),
  );

  expect(await findBarriers(page)).toEqual([expect.stringMatching(/^button-name: /)]);
  await browser.close();
});

describe('for those who do not see the page', () => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
  });
  afterAll(() => browser.close());

  interface AxNode {
    readonly ignored: boolean;
    readonly role?: { readonly value: string };
    readonly name?: { readonly value: string };
  }
  const namesOf = async (page: Page, role: string): Promise<readonly string[]> => {
    const { nodes } = (await page.devTools('Accessibility.getFullAXTree')) as {
      nodes: readonly AxNode[];
    };
    return nodes
      .filter((node) => !node.ignored && node.role?.value === role)
      .map(({ name }) => name?.value ?? '');
  };

  test('every button has a name of its own', async () => {
    const page = await openApp(browser, server.url);
    await showEverything(page);
    // Chosen: a second drop of one name would be given another.
    await page.setFiles(
      CHOOSE_FILES,
      writeFiles([
        ['plain.iso', 'another of that name'],
        ['SHA256SUMS', 'a line that is none\n'.repeat(9) + listLine('x', 'plain.iso')],
      ]),
    );
    await page.waitFor(`${jobNamed('plain.iso')} ~ ${jobNamed('plain.iso')}[data-verdict]`);
    await openFolds(page);

    const names = await namesOf(page, 'button');
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name, index) => name === '' || names.indexOf(name) !== index)).toEqual([]);
    await page.close();
  });

  test('the progress bar says whose it is and how far it is', async () => {
    const page = await openApp(browser, server.url);
    await page.drop([writeEndless('big.iso')]);
    const bar = `${inState('big.iso', 'reading')} [data-role="progress"]`;
    await page.waitFor(`${bar}:not([aria-valuenow="0"])`);

    expect(await page.attribute(bar, 'role')).toBe('progressbar');
    expect(await page.attribute(bar, 'aria-valuemin')).toBe('0');
    expect(await page.attribute(bar, 'aria-valuemax')).toBe('100');
    expect(Number(await page.attribute(bar, 'aria-valuenow'))).toBeGreaterThan(0);
    const [name = ''] = await namesOf(page, 'progressbar');
    expect(name).toContain('big.iso');
    await page.close();
  });

  /** From now on keeps every line that the live region is given. */
  const listen = (page: Page): Promise<void> =>
    page.evaluate(() => {
      const spoken: string[] = [];
      Object.assign(globalThis, { spoken });
      for (const region of document.querySelectorAll('p[role="status"]'))
        new MutationObserver(() => spoken.push(region.textContent)).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
    });
  const heard = (page: Page): Promise<readonly string[]> =>
    page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);

  test('the start and the verdict of the first image are spoken, from a place that was there before', async () => {
    const page = await openApp(browser, server.url);
    await listen(page);
    await page.drop([writeSparse('big.iso', 400_000_000)]);
    await page.waitFor(withVerdict('big.iso', 'unlisted'));

    const lines = await heard(page);
    // On a slow machine its half is spoken too.
    expect(lines.filter((line) => !line.includes('half-way'))).toEqual([
      expect.stringMatching(/^Reading “.?big\.iso.?” has started\.$/),
      expect.stringMatching(/^“.?big\.iso.?”: No verdict\./),
    ]);
    await page.close();
  });

  test('of many images a few lines are spoken', async () => {
    const page = await openApp(browser, server.url);
    await listen(page);
    await page.drop(writeFiles(Array.from({ length: 40 }, (_, i) => [`${i}.iso`, `${i}`])));
    await page.waitFor('[data-role="job"]:nth-of-type(40)[data-verdict]');

    const lines = await heard(page);
    expect(lines[0]).toMatch(/^Verifying 40 images has started\./);
    expect(lines[lines.length - 1]).toBe('40 images are done. No verdict: 40.');
    expect(lines.length).toBeLessThanOrEqual(5);
    await page.close();
  });
});

describe('by keyboard alone', () => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
  });
  afterAll(() => browser.close());

  /** What has the focus, in the words of the automation contract. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return 'nothing';
      const { role, action } = element.dataset;
      return action ?? role ?? element.tagName.toLowerCase();
    });
  const tabTo = async (page: Page, wanted: string): Promise<void> => {
    for (let steps = 0; steps < 60 && (await focused(page)) !== wanted; steps++)
      await page.press('Tab');
    expect(await focused(page)).toBe(wanted);
  };

  test('the way through the empty page is the way it reads', async () => {
    const page = await openApp(browser, server.url);
    const way: string[] = [];
    for (let step = 0; step < 4; step++) {
      await page.press('Tab');
      way.push(await focused(page));
    }

    expect(way).toEqual(['catalogue', 'choose-files', 'choose-folder', 'expected']);
    await page.close();
  });

  test.each(['choose-files', 'choose-folder'])(
    '%s shows its focus and opens by the space bar',
    async (role) => {
      const page = await openApp(browser, server.url);
      await tabTo(page, role);
      await page.evaluate(
        (input: string) =>
          document.querySelector(`[data-role="${input}"]`)?.addEventListener('click', (event) => {
            event.preventDefault();
            document.body.dataset['opened'] = input;
          }),
        role,
      );
      const outline = await page.evaluate((input: string) => {
        const label = document.querySelector(`[data-role="${input}"] + label`);
        return label ? getComputedStyle(label).outlineStyle : '';
      }, role);
      await page.press('Space');

      expect(outline).not.toBe('none');
      expect(await page.attribute('body', 'data-opened')).toBe(role);
      await page.close();
    },
  );

  test('the whole job can be done, and the focus is never lost', async () => {
    const page = await openApp(browser, server.url);
    await page.setFiles(
      CHOOSE_FILES,
      writeFiles([
        ['x.iso', 'x'],
        ['y.iso', 'y'],
      ]),
    );
    await page.paste(EXPECTED, sha256('x'));
    await page.waitFor(withVerdict('x.iso', 'matches'));
    await page.waitFor(inState('y.iso', 'done')); // its first button is another one until then

    await tabTo(page, 'copy');
    await page.press('Enter');
    await page.waitForText('SHA-256');
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('[data-role="job"] [data-action="remove"]')?.focus(),
    );
    await page.press('Enter');
    await page.waitFor(`main:not(:has(${jobNamed('x.iso')}))`);
    await page.waitFor(withVerdict('y.iso', 'mismatch')); // it is read again for other algorithms

    expect(await focused(page)).toBe('h3');
    await page.press('Tab');
    expect(await focused(page)).toBe('remove');
    await page.press('Enter');
    await page.waitFor(`main:not(:has(${jobNamed('y.iso')}))`);
    expect(await focused(page)).not.toBe('nothing');
    await page.close();
  });

  test('a typed digest counts after Enter', async () => {
    const page = await openApp(browser, server.url);
    await tabTo(page, 'expected');
    await page.type(sha256('x').slice(0, 64));
    await page.press('Enter');

    await page.waitFor(`${referenceNamed('')}[data-claims="1"]`);
    expect(await focused(page)).toBe('expected');
    await page.close();
  });

  test('a job is paused, resumed, cancelled and tried again from where the focus is', async () => {
    const page = await openApp(browser, server.url);
    await page.setFiles(CHOOSE_FILES, [writeEndless('big.iso')]);
    await page.waitFor(inState('big.iso', 'reading'));

    await tabTo(page, 'pause');
    await page.press('Enter');
    await page.waitFor(inState('big.iso', 'paused'));
    expect(await focused(page)).toBe('resume');
    await page.press('Enter');
    await page.waitFor(inState('big.iso', 'reading'));
    expect(await focused(page)).toBe('pause');
    await tabTo(page, 'cancel');
    await page.press('Enter');
    await page.waitFor(inState('big.iso', 'cancelled'));
    expect(await focused(page)).not.toBe('nothing');
    await tabTo(page, 'retry');
    await page.press('Enter');
    await page.waitFor(inState('big.iso', 'reading'));
    expect(await focused(page)).not.toBe('nothing');
    await page.close();
  });
});

describe('as the system asks for it', () => {
  let browser: BrowserHandle;
  beforeAll(async () => {
    browser = await launchBrowser({ browser: 'chromium' });
  });
  afterAll(() => browser.close());

  const openWith = async (name: string, value: string): Promise<Page> => {
    const page = await openApp(browser, server.url);
    await page.devTools('Emulation.setEmulatedMedia', { features: [{ name, value }] });
    const isAsked = (query: string) => matchMedia(query).matches;
    expect(await page.evaluate(isAsked, `(${name}: ${value})`)).toBe(true);
    return page;
  };

  test('nothing moves where motion is to be reduced', async () => {
    const page = await openWith('prefers-reduced-motion', 'reduce');
    await page.drop([writeEndless('big.iso')]);
    await page.waitFor(`${inState('big.iso', 'reading')} [aria-valuenow]:not([aria-valuenow="0"])`);

    const moving = await page.evaluate(() => {
      const isMoving = (element: Element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return parseFloat(transitionDuration) > 0.001 || animationName !== 'none';
      };
      return [...document.querySelectorAll('*')].filter(isMoving).map(({ className }) => className);
    });
    expect(moving).toEqual([]);
    await page.close();
  });

  test('each verdict is a word and a shape in the system’s own colours where those are forced', async () => {
    const page = await openWith('forced-colors', 'active');
    await showEverything(page);

    const unreadable = await page.evaluate(() => {
      const canvas = getComputedStyle(document.body).backgroundColor;
      const isReadable = (verdict: HTMLElement) => {
        const word = verdict.querySelector('h4');
        const shape = verdict.querySelector('svg');
        if (!word || !shape) return false;
        const { fill, stroke } = getComputedStyle(
          shape.querySelector('path, circle, rect, polygon') ?? shape,
        );
        const isDrawn = [fill, stroke].some((colour) => colour !== 'none' && colour !== canvas);
        return word.innerText !== '' && getComputedStyle(word).color !== canvas && isDrawn;
      };
      return [...document.querySelectorAll<HTMLElement>('[data-role="verdict"]')]
        .filter((verdict) => !isReadable(verdict))
        .map(({ innerText }) => innerText);
    });
    expect(unreadable).toEqual([]);
    await page.close();
  });
});
