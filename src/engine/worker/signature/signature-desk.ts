/** Answers the commands of `signature-protocol.ts`, each with one reply. It holds the built-in keys. */
import { Fault } from '../../../core/fault.ts';
import type { KeyRecord } from '../../../core/signature/signature.ts';
import {
  decodeSignatureCommand,
  type SignatureCommand,
  type SignatureReply,
} from '../../shared/signature-protocol.ts';
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

export class SignatureDesk {
  readonly #keys: readonly BuiltInKey[];
  readonly #today: () => Date;
  #builtIn: Promise<KeyRing> | undefined;

  constructor(keys: readonly BuiltInKey[], today: () => Date) {
    this.#keys = keys;
    this.#today = today;
  }

  /** Rejects with `Fault('worker.protocol')` for what is not a command; else always answers. */
  async answer(message: unknown): Promise<SignatureReply> {
    const command = decodeSignatureCommand(message);
    try {
      return await this.#obey(command);
    } catch (thrown) {
      const fault = Fault.of(thrown, 'worker.protocol').toWire();
      return { id: command.id, kind: 'failed', fault };
    }
  }

  async #obey(command: SignatureCommand): Promise<SignatureReply> {
    const { id } = command;
    switch (command.kind) {
      case 'planImage':
        return { id, kind: 'planned', plans: planImage(command.signature) };
      case 'readKeys':
        return { id, kind: 'keys', keys: await this.#readKeys(command.bytes) };
      case 'checkList': {
        const { list, signature, ownKeys } = command;
        const checking = await this.#prepare(ownKeys);
        return { id, kind: 'checked', checked: await checkList(list, signature, checking) };
      }
      case 'checkImage': {
        const { signature, digests, ownKeys } = command;
        const checking = await this.#prepare(ownKeys);
        return { id, kind: 'checked', checked: await checkImage(signature, digests, checking) };
      }
    }
  }

  #ring(): Promise<KeyRing> {
    return (this.#builtIn ??= buildRing(this.#keys));
  }

  async #prepare(ownKeys: readonly Uint8Array[]): Promise<Checking> {
    const own = await ownRing(ownKeys);
    return { ring: (await this.#ring()).with(own), now: this.#today() };
  }

  /** A file's own copy is shown, with the standing of the built-in key that it is a copy of. */
  async #readKeys(bytes: Uint8Array): Promise<readonly KeyRecord[]> {
    const builtIn = await this.#ring();
    const file = await ownRing([bytes]);
    const openPgp = file.openPgpKeys.map((held) =>
      recordOfHeldOpenPgp({ ...held, ...standingOfOpenPgp(held, builtIn) }, this.#today()),
    );
    const ed25519 = file.ed25519Keys.map((held) =>
      recordOfHeldEd25519({ ...held, ...standingOfEd25519(held, builtIn) }),
    );
    return [...(await Promise.all(openPgp)), ...ed25519];
  }
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
