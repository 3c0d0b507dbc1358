/** URLs as wget reads them: without a scheme they are HTTP. */
export interface WgetUrl {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /** Path and query. */
  readonly target: string;
  readonly user: string | undefined;
  readonly text: string;
}

const PORTS = { http: 80, https: 443 } as const;

/** A message when it cannot be used. */
export function parseWgetUrl(given: string): WgetUrl | string {
  const [, named, rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?([^]*)$/.exec(given) as RegExpExecArray;
  const scheme = (named ?? 'http').toLowerCase();
  if (scheme === 'ftp' || scheme === 'ftps') return `${given}: FTP is not simulated in Drydock.`;
  if (scheme !== 'http' && scheme !== 'https') return `${given}: Unsupported scheme ‘${named}’.`;
  const [, authority = '', tail = ''] = /^([^/?#]*)([^]*)$/.exec(rest) as RegExpExecArray;
  const at = authority.lastIndexOf('@');
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority.slice(at + 1)) ?? [];
  if (host === '') return `${scheme}://${rest}: Invalid host name.`;
  if (port !== undefined && port !== '' && !/^\d{1,5}$/.test(port)) return `${scheme}://${rest}: Bad port number.`;
  const shown = tail.replace(/#.*$/, '').replace(/[ "<>]/g, (char) => encodeURIComponent(char));
  const target = shown.startsWith('/') ? shown : `/${shown}`;
  return {
    scheme,
    host: host.toLowerCase(),
    port: port ? Number(port) : PORTS[scheme],
    target,
    user: at >= 0 ? decodeURIComponent(authority.slice(0, at)) : undefined,
    text: `${scheme}://${authority.slice(at + 1)}${target}`,
  };
}

export function isDefaultPort({ scheme, port }: WgetUrl): boolean {
  return PORTS[scheme] === port;
}

export function hostAndPort(url: WgetUrl): string {
  return isDefaultPort(url) ? url.host : `${url.host}:${url.port}`;
}

export function locationOf(base: WgetUrl, location: string): string {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(location)) return location;
  const origin = `${base.scheme}://${hostAndPort(base)}`;
  if (location.startsWith('//')) return `${base.scheme}:${location}`;
  if (location.startsWith('/')) return origin + location;
  return origin + base.target.replace(/\?.*$/, '').replace(/[^/]*$/, '') + location;
}
