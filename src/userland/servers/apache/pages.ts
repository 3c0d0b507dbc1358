/** Apache's error pages, listings, and how it spells its answers. */
import { REASONS, type ServerStyle } from '../../../base/http/server-style.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Stat, Sys } from '../../../kernel/sys.ts';

const TEXTS: Readonly<Record<number, (about: PageFacts) => string>> = {
  301: ({ location }) => `<p>The document has moved <a href="${escapeHtml(location)}">here</a>.</p>\n`,
  302: ({ location }) => `<p>The document has moved <a href="${escapeHtml(location)}">here</a>.</p>\n`,
  303: ({ location }) => `<p>The answer to your request is located <a href="${escapeHtml(location)}">here</a>.</p>\n`,
  400: () => '<p>Your browser sent a request that this server could not understand.<br />\n</p>\n',
  401: () =>
    "<p>This server could not verify that you\nare authorized to access the document\nrequested.  Either you supplied the wrong\ncredentials (e.g., bad password), or your\nbrowser doesn't understand how to supply\nthe credentials required.</p>\n",
  403: () => "<p>You don't have permission to access this resource.</p>\n",
  404: () => '<p>The requested URL was not found on this server.</p>\n',
  405: ({ method }) => `<p>The requested method ${method} is not allowed for this URL.</p>\n`,
  410: () =>
    '<p>The requested resource is no longer available on this server and there is no forwarding address.\nPlease remove all references to this resource.</p>\n',
  412: () => '<p>The precondition on the request for this URL evaluated to false.</p>\n',
  413: ({ method }) =>
    `The requested resource does not allow request data with ${method} requests, or the amount of data provided in\nthe request exceeds the capacity limit.\n`,
  416: () =>
    '<p>None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.</p>\n',
  500: ({ admin }) =>
    `<p>The server encountered an internal error or\nmisconfiguration and was unable to complete\nyour request.</p>\n<p>Please contact the server administrator at \n ${escapeHtml(admin)} to inform them of the time this error occurred,\n and the actions you performed just before this error.</p>\n<p>More information about this error may be available\nin the server error log.</p>\n`,
  502: () => '<p>The proxy server received an invalid\nresponse from an upstream server.<br />\n</p>\n',
  503: () =>
    '<p>The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.</p>\n',
  504: () => '<p>The gateway did not receive a timely response\nfrom the upstream server or application.</p>\n',
};

export interface PageFacts {
  readonly uri: string;
  readonly method: string;
  readonly location: string;
  /** Whom to write to. */
  readonly admin: string;
  /** The page that was to tell of the error could not be had either. */
  readonly twice: boolean;
  /** Why a proxy could not. */
  readonly reason?: string | undefined;
  readonly version: string;
  /** `Apache/2.4.65 (Debian) Server at localhost Port 80`, or nothing. */
  readonly signature: string;
}

/** Later versions no longer repeat the URL, and name a newer HTML. */
function newer(version: string, patch: number): boolean {
  const [, , own = 0] = version.split('.').map(Number);
  return own >= patch;
}

export function errorPage(status: number, facts: PageFacts): string {
  const words = facts.reason === undefined ? (REASONS[status] ?? 'Error') : 'Proxy Error';
  const title = `${status} ${words}`;
  const doctype = newer(facts.version, 66)
    ? '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">'
    : '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">';
  let body = TEXTS[status]?.(facts) ?? '';
  if (!newer(facts.version, 40)) {
    const uri = escapeHtml(facts.uri);
    if (status === 404) body = `<p>The requested URL ${uri} was not found on this server.</p>\n`;
    if (status === 403) body = `<p>You don't have permission to access ${uri}\non this server.</p>\n`;
  }
  if (facts.reason !== undefined)
    body = `The proxy server could not handle the request<p>Reason: <strong>${escapeHtml(facts.reason)}</strong></p><p />\n`;
  if (facts.twice)
    body += `<p>Additionally, a ${title}\nerror was encountered while trying to use an ErrorDocument to handle the request.</p>\n`;
  const heading = status === 401 ? 'Unauthorized' : words;
  const signature = facts.signature && `<hr>\n<address>${facts.signature}</address>\n`;
  return `${doctype}\n<html><head>\n<title>${title}</title>\n</head><body>\n<h1>${heading}</h1>\n${body}${signature}</body></html>\n`;
}

const ORDER = [
  'location',
  'allow',
  'last-modified',
  'etag',
  'accept-ranges',
  'www-authenticate',
  'content-length',
  'content-range',
  'vary',
  'content-encoding',
];

