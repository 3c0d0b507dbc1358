/** Which server and which location a request belongs to, by its host and its path. */
import type { HttpRequest } from '../../../base/http/exchange.ts';
import type { Listener, Location, ServerBlock } from './config.ts';
import type { Exchange } from './variables.ts';

export function serverFor(listener: Listener, request: HttpRequest): ServerBlock {
  const host = (request.headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
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
    longest((name) => name.endsWith('.*') && host.startsWith(name.slice(0, -1))) ??
    matches((name) => name.startsWith('~') && new RegExp(name.slice(1)).test(host)) ??
    (host === '' ? matches((name) => name === '') : undefined) ??
    (listener.servers[0] as ServerBlock)
  );
}

export function splitTarget(target: string): [string, string | undefined] {
  const path = target.replace(/^https?:\/\/[^/]*/, '') || '/';
  const mark = path.indexOf('?');
  return mark < 0 ? [path, undefined] : [path.slice(0, mark), path.slice(mark + 1)];
}

/** Decoded, without doubled slashes and dots; undefined when it leads out of the root. */
export function normalise(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path.replace(/#.*$/, ''));
  } catch {
    decoded = path;
  }
  if (!decoded.startsWith('/')) return undefined;
  const parts: string[] = [];
  const words = decoded.split('/').slice(1);
  for (const [i, word] of words.entries()) {
    const last = i === words.length - 1;
    if (word === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (word !== '' && word !== '.') parts.push(word);
    if (last && (word === '' || word === '.' || word === '..')) return parts.length > 0 ? `/${parts.join('/')}/` : '/';
  }
  return `/${parts.join('/')}`;
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
        exchange.captures = [...match];
        return location;
      }
    }
  }
  return best;
}
