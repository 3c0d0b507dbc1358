/** Whole answers of HTTP hosts, with their length and the words that go with their status. */
import { utf8 } from '../base/bytes.ts';

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  429: 'Too Many Requests',
  501: 'Not Implemented',
};

export function plainAnswer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Response {
  const bytes = utf8(body);
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    status,
    statusText: REASONS[status] ?? '',
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': String(bytes.length), ...headers },
  });
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return plainAnswer(status, `${JSON.stringify(body)}\n`, { 'Content-Type': 'application/json', ...headers });
}
