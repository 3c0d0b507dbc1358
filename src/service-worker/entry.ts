/**
 * The service worker of the site: it makes the page work without a network, and gives published ports a place below the
 * site that has no part in it. It holds no state: browsers stop and start it as they like.
 */
import { build } from 'virtual:site-build';
import { shim } from 'virtual:preview-shim';
import { forbidden, hostPage, previewVerdict } from './preview-answer.ts';
import { isolated } from './isolation.ts';
import { answerSite, dropOlder, keepSite } from './site-cache.ts';
import { STANDSTILL_PATH } from '../base/standstill-path.ts';
import { relayStandstill } from './standstill.ts';

declare const self: ServiceWorkerGlobalScope;

const base = new URL('./', self.location.href).href;

self.addEventListener('install', (event) => event.waitUntil(keepSite(build, base)));

// The first worker takes over the page that installed it; a newer one waits until no page of the older is left.
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([dropOlder(build), self.clients.claim()])));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = request.url.replace(/[?#].*$/, '');
  const path = url.startsWith(base) ? url.slice(base.length) : undefined;
  const verdict = previewVerdict({ path, mode: request.mode, destination: request.destination });
  if (verdict === 'host') event.respondWith(isolated(request, hostPage(shim)));
  else if (verdict === 'forbidden') event.respondWith(forbidden());
  else if (path?.startsWith(STANDSTILL_PATH)) event.respondWith(relayStandstill(request, path));
  else if (path !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
    const answer = answerSite(request, path, build);
    if (answer) event.respondWith(isolated(request, answer));
  }
});
