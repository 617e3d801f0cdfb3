// The service worker of a page without a server: it opens without a connection. A newer one waits until no page of the
// older one is open, or until a page asks for it.

import { Keeper } from "./keeper.js";

/** @import { Release } from "./keeper.js" */
/** What a service worker has beside a window's things.
 * @typedef {Event & { waitUntil: (what: Promise<unknown>) => void }} Extendable
 * @typedef {Event & { request: Request, respondWith: (answer: Promise<Response>) => void }} Fetching
 * @typedef {{ registration: { scope: string }, clients: { claim: () => Promise<void> }, skipWaiting: () => void,
 *   addEventListener: (kind: string, heard: (event: any) => void) => void, release: Release }} Worker */

const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
const keeper = new Keeper(worker.registration.scope, worker.release); // write.py puts the release before this script

worker.addEventListener("install", (/** @type {Extendable} */ event) => event.waitUntil(keeper.install()));
worker.addEventListener("activate", (/** @type {Extendable} */ event) => {
  const done = keeper.activate().catch(() => {}); // what could not be taken away is no reason not to answer
  event.waitUntil(done.then(() => worker.clients.claim()));
});
worker.addEventListener("message", (/** @type {Extendable & { data: unknown }} */ event) => {
  if (event.data === "use") worker.skipWaiting();
  if (event.data === "mend") event.waitUntil(keeper.install().catch(() => {})); // no connection, or no more there
});
worker.addEventListener("fetch", (/** @type {Fetching} */ event) => {
  const answer = keeper.answer(event.request);
  if (answer) event.respondWith(answer);
});
