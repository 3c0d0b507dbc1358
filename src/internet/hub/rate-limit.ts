/** How many pulls the Hub allows in six hours. Off unless a lesson turns it on: a class is never stopped by it. */
import type { Clock } from '../../base/ports.ts';
import { jsonAnswer } from '../answers.ts';

const WINDOW_S = 21_600;

export class PullLimit {
  /** Pulls that are allowed in the window; undefined: no limit. */
  #pulls: number | undefined;
  /** When whom (an account, or nobody) pulled, in milliseconds since the epoch. */
  #pulled = new Map<string | undefined, number[]>();

  constructor(private readonly clock: Clock) {}

  get pulls(): number | undefined {
    return this.#pulls;
  }

  /** Undefined turns the limit off; either way everyone starts anew. */
  set(pulls: number | undefined): void {
    this.#pulls = pulls;
    this.#pulled = new Map();
  }

  /** Counts a pull; the Hub's refusal when it is one too many. */
  count(account: string | undefined): Response | undefined {
    if (this.#pulls === undefined) return undefined;
    const since = this.clock.now() - WINDOW_S * 1000;
    const recent = (this.#pulled.get(account) ?? []).filter((time) => time > since);
    if (recent.length >= this.#pulls) {
      const who = account === undefined ? 'unauthenticated ' : '';
      const message = `You have reached your ${who}pull rate limit. https://www.docker.com/increase-rate-limit`;
      const errors = [{ code: 'TOOMANYREQUESTS', message }];
      return jsonAnswer(429, { errors }, { 'Retry-After': String(WINDOW_S), ...this.#headers(0) });
    }
    this.#pulled.set(account, [...recent, this.clock.now()]);
    return undefined;
  }

  #headers(remaining: number): Readonly<Record<string, string>> {
    return {
      'RateLimit-Limit': `${this.#pulls};w=${WINDOW_S}`,
      'RateLimit-Remaining': `${remaining};w=${WINDOW_S}`,
    };
  }
}
