/** Who may come in: allow, deny, auth_basic. */
import { SysError } from '../../../kernel/errno.ts';
import { readFile } from '../lib/files.ts';
import { htpasswdMatches } from '../lib/htpasswd.ts';
import type { AnswerContext } from './answer-context.ts';
import type { Scope } from './config.ts';
import { absolutePath } from './file-path.ts';
import { fileError, StatusError } from './static.ts';
import type { Exchange } from './variables.ts';

export async function access(context: AnswerContext, exchange: Exchange, scope: Scope): Promise<void> {
  const rules = scope.directives.some(({ name }) => name === 'allow' || name === 'deny') ? scope : scope.parent;
  const list = rules?.directives.filter(({ name }) => name === 'allow' || name === 'deny') ?? [];
  for (const { name, args } of list) {
    if (!inNetwork(exchange.client[0], args[0] as string)) continue;
    if (name === 'deny') throw new StatusError(403, { level: 'error', text: 'access forbidden by rule' });
    break;
  }
  const realm = scope.value('auth_basic');
  if (realm === undefined || realm === 'off') return;
  const challenge = { 'www-authenticate': `Basic realm="${realm}"` };
  const credentials = /^Basic\s+(.*)$/i.exec(exchange.request.headers['authorization'] ?? '')?.[1];
  if (credentials === undefined) throw new StatusError(401, undefined, challenge);
  const [user = '', password = ''] = splitOnce(atob(credentials), ':');
  exchange.user = user;
  const path = absolutePath(scope.value('auth_basic_user_file') ?? '', context.prefix);
  let file: string;
  try {
    file = await readFile(context.sys, path);
  } catch (error) {
    if (error instanceof SysError) throw new StatusError(403, fileError(error, 'open', path).log);
    throw error;
  }
  const known = file.split('\n').some((line) => line.startsWith(`${user}:`));
  if (!known)
    throw new StatusError(401, { level: 'error', text: `user "${user}" was not found in "${path}"` }, challenge);
  if (!(await htpasswdMatches(file, user, password)))
    throw new StatusError(401, { level: 'error', text: `user "${user}": password mismatch` }, challenge);
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `all`, an address, or an address with a prefix length. */
function inNetwork(address: string, network: string): boolean {
  if (network === 'all') return true;
  const [base = '', bits = '32'] = network.split('/');
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}
