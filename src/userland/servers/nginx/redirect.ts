/** Answers that send the client elsewhere. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { textAnswer } from '../lib/text-answer.ts';
import type { AnswerContext } from './answer-context.ts';
import type { Scope } from './config.ts';
import { page } from './pages.ts';
import { hostOf, type Exchange } from './variables.ts';

/** An address on this server is made absolute; another server's stands where other fields stand. */
export function redirect(code: number, target: string, exchange: Exchange, context: AnswerContext): HttpResponse {
  const text = page(code, context.software);
  if (!target.startsWith('/')) return textAnswer(code, 'text/html', text, { Location: target });
  const scope = exchange.location?.scope ?? exchange.server.scope;
  return textAnswer(code, 'text/html', text, { location: localPlace(target, exchange, scope) });
}

/** Where a path of this server lies, as clients are told. */
export function localPlace(path: string, exchange: Exchange, scope: Scope): string {
  return scope.flag('absolute_redirect', true) ? origin(exchange, scope) + path : path;
}

function origin(exchange: Exchange, scope: Scope): string {
  const { listener, local, request, server } = exchange;
  const port = local[1];
  const own = scope.flag('server_name_in_redirect', false) ? server.names[0] : undefined;
  const name = own || hostOf(exchange) || local[0];
  const scheme = listener.tls ? 'https' : 'http';
  const usual = port === (listener.tls ? 443 : 80);
  const shown = usual || !scope.flag('port_in_redirect', true) ? '' : `:${port}`;
  return request.headers['host'] === undefined && !name ? '' : `${scheme}://${name}${shown}`;
}
