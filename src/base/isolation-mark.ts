/**
 * What page and service worker agree on: while a cache of this name exists, the service worker serves the site cross-origin
 * isolated. A mark in the browser, since a static host sends what it likes, and a service worker remembers nothing.
 */
export const ISOLATION_MARK = 'drydock-isolated';
