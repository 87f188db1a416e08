/** Entry of the signatures' worker. */
import { keys } from 'virtual:keys';
import { parseBase64 } from '../../core/bytes/base64.ts';
import type { SignatureReply } from '../shared/signature-protocol.ts';
import { SignatureDesk } from './signature/signature-desk.ts';

const builtIn = keys.map(({ scope, base64 }) => ({
  scope,
  bytes: parseBase64(base64) ?? new Uint8Array(),
}));
const desk = new SignatureDesk(builtIn, () => new Date());
const say = (reply: SignatureReply): void => {
  self.postMessage(reply);
};

/** What is no command has no id to answer to: the worker ends with an error event. */
const giveUp = (thrown: unknown): void => {
  setTimeout(() => {
    throw thrown;
  });
};

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  desk.answer(event.data).then(say, giveUp);
});
say({ kind: 'started' });
