/** One request of a proxy to the server behind it, over a connection of its own. */
import { utf8 } from '../../../base/bytes.ts';
import type { Duplex } from '../../../base/duplex.ts';
import { FailureError } from '../../../base/errors.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { framingOf, type Head, HttpReader } from '../../../base/http/message.ts';
import type { ByteSource } from '../../../base/streams.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { within } from '../../bin/lib/dial.ts';

/** No head came in time. */
export class Late extends Error {}

/** Fields of a connection, which a proxy does not pass on. */
export const HOP_FIELDS: ReadonlySet<string> = new Set(
  'connection keep-alive expect upgrade te trailer proxy-connection'.split(' '),
);

export interface UpstreamRequest {
  readonly method: string;
  readonly uri: string;
  readonly version: '1.0' | '1.1' | (string & {});
  /** In the order they are sent; a body's length is put behind them. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Undefined: there is none, and no length is told. */
  readonly body: readonly Uint8Array[] | undefined;
}

/** The stream is closed with the answer's body. Late, SysError, or FailureError (`malformed`: no status line came). */
export async function askUpstream(
  sys: Sys,
  stream: Duplex,
  { method, uri, version, fields, body }: UpstreamRequest,
  readMs: number,
): Promise<HttpResponse> {
  const size = (body ?? []).reduce((sum, part) => sum + part.length, 0);
  const all = body ? [...fields, ['Content-Length', String(size)] as const] : fields;
  try {
    const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    await stream.write(utf8(`${method} ${uri} HTTP/${version}\r\n${head}\r\n`));
    for (const part of body ?? []) await stream.write(part);
    const reader = new HttpReader(stream.source);
    const found = await within(sys, readMs, finalHead(reader));
    if (found === 'late') throw new Late();
    const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(found.start)?.[1]);
    if (!status) throw new FailureError('system', 'malformed');
    const empty = method === 'HEAD' || status === 204 || status === 304;
    const framing = empty ? 0 : framingOf(found.headers, 'close');
    return { status, headers: found.headers, body: closing(reader.body(framing), stream) };
  } catch (error) {
    stream.close();
    throw error;
  }
}

/** The whole body, which a proxy has read before it asks. */
export async function collectBody(body: ByteSource | undefined): Promise<readonly Uint8Array[]> {
  const parts: Uint8Array[] = [];
  if (body) for await (const part of body) parts.push(part);
  return parts;
}

async function finalHead(reader: HttpReader): Promise<Head> {
  for (;;) {
    const head = await reader.head();
    if (!head) throw new FailureError('interrupted', 'closed');
    if (!/^HTTP\/1\.1 100/.test(head.start)) return head;
  }
}

function closing(body: ByteSource, stream: Duplex): ByteSource {
  const iterator = body[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const result = await iterator.next();
        if (result.done) stream.close();
        return result;
      },
      return: async () => {
        stream.close();
        return { done: true, value: undefined };
      },
    }),
  };
}
