/** Links and forms of the shown document: the page around the frame makes a new frame for where they lead. */
import type { PortClient } from './port-client.ts';

export function followLinks(client: PortClient, url: string): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a[href], area[href]');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    const href = link.getAttribute('href') ?? '';
    if (/^(javascript|data|blob):/i.test(href)) return;
    event.preventDefault();
    if (href.startsWith('#')) {
      document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
      return;
    }
    const path = client.pathOf(href, url);
    if (path === undefined) client.send({ kind: 'outside', url: new URL(href, url).href });
    else client.send({ kind: 'navigate', method: 'GET', path });
  });
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    void submit(client, url, event.target as HTMLFormElement, event.submitter);
  });
}

async function submit(client: PortClient, url: string, form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
  const action = by?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
  const path = client.pathOf(action || url, url);
  if (path === undefined) return;
  const data = new FormData(form, by);
  if (form.method.toLowerCase() !== 'post') {
    const query = new URLSearchParams([...data].map(([name, value]) => [name, String(value)]));
    client.send({ kind: 'navigate', method: 'GET', path: `${path.replace(/\?.*/, '')}?${query.toString()}` });
    return;
  }
  const fields = [...data].map(([name, value]): [string, string] => [name, String(value)]);
  const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(fields);
  const request = new Request('http://port.invalid/', { method: 'POST', body });
  const contentType = request.headers.get('content-type') ?? '';
  client.send({ kind: 'navigate', method: 'POST', path, body: await request.arrayBuffer(), contentType });
}
