/**
 * `npm run bench [-- part ...]`: see docs/benchmarks.md. Node does not read TypeScript from version
 * 20 on its own; Vite does, so the suite can use the test rig as it is.
 */
import { runnerImport } from 'vite';
import { unpackChromium109 } from '../scripts/chromium109.mjs';
import { installSystemPackages } from '../scripts/setup-system.mjs';

const missing = installSystemPackages();
if (missing.length > 0) {
  console.error(
    `The benchmark needs these Debian packages:\n  apt-get install ${missing.join(' ')}`,
  );
  process.exit(1);
}
await unpackChromium109();
const { module } = await runnerImport('./bench/main.ts', { configFile: false });
await module.main(process.argv.slice(2));
