/** The rewrite module: rewrite, return, if, set, break. */
import { EMPTY } from '../../../base/bytes.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { textAnswer } from '../lib/text-answer.ts';
import { type AnswerContext, proxyContext } from './answer-context.ts';
import { Scope } from './config.ts';
import { conditionWords } from './rewrite-condition.ts';
import type { Directive } from './config-parser.ts';
import { proxy } from './proxy.ts';
import { redirect } from './redirect.ts';
import { compile } from './regular-expression.ts';
import { StatusError } from './static.ts';
import { expand, type Exchange, noteMatch } from './variables.ts';

/** The directives of the rewrite module, in order. `again`: the URI changed, look for a location anew. */
export async function rewrites(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
  ofServer: boolean,
): Promise<HttpResponse | 'again' | undefined> {
  let changed = false;
  for (const directive of scope.directives) {
    const { name, args } = directive;
    if (name === 'break') return undefined;
    if (name === 'set') exchange.set.set((args[0] as string).slice(1), expand(args[1] as string, exchange));
    if (name === 'return') return returned(exchange, args, context);
    if (name === 'if' && (await condition(context.sys, exchange, args))) {
      const inner = await rewrites(context, exchange, new Scope(directive.block ?? [], scope), ofServer);
      if (inner) return inner;
      const proxied = (directive.block ?? []).some((entry) => entry.name === 'proxy_pass');
      if (proxied) return contentInIf(context, exchange, directive, scope);
    }
    if (name !== 'rewrite') continue;
    const match = compile(args[0] as string, '', '').exec(exchange.uri);
    if (!match) continue;
    noteMatch(exchange, match);
    const target = expand(args[1] as string, exchange);
    const flag = args[2];
    if (flag === 'redirect' || flag === 'permanent' || /^(https?:\/\/|\$scheme)/.test(target)) {
      const query = exchange.args && !target.endsWith('?') ? `${target.includes('?') ? '&' : '?'}${exchange.args}` : '';
      return redirect(flag === 'permanent' ? 301 : 302, target.replace(/\?$/, '') + query, exchange, context);
    }
    const [path = '', query] = target.split('?');
    exchange.uri = path;
    if (query !== undefined) exchange.args = query + (exchange.args && query ? `&${exchange.args}` : '');
    exchange.internal = true;
    if (flag === 'break') return undefined;
    if (flag === 'last') return ofServer ? undefined : 'again';
    changed = true;
  }
  return changed && !ofServer ? 'again' : undefined;
}

async function contentInIf(
  context: AnswerContext,
  exchange: Exchange,
  directive: Directive,
  parent: Scope,
): Promise<HttpResponse> {
  const scope = new Scope(directive.block ?? [], parent);
  return proxy(proxyContext(context, exchange), exchange, scope, undefined);
}

async function condition(sys: Sys, exchange: Exchange, args: readonly string[]): Promise<boolean> {
  const [left = '', operator, given = ''] = conditionWords(args);
  const right = given.replace(/^["']|["']$/g, '');
  if (operator === undefined) {
    const value = expand(left, exchange);
    return value !== '' && value !== '0';
  }
  if (/^!?-[fdex]$/.test(left)) {
    const found = await fileTest(sys, left.slice(-1), expand(operator, exchange));
    return left.startsWith('!') ? !found : found;
  }
  const value = expand(left, exchange);
  if (operator === '=' || operator === '!=') return (value === expand(right, exchange)) === (operator === '=');
  const match = new RegExp(right, operator.endsWith('*') ? 'i' : '').exec(value);
  if (match) noteMatch(exchange, match);
  return operator.startsWith('!') ? !match : match !== null;
}

async function fileTest(sys: Sys, kind: string, path: string): Promise<boolean> {
  try {
    const { type, mode } = await sys.stat(path);
    if (kind === 'f') return type === 'file';
    if (kind === 'd') return type === 'directory';
    return kind === 'e' || (mode & 0o111) !== 0;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function returned(exchange: Exchange, args: readonly string[], context: AnswerContext): HttpResponse {
  const [first = '', second] = args;
  const code = /^\d{3}$/.test(first) ? Number(first) : 302;
  const text = expand((/^\d{3}$/.test(first) ? second : first) ?? '', exchange);
  if ([301, 302, 303, 307, 308].includes(code) && text !== '') return redirect(code, text, exchange, context);
  if (code === 204) return { status: 204, headers: {}, body: sourceOf(EMPTY) };
  if (text === '' && code >= 400) throw new StatusError(code);
  const scope = exchange.location?.scope ?? exchange.server.scope;
  return textAnswer(code, scope.value('default_type') ?? 'text/plain', text);
}
