/** Whether a request may have what it asks for: by where it comes from, and by who asks. */
import { SysError } from '../../../kernel/errno.ts';
import { readFile } from '../lib/files.ts';
import { htpasswdMatches } from '../lib/htpasswd.ts';
import { authorization, oldAccess, type Visitor } from './authorization.ts';
import { type Exchange, Refused } from './exchange.ts';

/** `path`: what it leads to, for the log. Refused when not. */
export async function checkAccess(exchange: Exchange, path: string): Promise<void> {
  const levels = exchange.levels.map(({ directives }) => directives);
  const { request, client } = exchange.about;
  const visitor: Visitor = {
    address: client[0],
    method: request.method,
    env: exchange.environment(),
    user: undefined,
  };
  const any = exchange.last('Satisfy')?.toLowerCase() === 'any';
  const old = oldAccess(levels, visitor);
  const verdict = authorization(levels, visitor);
  if (any && (old === 'granted' || verdict === 'granted')) return;
  if (old === 'denied' && !(any && verdict === 'user')) {
    await exchange.error('access_compat', `AH01797: client denied by server configuration: ${path}`);
    throw new Refused(403);
  }
  if (verdict === 'denied') {
    await exchange.error('authz_core', `AH01630: client denied by server configuration: ${path}`);
    throw new Refused(403);
  }
  if (verdict !== 'user') return;
  const user = await login(exchange);
  if (authorization(levels, { ...visitor, user }) !== 'granted') {
    await exchange.error('authz_core', `AH01631: user ${user}: authorization failure for "${exchange.uri}": `);
    throw new Refused(401, challengeOf(exchange));
  }
  exchange.user = user;
}

function challengeOf(exchange: Exchange): Readonly<Record<string, string>> {
  return { 'www-authenticate': `Basic realm="${exchange.last('AuthName') ?? ''}"` };
}

/** Who has said his name and the right password. */
async function login(exchange: Exchange): Promise<string> {
  const { sys, config } = exchange.context;
  const challenge = challengeOf(exchange);
  const given = /^Basic\s+(.*)$/i.exec(exchange.about.request.headers['authorization'] ?? '')?.[1];
  if (given === undefined) throw new Refused(401, challenge);
  const [, user = '', password = ''] = /^([^:]*):([^]*)$/.exec(atob(given)) ?? [];
  const path = exchange.last('AuthUserFile') ?? '';
  let file: string;
  try {
    file = await readFile(sys, path.startsWith('/') ? path : `${config.root}/${path}`);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await exchange.error('authn_file', `AH01620: Could not open password file: ${path}`);
    throw new Refused(500);
  }
  const known = file.split('\n').some((line) => line.startsWith(`${user}:`));
  if (!known) {
    await exchange.error('auth_basic', `AH01618: user ${user} not found: ${exchange.uri}`);
    throw new Refused(401, challenge);
  }
  if (!(await htpasswdMatches(file, user, password))) {
    await exchange.error(
      'auth_basic',
      `AH01617: user ${user}: authentication failure for "${exchange.uri}": Password Mismatch`,
    );
    throw new Refused(401, challenge);
  }
  return user;
}
