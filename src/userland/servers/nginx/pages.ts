/** nginx's own pages, and how it spells its answers. */
import { REASONS, type ServerStyle } from '../../../base/http/server-style.ts';

const REASON: Readonly<Record<number, string>> = {
  302: 'Moved Temporarily',
  405: 'Not Allowed',
  416: 'Requested Range Not Satisfiable',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  414: 'Request-URI Too Large',
  418: '',
};

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

/** Fields that stand at a place of their own; the others follow `Connection`. */
const FIRST = ['content-type', 'content-length', 'location', 'last-modified'];

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
      for (const [name, value] of Object.entries(headers)) {
        if (!FIRST.includes(name) && name !== 'connection' && name !== 'server' && name !== 'date')
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
