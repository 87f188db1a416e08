/**
 * The Content Security Policies of both editions. Plain JavaScript, because the server script
 * (no build step) sends the hosted one as a header too.
 *
 * 'wasm-unsafe-eval' lets hash-wasm compile its kernels and nothing else; every directive that is
 * not named falls back to default-src 'none'.
 */
import { createHash } from 'node:crypto';

/** @param {Record<string, string>} directives */
const formatPolicy = (directives) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');

export const HOSTED_POLICY = formatPolicy({
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self'",
  'style-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
});

/**
 * CSP source expression that allows one inline element by the exact text between its tags.
 * @param {string} text
 */
const hashSource = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The portable file's policy: its own script and style by digest, its own Blob workers, its own
 * data: pictures, and no connection at all.
 * @param {{ script: string, style: string }} inline
 */
export const portablePolicy = ({ script, style }) =>
  formatPolicy({
    'default-src': "'none'",
    'script-src': `${hashSource(script)} 'wasm-unsafe-eval'`,
    'worker-src': 'blob:',
    'style-src': hashSource(style),
    'img-src': 'data:',
    'connect-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
  });