export function apacheStyle(software: string, refusal: () => string): ServerStyle {
  return {
    reason: (status) => REASONS[status] ?? 'Unknown',
    fields: (headers, { keepAlive, chunked, date }) => {
      const fields: [string, string][] = [];
      const when = headers['date'] ?? date;
      if (when !== undefined) fields.push(['Date', when]);
      fields.push(['Server', headers['server'] ?? software]);
      for (const name of ORDER) if (headers[name] !== undefined) fields.push([SPELT[name] ?? name, headers[name]]);
      const known = new Set([...ORDER, 'content-type', 'connection', 'server', 'date']);
      for (const [name, value] of Object.entries(headers)) if (!known.has(name)) fields.push([name, value]);
      if (chunked) fields.push(['Transfer-Encoding', 'chunked']);
      if (!keepAlive) fields.push(['Connection', 'close']);
      if (headers['content-type'] !== undefined) fields.push(['Content-Type', headers['content-type']]);
      return fields;
    },
    refusal: () => {
      const body = refusal();
      const headers = { 'content-length': String(body.length), 'content-type': 'text/html; charset=iso-8859-1' };
      return { status: 400, headers, body };
    },
  };
}

const SPELT: Readonly<Record<string, string>> = { etag: 'ETag', 'www-authenticate': 'WWW-Authenticate' };

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** mod_autoindex: a plain list, or with `IndexOptions FancyIndexing` a table. */
export async function listing(
  sys: Sys,
  directory: string,
  uri: string,
  fancy: boolean,
  signature: string,
): Promise<string> {
  const entries: { name: string; stat: Stat }[] = [];
  for (const { name } of await sys.readdir(directory)) {
    if (/^\.|~$|#$/.test(name)) continue;
    try {
      entries.push({ name, stat: await sys.stat(`${directory}/${name}`) });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const title = `Index of ${escapeHtml(uri.replace(/(?<=.)\/$/, ''))}`;
  const parent = uri === '/' ? undefined : uri.replace(/[^/]+\/$/, '');
  const head = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>${title}</title>\n </head>\n <body>\n<h1>${title}</h1>\n`;
  const shown = ({ name, stat }: { name: string; stat: Stat }) => (stat.type === 'directory' ? `${name}/` : name);
  if (!fancy) {
    const up = parent === undefined ? '' : `<li><a href="${parent}"> Parent Directory</a></li>\n`;
    const items = entries.map(
      (entry) => `<li><a href="${encodeURI(shown(entry))}"> ${escapeHtml(shown(entry))}</a></li>\n`,
    );
    return `${head}<ul>${up}${items.join('')}</ul>\n${signature && `<address>${signature}</address>\n`}</body></html>\n`;
  }
  const columns = [
    ['N', 'D', 'Name'],
    ['M', 'A', 'Last modified'],
    ['S', 'A', 'Size'],
    ['D', 'A', 'Description'],
  ].map(([column, order, label]) => `<th><a href="?C=${column};O=${order}">${label}</a></th>`);
  const row = (icon: string, alt: string, href: string, label: string, time: string, size: string) =>
    `<tr><td valign="top"><img src="/icons/${icon}" alt="[${alt}]"></td><td><a href="${href}">${label}</a>${time === '&nbsp;' ? '' : ' '.repeat(0)}</td><td align="right">${time}  </td><td align="right">${size}</td><td>&nbsp;</td></tr>\n`;
  const up =
    parent === undefined
      ? ''
      : `<tr><td valign="top"><img src="/icons/back.gif" alt="[PARENTDIR]"></td><td><a href="${parent}">Parent Directory</a></td><td>&nbsp;</td><td align="right">  - </td><td>&nbsp;</td></tr>\n`;
  const rows = entries.map((entry) => {
    const folder = entry.stat.type === 'directory';
    const time = new Date(entry.stat.mtime).toISOString().slice(0, 16).replace('T', ' ');
    const text = /\.(txt|md|html?|css|js|json|xml)$/.test(entry.name);
    const icon = folder ? 'folder.gif' : text ? 'text.gif' : 'unknown.gif';
    return row(
      icon,
      folder ? 'DIR' : text ? 'TXT' : '   ',
      encodeURI(shown(entry)),
      escapeHtml(shown(entry)),
      time,
      folder ? '  - ' : humanSize(entry.stat.size),
    );
  });
  return (
    `${head}  <table>\n   <tr><th valign="top"><img src="/icons/blank.gif" alt="[ICO]"></th>${columns.join('')}</tr>\n` +
    `   <tr><th colspan="5"><hr></th></tr>\n${up}${rows.join('')}   <tr><th colspan="5"><hr></th></tr>\n</table>\n` +
    `${signature && `<address>${signature}</address>\n`}</body></html>\n`
  );
}

/** apr_strfsize: four columns. */
function humanSize(size: number): string {
  if (size < 973) return `${String(size).padStart(3)} `;
  let value = size;
  for (const unit of 'KMGT') {
    value /= 1024;
    if (value < 9.95) return `${value.toFixed(1)}${unit}`;
    if (value < 973) return `${String(Math.round(value)).padStart(3)}${unit}`;
  }
  return '****';
}
