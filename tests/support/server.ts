/** Serves a built site in this process, on a port of its own, and keeps a log of every request: the independent witness of what reached the network. */
import type { IncomingMessage, Server } from 'node:http';
import { createStaticServer } from '../../scripts/serve.mjs';

export interface SeenRequest {
  readonly method: string;
  /** Path and query as the browser sent them. */
  readonly path: string;
  readonly hasBody: boolean;
}

export interface TestServer {
  /** Origin with a trailing slash; stays the same across stop and start. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Closes the port: connections are refused until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Serves another directory from now on, as a deployment does. */
  deploy(directory: string): Promise<void>;
}

const describeRequest = (request: IncomingMessage): SeenRequest => ({
  method: request.method ?? '',
  path: request.url ?? '',
  hasBody:
    Number(request.headers['content-length'] ?? 0) > 0 ||
    request.headers['transfer-encoding'] !== undefined,
});

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export async function startServer(directory = 'dist'): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const create = (root: string): Server =>
    createStaticServer({
      directory: root,
      onRequest: (request) => requests.push(describeRequest(request)),
    });
  let root = directory;
  let server = create(root);
  const port = await listen(server, 0);
  const stop = (): Promise<void> => close(server);
  const start = async (): Promise<void> => {
    server = create(root);
    await listen(server, port);
  };
  return {
    url: `http://localhost:${port}/`,
    requests,
    stop,
    start,
    async deploy(next) {
      await stop();
      root = next;
      await start();
    },
  };
}
