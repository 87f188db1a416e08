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

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  desk.answer(event.data).then((reply) => {
    say(reply);
    if (reply.kind === 'loaded') setTimeout(() => desk.prepare());
  }, giveUp);
});
say({ kind: 'started' });
