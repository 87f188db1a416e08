/** Facts that vite.config.ts writes into the build. */
declare const __EDITION__: 'hosted' | 'portable';
declare const __VERSION__: string;
declare const __COMMIT__: string;
