/** Requests of the frame, over its MessagePort. */
import type { FromFrame, PortAnswer, ToFrame } from './messages.ts';

interface Waiting {
  resolve(answer: PortAnswer): void;
  reject(error: Error): void;
}

export class PortClient {
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor(
    private readonly port: MessagePort,
    /** `http://localhost:8080`: what relative addresses are relative to. */
    readonly origin: string,
  ) {
    port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
      if (data.kind === 'alive') this.send({ kind: 'alive' });
      if (data.kind === 'document' || data.kind === 'alive') return;
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.kind === 'answer') waiting?.resolve(data.answer);
      else waiting?.reject(new TypeError(data.message));
    };
  }

  send(message: FromFrame): void {
    this.port.postMessage(message, 'body' in message && message.body ? [message.body] : []);
  }

  /** Path with query when the address is of this port; undefined when it leads elsewhere. */
  pathOf(address: string, from: string): string | undefined {
    let url: URL;
    try {
      url = new URL(address, from);
    } catch {
      return undefined;
    }
    return url.origin === this.origin ? url.pathname + url.search : undefined;
  }

  fetch(
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: ArrayBuffer } = {},
  ): Promise<PortAnswer> {
    const id = this.#next++;
    const { method = 'GET', headers = {}, body } = init;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.send({ kind: 'fetch', id, method, path, headers, ...(body && { body }) });
    });
  }

  /** A resource as a blob's address, each once; undefined when it is not of this port or could not be had. */
  async blobUrl(
    address: string,
    from: string,
    rewrite?: (text: string, url: string) => Promise<string>,
  ): Promise<string | undefined> {
    const path = this.pathOf(address, from);
    if (path === undefined || /^(data|blob):/.test(address)) return undefined;
    try {
      const answer = await this.fetch(path);
      if (answer.status >= 400) return undefined;
      const type = answer.headers['content-type'] ?? '';
      const url = new URL(answer.path, this.origin).href;
      const content = rewrite ? await rewrite(new TextDecoder().decode(answer.body), url) : answer.body;
      return URL.createObjectURL(new Blob([content], { type }));
    } catch {
      return undefined;
    }
  }
}
