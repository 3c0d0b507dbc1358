/** Answers that send the client elsewhere. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { textAnswer } from '../lib/text-answer.ts';
import type { AnswerContext } from './answer-context.ts';
import { page } from './pages.ts';
import { hostOf, type Exchange } from './variables.ts';

/** An address on this server is made absolute; another server's stands where other fields stand. */
export function redirect(code: number, target: string, exchange: Exchange, context: AnswerContext): HttpResponse {
  const text = page(code, context.software);
  const local = target.startsWith('/');
  return textAnswer(code, 'text/html', text, local ? { location: origin(exchange) + target } : { Location: target });
}

function origin(exchange: Exchange): string {
  const { listener, local, request } = exchange;
  const port = local[1];
  const name = hostOf(exchange) || local[0];
  const scheme = listener.tls ? 'https' : 'http';
  const shown = port === (listener.tls ? 443 : 80) ? '' : `:${port}`;
  return request.headers['host'] === undefined && !name ? '' : `${scheme}://${name}${shown}`;
}
