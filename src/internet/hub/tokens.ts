/**
 * The Hub's authorization service (the distribution project's token specification): who asks, for which actions on
 * which repositories, and what of that is granted. Tokens live in memory: after a restart clients ask for new ones.
 */
import { hex, text } from '../../base/bytes.ts';
import type { Clock, Random } from '../../base/ports.ts';
import { jsonAnswer } from '../answers.ts';
import type { HostRequest, FetchHandler } from '../host.ts';
import type { HubAccounts } from './accounts.ts';

export interface Grant {
  readonly account: string | undefined;
  /** Repository to the actions that are allowed on it. */
  readonly actions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

const LIFETIME_S = 300;
const MAX_TOKENS = 1000;

export class HubTokens {
  readonly #issued = new Map<string, Grant>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  issue(account: string | undefined, actions: Grant['actions']): string {
    const token = hex(this.random.bytes(32));
    this.#issued.set(token, { account, actions, until: this.clock.now() + LIFETIME_S * 1000 });
    const [oldest] = this.#issued.keys();
    if (this.#issued.size > MAX_TOKENS && oldest !== undefined) this.#issued.delete(oldest);
    return token;
  }

  /** The grant of a request's bearer token; undefined when it has none that is valid. */
  of(request: HostRequest): Grant | undefined {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    const grant = this.#issued.get(token);
    return grant && grant.until > this.clock.now() ? grant : undefined;
  }
}

export interface TokenServiceOptions {
  readonly accounts: HubAccounts;
  readonly tokens: HubTokens;
  /** Which of the wanted actions the account (undefined: nobody) may do on a repository. */
  readonly allowed: (
    account: string | undefined,
    repository: string,
    wanted: readonly string[],
  ) => Promise<readonly string[]>;
}

/** GET with Basic credentials or none; tokens are not refreshed by POST, since nobody is given a refresh token. */
export function tokenService({ accounts, tokens, allowed }: TokenServiceOptions): FetchHandler {
  return async (request) => {
    const url = new URL(request.url);
    if (url.pathname !== '/token') return jsonAnswer(404, { details: 'not found' });
    if (request.method !== 'GET') return jsonAnswer(401, { details: 'refresh tokens are not simulated' });
    const basic = basicCredentials(request);
    let account: string | undefined;
    if (basic) {
      account = await accounts.verify(basic.username, basic.password);
      if (account === undefined) return jsonAnswer(401, { details: 'incorrect username or password' });
    }
    const granted = new Map<string, ReadonlySet<string>>();
    for (const scope of url.searchParams.getAll('scope').flatMap((value) => value.split(' '))) {
      const [, repository, wanted] = /^repository:([^:]+):([a-z,*]+)$/.exec(scope) ?? [];
      if (!repository || !wanted) continue;
      granted.set(repository, new Set(await allowed(account, repository, wanted.split(','))));
    }
    const token = tokens.issue(account, granted);
    return jsonAnswer(200, { token, access_token: token, expires_in: LIFETIME_S });
  };
}

export function basicCredentials(request: HostRequest): { username: string; password: string } | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (!encoded) return undefined;
  const decoded = text(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)));
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
