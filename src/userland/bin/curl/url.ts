/** URLs as curl reads them: a scheme may be missing, and what is wrong is said in curl's words. */
import { CurlError } from './errors.ts';
import { pathOfFileUrl } from './file-transfer.ts';

export interface CurlUrl {
  readonly scheme: 'http' | 'https' | 'file';
  readonly host: string;
  readonly port: number;
  /** Path and query, without a fragment. */
  readonly target: string;
  readonly path: string;
  readonly user: string | undefined;
  /** With scheme, as `%{url_effective}` shows it. */
  readonly text: string;
}

const DEFAULT_PORT = { http: 80, https: 443, file: 0 } as const;

/** Dots in the path are taken out, unless it is to stay as it is. */
export function parseUrl(given: string, asIs = false): CurlUrl {
  // One slash does, as it does for a browser.
  given = given.replace(/^(https?):\/(?!\/)/i, '$1://');
  const [, scheme = 'http', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?([^]*)$/.exec(given) as RegExpExecArray;
  const known = scheme.toLowerCase();
  if (/^file:/i.test(given)) return fileUrl(given);
  if (known !== 'http' && known !== 'https') {
    const real = /^(ftp|ftps|scp|sftp|smb|ldap|dict|telnet|tftp|imap|pop3|smtp|gopher|mqtt|rtsp)s?$/.test(known);
    if (real) throw new CurlError(1, `Protocol "${scheme}" is not simulated in Drydock`);
    throw new CurlError(1, `Protocol "${scheme}" not supported or disabled in libcurl`);
  }
  const [, authority = '', tail = ''] = /^([^/?#]*)([^]*)$/.exec(rest) as RegExpExecArray;
  const at = authority.lastIndexOf('@');
  const place = authority.slice(at + 1);
  const [, host = '', port] = /^(\[[0-9a-fA-F:.]+\]|[^:]*)(?::(\d*))?$/.exec(place) ?? [];
  const number = port ? Number(port) : DEFAULT_PORT[known];
  if (host === '' || number > 65_535 || /[\s\x00-\x1f]/.test(rest)) throw badUrl();
  const shown = tail.replace(/#.*$/, '');
  const rooted = shown.startsWith('/') ? shown : `/${shown}`;
  const target = asIs ? rooted : withoutDots(rooted);
  return {
    scheme: known,
    host: host.replace(/^\[|\]$/g, ''),
    port: number,
    target,
    path: target.replace(/\?.*$/, ''),
    user: at >= 0 ? decodeURIComponent(authority.slice(0, at)) : undefined,
    text: `${known}://${authority}${target}`,
  };
}

/** Without `.` and `..` in its path (RFC 3986, 5.2.4). */
function withoutDots(target: string): string {
  const [, path = '', query = ''] = /^([^?]*)([^]*)$/.exec(target) ?? [];
  if (!/\/\.\.?(?:\/|$)/.test(path)) return target;
  const kept: string[] = [];
  const parts = path.split('/').slice(1);
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    if (part === '..') kept.pop();
    if (part === '.' || part === '..') {
      if (last) kept.push('');
    } else kept.push(part);
  }
  return `/${kept.join('/')}${query}`;
}

function fileUrl(text: string): CurlUrl {
  const path = pathOfFileUrl(text.slice('file:'.length));
  return { scheme: 'file', host: '', port: 0, target: path, path, user: undefined, text };
}

export function badUrl(): CurlError {
  return new CurlError(3, 'URL using bad/illegal format or missing URL');
}

/** `Host:` and the name in messages: the port only when it is not the scheme's. */
export function hostField({ scheme, host, port }: CurlUrl): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === DEFAULT_PORT[scheme] ? name : `${name}:${port}`;
}

/** Where a `Location` leads. */
export function resolveLocation(base: CurlUrl, location: string): string {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(location)) return location;
  const origin = `${base.scheme}://${hostField(base)}`;
  if (location.startsWith('//')) return `${base.scheme}:${location}`;
  if (location.startsWith('/')) return origin + location;
  if (location.startsWith('?')) return origin + base.path + location;
  const parts: string[] = [];
  for (const part of (base.path.replace(/[^/]*$/, '') + location).split('/').slice(1)) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return `${origin}/${parts.join('/')}`;
}
