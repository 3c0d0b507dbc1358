/** Where an answer leads, and what is asked there. */
import { CurlError } from './errors.ts';
import { type CurlArguments, has, whole } from './options.ts';
import type { Answer } from './transfer.ts';
import { type CurlUrl, resolveLocation } from './url.ts';

const REDIRECTS = 50;

export class Redirects {
  count = 0;
  /** The last place that an answer named and that was not gone to. */
  pending = '';
  readonly #most: number;

  constructor(private readonly args: CurlArguments) {
    this.#most = whole(args, 'max-redirs', '--max-redirs') ?? REDIRECTS;
  }

  /** Where a redirect leads, when it is to be followed. */
  next(url: CurlUrl, { status, headers }: Answer): string | undefined {
    const location = headers['location'];
    if (location === undefined || status < 300 || status >= 400) return undefined;
    const next = resolveLocation(url, location);
    if (!has(this.args, 'L') && !has(this.args, 'location-trusted')) {
      this.pending = next;
      return undefined;
    }
    if (this.#most >= 0 && this.count >= this.#most) {
      this.pending = next;
      throw new CurlError(47, `Maximum (${this.#most}) redirects followed`);
    }
    return next;
  }

  /** A POST becomes a GET after 301, 302 and 303, as browsers made it (RFC 9110, 15.4). */
  becomesGet(status: number, sent: { readonly method: string } | undefined): boolean {
    const dropped = status === 303 || ((status === 301 || status === 302) && sent?.method === 'POST');
    return sent !== undefined && dropped && !has(this.args, `post${status}`);
  }
}
