/**
 * Serves the hosted edition from a checked copy of its files: Workbox precaching and a navigation
 * fallback. Once it is active, no request of the app reaches the network.
 *
 * A new version waits until the person agrees (`skip-waiting`) or every window is closed; nothing
 * here takes over by itself.
 */
import {
  createHandlerBoundToURL,
  getCacheKeyForURL,
  matchPrecache,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import type { WorkerAnswer, WorkerQuestion } from './messages.ts';

declare const self: ServiceWorkerGlobalScope;

const files = __PRECACHE__;

precacheAndRoute([...files], {
  // A launched or shared link may carry any query; the files are the same for all of them.
  ignoreURLParametersMatching: [/./],
  cleanURLs: false,
});

const servePage = createHandlerBoundToURL('index.html');

/**
 * The page answers for every address of the site. It names its files relative to itself, so an
 * address below another folder is sent to the site's root first.
 */
registerRoute(
  new NavigationRoute(
    async (options) => {
      const { scope } = self.registration;
      const isDeep = options.url.pathname.slice(new URL(scope).pathname.length).includes('/');
      return isDeep ? Response.redirect(scope) : servePage(options);
    },
    // Downloaded from the network on purpose: it is not precached.
    { denylist: [/\/touchstone\.html(?:\?|$)/] },
  ),
);

// Without this the first visit's page would keep asking the network until it is reloaded.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

async function findMissing(): Promise<readonly string[]> {
  const urls = files.map(({ url }) => new URL(url, self.location.href).href);
  const found = await Promise.all(urls.map((url) => matchPrecache(url)));
  return urls.filter((url, index) => getCacheKeyForURL(url) === undefined || !found[index]);
}

async function takeOver(): Promise<WorkerAnswer> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = windows.filter(({ url }) => url.startsWith(self.registration.scope));
  if (ours.length > 1) return { kind: 'other-windows' };
  await self.skipWaiting();
  return { kind: 'taking-over' };
}

async function answerQuestion(question: WorkerQuestion): Promise<WorkerAnswer> {
  if (question.kind === 'skip-waiting') return takeOver();
  // A page loaded past the worker (forced reload) is taken under control here.
  if (self.registration.active?.scriptURL === self.location.href) await self.clients.claim();
  return { kind: 'precache-status', missing: await findMissing() };
}

const isQuestion = (data: unknown): data is WorkerQuestion =>
  typeof data === 'object' &&
  data !== null &&
  'kind' in data &&
  (data.kind === 'precache-status' || data.kind === 'skip-waiting');

self.addEventListener('message', (event) => {
  const question: unknown = event.data;
  const [port] = event.ports;
  if (!isQuestion(question) || port === undefined) return;
  event.waitUntil(
    answerQuestion(question).then((answer) => {
      port.postMessage(answer);
    }),
  );
});
