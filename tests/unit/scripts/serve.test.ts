import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'touchstone-serve-'));
  const site = path.join(parent, 'site');
  mkdirSync(path.join(site, 'assets'), { recursive: true });
  writeFileSync(path.join(parent, 'secret.txt'), 'secret');
  writeFileSync(path.join(site, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(site, 'touchstone.html'), '<!doctype html>');
  writeFileSync(path.join(site, 'sw.js'), '');
  writeFileSync(path.join(site, 'manifest.webmanifest'), '{}');
  writeFileSync(path.join(site, 'assets/app-12345678.js'), '');
  server = await startServer(site);
});

afterAll(() => server.stop());

const header = async (file: string, name: string): Promise<string | null> =>
  (await fetch(`${server.url}${file}`)).headers.get(name);

/** Sends the path as it is; `fetch` would tidy it first. */
function statusOf(rawPath: string, method = 'GET'): Promise<number | undefined> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: rawPath, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the static server', () => {
  test.each([
    ['', 'text/html; charset=utf-8'],
    ['sw.js', 'text/javascript; charset=utf-8'],
    ['manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
  ])('gives "%s" the type %s', async (file, type) => {
    expect(await header(file, 'content-type')).toBe(type);
  });

  test.each([
    ['index.html', 'no-cache'],
    ['sw.js', 'no-cache'],
    ['assets/app-12345678.js', 'public, max-age=31536000, immutable'],
  ])('lets "%s" be kept as %s says', async (file, policy) => {
    expect(await header(file, 'cache-control')).toBe(policy);
  });

  test('sends the policy as a header, and forbids framing', async () => {
    const policy = await header('', 'content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    expect(policy).toMatch(/; frame-ancestors 'none'$/);
  });

  test('leaves the policy of the portable file to the file', async () => {
    expect(await header('touchstone.html', 'content-security-policy')).toBeNull();
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
  ])('does not leave its directory for %s', async (rawPath) => {
    expect(await statusOf(rawPath)).toBe(404);
  });

  test.each(['/missing', '/assets', '/%00', '/%'])('answers 404 to %s', async (rawPath) => {
    expect(await statusOf(rawPath)).toBe(404);
  });

  test('takes nothing: a POST is refused', async () => {
    expect(await statusOf('/', 'POST')).toBe(405);
  });
});
