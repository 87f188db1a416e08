// The few globals that every realm (page, worker, Node) has. Nothing else may be used in core:
// tsconfig.core.json compiles this layer against ES2022 alone.

interface TextDecoderLike {
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: {
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoderLike;
};

declare const TextEncoder: {
  new (): { encode(input?: string): Uint8Array<ArrayBuffer> };
};
