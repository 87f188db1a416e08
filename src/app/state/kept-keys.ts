import { IS_PORTABLE } from '../format/build.ts';

/** Does this browser keep keys of an earlier visit? Never rejects. */
export async function hasKeptKeys(): Promise<boolean> {
  if (IS_PORTABLE) return false;
  try {
    const { openKeyStore } = await import('../../platform/storage/kept-store.ts');
    return (await openKeyStore().readAll()).length > 0;
  } catch {
    return false; // a browser that lets nothing be stored has kept nothing
  }
}
