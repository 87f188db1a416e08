/** Puts together what checks signatures: a part of the program that loads with the first of them. */
import { createSignatureClient } from '../../engine/client/signatures.ts';
import { spawnSignatureWorker } from '../../engine/client/spawn-signatures.ts';
import type { Engine } from '../../engine/client/engine.ts';
import { IS_PORTABLE } from '../format/build.ts';
import { KeyRing } from './key-ring.svelte.ts';
import { SignatureDesk } from './signature-desk.svelte.ts';

/** In the hosted edition with the keys that the browser kept. */
export async function openSignatureDesk(
  engine: Engine,
  onNotKept: (name: string) => void,
): Promise<SignatureDesk> {
  const client = createSignatureClient(spawnSignatureWorker);
  const store = IS_PORTABLE
    ? undefined
    : (await import('../../platform/storage/kept-store.ts')).openKeyStore();
  const ring = new KeyRing(store, onNotKept);
  const desk = new SignatureDesk({
    ...{ client, ring },
    extend: (extension) => engine.extend(extension),
  });
  await desk.takeKept(store);
  return desk;
}
