/** A catalogue that its site signed outside of the program: whose signature it bears. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  KEY,
  openApp,
  pickFiles,
  pressOn,
  referenceNamed,
  savedReport,
  showApp,
  trustKey,
  withVerdict,
} from '../support/app.ts';
import { launchBrowser, type BrowserHandle } from '../support/browsers/page.ts';
import { makeDirectory } from '../support/deployment.ts';
import { writeFiles } from '../support/files.ts';
import { Minisign } from '../support/minisign-tool.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { GOLDEN, makeCatalogue, OFFER, type Saved } from '../support/site-catalogue.ts';

const withSignature = (saved: Saved, signature: Uint8Array): readonly string[] =>
  writeFiles([
    [saved.name, saved.text],
    [`${saved.name}.minisig`, signature],
  ]);

describe('a catalogue signed with minisign', () => {
  const minisign = new Minisign();
  const downloads = makeDirectory();
  let server: TestServer;
  let browser: BrowserHandle;
  let saved: Saved;
  beforeAll(async () => {
    server = await startServer('dist');
    browser = await launchBrowser({ browser: 'chromium', downloads });
    const page = await openApp(browser, server.url);
    saved = await makeCatalogue(page, downloads);
    await page.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    minisign.close();
  });

  test('says whose signature it bears before it is used, and at the next visit in the report', async () => {
    const page = await openApp(browser, server.url);
    await trustKey(page, minisign.publicKey);
    await pickFiles(page, withSignature(saved, minisign.sign(saved.text)));
    await page.waitFor(`${referenceNamed(saved.name)}[data-signature="good"][data-trust="own"]`);
    const words = await page.text(referenceNamed(saved.name));
    expect(words).toContain('Images of our site');
    expect(words).toContain('golden images of the site');
    await pressOn(page, referenceNamed(saved.name), 'accept');
    await page.waitFor(`${referenceNamed(saved.name)} ${OFFER}[data-accepted="true"]`);

    await showApp(page, server.url);
    await page.waitFor(`${referenceNamed(saved.name)}[data-signature="good"]`);
    await pickFiles(page, writeFiles([['golden.iso', GOLDEN]]));
    await page.waitFor(withVerdict('golden.iso', 'matches'));
    const { content } = await savedReport(page, downloads);

    expect((content as { imports?: unknown }).imports).toMatchObject([
      {
        ...{ action: 'kept', version: 1, signature: 'good' },
        signatures: [{ kind: 'minisign', outcome: 'good', trust: 'own' }],
      },
    ]);
    await pressOn(page, referenceNamed(saved.name), 'remove');
    await pressOn(page, KEY, 'forget');
    await page.close();
  });

  test('is not followed by an unsigned version, or one of another signer, without a word', async () => {
    const stranger = new Minisign();
    const page = await openApp(browser, server.url);
    await trustKey(page, minisign.publicKey);
    await pickFiles(page, withSignature(saved, minisign.sign(saved.text)));
    await page.waitFor(`${referenceNamed(saved.name)}[data-signature="good"]`);
    await pressOn(page, referenceNamed(saved.name), 'accept');
    const newer = {
      name: 'newer.touchstone.json',
      text: saved.text.replace('"version": 1', '"version": 2'),
    };

    await pickFiles(page, writeFiles([[newer.name, newer.text]]));
    await page.waitFor(`${referenceNamed(newer.name)} ${OFFER} .warning`);
    expect(await page.text(`${referenceNamed(newer.name)} .warning`)).toContain(
      'is signed by “Images of our site”, and this one is not',
    );
    await pickFiles(page, writeFiles([[`${newer.name}.minisig`, stranger.sign(newer.text)]]));
    await page.waitFor(`${referenceNamed(newer.name)}[data-signature="unknown-key"] .warning`);
    await pickFiles(page, writeFiles([[`${newer.name}.minisig`, minisign.sign(newer.text)]]));
    await page.waitFor(`${referenceNamed(newer.name)}[data-signature="good"]:not(:has(.warning))`);

    stranger.close();
    await pressOn(page, referenceNamed(saved.name), 'remove');
    await pressOn(page, KEY, 'forget');
    await page.waitFor(`html:not(:has(${referenceNamed(saved.name)}, ${KEY}))`);
    await page.close();
  });

  test('with one byte altered is said to be wrong, and cannot be used', async () => {
    const page = await openApp(browser, server.url);
    await trustKey(page, minisign.publicKey);
    const altered = { ...saved, text: saved.text.replace('golden.iso', 'golden.isp') };

    await pickFiles(page, withSignature(altered, minisign.sign(saved.text)));

    await page.waitFor(`${referenceNamed(saved.name)}[data-signature="bad"] ${OFFER}`);
    expect(await page.text(referenceNamed(saved.name))).toContain('wrong signature');
    expect(await page.count(`${referenceNamed(saved.name)} [data-action="accept"]`)).toBe(0);
    await pressOn(page, KEY, 'forget');
    await page.close();
  });

  test('bears the signature of a stranger where the key is not known', async () => {
    const page = await openApp(browser, server.url);

    await pickFiles(page, withSignature(saved, minisign.sign(saved.text)));

    await page.waitFor(`${referenceNamed(saved.name)}[data-signature="unknown-key"] ${OFFER}`);
    await page.close();
  });
});
