/** A person's own catalogue: made from an image, saved, carried, looked at, accepted, kept. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CHOOSE_FILES,
  endedJob,
  jobNamed,
  openApp,
  pickFiles,
  portableUrl,
  pressOn,
  referenceNamed,
  savedReport,
  showApp,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { sha256, writeFiles } from '../support/files.ts';
import { Gpg } from '../support/gpg.ts';
import { findViolations, type Schema } from '../support/json-schema.ts';
import {
  acceptFile,
  additionOf,
  addToCatalogue,
  contentOf,
  fileOf,
  GOLDEN,
  makeCatalogue,
  OFFER,
  save,
  type Saved,
} from '../support/site-catalogue.ts';
import { startServer, type TestServer } from '../support/server.ts';

const [golden = '', altered = '', second = ''] = [
  ...writeFiles([['golden.iso', GOLDEN]]),
  ...writeFiles([['golden.iso', 'the altered image']]),
  ...writeFiles([['second.iso', 'another image']]),
];

const schemaOf = (name: string): Schema =>
  JSON.parse(readFileSync(path.join('public/schema', name), 'utf8')) as Schema;

async function expectNoComplaint(page: Page): Promise<void> {
  expect(await page.violations()).toEqual([]);
  expect(page.errors).toEqual([]);
}

describe.each(['chromium', 'chromium109', 'firefox'] as const)(
  'the portable edition in %s',
  (name) => {
    const downloads = makeDirectory();
    let browser: BrowserHandle;
    beforeAll(async () => {
      browser = await launchBrowser({ browser: name, downloads });
    });
    afterAll(() => browser.close());

    test('makes a catalogue that vouches for its image at the next visit, once it is accepted', async () => {
      const page = await openApp(browser, portableUrl());
      const saved = await makeCatalogue(page, downloads);
      expect(saved.name).toBe('site-catalogue-v1.touchstone.json');
      expect(contentOf(saved).entries).toMatchObject([
        { fileName: 'golden.iso', title: 'Desktop of 2026', digests: { sha256: sha256(GOLDEN) } },
      ]);
      expect(
        findViolations(JSON.parse(saved.text), schemaOf('touchstone.catalogue-1.json')),
      ).toEqual([]);

      await showApp(page, portableUrl());
      await pickFiles(page, [golden, fileOf(saved)]);
      const before = await endedJob(page, 'golden.iso');
      await page.waitFor(`${OFFER}[data-order="new"][data-added="1"]`);
      await pressOn(page, referenceNamed(saved.name), 'accept');
      await page.waitFor(`${jobNamed('golden.iso')} [data-role="claim"][data-authority="own"]`);

      expect(before.claims).toMatchObject([{ authority: 'given', outcome: 'equal' }]);
      const after = await endedJob(page, 'golden.iso');
      expect(after).toMatchObject({
        verdict: 'matches',
        claims: [{ authority: 'own', outcome: 'equal', reference: saved.name }],
      });
      expect(after.words).toContain('which you accepted');

      await showApp(page, portableUrl());
      await pickFiles(page, [golden]);
      await page.waitFor(withVerdict('golden.iso', 'unlisted'));
      await expectNoComplaint(page);
      await page.close();
    });
  },
);

describe('the hosted edition', () => {
  let server: TestServer;
  let browser: BrowserHandle;
  let saved: Saved;
  let newer: Saved;
  const downloads = makeDirectory();
  beforeAll(async () => {
    server = await startServer('dist');
    browser = await launchBrowser({ browser: 'chromium', downloads });
    const page = await openApp(browser, server.url);
    saved = await makeCatalogue(page, downloads);
    await pickFiles(page, [second]);
    await addToCatalogue(page, 'second.iso');
    newer = await save(page, downloads);
    await page.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  test('counts versions forward, and only where something was changed', () => {
    expect([contentOf(saved).version, contentOf(newer).version]).toEqual([1, 2]);
    expect(contentOf(newer).id).toBe(contentOf(saved).id);
  });

  test('does not take an altered image of a listed name for it', async () => {
    const page = await openApp(browser, server.url);
    await acceptFile(page, saved);

    await page.setFiles(CHOOSE_FILES, [altered]);

    await page.waitFor(withVerdict('golden.iso', 'mismatch'));
    expect(await page.count(additionOf('golden.iso'))).toBe(0);
    await pressOn(page, referenceNamed(saved.name), 'remove');
    await page.close();
  });

  test('keeps an accepted catalogue across visits until it is forgotten', async () => {
    const page = await openApp(browser, server.url);
    await acceptFile(page, saved);

    await showApp(page, server.url);
    await page.waitFor(`${referenceNamed(saved.name)} ${OFFER}[data-accepted="true"]`);
    await pickFiles(page, [golden]);
    await page.waitFor(withVerdict('golden.iso', 'matches'));
    await pressOn(page, referenceNamed(saved.name), 'remove');
    await page.waitFor(withVerdict('golden.iso', 'unlisted'));

    await showApp(page, server.url);
    await pickFiles(page, [golden]);
    await page.waitFor(withVerdict('golden.iso', 'unlisted'));
    expect(await page.count(referenceNamed(saved.name))).toBe(0);
    await page.close();
  });

  test('shows what an older version would undo, takes it when told to, and says so in the report', async () => {
    const page = await openApp(browser, server.url);
    await acceptFile(page, newer);
    await pickFiles(page, [fileOf(saved)]);
    await page.waitFor(
      `${referenceNamed(saved.name)} ${OFFER}[data-order="older"][data-removed="1"]`,
    );
    expect(await page.text(`${referenceNamed(saved.name)} [data-action="accept"]`)).toBe(
      'Use this older version',
    );

    await pressOn(page, referenceNamed(saved.name), 'accept');

    await page.waitFor(`${referenceNamed(saved.name)} ${OFFER}[data-accepted="true"]`);
    expect(await page.count(referenceNamed(newer.name))).toBe(0);
    const { content } = await savedReport(page, downloads);
    const report = content as { readonly imports: readonly unknown[] };
    expect(findViolations(report, schemaOf('touchstone.report-1.json'))).toEqual([]);
    expect(report.imports).toMatchObject([
      { action: 'accepted', version: 2, sha256: sha256(newer.text), replaced: null },
      { action: 'accepted', version: 1, replaced: 2, removed: [{ fileName: 'second.iso' }] },
    ]);
    await pressOn(page, referenceNamed(saved.name), 'remove');
    await page.close();
  });

  test('names the signer of a catalogue before it is accepted', async () => {
    const gpg = new Gpg();
    const key = gpg.makeKey('Site Images <images@example.org>');
    const signature = gpg.sign(key, saved.text, ['--armor', '--detach-sign']);
    const page = await openApp(browser, server.url);
    await pickFiles(page, writeFiles([['site.asc', gpg.exportKey(key)]]));
    await pressOn(page, '[data-role="key"]', 'trust');
    await pickFiles(
      page,
      writeFiles([
        [saved.name, saved.text],
        [`${saved.name}.asc`, signature],
      ]),
    );

    await page.waitFor(`${referenceNamed(saved.name)}[data-signature="good"][data-trust="own"]`);

    expect(await page.text(referenceNamed(saved.name))).toContain('Site Images');
    expect(await page.count(`${referenceNamed(saved.name)} [data-action="accept"]`)).toBe(1);
    await pressOn(page, '[data-role="key"]', 'forget');
    gpg.close();
    await page.close();
  });

  test('refuses a catalogue whose signature is wrong', async () => {
    const gpg = new Gpg();
    const key = gpg.makeKey('Site Images <images@example.org>');
    const signature = gpg.sign(key, saved.text, ['--armor', '--detach-sign']);
    const page = await openApp(browser, server.url);
    await pickFiles(page, writeFiles([['site.asc', gpg.exportKey(key)]]));
    await pressOn(page, '[data-role="key"]', 'trust');
    await pickFiles(
      page,
      writeFiles([
        [saved.name, saved.text.replace('golden.iso', 'silver.iso')],
        [`${saved.name}.asc`, signature],
      ]),
    );

    await page.waitFor(`${referenceNamed(saved.name)}[data-signature="bad"]`);

    await page.waitFor(`${referenceNamed(saved.name)} ${OFFER}`);
    expect(await page.count(`${referenceNamed(saved.name)} [data-action="accept"]`)).toBe(0);
    await pressOn(page, '[data-role="key"]', 'forget');
    gpg.close();
    await page.close();
  });

  test('says which member of a damaged catalogue cannot be so, and uses nothing of it', async () => {
    const page = await openApp(browser, server.url);

    await pickFiles(
      page,
      writeFiles([['damaged.touchstone.json', saved.text.replace('"size":', '"bytes":')]]),
    );

    await page.waitFor(`${referenceNamed('damaged.touchstone.json')}[data-claims="0"]`);
    expect(await page.text(referenceNamed('damaged.touchstone.json'))).toContain(
      'entries[0].bytes',
    );
    await page.close();
  });
});
