/**
 * A static file server without dependencies, for `npm start` and for the tests: right MIME types,
 * the hosted edition's policy as a header, and caching that fits the build's file names.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { HOSTED_POLICY } from '../build/policy.mjs';

const MIME_TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.bin', 'application/octet-stream'],
]);

/**
 * The file under `root` that a request path means, or undefined if it lies outside or is malformed.
 * @param {string} root absolute directory
 * @param {string} requestUrl path and query as sent
 */
function findFile(root, requestUrl) {
  try {
    const { pathname } = new URL(requestUrl, 'http://localhost');
    const relative = decodeURIComponent(pathname);
    const file = path.join(root, relative.endsWith('/') ? `${relative}index.html` : relative);
    return file.startsWith(root + path.sep) && !file.includes('\0') ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Files under assets/ are named by their content; all others may change under their name. */
const cacheControl = (relative) =>
  relative.startsWith(`assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';

/**
 * The portable file carries a policy of its own, which this header would forbid (inline script).
 * @param {string} relative
 */
const securityHeaders = (relative) => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  ...(relative === 'touchstone.html'
    ? {}
    : { 'content-security-policy': `${HOSTED_POLICY}; frame-ancestors 'none'` }),
});

async function respond(root, request, response) {
  const refuse = (status) => response.writeHead(status, { 'content-type': 'text/plain' }).end();
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const file = findFile(root, request.url ?? '/');
  const info = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || !info?.isFile()) return refuse(404);
  const relative = path.relative(root, file);
  response.writeHead(200, {
    'content-type': MIME_TYPES.get(path.extname(file)) ?? 'application/octet-stream',
    'content-length': info.size,
    'cache-control': cacheControl(relative),
    ...securityHeaders(relative),
  });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * A server of `directory`, not yet listening. `onRequest` sees every request before it is answered.
 * @param {{ directory: string, onRequest?: (request: import('node:http').IncomingMessage) => void }} options
 */
export function createStaticServer({ directory, onRequest = () => undefined }) {
  const root = path.resolve(directory);
  return createServer((request, response) => {
    onRequest(request);
    respond(root, request, response).catch(() => response.destroy());
  });
}
