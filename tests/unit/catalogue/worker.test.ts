import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueReply } from '../../../src/engine/shared/catalogue-protocol.ts';
import { CatalogueDesk } from '../../../src/engine/worker/catalogue-desk.ts';
import { loadCatalogue } from '../../../src/engine/worker/catalogue-load.ts';
import {
  hexOf,
  packRows,
  smallContent,
  smallEntries,
  smallSources,
} from '../../support/catalogue.ts';

const { bytes, info } = packRows(smallSources, smallEntries);
const summary = { entries: 2, date: '2026-11-22', sha256: info.sha256 };
const base64Of = (packed: Uint8Array) => Buffer.from(packed).toString('base64');

const loadText = (text: string): Promise<CatalogueReply> =>
  new CatalogueDesk().answer({ id: 5, kind: 'load', origin: { kind: 'base64', text } });

const outcomeOf = (reply: CatalogueReply): string =>
  reply.kind === 'failed' ? reply.fault.code : reply.kind;

describe('catalogue worker with text from the page', () => {
  it('loads it and answers with the id of the command', async () => {
    expect(await loadText(base64Of(bytes))).toEqual({ id: 5, kind: 'loaded', info: summary });
  });

  it('answers questions after that', async () => {
    const desk = new CatalogueDesk();
    const origin = { kind: 'base64', text: base64Of(bytes) };
    await desk.answer({ id: 1, kind: 'load', origin });
    const digests = [{ algorithm: 'sha1', hex: hexOf('beta', 'sha1') }];
    const reply = await desk.answer({ id: 2, kind: 'find', query: { name: 'beta.iso', digests } });
    const matches = reply.kind === 'found' ? reply.matches : undefined;
    expect([matches?.byDigest[0]?.id, matches?.byName[0]?.id]).toEqual(['beta', 'beta']);
  });

  it.each([
    ['when it has not prepared for it', 0],
    ['when it has', 1],
    ['when it has twice', 2],
  ])('says which entries an image may be by its claims, %s', async (_, times) => {
    const desk = new CatalogueDesk();
    await desk.prepare(); // before there is a catalogue: without effect
    await desk.answer({ id: 1, kind: 'load', origin: { kind: 'base64', text: base64Of(bytes) } });
    for (let i = 0; i < times; i++) await desk.prepare();
    const claimed = { product: 'Alpha', languages: ['sr'], size: 5 };
    const reply = await desk.answer({ id: 2, kind: 'find', query: { digests: [], claimed } });
    const matches = reply.kind === 'found' ? reply.matches : undefined;
    expect(matches?.candidates?.map(({ id }) => id)).toEqual(['alpha-first']);
  });

  it.each([
    ['no text', ''],
    ['text that is not base64', '!!!!'],
    ['bytes that are not packed', base64Of(smallContent())],
    ['a packed file cut short', base64Of(bytes.subarray(0, bytes.length - 20))],
    ['packed bytes of something else', base64Of(gzipSync('a'.repeat(5000)))],
  ])('refuses %s as a whole', async (_, text) => {
    expect(outcomeOf(await loadText(text))).toBe('catalogue.unreadable');
  });

  it('stops at a limit when a small file unpacks without end', async () => {
    const endless = gzipSync(Buffer.alloc(80 * 1024 * 1024));
    expect(await loadText(base64Of(endless))).toMatchObject({
      fault: {
        code: 'catalogue.unreadable',
        message: expect.stringContaining('at most') as string,
      },
    });
  });

  it('has nothing to find before a load', async () => {
    const command = { id: 1, kind: 'find', query: { digests: [] } };
    expect(outcomeOf(await new CatalogueDesk().answer(command))).toBe('worker.protocol');
  });

  it.each([
    ['nothing', null],
    ['a text', 'load'],
    ['a command without id', { kind: 'find', query: { digests: [] } }],
    ['an unknown kind', { id: 1, kind: 'drop' }],
    ['an unknown origin', { id: 1, kind: 'load', origin: { kind: 'cloud', url: 'x' } }],
    ['a query without digests', { id: 1, kind: 'find', query: { name: 'x' } }],
    [
      'a claim that is a text',
      { id: 1, kind: 'find', query: { digests: [], claimed: 'Windows' } },
    ],
    [
      'a claim of what cannot be',
      { id: 1, kind: 'find', query: { digests: [], claimed: { editions: 'Core' } } },
    ],
    [
      'a digest of an unknown algorithm',
      { id: 1, kind: 'find', query: { digests: [{ algorithm: 'toString', hex: '' }] } },
    ],
  ])('does not take %s for a command', async (_, message) => {
    await expect(new CatalogueDesk().answer(message)).rejects.toMatchObject({
      code: 'worker.protocol',
    });
  });
});

describe('catalogue worker with a file', () => {
  let server: Server;
  let base = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/silent.bin') return;
      if (request.url === '/half.bin') {
        response.write(bytes.subarray(0, bytes.length / 2));
        return;
      }
      response.statusCode = request.url === '/catalogue.bin' ? 200 : 404;
      response.end(request.url === '/catalogue.bin' ? bytes : 'not here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  const loadUrl = (url: string): Promise<CatalogueReply> =>
    new CatalogueDesk().answer({ id: 1, kind: 'load', origin: { kind: 'url', url } });

  it('fetches it', async () => {
    expect(await loadUrl(`${base}/catalogue.bin`)).toMatchObject({ kind: 'loaded', info: summary });
  });

  it('says that it could not be had when the server does not have it', async () => {
    expect(outcomeOf(await loadUrl(`${base}/gone.bin`))).toBe('read.failed');
  });

  it.each(['silent.bin', 'half.bin'])(
    'does not wait for ever for a server that falls silent: %s',
    async (name) => {
      const loading = loadCatalogue({ kind: 'url', url: `${base}/${name}` }, 50);
      await expect(loading).rejects.toMatchObject({ code: 'read.failed' });
    },
  );

  it('says that it could not be had when there is no server', async () => {
    expect(outcomeOf(await loadUrl('http://127.0.0.1:1/catalogue.bin'))).toBe('read.failed');
  });
});
