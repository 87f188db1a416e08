/** Answers the commands of `signature-protocol.ts`, each with one reply. */
import { Fault } from '../../../core/fault.ts';
import type {
  CheckedSignature,
  ImageSignaturePlan,
  KeyRecord,
  SignedImage,
} from '../../../core/signature/signature.ts';
import {
  decodeSignatureCommand,
  type SignatureCommand,
  type SignatureReply,
} from '../../shared/signature-protocol.ts';

type Files = readonly Uint8Array[];

/** What can be asked: with all keys and libraries, or where they cannot run. */
export interface SignatureChecks {
  checkList(
    list: Uint8Array,
    signature: Uint8Array | undefined,
    ownKeys: Files,
  ): Promise<readonly CheckedSignature[]>;
  planImage(signature: Uint8Array): readonly ImageSignaturePlan[];
  checkImage(
    signature: Uint8Array,
    image: SignedImage,
    ownKeys: Files,
  ): Promise<readonly CheckedSignature[]>;
  readKeys(bytes: Uint8Array): Promise<readonly KeyRecord[]>;
}

export class SignatureDesk {
  readonly #checks: Promise<SignatureChecks>;

  constructor(checks: Promise<SignatureChecks>) {
    this.#checks = checks;
  }

  /** Rejects with `Fault('worker.protocol')` for what is not a command; else always answers. */
  async answer(message: unknown): Promise<SignatureReply> {
    const command = decodeSignatureCommand(message);
    try {
      return await obey(await this.#checks, command);
    } catch (thrown) {
      const fault = Fault.of(thrown, 'worker.protocol').toWire();
      return { id: command.id, kind: 'failed', fault };
    }
  }
}

async function obey(checks: SignatureChecks, command: SignatureCommand): Promise<SignatureReply> {
  const { id } = command;
  switch (command.kind) {
    case 'planImage':
      return { id, kind: 'planned', plans: checks.planImage(command.signature) };
    case 'readKeys':
      return { id, kind: 'keys', keys: await checks.readKeys(command.bytes) };
    case 'checkList': {
      const { list, signature, ownKeys } = command;
      return { id, kind: 'checked', checked: await checks.checkList(list, signature, ownKeys) };
    }
    case 'checkImage': {
      const { signature, image, ownKeys } = command;
      return { id, kind: 'checked', checked: await checks.checkImage(signature, image, ownKeys) };
    }
  }
}
