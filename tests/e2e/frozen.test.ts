/**
 * A tab that is hidden for long, or a machine that sleeps: simulated by the browser's own freezing
 * of a page, over its DevTools, for some seconds. The hour itself is simulated in the unit tests.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { endedJob, inState, jobNamed, openApp, pickFiles } from '../support/app.ts';
import { launchBrowser, type BrowserHandle } from '../support/browsers/page.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { mountFailingFile } from '../support/failing-file.ts';
import { nodeDigest } from '../support/node-digest.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NAME = 'long.iso';
const content = countingBytes(60_000_000);
const MIDDLE = 30_000_000;
/** Longer than the window of the speed, so that none of it is left afterwards. */
const FROZEN_MS = 6_000;

let server: TestServer;
let browser: BrowserHandle;
beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser({ browser: 'chromium' });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('a page that was frozen in a reading (simulated) goes on, and shows no absurd number', async () => {
  const file = await mountFailingFile(NAME, content);
  onTestFinished(() => file.recover()); // a browser whose read waits cannot be closed
  const page = await openApp(browser, server.url);
  await file.holdAt(MIDDLE);
  await pickFiles(page, [file.path]);
  await file.untilHeld();
  await page.waitFor(inState(NAME, 'reading'));

  await page.devTools('Page.setWebLifecycleState', { state: 'frozen' });
  await delay(FROZEN_MS); // being frozen has no end of its own to wait for
  await page.devTools('Page.setWebLifecycleState', { state: 'active' });
  await page.waitFor(inState(NAME, 'reading'));
  const words = await page.text(jobNamed(NAME));
  expect(words).not.toMatch(/NaN|Infinity|-\d+ (?:s|min|h|MB)|\d+ h/);
  const shown = Number(
    await page.attribute(`${jobNamed(NAME)} [role="progressbar"]`, 'aria-valuenow'),
  );
  expect(shown).toBeGreaterThanOrEqual(0);
  expect(shown).toBeLessThanOrEqual(100);

  await file.recover();
  expect(await endedJob(page, NAME)).toMatchObject({
    state: 'done',
    digests: { sha256: nodeDigest('sha256', content), sha1: nodeDigest('sha1', content) },
  });
  expect(page.errors).toEqual([]);
  await page.close();
});
