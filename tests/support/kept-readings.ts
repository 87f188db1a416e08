/** What the page has stored of unfinished readings, seen from inside the page. */
import { expect } from 'vitest';
import type { Page } from './browsers/page.ts';

/** Bytes behind which each kept reading goes on. */
export const placesKept = (page: Page): Promise<readonly number[]> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('touchstone');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('no database'));
    });
    try {
      if (!database.objectStoreNames.contains('readings')) return [];
      const asking = database.transaction('readings').objectStore('readings').getAll();
      await new Promise((resolve) => (asking.onsuccess = resolve));
      const readings = asking.result as { checkpoint: { bytes: number } }[];
      return readings.map(({ checkpoint }) => checkpoint.bytes);
    } finally {
      database.close();
    }
  });

export const untilKept = (page: Page, count: number): Promise<void> =>
  expect.poll(async () => (await placesKept(page)).length, { timeout: 30_000 }).toBe(count);
