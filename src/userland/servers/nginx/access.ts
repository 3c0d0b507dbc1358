/** Who may come in: allow, deny, auth_basic, satisfy. */
import { SysError } from '../../../kernel/errno.ts';
import { readFile } from '../lib/files.ts';
import { htpasswdMatches } from '../lib/htpasswd.ts';
import type { AnswerContext } from './answer-context.ts';
import type { Scope } from './config.ts';
import type { Directive } from './config-parser.ts';
import { absolutePath } from './file-path.ts';
import { networkOf } from './networks.ts';
import { fileError, StatusError } from './static.ts';
import { basicCredentials, expand, type Exchange } from './variables.ts';

/** StatusError: who asks may not come in. `satisfy any`: an address that may come in needs no password, and the other way round. */
export async function access(context: AnswerContext, exchange: Exchange, scope: Scope): Promise<void> {
  const anyone = scope.value('satisfy') === 'any';
  const byAddress = addressVerdict(scope, exchange);
  if (byAddress === false && !anyone) throw FORBIDDEN();
  if (byAddress === true && anyone) return;
  const realm = scope.value('auth_basic');
  if (realm === undefined || realm === 'off') {
    if (byAddress === false) throw FORBIDDEN();
    return;
  }
  await checkPassword(context, exchange, scope, expand(realm, exchange));
}

const FORBIDDEN = () => new StatusError(403, { level: 'error', text: 'access forbidden by rule' });

/** By the first rule of the innermost level that has any; undefined: none is for it. */
function addressVerdict(scope: Scope, { client }: Exchange): boolean | undefined {
  const isRule = ({ name }: Directive) => name === 'allow' || name === 'deny';
  let level: Scope | undefined = scope;
  while (level && !level.directives.some(isRule)) level = level.parent;
  const rule = level?.directives
    .filter(isRule)
    .find(({ args: [network = ''] }) => network === 'all' || networkOf(network)?.has(client[0]));
  return rule && rule.name === 'allow';
}

async function checkPassword(
  context: AnswerContext,
  { request }: Exchange,
  scope: Scope,
  realm: string,
): Promise<void> {
  const challenge = { 'www-authenticate': `Basic realm="${realm}"` };
  const given = basicCredentials(request);
  if (given === undefined) throw new StatusError(401, undefined, challenge);
  const [user, password] = given;
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
