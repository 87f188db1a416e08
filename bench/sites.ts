/** The sites that are measured: the built app, the app with its plan forced to one digest, the peers. */
import path from 'node:path';
import { build, type Plugin } from 'vite';

const TARGET = ['chrome109', 'firefox115', 'safari16.4'];
const PLAN = '/src/core/verdict/plan.ts';
const TWO = "ALWAYS: readonly AlgorithmId[] = ['sha256', 'sha1'];";
const ONE = "ALWAYS: readonly AlgorithmId[] = ['sha256'];";

/** The app as shipped has no switch for its plan, so the source is changed on its way to the bundler. */
function oneDigestPlan(): Plugin {
  let replaced = 0;
  return {
    name: 'touchstone:one-digest-plan',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(PLAN)) return undefined;
      if (!code.includes(TWO)) this.error(`${PLAN} no longer says: ${TWO}`);
      replaced += 1;
      return { code: code.replace(TWO, ONE), map: null };
    },
    buildEnd(error) {
      if (error === undefined && replaced === 0) this.error(`${PLAN} was not built`);
    },
  };
}

/** Builds the hosted edition with SHA-256 as its whole default plan; gives its directory. */
export async function buildOneDigestApp(directory: string): Promise<string> {
  const outDir = path.join(directory, 'one-digest');
  await build({
    mode: 'hosted',
    logLevel: 'warn',
    plugins: [oneDigestPlan()],
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}

/** Builds bench/pages; gives its directory. */
export async function buildPeers(directory: string): Promise<string> {
  const outDir = path.join(directory, 'peers');
  await build({
    configFile: false,
    root: 'bench/pages',
    base: './',
    logLevel: 'warn',
    worker: { format: 'iife' },
    build: { outDir, emptyOutDir: true, target: TARGET, modulePreload: { polyfill: false } },
  });
  return outDir;
}
