/** An organisation's own edition, built by the one variable of docs/own-edition.md and used in a browser. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endedJob, openApp, pickFiles, portableUrl, savedReport } from '../support/app.ts';
import { launchBrowser, type BrowserHandle } from '../support/browsers/page.ts';
import { digestOf } from '../support/checksum-tools.ts';
import { makeDirectory } from '../support/deployment.ts';
import { findViolations, type Schema } from '../support/json-schema.ts';
import { findRealImages, type RealImage } from '../support/real-images.ts';

const NAME = 'Example Bank';
const CONTACT = 'it-images@bank.example';

let image: RealImage;
let built: string;
let downloads: string;
let browser: BrowserHandle;

function makeOwn(): string {
  const own = makeDirectory();
  mkdirSync(path.join(own, 'catalogue'));
  const source = {
    ...{ id: 1, where: 'IT images, golden/SHA256SUMS', owner: NAME, family: 'example-bank' },
    ...{ authority: 'publisher', collected: '2027-02-03' },
  };
  const entry = {
    ...{ id: 'golden-1', vendor: NAME, product: 'Teller image', fileName: image.name },
    digests: { sha256: digestOf('sha256sum', image.path) },
    sources: [{ source: 1, says: ['sha256'] }],
  };
  const files = { 'catalogue/sources.jsonl': source, 'catalogue/images.jsonl': entry };
  for (const [name, value] of Object.entries(files))
    writeFileSync(path.join(own, name), `${JSON.stringify(value)}\n`);
  writeFileSync(path.join(own, 'edition.json'), JSON.stringify({ name: NAME, contact: CONTACT }));
  return own;
}

beforeAll(async () => {
  [image] = (await findRealImages()) as [RealImage];
  const directory = makeDirectory();
  execFileSync(
    'node_modules/.bin/vite',
    ['build', '--mode', 'portable', '--logLevel', 'warn', '--outDir', directory],
    { env: { ...process.env, TOUCHSTONE_OWN: makeOwn() }, stdio: 'inherit' },
  );
  built = path.join(directory, 'touchstone.html');
  downloads = path.join(directory, 'downloads');
  mkdirSync(downloads);
  browser = await launchBrowser({ browser: 'chromium', downloads });
});

afterAll(() => browser.close());

test('verifies an image of the own catalogue on the word of its publisher, with the day of its list', async () => {
  const page = await openApp(browser, portableUrl(built));

  await pickFiles(page, [image.path]);
  const job = await endedJob(page, image.name);

  expect(job).toMatchObject({ verdict: 'verified', basis: 'publisher' });
  expect(job.words).toContain('Example Bank’s own published list, as collected on 3 February 2027');
  await page.close();
});

test('says on the page and in the report whose edition it is', async () => {
  const page = await openApp(browser, portableUrl(built));
  await pickFiles(page, [image.path]);
  await endedJob(page, image.name);

  const { content: report } = await savedReport(page, downloads);

  expect(await page.text('[data-role="own-edition"]')).toContain(`${NAME} (${CONTACT})`);
  expect(report).toMatchObject({ tool: { own: { name: NAME, contact: CONTACT } } });
  expect(JSON.stringify(report)).toContain('"collected":"2027-02-03"');
  const schema = JSON.parse(
    readFileSync('public/schema/touchstone.report-1.json', 'utf8'),
  ) as Schema;
  expect(findViolations(report, schema)).toEqual([]);
  await page.close();
});

test("everyone's edition says nothing of the kind, and does not know the image", async () => {
  const page = await openApp(browser, portableUrl());

  await pickFiles(page, [image.path]);

  expect(await endedJob(page, image.name)).toMatchObject({ verdict: 'unlisted' });
  expect(await page.count('[data-role="own-edition"]')).toBe(0);
  await page.close();
});
