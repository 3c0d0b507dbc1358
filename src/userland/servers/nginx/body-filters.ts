/** What happens to an answer on its way out: sub_filter, charset, gzip; and the fields that change with it. */
import { text, utf8 } from '../../../base/bytes.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { collect, fromReadable, sourceOf, toReadable } from '../../../base/streams.ts';
import type { Scope } from './config.ts';
import { expand, type Exchange } from './variables.ts';

export async function filterBody(exchange: Exchange, response: HttpResponse): Promise<HttpResponse> {
  const scope = exchange.location?.scope ?? exchange.server.scope;
  return lastFields(gzipFilter(scope, exchange, withCharset(scope, await subFilter(scope, exchange, response))));
}

/** Types that `charset` is told of. */
const CHARSET_TYPES = [
  ...['text/html', 'text/xml', 'text/plain', 'text/vnd.wap.wml'],
  ...['application/javascript', 'application/rss+xml'],
];

function withCharset(scope: Scope, response: HttpResponse): HttpResponse {
  const charset = scope.value('charset');
  const type = response.headers['content-type'];
  const given = scope.all('charset_types').flatMap(({ args }) => args);
  const types = given.length > 0 ? [...given, 'text/html'] : CHARSET_TYPES;
  if (
    charset === undefined ||
    charset === 'off' ||
    type === undefined ||
    !(types.includes(type) || given.includes('*'))
  )
    return response;
  return { ...response, headers: { ...response.headers, 'content-type': `${type}; charset=${charset}` } };
}

/** Ranges are offered behind what add_header adds. */
function lastFields(response: HttpResponse): HttpResponse {
  const { 'accept-ranges': ranges, ...headers } = response.headers;
  return ranges === undefined ? response : { ...response, headers: { ...headers, 'accept-ranges': ranges } };
}

function typeIn(names: readonly string[], response: HttpResponse): boolean {
  const type = (response.headers['content-type'] ?? '').replace(/;.*/, '');
  return type !== '' && (names.includes('*') || type === 'text/html' || names.includes(type));
}

// --- sub_filter

async function subFilter(scope: Scope, exchange: Exchange, response: HttpResponse): Promise<HttpResponse> {
  const pairs = scope.all('sub_filter').map(({ args }) => [args[0] as string, args[1] as string] as const);
  const types = scope.all('sub_filter_types').flatMap(({ args }) => args);
  if (pairs.length === 0 || response.headers['content-encoding'] !== undefined || !typeIn(types, response)) {
    return response;
  }
  const {
    'content-length': _,
    'accept-ranges': __,
    'last-modified': modified,
    etag: ___,
    ...headers
  } = response.headers;
  const kept = scope.flag('sub_filter_last_modified', false) && modified !== undefined;
  const source = text(await collect(response.body, Infinity));
  const body = sourceOf(utf8(replaced(source, pairs, scope.flag('sub_filter_once', true), exchange)));
  return { ...response, headers: { ...headers, ...(kept && { 'last-modified': modified }) }, body };
}

/** Whatever matches first, the case of letters aside; with `once` each pattern a single time. */
function replaced(
  source: string,
  pairs: readonly (readonly [pattern: string, by: string])[],
  once: boolean,
  exchange: Exchange,
): string {
  const lower = source.toLowerCase();
  const left = new Set(pairs);
  let out = '';
  for (let at = 0; at < source.length;) {
    const pair = [...left].find(([pattern]) => lower.startsWith(pattern.toLowerCase(), at));
    if (!pair || pair[0] === '') {
      out += source[at++];
      continue;
    }
    out += expand(pair[1], exchange);
    at += pair[0].length;
    if (once) left.delete(pair);
  }
  return out;
}

// --- gzip

const GZIPPED = new Set([200, 403, 404]);
const LEAST_BYTES = 20;

function gzipFilter(scope: Scope, exchange: Exchange, response: HttpResponse): HttpResponse {
  const { headers, status } = response;
  const { method } = exchange.request;
  const length = headers['content-length'];
  const least = Number(scope.value('gzip_min_length') ?? LEAST_BYTES);
  const types = scope.all('gzip_types').flatMap(({ args }) => args);
  const eligible =
    scope.flag('gzip', false) &&
    GZIPPED.has(status) &&
    headers['content-encoding'] === undefined &&
    (length === undefined || Number(length) >= least) &&
    typeIn(types, response);
  if (!eligible) return response;
  const varied: Readonly<Record<string, string>> = {
    ...headers,
    ...(scope.flag('gzip_vary', false) && { vary: 'Accept-Encoding' }),
  };
  if (!acceptsGzip(scope, exchange)) return { ...response, headers: varied };
  const { 'content-length': _, 'accept-ranges': __, etag, ...rest } = varied;
  const weak = etag && { etag: etag.startsWith('W/') ? etag : `W/${etag}` };
  const body = method === 'HEAD' ? response.body : compressed(response);
  return { ...response, headers: { ...rest, ...weak, 'content-encoding': 'gzip' }, body };
}

function compressed({ body }: HttpResponse): HttpResponse['body'] {
  return fromReadable(toReadable(body).pipeThrough(new CompressionStream('gzip')));
}

function acceptsGzip(scope: Scope, { request }: Exchange): boolean {
  if (request.protocol === 'HTTP/1.0' && scope.value('gzip_http_version') !== '1.0') return false;
  if (request.headers['via'] !== undefined && !scope.all('gzip_proxied').some(({ args }) => args.includes('any'))) {
    return false;
  }
  const offered = (request.headers['accept-encoding'] ?? '').split(',').map((word) => word.trim());
  return offered.some((word) => /^(gzip|\*)(\s*;\s*q=(?!0(\.0*)?$)[\d.]+)?$/i.test(word));
}
