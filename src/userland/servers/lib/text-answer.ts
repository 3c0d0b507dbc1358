/** An answer whose body is a text. */
import { utf8 } from '../../../base/bytes.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';

/** `headers` come after the length and the type, which they may replace. */
export function textAnswer(
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const bytes = utf8(body);
  return {
    status,
    headers: { 'content-type': type, 'content-length': String(bytes.length), ...headers },
    body: sourceOf(bytes),
  };
}
