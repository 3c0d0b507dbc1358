/** nginx's own pages, and how it spells its answers. */
import { EMPTY } from '../../../base/bytes.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { REASONS, type ServerStyle } from '../../../base/http/server-style.ts';
import { sourceOf } from '../../../base/streams.ts';
import { textAnswer } from '../lib/text-answer.ts';

const REASON: Readonly<Record<number, string>> = {
  302: 'Moved Temporarily',
  402: 'Payment Required',
  405: 'Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Time-out',
  414: 'Request-URI Too Large',
  416: 'Requested Range Not Satisfiable',
  418: '',
  421: 'Misdirected Request',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
};

/** Statuses that nginx has a page for. The others have an empty body. */
const PAGED = new Set([
  ...[301, 302, 303, 307, 308],
  ...[400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416, 421, 429],
  ...[500, 501, 502, 503, 504, 505, 507],
]);

/** After these the connection is not used again. */
const CLOSING = new Set([400, 413, 414, 500, 501]);

/** The connection is closed without a word. */
export const SILENT = new Set([408, 444, 499]);

/** What the page says, where it is not the reason. */
const TITLE: Readonly<Record<number, string>> = { 302: 'Found', 401: 'Authorization Required' };

export function reason(status: number): string {
  return REASON[status] ?? REASONS[status] ?? '';
}

export function page(status: number, software: string, note = ''): string {
  const title = `${status} ${TITLE[status] ?? reason(status)}`.trim();
  return (
    `<html>\r\n<head><title>${note ? `400 ${note}` : title}</title></head>\r\n<body>\r\n` +
    `<center><h1>${title}</h1></center>\r\n${note && `<center>${note}</center>\r\n`}` +
    `<hr><center>${software}</center>\r\n</body>\r\n</html>\r\n`
  );
}

/** nginx's own answer for a status. */
export function pageAnswer(
  status: number,
  software: string,
  { headers = {}, note = '' }: { readonly headers?: Readonly<Record<string, string>>; readonly note?: string } = {},
): HttpResponse {
  if (status === 497) return pageAnswer(400, software, { headers, note: PLAIN_ON_TLS });
  const closing = closingFields(status);
  if (!PAGED.has(status)) {
    return { status, headers: { 'content-length': '0', ...headers, ...closing }, body: sourceOf(EMPTY) };
  }
  return textAnswer(status, 'text/html', page(status, software, note), { ...headers, ...closing });
}

export function closingFields(status: number): Readonly<Record<string, string>> {
  return CLOSING.has(status) ? { connection: 'close' } : {};
}

export const PLAIN_ON_TLS = 'The plain HTTP request was sent to HTTPS port';

/** Fields that stand at a place of their own; the others follow `Connection`. */
const FIRST = ['content-type', 'content-length', 'location', 'last-modified'];
const PLACED = new Set([...FIRST, 'connection', 'server', 'date', 'vary']);

/** `software`: `nginx/1.22.1`, or `nginx` with `server_tokens off`. */
export function nginxStyle(software: string): ServerStyle {
  return {
    reason,
    fields: (headers, { keepAlive, chunked, date }) => {
      const fields: [string, string][] = [['Server', software]];
      if (date !== undefined) fields.push(['Date', date]);
      for (const name of FIRST) if (headers[name] !== undefined) fields.push([name, headers[name]]);
      if (chunked) fields.push(['Transfer-Encoding', 'chunked']);
      fields.push(['Connection', keepAlive ? 'keep-alive' : 'close']);
      if (headers['vary'] !== undefined) fields.push(['Vary', headers['vary']]);
      for (const [name, value] of Object.entries(headers)) {
        if (!PLACED.has(name))
          fields.push([name === 'etag' ? 'ETag' : name === 'www-authenticate' ? 'WWW-Authenticate' : name, value]);
      }
      return fields;
    },
    refusal: () => ({
      status: 400,
      headers: { 'content-type': 'text/html', 'content-length': String(page(400, software).length) },
      body: page(400, software),
    }),
  };
}
