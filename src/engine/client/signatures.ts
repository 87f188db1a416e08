/**
 * Signatures as the page uses them: a worker, started at the first question, that holds the keys
 * of this build and the libraries. One that ended is replaced at the next question.
 */
import { Fault } from '../../core/fault.ts';
import type {
  CheckedSignature,
  ImageSignaturePlan,
  KeyRecord,
  SignedImage,
} from '../../core/signature/signature.ts';
import {
  decodeSignatureReply,
  type SignatureQuestion,
  type SignatureReply,
} from '../shared/signature-protocol.ts';
import { WorkerLine, type AnswerOf } from './worker-line.ts';

/** All reject with `Fault`: `worker.start`, `worker.died` or `worker.protocol`. */
export interface SignatureClient {
  /**
   * Checks what a text signs within itself (clear-signed, signify's embedded form; none where it
   * signs nothing), or the detached `signature` over exactly these bytes. `ownKeys` are files.
   */
  checkList(
    list: Uint8Array,
    signature: Uint8Array | undefined,
    ownKeys: readonly Uint8Array[],
  ): Promise<readonly CheckedSignature[]>;
  /**
   * What to compute over an image for each signature in the file that can be checked so, whoever
   * made it.
   */
  planImage(signature: Uint8Array): Promise<readonly ImageSignaturePlan[]>;
  checkImage(
    signature: Uint8Array,
    image: SignedImage,
    ownKeys: readonly Uint8Array[],
  ): Promise<readonly CheckedSignature[]>;
  /** The public keys in a file; those that are built in are marked so. */
  readKeys(bytes: Uint8Array): Promise<readonly KeyRecord[]>;
}

type Answer = AnswerOf<SignatureReply>;
type SignatureLine = WorkerLine<SignatureQuestion, Answer>;

function unexpected(answer: Answer): Fault {
  return new Fault('worker.protocol', `signature worker gave an answer of kind ${answer.kind}`);
}

function checkedOf(answer: Answer): readonly CheckedSignature[] {
  if (answer.kind !== 'checked') throw unexpected(answer);
  return answer.checked;
}

/** Nothing is started before the first question. */
export function createSignatureClient(spawn: () => Worker): SignatureClient {
  let line: SignatureLine | undefined;
  const open = (): SignatureLine =>
    new WorkerLine({
      name: 'signature worker',
      spawn,
      decodeReply: decodeSignatureReply,
      onEnd: () => {
        line = undefined;
      },
    });
  const ask = async (question: SignatureQuestion): Promise<Answer> => {
    line ??= open();
    return await line.ask(question);
  };
  return {
    checkList: async (list, signature, ownKeys) => {
      const detached = signature ? { signature } : {};
      return checkedOf(await ask({ kind: 'checkList', list, ...detached, ownKeys }));
    },
    planImage: async (signature) => {
      const answer = await ask({ kind: 'planImage', signature });
      if (answer.kind !== 'planned') throw unexpected(answer);
      return answer.plans;
    },
    checkImage: async (signature, image, ownKeys) =>
      checkedOf(await ask({ kind: 'checkImage', signature, image, ownKeys })),
    readKeys: async (bytes) => {
      const answer = await ask({ kind: 'readKeys', bytes });
      if (answer.kind !== 'keys') throw unexpected(answer);
      return answer.keys;
    },
  };
}
