/**
 * Requests to one registry with whatever authorization it asks for. The first refusal (401) names a scheme; its answer
 * is kept by credentials and scope until the registry refuses it. Tokens are asked for as the distribution project's
 * token specification says: GET with Basic credentials, or POST with a refresh token.
 */
import { text, utf8 } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { collect, fromReadable } from '../base/streams.ts';
import { RegistryError } from '../oci/distribution.ts';
import type { RegistryCredentials } from '../oci/distribution.ts';
import { refusalOf } from './answer-error.ts';
import { parseChallenges } from './challenge.ts';
import type { Challenge } from './challenge.ts';
import { dialFailure } from './port.ts';
import type { FetchPort } from './port.ts';

export interface SessionRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT';
  /** Absolute, or relative to the registry's origin. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** `repository:library/busybox:pull`. */
  readonly scopes: readonly string[];
  readonly credentials?: RegistryCredentials | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Authorization could not be had. `message` is how Go's client words it around the request that needed it. */
export class AuthorizationError extends RegistryError {
  constructor(
    request: SessionRequest,
    url: string,
    /** Why, without the request. */
    readonly reason: string,
  ) {
    super('unauthorized', `${goMethod(request.method)} "${url}": ${reason}`);
  }
}

/** Go's url.Error writes `Get "…"`. */
export function goMethod(method: string): string {
  return method.slice(0, 1) + method.slice(1).toLowerCase();
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 10;

export class RegistrySession {
  /** Authorization headers that worked, by credentials and scopes. */
  readonly #granted = new Map<string, string>();

  constructor(
    private readonly fetch: FetchPort,
    readonly origin: string,
    private readonly nameserver: string,
  ) {}

  /** The registry's answer, whatever its status; fails with `unreachable` or an AuthorizationError. */
  async send(request: SessionRequest): Promise<Response> {
    const url = new URL(request.url, this.origin).href;
    const key = JSON.stringify([request.credentials, request.scopes]);
    const known = this.#granted.get(key);
    const first = await this.#dial(request, url, known);
    if (first.status !== 401) return first;
    const [challenge] = parseChallenges(first.headers.get('www-authenticate')).filter(isSupported);
    if (!challenge || challenge.parameters['error'] === 'insufficient_scope') return first;
    await first.body?.cancel();
    const authorization = await this.#authorize(challenge, request, url);
    const second = await this.#dial(request, url, authorization);
    if (second.status === 401) this.#granted.delete(key);
    else this.#granted.set(key, authorization);
    return second;
  }

  /** end-1 without authorization. */
  reach(signal?: AbortSignal): Promise<Response> {
    const url = `${this.origin}/v2/`;
    return this.#once({ method: 'GET', url, scopes: [], signal }, url, undefined);
  }

  /** Sends once, and follows redirects (blobs often lie elsewhere) without carrying authorization to another origin. */
  async #dial(request: SessionRequest, url: string, authorization: string | undefined): Promise<Response> {
    let target = url;
    for (let hop = 0; ; hop++) {
      const sameOrigin = new URL(target).origin === new URL(url).origin;
      const response = await this.#once(request, target, sameOrigin ? authorization : undefined);
      const location = response.headers.get('location');
      const follow = REDIRECTS.has(response.status) && location !== null && request.body === undefined;
      if (!follow || request.method === 'POST') return response;
      await response.body?.cancel();
      if (hop === MAX_REDIRECTS) {
        throw new RegistryError('other', `${goMethod(request.method)} "${target}": stopped after 10 redirects`);
      }
      target = new URL(location, target).href;
    }
  }

  async #once(request: SessionRequest, url: string, authorization: string | undefined): Promise<Response> {
    const headers: Record<string, string> = { ...request.headers };
    if (authorization !== undefined) headers['Authorization'] = authorization;
    const init: RequestInit = { method: request.method, headers };
    if (request.body) init.body = request.body as Uint8Array<ArrayBuffer>;
    if (request.signal) init.signal = request.signal;
    try {
      return await this.fetch(url, init);
    } catch (error) {
      if (request.signal?.aborted) throw error;
      // Docker asks end-1 before every pull and push, so a registry that is not there is always reported by it.
      const asked = url.startsWith(`${this.origin}/`)
        ? `Get "${this.origin}/v2/"`
        : `${goMethod(request.method)} "${url}"`;
      throw new RegistryError('unreachable', `${asked}: ${dialFailure(error, url, this.nameserver)}`);
    }
  }

  async #authorize(challenge: Challenge, request: SessionRequest, url: string): Promise<string> {
    const { username, password = '', identityToken } = request.credentials ?? {};
    if (challenge.scheme === 'basic') {
      if (username === undefined || username === '') throw new AuthorizationError(request, url, NO_BASIC);
      return basic(username, password);
    }
    const realm = URL.parse(challenge.parameters['realm'] ?? '');
    if (!realm || !/^https?:$/.test(realm.protocol)) {
      throw new AuthorizationError(request, url, 'no realm specified for token auth challenge');
    }
    const query = new URLSearchParams(realm.search);
    const service = challenge.parameters['service'];
    if (service !== undefined) query.set('service', service);
    const init: RequestInit = request.signal ? { signal: request.signal } : {};
    if (identityToken) {
      const form = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: identityToken,
        client_id: 'docker',
      });
      if (service !== undefined) form.set('service', service);
      if (request.scopes.length > 0) form.set('scope', request.scopes.join(' '));
      init.method = 'POST';
      init.headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      init.body = form.toString();
    } else {
      if (username) query.set('account', username);
      for (const scope of request.scopes) query.append('scope', scope);
      query.sort();
      realm.search = query.toString();
      if (username) init.headers = { Authorization: basic(username, password) };
    }
    return `Bearer ${await this.#token(realm.href, init, request, url)}`;
  }

  async #token(realm: string, init: RequestInit, request: SessionRequest, url: string): Promise<string> {
    let response: Response;
    try {
      response = await this.fetch(realm, init);
    } catch (error) {
      if (request.signal?.aborted) throw error;
      const asked = `${goMethod(init.method ?? 'GET')} "${realm}"`;
      throw new AuthorizationError(request, url, `${asked}: ${dialFailure(error, realm, this.nameserver)}`);
    }
    if (!response.ok) throw new AuthorizationError(request, url, (await refusalOf(response)).text);
    const answer = response.body ? text(await collect(fromReadable(response.body), LIMITS.requestBodyBytes)) : '';
    const token = tokenOf(answer);
    if (token === undefined) {
      throw new AuthorizationError(request, url, 'authorization server did not include a token in the response');
    }
    return token;
  }
}

export const NO_BASIC = 'no basic auth credentials';

function isSupported(challenge: Challenge): boolean {
  return challenge.scheme === 'bearer' || challenge.scheme === 'basic';
}

function basic(username: string, password: string): string {
  return `Basic ${btoa(String.fromCharCode(...utf8(`${username}:${password}`)))}`;
}

function tokenOf(answer: string): string | undefined {
  try {
    const { token, access_token: access } = JSON.parse(answer) as Record<string, unknown>;
    const found = token || access;
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
