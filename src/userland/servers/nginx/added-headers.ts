/** add_header and expires. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import type { AnswerContext } from './answer-context.ts';
import { timeOf } from './config-parser.ts';
import { expand, type Exchange } from './variables.ts';

/** add_header only decorates what went well, unless it says `always`. */
const DECORATED = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

export function addHeaders(context: AnswerContext, exchange: Exchange, response: HttpResponse): HttpResponse {
  const scope = exchange.location?.scope ?? exchange.server.scope;
  const headers: Record<string, string> = { ...response.headers };
  const good = DECORATED.has(response.status);
  const expires = scope.value('expires');
  if (expires !== undefined && good) Object.assign(headers, expiry(expires, context.sys.now()));
  for (const { args } of scope.all('add_header')) {
    const [name = '', value = '', always] = args;
    if (good || always === 'always') headers[name] = expand(value, exchange);
  }
  return { ...response, headers };
}

function expiry(value: string, now: number): Record<string, string> {
  if (value === 'off') return {};
  if (value === 'epoch') return { Expires: 'Thu, 01 Jan 1970 00:00:01 GMT', 'Cache-Control': 'no-cache' };
  if (value === 'max') return { Expires: 'Thu, 31 Dec 2037 23:55:55 GMT', 'Cache-Control': 'max-age=315360000' };
  const ms = timeOf(value.replace(/^-/, '')) * (value.startsWith('-') ? -1 : 1);
  const cache = ms < 0 ? 'no-cache' : `max-age=${ms / 1000}`;
  return { Expires: new Date(now + ms).toUTCString(), 'Cache-Control': cache };
}
