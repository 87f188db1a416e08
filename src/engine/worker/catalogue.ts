/** Entry of the catalogue's worker. */
import type { CatalogueReply } from '../shared/catalogue-protocol.ts';
import { CatalogueDesk } from './catalogue-desk.ts';

const desk = new CatalogueDesk();
const say = (reply: CatalogueReply): void => {
  self.postMessage(reply);
};

/** What is no command has no id to answer to: the worker ends with an error event. */
const giveUp = (thrown: unknown): void => {
  setTimeout(() => {
    throw thrown;
  });
};

/** After so long without a question nobody waits for an answer. */
const QUIET_MS = 200;
let quiet: ReturnType<typeof setTimeout> | undefined;

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  clearTimeout(quiet);
  desk.answer(event.data).then((reply) => {
    say(reply);
    clearTimeout(quiet);
    quiet = setTimeout(() => void desk.prepare(), QUIET_MS);
  }, giveUp);
});
say({ kind: 'started' });
