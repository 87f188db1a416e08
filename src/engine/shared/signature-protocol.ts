/**
 * What the page and the signatures' worker say to each other. Every command carries an id and gets
 * exactly one reply with that id; beside these the worker says once that it has started.
 */
import type { WireFault } from '../../core/fault.ts';
import type {
  CheckedSignature,
  ImageSignaturePlan,
  KeyRecord,
  SignedImage,
} from '../../core/signature/signature.ts';
import { isBytes, isFields, isWireFault, refuse, type Fields } from './fields.ts';

export type SignatureQuestion =
  | {
      readonly kind: 'checkList';
      readonly list: Uint8Array;
      /** Detached; absent for what the list signs within itself. */
      readonly signature?: Uint8Array;
      readonly ownKeys: readonly Uint8Array[];
    }
  | { readonly kind: 'planImage'; readonly signature: Uint8Array }
  | {
      readonly kind: 'checkImage';
      readonly signature: Uint8Array;
      readonly image: SignedImage;
      readonly ownKeys: readonly Uint8Array[];
    }
  | { readonly kind: 'readKeys'; readonly bytes: Uint8Array };

export type SignatureCommand = SignatureQuestion & { readonly id: number };

export type SignatureReply =
  | { readonly kind: 'started' }
  | { readonly id: number; readonly kind: 'checked'; readonly checked: readonly CheckedSignature[] }
  | { readonly id: number; readonly kind: 'planned'; readonly plans: readonly ImageSignaturePlan[] }
  | { readonly id: number; readonly kind: 'keys'; readonly keys: readonly KeyRecord[] }
  | { readonly id: number; readonly kind: 'failed'; readonly fault: WireFault };

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isFiles = (value: unknown): value is readonly Uint8Array[] =>
  Array.isArray(value) && value.every(isBytes);

const isSignedImage = (value: unknown): value is SignedImage =>
  isFields(value) &&
  isTexts(value['digests']) &&
  (value['content'] === undefined || isBytes(value['content']));

function decodeCheckOfList(fields: Fields): SignatureQuestion | undefined {
  const { list, signature, ownKeys } = fields;
  if (!isBytes(list) || !isFiles(ownKeys)) return undefined;
  if (signature === undefined) return { kind: 'checkList', list, ownKeys };
  return isBytes(signature) ? { kind: 'checkList', list, signature, ownKeys } : undefined;
}

function decodeCheckOfImage(fields: Fields): SignatureQuestion | undefined {
  const { signature, image, ownKeys } = fields;
  if (!isBytes(signature) || !isSignedImage(image) || !isFiles(ownKeys)) return undefined;
  return { kind: 'checkImage', signature, image, ownKeys };
}

function decodeQuestion(fields: Fields): SignatureQuestion | undefined {
  const { kind, signature, bytes } = fields;
  switch (kind) {
    case 'checkList':
      return decodeCheckOfList(fields);
    case 'checkImage':
      return decodeCheckOfImage(fields);
    case 'planImage':
      return isBytes(signature) ? { kind, signature } : undefined;
    case 'readKeys':
      return isBytes(bytes) ? { kind, bytes } : undefined;
    default:
      return undefined;
  }
}

/** Throws `Fault('worker.protocol')` for anything that is not a command. */
export function decodeSignatureCommand(message: unknown): SignatureCommand {
  const question = isFields(message) ? decodeQuestion(message) : undefined;
  const id = isFields(message) ? message['id'] : undefined;
  if (question === undefined || typeof id !== 'number') throw refuse('signature command', message);
  return { ...question, id };
}

/** The records themselves were made by code of this build. */
const isRecords = (value: unknown): boolean => Array.isArray(value) && value.every(isFields);

const isChecked = (value: unknown): value is readonly CheckedSignature[] => isRecords(value);
const isPlans = (value: unknown): value is readonly ImageSignaturePlan[] => isRecords(value);
const isKeys = (value: unknown): value is readonly KeyRecord[] => isRecords(value);

function decodeAnswer(fields: Fields, id: number): SignatureReply | undefined {
  const { kind, checked, plans, keys, fault } = fields;
  switch (kind) {
    case 'checked':
      return isChecked(checked) ? { id, kind, checked } : undefined;
    case 'planned':
      return isPlans(plans) ? { id, kind, plans } : undefined;
    case 'keys':
      return isKeys(keys) ? { id, kind, keys } : undefined;
    case 'failed':
      return isWireFault(fault) ? { id, kind, fault } : undefined;
    default:
      return undefined;
  }
}

/** Throws `Fault('worker.protocol')` for anything that is not a reply. */
export function decodeSignatureReply(message: unknown): SignatureReply {
  if (!isFields(message)) throw refuse('signature reply', message);
  if (message['kind'] === 'started') return { kind: 'started' };
  const { id } = message;
  const answer = typeof id === 'number' ? decodeAnswer(message, id) : undefined;
  if (answer === undefined) throw refuse('signature reply', message);
  return answer;
}
