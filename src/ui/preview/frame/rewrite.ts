/**
 * A document as it came, with what it loads turned into blobs: in the frame's own origin the browser can fetch nothing
 * itself. Styles are followed through `url()` and `@import`, modules through their static imports.
 */
import type { PortClient } from './port-client.ts';

export async function rewriteDocument(client: PortClient, url: string, html: string): Promise<string> {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const base = baseOf(page, url);
  const elements = (selector: string) => [...page.querySelectorAll<HTMLElement>(selector)];
  const attribute = async (element: Element, name: string, rewrite?: Rewrite) => {
    const address = element.getAttribute(name);
    const blob = address ? await client.blobUrl(address, base, rewrite) : undefined;
    if (blob) element.setAttribute(name, blob);
  };
  const css: Rewrite = (text, at) => rewriteCss(client, at, text);
  const module: Rewrite = (text, at) => rewriteModule(client, at, text, new Set([at]));
  await Promise.all([
    ...elements('link[rel~="stylesheet"][href]').map((link) => attribute(link, 'href', css)),
    ...elements('script[src]').map((script) =>
      attribute(script, 'src', script.getAttribute('type') === 'module' ? module : undefined),
    ),
    ...elements('img[src], source[src], video[src], audio[src], input[type="image"][src]').map((media) =>
      attribute(media, 'src'),
    ),
    ...elements('video[poster]').map((video) => attribute(video, 'poster')),
    ...elements('style').map(
      async (style) => (style.textContent = await rewriteCss(client, base, style.textContent ?? '')),
    ),
    ...elements('[style*="url("]').map(async (element) =>
      element.setAttribute('style', await rewriteCss(client, base, element.getAttribute('style') ?? '')),
    ),
    ...elements('script[type="module"]:not([src])').map(
      async (script) => (script.textContent = await rewriteModule(client, base, script.textContent ?? '', new Set())),
    ),
  ]);
  // What a blob has been made for has another integrity, and `srcset` would win over `src`.
  for (const element of elements('[integrity]')) element.removeAttribute('integrity');
  for (const element of elements('[srcset]')) element.removeAttribute('srcset');
  for (const element of elements('base, meta[http-equiv="refresh" i]')) element.remove();
  const doctype = page.doctype ? '<!doctype html>' : '';
  return doctype + page.documentElement.outerHTML;
}

type Rewrite = (text: string, url: string) => Promise<string>;

function baseOf(page: Document, url: string): string {
  const href = page.querySelector('base[href]')?.getAttribute('href');
  return href ? new URL(href, url).href : url;
}

const CSS_ADDRESS = /(@import\s+(?:url\(\s*)?|url\(\s*)(["']?)([^"')\s]+)\2/g;

export async function rewriteCss(client: PortClient, url: string, text: string): Promise<string> {
  return replaceAsync(text, CSS_ADDRESS, async ([whole, head = '', quotes = '', address = '']) => {
    const nested: Rewrite | undefined = head.startsWith('@import')
      ? (inner, at) => rewriteCss(client, at, inner)
      : undefined;
    const blob = await client.blobUrl(address, url, nested);
    return blob ? head + quotes + blob + quotes : whole;
  });
}

const IMPORT = /(\b(?:import|export)\b(?:[\s\w{},*$]*?\bfrom)?\s*)(["'])([^"']+)\2/g;

/** `seen` ends a circle of imports: the second time an address stays as it is. */
async function rewriteModule(
  client: PortClient,
  url: string,
  text: string,
  seen: ReadonlySet<string>,
): Promise<string> {
  return replaceAsync(text, IMPORT, async ([whole, head = '', quotes = '', address = '']) => {
    if (!/^(\.{0,2}\/|https?:)/.test(address)) return whole;
    const target = new URL(address, url).href;
    if (seen.has(target)) return whole;
    const blob = await client.blobUrl(address, url, (inner, at) =>
      rewriteModule(client, at, inner, new Set([...seen, target])),
    );
    return blob ? head + quotes + blob + quotes : whole;
  });
}

export async function replaceAsync(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => Promise<string>,
): Promise<string> {
  const parts: (string | Promise<string>)[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(at, match.index), replace(match));
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return (await Promise.all(parts)).join('');
}
