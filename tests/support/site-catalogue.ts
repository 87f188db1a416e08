/** Catalogues of a site's own, as a person makes, saves and accepts them on the page. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jobNamed, openFolds, pickFiles, pressOn, referenceNamed, withVerdict } from './app.ts';
import type { Page } from './browsers/page.ts';
import { writeFiles } from './files.ts';

export const OWN = '[data-role="site-catalogue"]';
export const OFFER = '[data-role="site-offer"]';
export const GOLDEN = 'the golden image';

export interface Saved {
  readonly name: string;
  readonly text: string;
}

export interface SiteFile {
  readonly id: string;
  readonly version: number;
  readonly entries: readonly { readonly fileName: string; readonly title?: string }[];
}

export const contentOf = ({ text }: Saved): SiteFile => JSON.parse(text) as SiteFile;

export const additionOf = (name: string): string => `${jobNamed(name)} [data-role="site-addition"]`;

export async function addToCatalogue(page: Page, name: string, title = ''): Promise<void> {
  await page.waitFor(`${jobNamed(name)}[data-verdict]`);
  await page.click(`${additionOf(name)} [aria-expanded]`);
  await page.fill(`${additionOf(name)} [data-role="site-title"]`, title);
  await pressOn(page, additionOf(name), 'add');
  await page.waitFor(`${additionOf(name)}[data-standing="present"]`);
}

/** Presses the button and reads the file that arrives in the browser's directory for downloads. */
export async function save(page: Page, downloads: string): Promise<Saved> {
  const saved = () => readdirSync(downloads).filter((name) => name.endsWith('.touchstone.json'));
  for (const name of saved()) rmSync(path.join(downloads, name)); // its name may come again
  await pressOn(page, OWN, 'save-catalogue');
  for (;;) {
    const [name] = saved();
    const text = name === undefined ? '' : readFileSync(path.join(downloads, name), 'utf8');
    if (name !== undefined && text.endsWith(']\n}\n')) return { name, text };
    await delay(25);
  }
}

/** As a person makes it who has nothing yet: of `golden.iso` alone. */
export async function makeCatalogue(page: Page, downloads: string): Promise<Saved> {
  await pickFiles(page, writeFiles([['golden.iso', GOLDEN]]));
  await page.waitFor(withVerdict('golden.iso', 'unlisted'));
  await addToCatalogue(page, 'golden.iso', 'Desktop of 2026');
  await page.waitFor(`${OWN}[data-saved="false"][data-version="1"]`);
  const saved = await save(page, downloads);
  await page.waitFor(`${OWN}[data-saved="true"][data-version="1"]`);
  return saved;
}

export const fileOf = ({ name, text }: Saved): string => writeFiles([[name, text]])[0] ?? '';

export async function acceptFile(page: Page, saved: Saved): Promise<void> {
  await pickFiles(page, [fileOf(saved)]);
  await page.waitFor(`${referenceNamed(saved.name)} ${OFFER}`);
  await pressOn(page, referenceNamed(saved.name), 'accept');
  await page.waitFor(`${referenceNamed(saved.name)} ${OFFER}[data-accepted="true"]`);
}

const MOMENT = '2026-11-22T10:00:00.000Z';
export const entryOf = (index: number, digest = index.toString(16).padStart(64, '0')) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  ...{ fileName: `image ${index}.iso`, size: 3, digests: { sha256: digest } },
  ...{ addedAt: MOMENT, verdict: { kind: 'unlisted' } },
});
export const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => entryOf(index));

/** As somebody else made it. */
export const catalogueOf = (version: number, list: readonly object[]): Saved => ({
  name: `site-v${version}.touchstone.json`,
  text: JSON.stringify({
    ...{ schema: 'touchstone.catalogue/1', id: 'aaaaaaaa-0000-4000-8000-000000000000' },
    ...{ name: 'Site', version, createdAt: MOMENT, savedAt: MOMENT, entries: list },
  }),
});

/** One in use, a newer one that adds, changes and removes, and a draft; all of it unfolded. */
export async function showSiteCatalogues(page: Page): Promise<void> {
  const long = {
    ...entryOf(4),
    fileName: `${'endless'.repeat(30)}.iso`,
    notes: 'note '.repeat(80),
  };
  const used = catalogueOf(1, [...entries(3), { ...long, title: 'a title', asset: 'A-1' }]);
  const exchanged = { ...entryOf(1, 'e'.repeat(64)), title: 'windows\u202eosi.exe' };
  const renamed = { ...long, fileName: `${'another'.repeat(30)}.iso` };
  const newer = catalogueOf(2, [entryOf(0), exchanged, renamed, entryOf(5)]);
  await acceptFile(page, used);
  await pickFiles(
    page,
    writeFiles([
      [newer.name, newer.text],
      ['damaged.touchstone.json', used.text.replaceAll('"size"', '"bytes"')],
      ['golden.iso', GOLDEN],
      ['waiting.iso', 'another image'],
    ]),
  );
  await page.waitFor(`${referenceNamed(newer.name)} ${OFFER}`);
  await addToCatalogue(page, 'golden.iso', 'Desktop of 2026');
  await page.waitFor(`${jobNamed('waiting.iso')}[data-verdict]`);
  await openFolds(page);
}

/** A draft that lost its only entry again. */
export async function showEmptyDraft(page: Page): Promise<void> {
  await pickFiles(page, writeFiles([['a.iso', 'a']]));
  await addToCatalogue(page, 'a.iso');
  await pressOn(page, `${OWN} [data-name="a.iso"]`, 'remove');
  await page.waitFor(`${OWN} [data-role="obstacle"]`);
}
