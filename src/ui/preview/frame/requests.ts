/** `fetch` and XMLHttpRequest of the frame's scripts, over the port. Whatever is not of the port fails as an unreachable host. */
import type { PortClient } from './port-client.ts';

export function patchRequests(client: PortClient, base: string): void {
  const request = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const address = input instanceof Request ? input.url : String(input);
    const path = client.pathOf(address, base);
    if (path === undefined) throw new TypeError(`Failed to fetch: ${address} is not of this port`);
    // The browser makes headers and body of whatever the caller gave.
    const whole = new Request('http://port.invalid/', input instanceof Request ? input : { ...init, mode: 'cors' });
    const headers = Object.fromEntries(whole.headers);
    const body = ['GET', 'HEAD'].includes(whole.method) ? undefined : await whole.arrayBuffer();
    const answer = await client.fetch(path, { method: whole.method, headers, ...(body && { body }) });
    const empty = [101, 204, 205, 304].includes(answer.status) || whole.method === 'HEAD';
    const response = new Response(empty ? null : answer.body, {
      status: answer.status,
      statusText: answer.statusText,
      headers: answer.headers,
    });
    Object.defineProperty(response, 'url', { value: new URL(answer.path, client.origin).href });
    return response;
  };
  window.fetch = request;
  window.XMLHttpRequest = requestClass(request) as unknown as typeof XMLHttpRequest;
}

/** As much of XMLHttpRequest as pages use: asynchronous, with text, JSON, blobs and buffers. */
function requestClass(request: typeof fetch) {
  return class extends EventTarget {
    readyState = 0;
    status = 0;
    statusText = '';
    response: unknown = null;
    responseText = '';
    responseType = '';
    responseURL = '';
    timeout = 0;
    withCredentials = false;
    onreadystatechange: ((event: Event) => void) | null = null;
    onload: ((event: Event) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    onloadend: ((event: Event) => void) | null = null;
    onabort: ((event: Event) => void) | null = null;
    #method = 'GET';
    #address = '';
    #headers = new Headers();
    #answer: Response | undefined;
    #aborted = false;

    open(method: string, address: string, async = true): void {
      if (!async) throw new DOMException('synchronous requests are not possible here', 'InvalidAccessError');
      [this.#method, this.#address, this.#aborted] = [method, String(address), false];
      this.#become(1);
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.append(name, value);
    }

    getResponseHeader(name: string): string | null {
      return this.#answer?.headers.get(name) ?? null;
    }

    getAllResponseHeaders(): string {
      return [...(this.#answer?.headers ?? [])].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    overrideMimeType(): void {}

    abort(): void {
      this.#aborted = true;
      this.#tell('abort');
      this.#tell('loadend');
    }

    send(body: BodyInit | null = null): void {
      void this.#perform(body);
    }

    async #perform(body: BodyInit | null): Promise<void> {
      try {
        const simple = ['GET', 'HEAD'].includes(this.#method.toUpperCase());
        const answer = await request(this.#address, {
          method: this.#method,
          headers: this.#headers,
          body: simple ? null : body,
        });
        const bytes = await answer.arrayBuffer();
        if (this.#aborted) return;
        this.#answer = answer;
        ({ status: this.status, statusText: this.statusText, url: this.responseURL } = answer);
        this.#become(2);
        this.#become(3);
        this.#read(bytes);
        this.#become(4);
        this.#tell('load');
      } catch {
        if (this.#aborted) return;
        this.#become(4);
        this.#tell('error');
      }
      this.#tell('loadend');
    }

    #read(bytes: ArrayBuffer): void {
      const text = () => new TextDecoder().decode(bytes);
      if (this.responseType === 'arraybuffer') this.response = bytes;
      else if (this.responseType === 'blob') this.response = new Blob([bytes]);
      else if (this.responseType === 'json') this.response = JSON.parse(text());
      else this.response = this.responseText = text();
    }

    #become(state: number): void {
      this.readyState = state;
      this.#tell('readystatechange');
    }

    #tell(type: 'readystatechange' | 'load' | 'error' | 'loadend' | 'abort'): void {
      const event = new ProgressEvent(type);
      this[`on${type}`]?.call(this, event);
      this.dispatchEvent(event);
    }
  };
}
