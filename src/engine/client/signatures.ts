import type {
  CheckedSignature,
  ImageSignaturePlan,
  KeyRecord,
} from '../../core/signature/signature.ts';

export interface SignatureClient {
  checkList(
    list: Uint8Array,
    signature: Uint8Array | undefined,
    ownKeys: readonly Uint8Array[],
  ): Promise<readonly CheckedSignature[]>;
  planImage(
    signature: Uint8Array,
    ownKeys: readonly Uint8Array[],
  ): Promise<readonly ImageSignaturePlan[]>;
  checkImage(
    signature: Uint8Array,
    digests: readonly string[],
    ownKeys: readonly Uint8Array[],
  ): Promise<readonly CheckedSignature[]>;
  readKeys(bytes: Uint8Array): Promise<readonly KeyRecord[]>;
}
