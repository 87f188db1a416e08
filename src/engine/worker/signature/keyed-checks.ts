/** The checks of signatures with the keys of this build, and with those that come with a question. */
import type { KeyRecord } from '../../../core/signature/signature.ts';
import { checkImage, checkList, planImage, type Checking } from './check.ts';
import {
  buildRing,
  ownRing,
  recordOfHeldEd25519,
  recordOfHeldOpenPgp,
  type BuiltInKey,
  type HeldEd25519,
  type HeldOpenPgp,
  type KeyRing,
} from './key-ring.ts';
import type { SignatureChecks } from './signature-desk.ts';

/** The keys are read at the first question that needs them. */
export function createKeyedChecks(keys: readonly BuiltInKey[], today: () => Date): SignatureChecks {
  let ring: Promise<KeyRing> | undefined;
  const builtIn = (): Promise<KeyRing> => (ring ??= buildRing(keys));
  const prepare = async (ownKeys: readonly Uint8Array[]): Promise<Checking> => {
    const own = await ownRing(ownKeys);
    return { ring: (await builtIn()).with(own), now: today() };
  };
  return {
    planImage,
    checkList: async (list, signature, ownKeys) =>
      await checkList(list, signature, await prepare(ownKeys)),
    checkImage: async (signature, image, ownKeys) =>
      await checkImage(signature, image, await prepare(ownKeys)),
    readKeys: async (bytes) => await readKeys(bytes, await builtIn()),
  };
}

/** A file's own copy is shown, with the standing of the built-in key that it is a copy of. */
async function readKeys(bytes: Uint8Array, builtIn: KeyRing): Promise<readonly KeyRecord[]> {
  const file = await ownRing([bytes]);
  const openPgp = file.openPgpKeys.map((held) =>
    recordOfHeldOpenPgp({ ...held, ...standingOfOpenPgp(held, builtIn) }),
  );
  const ed25519 = file.ed25519Keys.map((held) =>
    recordOfHeldEd25519({ ...held, ...standingOfEd25519(held, builtIn) }),
  );
  return [...(await Promise.all(openPgp)), ...ed25519];
}

const NO_STANDING = { trust: undefined, scope: undefined };

function standingOfOpenPgp({ key }: HeldOpenPgp, builtIn: KeyRing) {
  const found = builtIn.openPgpKeys.find(
    (held) => held.key.getFingerprint() === key.getFingerprint(),
  );
  return found ? { trust: found.trust, scope: found.scope } : NO_STANDING;
}

/** By the key itself: its ID is chosen by whoever made it. */
function standingOfEd25519({ key }: HeldEd25519, builtIn: KeyRing) {
  const found = builtIn.ed25519Keys.find((held) =>
    held.key.key.every((byte, index) => key.key[index] === byte),
  );
  return found ? { trust: found.trust, scope: found.scope } : NO_STANDING;
}
