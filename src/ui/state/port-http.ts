/** HTTP to a published port, for the preview and the picture of registries. */
import type { HttpRequest } from '../../base/http/exchange.ts';
import { httpClient } from '../../base/http/client.ts';
import { concat } from '../../base/bytes.ts';
import { sourceOf } from '../../base/streams.ts';
import type { Connection } from './connection.svelte.ts';
import { dialPort } from './dial.ts';

export interface PortHttpRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal;
}

export interface PortHttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Bytes of one answer that the page takes. */
const MAX_ANSWER = 64 * 1024 * 1024;
const METHODS: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PATCH',
] satisfies HttpRequest['method'][];

export class PortHttpError extends Error {
  override name = 'PortHttpError';
}

export async function portHttp(
  connection: Connection,
  port: number,
  { method, path, headers = {}, body, signal }: PortHttpRequest,
): Promise<PortHttpAnswer> {
  if (!METHODS.includes(method)) throw new PortHttpError(`the preview sends no ${method}`);
  if (!path.startsWith('/')) throw new PortHttpError(`not a path: ${path}`);
  const client = httpClient(() => dialPort(connection, port), { host: `localhost:${port}` });
  const answer = await client.request({
    method: method as HttpRequest['method'],
    target: path,
    headers: { ...headers, ...(body && { 'content-length': String(body.length) }) },
    ...(body && { body: sourceOf(body) }),
    ...(signal && { signal }),
  });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of answer.body) {
    size += bytes.length;
    if (size > MAX_ANSWER) throw new PortHttpError('the answer is too large');
    parts.push(bytes);
  }
  return { status: answer.status, headers: answer.headers, body: concat(parts) };
}
