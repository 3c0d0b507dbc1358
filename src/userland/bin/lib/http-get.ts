/** One HTTP request and the head of its answer, for programs that download. */
import { utf8 } from '../../../base/bytes.ts';
import type { Duplex } from '../../../base/duplex.ts';
import { framingOf, type Framing, type Head, HttpReader } from '../../../base/http/message.ts';
import { authoritiesOf, tlsClient } from '../../../base/sandbox-tls.ts';
import { text } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { socketDuplex } from './socket-duplex.ts';

export interface HttpLink {
  readonly stream: Duplex;
  readonly reader: HttpReader;
}

export interface TlsSettings {
  readonly serverName: string;
  readonly insecure: boolean;
  readonly authorityFile?: string | undefined;
}

const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/** A connected descriptor as a link; TlsFailure when the handshake fails. */
export async function openLink(sys: Sys, fd: number, tls: TlsSettings | undefined): Promise<HttpLink> {
  const raw = socketDuplex(sys, fd);
  if (!tls) return { stream: raw, reader: new HttpReader(raw.source) };
  const authorities = authoritiesOf(await bundle(sys, tls.authorityFile ?? AUTHORITIES));
  const { serverName, insecure } = tls;
  const { stream } = await tlsClient(raw, { serverName, insecure, authorities, now: sys.now() });
  return { stream, reader: new HttpReader(stream.source) };
}

async function bundle(sys: Sys, path: string): Promise<string> {
  try {
    const fd = await sys.open(path, O.RDONLY);
    try {
      let whole = '';
      for (let part = await sys.read(fd, 65_536); part.length > 0; part = await sys.read(fd, 65_536))
        whole += text(part);
      return whole;
    } finally {
      await sys.close(fd);
    }
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}

export interface HttpAnswer {
  readonly status: number;
  /** `200 OK`. */
  readonly said: string;
  readonly head: Head;
  readonly framing: Framing;
  /** The connection may carry another request. */
  readonly keepAlive: boolean;
}

/** Sends a request and reads the final head; undefined when the server closes without one. */
export async function ask(
  { stream, reader }: HttpLink,
  method: string,
  target: string,
  fields: readonly (readonly [string, string])[],
  body?: Uint8Array,
): Promise<HttpAnswer | undefined> {
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  if (!(await stream.write(utf8(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`)))) return undefined;
  if (body && !(await stream.write(body))) return undefined;
  for (;;) {
    const head = await reader.head();
    if (!head) return undefined;
    const [, code = '', reason = ''] = /^HTTP\/[\d.]+ (\d{3}) ?(.*)$/.exec(head.start) ?? [];
    const status = Number(code);
    if (status === 100) continue;
    const bodiless = method === 'HEAD' || status === 204 || status === 304;
    const framing = bodiless ? 0 : framingOf(head.headers, 'close');
    const closes = /\bclose\b/i.test(head.headers['connection'] ?? '') || head.start.startsWith('HTTP/1.0');
    return { status, said: `${code} ${reason}`.trim(), head, framing, keepAlive: !closes && framing !== 'close' };
  }
}
