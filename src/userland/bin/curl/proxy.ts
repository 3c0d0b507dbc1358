/** The proxy of -x, or of the environment. */
import type { Sys } from '../../../kernel/sys.ts';
import { CurlError } from './errors.ts';
import { type CurlArguments, valueOf } from './options.ts';
import { type CurlUrl, parseUrl } from './url.ts';

export interface Proxy {
  readonly host: string;
  readonly port: number;
  /** `user:password`. */
  readonly credentials: string | undefined;
}

const PORT = 1080;

/** Undefined: straight to the host. */
export function proxyFor(sys: Sys, args: CurlArguments, { scheme, host }: CurlUrl): Proxy | undefined {
  const env = (name: string) => sys.env.get(name) ?? sys.env.get(name.toUpperCase());
  // Upper case would be what a request's field `Proxy:` makes of CGI's environment.
  const told = scheme === 'http' ? sys.env.get('http_proxy') : env(`${scheme}_proxy`);
  const given = valueOf(args, 'x') ?? told ?? env('all_proxy');
  const spared = (valueOf(args, 'noproxy') ?? env('no_proxy') ?? '').split(/[\s,]+/).filter(Boolean);
  if (!given || scheme === 'file' || spared.some((name) => spares(name, host))) return undefined;
  const [, kind = 'http', place = ''] = /^(?:([\w+.-]+):\/\/)?(.*)$/.exec(given) ?? [];
  if (kind !== 'http') throw new CurlError(7, `A proxy of the kind "${kind}" is not simulated in Drydock`);
  if (scheme === 'https') throw new CurlError(7, 'A proxy for https is not simulated in Drydock');
  const { host: name, port, user } = parseUrl(`http://${place}`);
  const own = valueOf(args, 'U') ?? user;
  return { host: name, port: /:\d+\/?$/.test(place) ? port : PORT, credentials: own };
}

function spares(name: string, host: string): boolean {
  const wanted = name.replace(/^\./, '').toLowerCase();
  const own = host.toLowerCase();
  return name === '*' || own === wanted || own.endsWith(`.${wanted}`);
}
