/** A page whose process is killed in the middle of a long reading: a real crash, not a reload. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endedJob, inState, jobNamed, openApp, pressOn, showApp } from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { countingBytes } from '../support/counting-bytes.ts';
import { makeDirectory } from '../support/deployment.ts';
import { mountFailingFile, type FailingFile } from '../support/failing-file.ts';
import { placesKept, untilKept } from '../support/kept-readings.ts';
import { nodeDigest } from '../support/node-digest.ts';
import { killReadingRenderer } from '../support/processes.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NAME = 'long.iso';
const content = countingBytes(80_000_000);
const BEGIN = 25_000_000;
/** What the slow disk gives at a time, some five times a second. */
const STEP = 500_000;
const MOST_LOST_MS = 10_000;

let server: TestServer;
let browser: BrowserHandle;
beforeAll(async () => {
  server = await startServer();
  // With a profile: without one, every page has a storage of its own.
  browser = await launchBrowser({ browser: 'chromium', profile: profileThatAllowsReading() });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/**
 * After a crash the browser asks whether the page may read the file again, and no automation can
 * answer. So here it has its answer beforehand, as an administrator may give it for all sites.
 */
function profileThatAllowsReading(): string {
  const profile = makeDirectory();
  const ALLOW = 1; // CONTENT_SETTING_ALLOW
  const settings = {
    profile: { default_content_setting_values: { file_system_read_guard: ALLOW } },
  };
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  return profile;
}

interface Reached {
  readonly at: number;
  readonly bytes: number;
}

/** Lets the disk go on bit by bit until the place was kept twice; what it had given, and when. */
async function readSlowly(page: Page, file: FailingFile): Promise<readonly Reached[]> {
  const given: Reached[] = [];
  const kept = new Set<number>();
  let bytes = BEGIN;
  await expect
    .poll(
      async () => {
        given.push({ at: performance.now(), bytes });
        bytes += STEP;
        await file.holdAt(bytes);
        for (const place of await placesKept(page)) kept.add(place);
        return kept.size;
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe(2);
  return given;
}

test('a reading whose page was killed goes on by a click, having lost ten seconds at most', async () => {
  const file = await mountFailingFile(NAME, content);
  const other = await openApp(browser, server.url);
  const page = await openApp(browser, server.url); // in front: only that one takes a drop
  await file.holdAt(BEGIN);
  await page.drop([file.path]);
  await page.waitFor(inState(NAME, 'reading'));
  const given = await readSlowly(page, file);
  const killedAt = performance.now();
  killReadingRenderer();
  await file.recover();

  // A page that has lived on: the browser has not forgotten what was allowed to the site.
  await showApp(other, server.url);
  await other.waitFor(inState(NAME, 'paused'));
  const [place = 0] = await placesKept(other);
  const hadTenSecondsBefore = given.filter(({ at }) => at < killedAt - MOST_LOST_MS).at(-1);
  expect(place).toBeGreaterThan(BEGIN);
  expect(place).toBeGreaterThanOrEqual(hadTenSecondsBefore?.bytes ?? BEGIN);

  await pressOn(other, jobNamed(NAME), 'resume');
  const card = await endedJob(other, NAME);
  expect(card).toMatchObject({
    state: 'done',
    digests: { sha256: nodeDigest('sha256', content), sha1: nodeDigest('sha1', content) },
  });
  expect(card.words).toContain('Read in 2 sittings');
  await untilKept(other, 0);
  await other.close();
});
