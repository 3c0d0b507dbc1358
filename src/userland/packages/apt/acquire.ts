/** apt's downloads: numbered lines as they come, and the sum at the end. */
import { LIMITS } from '../../../base/limits.ts';
import { collect } from '../../../base/streams.ts';
import { exists } from '../files.ts';
import { httpGet, NetworkFailure, type HttpAnswer } from '../http-get.ts';
import type { AptSession } from './session.ts';

export interface Item {
  readonly uri: string;
  /** `http://archive.ubuntu.com trusty Release`: what the lines name. */
  readonly shown: string;
}

export type Outcome =
  | { readonly kind: 'got'; readonly bytes: Uint8Array }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'missing'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** How often today's apt tries again before it gives a host up. */
const RETRIES = 3;

export class Acquire {
  #count = 0;
  #bytes = 0;
  readonly #started: number;

  constructor(readonly session: AptSession) {
    this.#started = session.sys.now();
  }

  /** One file. What happened is said here, unless `silent`; failing is the caller's matter. */
  async get(item: Item, options: { readonly since?: string; readonly optional?: boolean } = {}): Promise<Outcome> {
    const number = ++this.#count;
    await this.#method(item.uri);
    let answer: HttpAnswer;
    try {
      answer = await httpGet(this.session.sys, item.uri, {
        headers: options.since === undefined ? {} : { 'if-modified-since': options.since },
        agent: 'Debian APT-HTTP/1.3',
      });
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error;
      if (!this.session.style.oldApt) {
        for (let attempt = 0; attempt < RETRIES; attempt++) await this.#tell('Ign', number, item.shown);
      }
      await this.#tell('Err', number, item.shown, `  ${error.message}`);
      return { kind: 'unreachable', why: error.message };
    }
    if (answer.status === 304) {
      await this.#tell('Hit', number, item.shown);
      return { kind: 'unchanged' };
    }
    if (answer.status !== 200) {
      const why = `${answer.status}  ${answer.reason} [IP: ${answer.address} ${answer.port}]`;
      await this.#tell(options.optional ? 'Ign' : 'Err', number, item.shown, `  ${why}`);
      return { kind: 'missing', why };
    }
    const bytes = await collect(answer.body, LIMITS.layerBytes);
    this.#bytes += bytes.length;
    await this.session.say(`Get:${number} ${item.shown} [${this.session.size(bytes.length)}]`);
    await this.session.t.out.flush();
    return { kind: 'got', bytes };
  }

  /** `Hit`, for what needs no question since it is known to be the same. */
  async hit(shown: string): Promise<void> {
    await this.#tell('Hit', ++this.#count, shown);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** `Fetched 12.3 kB in 1s (12.3 kB/s)`; nothing when nothing came. */
  async sum(): Promise<void> {
    if (this.#bytes === 0) return;
    const elapsed = Math.max(this.session.sys.now() - this.#started, 1);
    const seconds = Math.round(elapsed / 1000);
    const { session } = this;
    const rate = session.size(Math.round((this.#bytes / elapsed) * 1000));
    await session.say(`Fetched ${session.size(this.#bytes)} in ${seconds}s (${rate}/s)`);
  }

  async #tell(word: 'Hit' | 'Ign' | 'Err', number: number, shown: string, detail?: string): Promise<void> {
    const { session } = this;
    if (session.style.oldApt) {
      await session.say(`${word} ${shown}`);
      if (word === 'Err' && detail !== undefined) await session.say(detail);
    } else {
      await session.say(`${word}:${number} ${shown}`);
      if (word !== 'Hit' && detail !== undefined) await session.say(detail);
    }
  }

  /** Old apt speaks HTTPS only with a package of its own. */
  async #method(uri: string): Promise<void> {
    const { session } = this;
    if (!uri.startsWith('https:') || !session.style.oldApt) return;
    if (await exists(session.sys, '/usr/lib/apt/methods/https')) return;
    throw new MethodMissing('The method driver /usr/lib/apt/methods/https could not be found.');
  }
}

export class MethodMissing extends Error {
  override name = 'MethodMissing';
}
