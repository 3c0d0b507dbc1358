/** The head of a request as curl writes it: its fields in libcurl's order, then those of `-H`. */
import { utf8 } from '../../../base/bytes.ts';
import type { RequestBody } from './body.ts';
import { type CurlArguments, has, valueOf, valuesOf } from './options.ts';
import type { Proxy } from './proxy.ts';
import { hostField, type CurlUrl } from './url.ts';

export const USER_AGENT = 'curl/7.88.1';

export interface Plan {
  readonly args: CurlArguments;
  readonly url: CurlUrl;
  readonly method: string;
  readonly body: RequestBody | undefined;
  /** `user:password`. */
  readonly credentials: string | undefined;
  readonly range: string | undefined;
  /** Fields of `-H` and of what an answer is compared with. */
  readonly fields: readonly string[];
  /** Pairs of the cookies that are kept. */
  readonly cookies: string | undefined;
  readonly referer: string | undefined;
  /** `If-Modified-Since: ...`, or its opposite. */
  readonly condition: string | undefined;
  readonly proxy: Proxy | undefined;
}

/** The head's lines, the empty one at the end left out. */
export function headLines(plan: Plan): string[] {
  const { args, url, method, body, credentials, range, proxy } = plan;
  const custom = plan.fields.map(parseField);
  const named = (name: string) => custom.some(([given]) => given.toLowerCase() === name.toLowerCase());
  const target = valueOf(args, 'request-target') ?? (proxy ? url.text.replace(/\/\/[^/@]*@/, '//') : url.target);
  const lines = [`${method} ${target} HTTP/${has(args, '0') ? '1.0' : '1.1'}`];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && !named(name)) lines.push(`${name}: ${value}`);
  };
  const host = custom.find(([name, value]) => name.toLowerCase() === 'host' && value);
  lines.push(host ? `Host: ${host[1]}` : `Host: ${hostField(url)}`);
  add('Proxy-Authorization', proxy?.credentials && `Basic ${base64(proxy.credentials)}`);
  const bearer = valueOf(args, 'oauth2-bearer');
  add('Authorization', credentials === undefined ? bearer && `Bearer ${bearer}` : `Basic ${base64(credentials)}`);
  add('Range', range && `bytes=${range}`);
  add('User-Agent', valueOf(args, 'A') ?? USER_AGENT);
  if (has(args, 'json')) {
    add('Content-Type', 'application/json');
    add('Accept', 'application/json');
  } else add('Accept', '*/*');
  add('Accept-Encoding', has(args, 'compressed') ? 'deflate, gzip, br, zstd' : undefined);
  add('Referer', plan.referer);
  if (proxy) add('Proxy-Connection', 'Keep-Alive');
  if (body?.chunked) add('Transfer-Encoding', 'chunked');
  const told = valuesOf(args, 'b').filter((cookie) => cookie.includes('='));
  add('Cookie', [...(plan.cookies ? [plan.cookies] : []), ...told].join('; ') || undefined);
  if (plan.condition) lines.push(plan.condition);
  for (const [name, value] of custom) {
    if (name.toLowerCase() !== 'host' && value !== undefined) lines.push(value ? `${name}: ${value}` : `${name}:`);
  }
  if (body) {
    if (!body.chunked) add('Content-Length', String(body.bytes.length));
    if (!has(args, 'json')) add('Content-Type', body.type);
    add('Expect', body.expects && !has(args, '0') ? '100-continue' : undefined);
  }
  return lines;
}

/** `Name: value`; `Name:` leaves the field out (undefined), `Name;` sends it without a value (empty). */
function parseField(text: string): readonly [name: string, value: string | undefined] {
  const colon = text.indexOf(':');
  if (colon < 0) return [text.replace(/;$/, ''), text.endsWith(';') ? '' : undefined];
  const value = text.slice(colon + 1).trim();
  return [text.slice(0, colon), value === '' ? undefined : value];
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...utf8(text)));
}
