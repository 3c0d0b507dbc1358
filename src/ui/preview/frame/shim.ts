/**
 * Runs in the frame that shows a port, in an origin of its own: asks the page around it for the document, brings what
 * the document needs over the port as blobs, and writes it. Later requests of its scripts go the same way.
 */
import { HELLO, type ToFrame } from './messages.ts';
import { PortClient } from './port-client.ts';
import { followLinks } from './navigation.ts';
import { patchRequests } from './requests.ts';
import { rewriteDocument } from './rewrite.ts';

function main(): void {
  // On its own, not in a frame of the site: there is nobody to ask.
  if (window.parent === window) {
    document.write('This address is shown by Drydock only.');
    return;
  }
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    if (data.kind !== 'document') return;
    const client = new PortClient(channel.port1, data.origin);
    void show(client, data.answer.path, data.answer.headers['content-type'] ?? '', data.answer.body);
  };
  window.parent.postMessage({ kind: HELLO, path: location.pathname + location.search }, '*', [channel.port2]);
}

async function show(client: PortClient, path: string, type: string, body: ArrayBuffer): Promise<void> {
  const url = new URL(path, client.origin).href;
  patchRequests(client, url);
  const html = /html|^$/.test(type) ? await rewriteDocument(client, url, decode(body, type)) : plain(type, body);
  document.open();
  document.write(html);
  document.close();
  followLinks(client, url);
  client.send({ kind: 'title', title: document.title });
}

function decode(body: ArrayBuffer, type: string): string {
  const charset = /charset=([^;]+)/i.exec(type)?.[1]?.trim() ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

/** As a browser shows what is no page: an image, or text. */
function plain(type: string, body: ArrayBuffer): string {
  if (type.startsWith('image/')) return `<img alt="" src="${URL.createObjectURL(new Blob([body], { type }))}">`;
  const pre = document.createElement('pre');
  pre.style.cssText = 'white-space:pre-wrap;overflow-wrap:anywhere';
  pre.textContent = decode(body, type);
  return `<!doctype html><meta name="color-scheme" content="light dark">${pre.outerHTML}`;
}

main();
