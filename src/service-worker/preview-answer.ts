/**
 * What the service worker answers below `<base>__port/<n>/`: always the same host page, whatever the container serves.
 * The page holds a shim that gets the container's bytes from the site's page through a MessagePort and writes them into
 * its own document. The header takes the origin away from it, so no byte of a container runs as the site.
 */

/** `sandbox` without `allow-same-origin`: an origin of its own, which reaches no storage, no DOM, no worker of the site. */
export const PREVIEW_POLICY = [
  'sandbox allow-scripts allow-forms allow-modals',
  "default-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export const PREVIEW_PATH = '__port/';

/** Requests whose answer becomes a document in a frame of the site. */
const FRAMES: readonly string[] = ['iframe', 'frame', 'embed', 'object'];

export interface RequestFacts {
  /** Path below the site's base; undefined when it is elsewhere. */
  readonly path: string | undefined;
  readonly mode: string;
  readonly destination: string;
}

/** `host`: the host page; `forbidden`: nothing, with 403; `pass`: not about the preview. */
export function previewVerdict({ path, mode, destination }: RequestFacts): 'host' | 'forbidden' | 'pass' {
  const framed = FRAMES.includes(destination);
  if (path !== undefined && path.startsWith(PREVIEW_PATH)) {
    // Nothing but a document: a container's bytes must never load as the site's script, style or image.
    const document = mode === 'navigate' && (destination === 'iframe' || destination === 'document');
    return document && /^__port\/\d{1,5}\//.test(path) ? 'host' : 'forbidden';
  }
  // A frame that navigates itself to a page of the site would load it with the site's origin.
  return framed ? 'forbidden' : 'pass';
}

export function hostPage(shim: string): Response {
  const html = `<!doctype html><meta charset="utf-8"><title>…</title><script>${shim.replaceAll('</script', '<\\/script')}</script>`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': PREVIEW_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    },
  });
}

export function forbidden(): Response {
  return new Response('forbidden', {
    status: 403,
    headers: { 'content-type': 'text/plain', 'content-security-policy': PREVIEW_POLICY, 'cache-control': 'no-store' },
  });
}
