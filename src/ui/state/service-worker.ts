/** Registers the service worker: without it the page works, but not without a network, and ports cannot be shown. */

export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // Refused in some private windows; the page says so where it matters.
  await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' }).catch(() => undefined);
}
