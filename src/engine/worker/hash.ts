/** Entry of the hash worker: joins the platform to `WorkerServer`. */
import { createHasher } from '../../core/digest/kernels.ts';
import { findReadingWay, openReader } from '../../platform/bytes/open-reader.ts';
import { WorkerServer } from './serve.ts';
import { createYielder } from './yield-to-messages.ts';

const server = new WorkerServer({
  post: (event) => postMessage(event),
  now: () => performance.now(),
  yieldToMessages: createYielder(),
  openReader,
  findReadingWay,
  createHasher,
});

addEventListener('message', (event) => void server.receive(event.data));
addEventListener('messageerror', () => server.refuse('message that could not be decoded'));
server.announce();
