/** Which server and which location a request belongs to, by its host and its path. */
import type { HttpRequest } from '../../../base/http/exchange.ts';
import { withoutDots } from '../lib/uri-path.ts';
import type { Listener, Location, ServerBlock } from './config.ts';
import { compile } from './regular-expression.ts';
import { type Exchange, noteMatch } from './variables.ts';

interface FoundServer {
  readonly server: ServerBlock;
  /** Of the regular expression that is its name. */
  readonly match?: RegExpExecArray;
}

export function serverFor(listener: Listener, request: HttpRequest): FoundServer {
  const host = hostName(request);
  const server = namedServer(listener, host);
  if (server) return { server };
  for (const candidate of listener.servers) {
    for (const name of candidate.names) {
      const match = name.startsWith('~') ? compile(name.slice(1), '', '').exec(host) : undefined;
      if (match) return { server: candidate, match };
    }
  }
  const nameless = host === '' ? listener.servers.find(({ names }) => names.includes('')) : undefined;
  return { server: nameless ?? (listener.servers[0] as ServerBlock) };
}

function hostName({ headers }: HttpRequest): string {
  return (headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
}

/** By its whole name, or by a name with `*`, of which the longest counts. */
function namedServer(listener: Listener, host: string): ServerBlock | undefined {
  const matches = (test: (name: string) => boolean) => listener.servers.find(({ names }) => names.some(test));
  const longest = (test: (name: string) => boolean) => {
    const found = listener.servers.flatMap((server) => server.names.filter(test).map((name) => ({ server, name })));
    return found.sort((a, b) => b.name.length - a.name.length)[0]?.server;
  };
  return (
    matches((name) => name === host && name !== '') ??
    longest(
      (name) =>
        (name.startsWith('*.') && host.endsWith(name.slice(1))) || (name.startsWith('.') && `.${host}`.endsWith(name)),
    ) ??
    longest((name) => name.endsWith('.*') && host.startsWith(name.slice(0, -1)))
  );
}

export function splitTarget(target: string): [string, string | undefined] {
  const path = target.replace(/^https?:\/\/[^/]*/, '') || '/';
  const mark = path.indexOf('?');
  return mark < 0 ? [path, undefined] : [path.slice(0, mark), path.slice(mark + 1)];
}

/** Decoded, without doubled slashes and dots; undefined when it leads out of the root. */
export function normalise(path: string): string | undefined {
  try {
    return withoutDots(decodeURIComponent(path.replace(/#.*$/, '')));
  } catch {
    return withoutDots(path);
  }
}

export function findLocation(locations: readonly Location[], exchange: Exchange): Location | undefined {
  const { uri } = exchange;
  let best: Location | undefined;
  for (const location of locations) {
    if (location.kind === '=' && location.pattern === uri) return location;
    const prefix = location.kind === 'prefix' || location.kind === '^~';
    if (prefix && uri.startsWith(location.pattern) && location.pattern.length > (best?.pattern.length ?? -1))
      best = location;
  }
  const nested = best && findLocation(best.nested, exchange);
  if (nested && nested.kind !== 'regex') return nested;
  if (best?.kind !== '^~') {
    for (const location of [...(best?.nested ?? []), ...locations]) {
      const match = location.expression?.exec(uri);
      if (match) {
        noteMatch(exchange, match);
        return location;
      }
    }
  }
  return best;
}
