/** Facts that vite.config.ts writes into the build. */
declare const __EDITION__: 'hosted' | 'portable';
declare const __VERSION__: string;
declare const __COMMIT__: string;

/** Every file of the hosted edition, for its service worker alone (build/service-worker.ts). */
declare const __PRECACHE__: readonly {
  readonly url: string;
  readonly revision: string | null;
  readonly integrity: string;
}[];

/** Where this build keeps its catalogue (build/catalogue.ts). `text` is read from the page when asked for. */
declare module 'virtual:catalogue' {
  export const origin:
    | { readonly kind: 'url'; readonly url: string }
    | { readonly kind: 'base64'; readonly text: string };
}

/** The public keys of this build (build/keys.ts), for the signatures' worker alone. */
declare module 'virtual:keys' {
  export const keys: readonly {
    readonly scope: {
      readonly project: string;
      readonly names: readonly string[];
      readonly since?: string;
      readonly until?: string;
      readonly source: string;
    };
    /** Of one binary key. */
    readonly base64: string;
  }[];
}
