/**
 * The page's side of the preview of one port: sends what the frame asks for to that port and no other, keeps cookies
 * as a browser would for one visit, follows redirects.
 */
import type { PortHttpAnswer, PortHttpRequest } from '../state/port-http.ts';
import type { PortAnswer, PortRequest } from './frame/messages.ts';

export type PortFetch = (request: PortHttpRequest) => Promise<PortHttpAnswer>;

const MAX_REDIRECTS = 10;
/** Headers that a page's script may not set (Fetch, forbidden request-headers), and those that this side sets. */
const NOT_FROM_FRAME =
  /^(host|connection|content-length|cookie|origin|referer|transfer-encoding|upgrade|sec-.*|proxy-.*)$/;

export class PortSession {
  readonly #cookies = new Map<string, string>();

  constructor(
    readonly port: number,
    private readonly fetch: PortFetch,
  ) {}

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** Fails as `fetch` does, and for a circle of redirects. */
  async request({ method, path, headers, body }: Omit<PortRequest, 'id'>, signal?: AbortSignal): Promise<PortAnswer> {
    let [verb, at, content] = [method, path, body ? new Uint8Array(body) : undefined];
    for (let turn = 0; turn <= MAX_REDIRECTS; turn += 1) {
      const answer = await this.fetch({
        method: verb,
        path: at,
        headers: this.#headers(headers),
        ...(content && { body: content }),
        ...(signal && { signal }),
      });
      this.#keepCookies(answer.headers['set-cookie']);
      const next = this.#redirect(answer, at);
      if (next === undefined) {
        const copy = answer.body.slice().buffer as ArrayBuffer;
        return { status: answer.status, statusText: '', headers: answer.headers, body: copy, path: at };
      }
      at = next;
      // 307 and 308 repeat the request, all others ask anew.
      if (answer.status < 307) [verb, content] = [verb === 'HEAD' ? 'HEAD' : 'GET', undefined];
    }
    throw new Error('too many redirects');
  }

  #headers(given: Readonly<Record<string, string>>): Record<string, string> {
    const headers = Object.fromEntries(Object.entries(given).filter(([name]) => !NOT_FROM_FRAME.test(name)));
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      accept: '*/*',
      'user-agent': 'Mozilla/5.0 (Drydock)',
      ...headers,
      ...(cookies && { cookie: cookies }),
    };
  }

  #redirect({ status, headers }: PortHttpAnswer, from: string): string | undefined {
    if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
    const url = new URL(headers.location, this.origin + from);
    if (url.origin !== this.origin) throw new Error(`it leads to ${url.href}`);
    return url.pathname + url.search;
  }

  #keepCookies(header: string | undefined): void {
    // Several come joined by commas; the comma of a date is followed by a space and digits.
    for (const cookie of header?.split(/,(?=\s*[^\s=;,]+=)/) ?? []) {
      const [, name, value] = /^\s*([^=;]+)=([^;]*)/.exec(cookie) ?? [];
      if (!name) continue;
      if (/;\s*max-age=0\b/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value ?? '');
    }
  }
}
