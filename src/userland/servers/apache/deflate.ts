/** mod_deflate: what AddOutputFilterByType, SetOutputFilter or AddOutputFilter sends through DEFLATE. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { fromReadable, toReadable } from '../../../base/streams.ts';
import type { Exchange } from './exchange.ts';

/** Below it, the fields that tell of it would be longer than what is won. */
const LEAST_BYTES = 69;

export function deflated(exchange: Exchange, response: HttpResponse): HttpResponse {
  const { headers, status, body } = response;
  const { request } = exchange.about;
  const length = headers['content-length'];
  const able =
    status !== 204 &&
    status !== 304 &&
    headers['content-range'] === undefined &&
    headers['content-encoding'] === undefined &&
    (length === undefined || Number(length) >= LEAST_BYTES) &&
    isFiltered(exchange, response) &&
    !exchange.environment().has('no-gzip');
  if (!able) return response;
  const vary = headers['vary'] === undefined ? 'Accept-Encoding' : `${headers['vary']}, Accept-Encoding`;
  const varied: Readonly<Record<string, string>> = { ...headers, vary };
  if (!takesGzip(request.headers['accept-encoding'] ?? '')) return { ...response, headers: varied };
  const { 'content-length': _, etag, ...rest } = varied;
  const marked = etag !== undefined && { etag: etag.replace(/"$/, '-gzip"') };
  const packed =
    request.method === 'HEAD' ? body : fromReadable(toReadable(body).pipeThrough(new CompressionStream('gzip')));
  return { ...response, headers: { ...rest, ...marked, 'content-encoding': 'gzip' }, body: packed };
}

function isFiltered({ context, settings, uri }: Exchange, { headers }: HttpResponse): boolean {
  const { modules } = context.config;
  if (!modules.has('deflate_module')) return false;
  const type = (headers['content-type'] ?? '').replace(/;.*/, '');
  const extensions = uri
    .slice(uri.lastIndexOf('/') + 1)
    .split('.')
    .slice(1);
  return settings.some(({ name, args }) => {
    const filters = (args[0] ?? '').toUpperCase().split(';');
    if (!filters.includes('DEFLATE')) return false;
    if (name === 'AddOutputFilterByType') return args.slice(1).some((one) => one.toLowerCase() === type);
    if (name === 'AddOutputFilter') return args.slice(1).some((one) => extensions.includes(one.replace(/^\./, '')));
    return name === 'SetOutputFilter';
  });
}

function takesGzip(offered: string): boolean {
  return offered.split(',').some((word) => /^\s*(x-)?gzip\s*(;\s*q=(?!0(\.0*)?\s*$)[\d.]+\s*)?$/i.test(word));
}
