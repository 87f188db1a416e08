/** A reading that its page did not live to see the end of, taken up by the next page. */
import { utimesSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endedJob, inState, jobNamed, openApp, pressOn, showApp } from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { makeDirectory } from '../support/deployment.ts';
import { mountFailingFile, type FailingFile } from '../support/failing-file.ts';
import { writeSparse } from '../support/files.ts';
import { untilKept } from '../support/kept-readings.ts';
import { nodeDigest } from '../support/node-digest.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NAME = 'long.iso';
/** Large enough for a chain of workers. */
const content = countingBytes(40_000_000);
const MIDDLE = 25_000_000;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** What each kept reading is of; changes its build where one is given. */
const rewriteBuilds = (page: Page, build: string): Promise<void> =>
  page.evaluate(async (other: string) => {
    const opening = indexedDB.open('touchstone');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction('readings', 'readwrite').objectStore('readings');
    const cursors = store.openCursor();
    await new Promise<void>((resolve) => {
      cursors.onsuccess = () => {
        const cursor = cursors.result;
        if (cursor === null) {
          resolve();
          return;
        }
        cursor.update({ ...(cursor.value as object), build: other });
        cursor.continue();
      };
    });
    database.close();
  }, build);

/**
 * Queues for the lock of the one reading there is, to keep it for a while once the page that has it
 * is gone: what a busy browser, which frees the locks of a closed page late, looks like from outside.
 */
const lockAfter = (page: Page, milliseconds: number): Promise<void> =>
  page.evaluate(async (time: number) => {
    const name = (await navigator.locks.query()).held?.[0]?.name;
    if (name === undefined) throw new Error('no page holds a reading');
    void navigator.locks.request(
      name,
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, time);
        }),
    );
  }, milliseconds);

let browser: BrowserHandle;
beforeAll(async () => {
  browser = await launchBrowser({ browser: 'chromium' });
});
afterAll(() => browser.close());

describe('a reading that was paused when its page was loaded anew', () => {
  let page: Page;
  let file: FailingFile;
  beforeEach(async () => {
    file = await mountFailingFile(NAME, content);
    page = await openApp(browser, server.url);
    await file.holdAt(MIDDLE);
    await page.drop([file.path]);
    await file.untilHeld();
    await page.waitFor(inState(NAME, 'reading'));
    await pressOn(page, jobNamed(NAME), 'pause');
    await untilKept(page, 1);
    await file.recover();
  });
  afterEach(() => page.close());

  test('goes on where it stood, says in how many sittings, and leaves nothing behind', async () => {
    await showApp(page, server.url);
    await page.waitFor(inState(NAME, 'paused'));
    await page.waitForText('Its reading ended with the page that it was on');
    await pressOn(page, jobNamed(NAME), 'resume');

    const card = await endedJob(page, NAME);
    expect(card).toMatchObject({
      state: 'done',
      digests: { sha256: nodeDigest('sha256', content), sha1: nodeDigest('sha1', content) },
    });
    expect(card.words).toContain('Read in 2 sittings');
    await untilKept(page, 0);
  });

  test('of a file that was changed since has no verdict', async () => {
    utimesSync(file.backing, 1_000_000_000, 1_000_000_000);
    await showApp(page, server.url);
    await page.waitFor(inState(NAME, 'paused'));
    await pressOn(page, jobNamed(NAME), 'resume');

    const card = await endedJob(page, NAME);
    expect(card).toMatchObject({ state: 'failed', verdict: 'incomplete', digests: {} });
    await untilKept(page, 0);
  });

  test('is not taken up by another build', async () => {
    await rewriteBuilds(page, 'another');
    await showApp(page, server.url);
    await untilKept(page, 0);
    expect(await page.count(jobNamed(NAME))).toBe(0);
  });

  test('is forgotten when it is removed', async () => {
    await pressOn(page, jobNamed(NAME), 'cancel');
    await untilKept(page, 0);
  });
});

test('files of the browser’s own picker are taken with their handles', async () => {
  const page = await openApp(browser, server.url);
  // No automation can drive the picker; the handle is a real one, of a file in the page's own storage.
  await page.evaluate(async () => {
    const directory = await navigator.storage.getDirectory();
    const handle = await directory.getFileHandle('picked.iso', { create: true });
    const writer = await handle.createWritable();
    await writer.write('abc');
    await writer.close();
    Object.assign(globalThis, { showOpenFilePicker: () => Promise.resolve([handle]) });
  });
  await page.click('.choose-files label');
  expect((await endedJob(page, 'picked.iso')).digests['sha1']).toBe(
    'a9993e364706816aba3e25717850c26c9cd0d89d', // FIPS 180-4, of "abc"
  );
  await page.close();
});

describe('pages of one browser', () => {
  const ENDLESS = 'endless.iso';
  let shared: BrowserHandle;
  beforeAll(async () => {
    // With a profile: without one, every page has a storage of its own.
    shared = await launchBrowser({ browser: 'chromium', profile: makeDirectory() });
  });
  afterAll(() => shared.close());

  test('take up what a closed one left unfinished, and nothing that another still reads', async () => {
    const witness = await openApp(shared, server.url);
    const bystander = await openApp(shared, server.url);
    const reading = await openApp(shared, server.url); // in front: only that one takes a drop
    await reading.drop([writeSparse(ENDLESS, 50_000_000_000)]);
    await untilKept(witness, 1);
    await showApp(witness, server.url);
    expect(await witness.count(jobNamed(ENDLESS))).toBe(0);

    await lockAfter(bystander, 1500);
    await reading.close();
    await showApp(witness, server.url);
    await witness.waitFor(inState(ENDLESS, 'paused'));
    expect(await witness.text(jobNamed(ENDLESS))).toMatch(/[1-9][\d,]* of 50,000,000,000/);
    await pressOn(witness, jobNamed(ENDLESS), 'cancel');
    await untilKept(witness, 0);
    await witness.close();
  });
});
