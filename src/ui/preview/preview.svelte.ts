/**
 * What the preview shows. Every navigation is a fresh frame (an old one's next navigation may pass the service worker
 * by), which must say hello before it is told anything, and answer after every load that it is still the shim's.
 */
import { messageOf } from '../../base/errors.ts';
import { siteBase, sitePath } from '../state/site.ts';
import { HELLO, type FromFrame, type PortAnswer, type ToFrame } from './frame/messages.ts';
import { PortSession, type PortFetch } from './port-session.ts';

interface Visit {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: ArrayBuffer;
  readonly contentType?: string;
}

export interface Frame {
  readonly id: number;
  readonly src: string;
}

export type Trouble =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'lost' }
  | { readonly kind: 'outside'; readonly url: string };

/** How long a page is asked for again that nobody answers, and how often. */
const PATIENCE_MS = 2000;
const RETRY_MS = 200;
/** A busy page may be slow to answer. */
const ALIVE_MS = 5000;
const MAX_BODY = 16 * 1024 * 1024;

export class Preview {
  port = $state<number | undefined>();
  path = $state('/');
  title = $state('');
  status = $state(0);
  frame = $state.raw<Frame | undefined>();
  trouble = $state.raw<Trouble | undefined>();
  loading = $state(false);
  history = $state.raw<readonly Visit[]>([]);

  #session: PortSession | undefined;
  #visit: Visit = { method: 'GET', path: '/' };
  #next = 1;
  #line: MessagePort | undefined;
  #alive: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly fetchPort: (port: number) => PortFetch) {}

  /** A new visit: cookies of the last one are gone. */
  open(port: number, path = '/'): void {
    this.port = port;
    this.#session = new PortSession(port, this.fetchPort(port));
    this.history = [];
    this.#go({ method: 'GET', path: path.startsWith('/') ? path : `/${path}` }, false);
  }

  reload(): void {
    this.#go(this.#visit, false);
  }

  back(): void {
    const visit = this.history.at(-1);
    if (!visit) return;
    this.history = this.history.slice(0, -1);
    this.#go(visit, false);
  }

  close(): void {
    clearTimeout(this.#alive);
    this.#line?.close();
    this.#line = undefined;
    this.frame = undefined;
  }

  /** A message reached the page's window: it counts only when it is the frame's first word. */
  hear(event: MessageEvent, frameWindow: Window | null | undefined): void {
    const data = event.data as { kind?: unknown; path?: unknown } | null;
    const line = event.ports[0];
    if (!frameWindow || event.source !== frameWindow || data?.kind !== HELLO || !line) return;
    if (this.#line) {
      // The document sent itself elsewhere on the port, by a script.
      const path = this.#pathBelow(String(data.path));
      if (path === undefined) return this.lose();
      this.#visit = { method: 'GET', path };
    }
    this.#line?.close();
    this.#line = line;
    line.onmessage = ({ data: message }: MessageEvent<FromFrame>) => void this.#answer(line, message);
    void this.#show(line);
  }

  /** The frame has loaded something. */
  loaded(): void {
    clearTimeout(this.#alive);
    this.#alive = setTimeout(() => this.lose(), ALIVE_MS);
    this.#tell(this.#line, { kind: 'alive' });
  }

  lose(): void {
    this.close();
    this.loading = false;
    this.trouble = { kind: 'lost' };
  }

  #go(visit: Visit, remember: boolean): void {
    this.close();
    if (remember) this.history = [...this.history, this.#visit];
    this.#visit = visit;
    this.path = visit.path;
    this.title = '';
    this.trouble = undefined;
    this.loading = true;
    const id = this.#next++;
    this.frame = { id, src: `${siteBase()}__port/${this.port}${visit.path}` };
  }

  async #show(line: MessagePort): Promise<void> {
    const session = this.#session;
    const { method, path, body, contentType } = this.#visit;
    if (!session) return;
    try {
      const answer = await this.#patiently(line, () =>
        session.request({
          method,
          path,
          headers: { accept: 'text/html,*/*', ...(contentType && { 'content-type': contentType }) },
          ...(body && { body }),
        }),
      );
      if (line !== this.#line) return;
      this.path = answer.path;
      this.status = answer.status;
      this.#tell(line, { kind: 'document', origin: session.origin, answer });
    } catch (error) {
      if (line !== this.#line) return;
      this.close();
      this.trouble = { kind: 'refused', reason: messageOf(error) };
    } finally {
      this.loading = false;
    }
  }

  /** A server listens a moment after its container runs: who opens its port at once waits for it. What is sent is sent once. */
  async #patiently(line: MessagePort, ask: () => Promise<PortAnswer>): Promise<PortAnswer> {
    const last = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (line !== this.#line || this.#visit.method !== 'GET' || performance.now() > last) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #answer(line: MessagePort, message: FromFrame): Promise<void> {
    if (line !== this.#line || !this.#session) return;
    if (message.kind === 'alive') clearTimeout(this.#alive);
    else if (message.kind === 'title') this.title = String(message.title).slice(0, 200);
    else if (message.kind === 'outside') this.trouble = { kind: 'outside', url: String(message.url).slice(0, 500) };
    else if (message.kind === 'navigate') {
      const { method, path, body, contentType } = message;
      if ((method !== 'GET' && method !== 'POST') || !String(path).startsWith('/')) return;
      this.#go({ method, path, ...(body && { body, contentType: contentType ?? '' }) }, true);
    } else if (message.kind === 'fetch') {
      try {
        if ((message.body?.byteLength ?? 0) > MAX_BODY) throw new Error('the request is too large');
        const answer = await this.#session.request(message);
        this.#tell(line, { kind: 'answer', id: message.id, answer });
      } catch (error) {
        this.#tell(line, { kind: 'failure', id: message.id, message: messageOf(error) });
      }
    }
  }

  #tell(line: MessagePort | undefined, message: ToFrame): void {
    const body: ArrayBuffer[] = 'answer' in message ? [(message.answer as PortAnswer).body] : [];
    line?.postMessage(message, body);
  }

  #pathBelow(path: string): string | undefined {
    const prefix = `${sitePath()}__port/${this.port}`;
    return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined;
  }
}
