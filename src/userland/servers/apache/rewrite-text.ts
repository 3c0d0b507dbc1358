/** What stands in rules in place of text: `$1`, `%1`, `%{VARIABLE}`, and how URLs are escaped. */
import type { Exchange } from './exchange.ts';

/** What a rule is tried on. */
export interface RewriteState {
  /** The URL path, or the path of the file in a directory's rules. */
  filename: string;
  query: string | undefined;
  pathInfo: string;
  rule: RegExpExecArray | undefined;
  condition: RegExpExecArray | undefined;
}

/** `escaped`: what was matched is put in as `[B]` has it. */
export function expand(text: string, exchange: Exchange, state: RewriteState, escaped = false): string {
  const part = (match: RegExpExecArray | undefined, digit: string) => {
    const value = match?.[Number(digit)] ?? '';
    return escaped ? escapeWhole(value) : value;
  };
  return text.replace(
    /\\(.)|\$(\d)|%(\d)|%\{([^}]*)\}/gs,
    (_, literal?: string, ofRule?: string, ofCondition?: string, name?: string) => {
      if (literal !== undefined) return literal;
      if (ofRule !== undefined) return part(state.rule, ofRule);
      if (ofCondition !== undefined) return part(state.condition, ofCondition);
      return variable(name ?? '', exchange, state);
    },
  );
}

function variable(name: string, exchange: Exchange, state: RewriteState): string {
  const { request, client, local } = exchange.about;
  const [, kind, key = ''] = /^([A-Z-]+):(.*)$/.exec(name) ?? [];
  if (kind === 'HTTP') return request.headers[key.toLowerCase()] ?? '';
  if (kind === 'ENV') return exchange.environment().get(key) ?? '';
  if (kind !== undefined) return '';
  const header = /^HTTP_(USER_AGENT|REFERER|COOKIE|FORWARDED|HOST|PROXY_CONNECTION|ACCEPT)$/.exec(name)?.[1];
  if (header !== undefined) return request.headers[header.toLowerCase().replaceAll('_', '-')] ?? '';
  const known: Readonly<Record<string, () => string>> = {
    REMOTE_ADDR: () => client[0],
    REMOTE_HOST: () => client[0],
    REMOTE_PORT: () => String(client[1]),
    REMOTE_USER: () => exchange.user,
    REQUEST_METHOD: () => request.method,
    REQUEST_FILENAME: () => state.filename,
    SCRIPT_FILENAME: () => state.filename,
    PATH_INFO: () => state.pathInfo,
    QUERY_STRING: () => state.query ?? '',
    DOCUMENT_ROOT: () => exchange.documentRoot(),
    SERVER_ADMIN: () => exchange.last('ServerAdmin') ?? '[no address given]',
    SERVER_NAME: () => exchange.serverName(),
    SERVER_ADDR: () => local[0],
    SERVER_PORT: () => String(exchange.serverPort()),
    SERVER_PROTOCOL: () => request.protocol ?? 'HTTP/1.1',
    SERVER_SOFTWARE: () => exchange.context.software,
    THE_REQUEST: () => `${request.method} ${request.target} ${request.protocol ?? 'HTTP/1.1'}`,
    REQUEST_URI: () => exchange.uri,
    REQUEST_SCHEME: () => 'http',
    HTTPS: () => 'off',
    IS_SUBREQ: () => 'false',
    ...times(exchange.context.sys.now()),
  };
  return known[name]?.() ?? '';
}

function times(now: number): Readonly<Record<string, () => string>> {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  const parts = {
    TIME_YEAR: String(date.getUTCFullYear()),
    TIME_MON: two(date.getUTCMonth() + 1),
    TIME_DAY: two(date.getUTCDate()),
    TIME_HOUR: two(date.getUTCHours()),
    TIME_MIN: two(date.getUTCMinutes()),
    TIME_SEC: two(date.getUTCSeconds()),
    TIME_WDAY: String(date.getUTCDay()),
  };
  const all = { ...parts, TIME: Object.values(parts).slice(0, 6).join('') };
  return Object.fromEntries(Object.entries(all).map(([name, text]) => [name, () => text]));
}

const hex = (char: string) =>
  [...new TextEncoder().encode(char)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** All but letters, digits and `_`; a blank is `+`. */
function escapeWhole(text: string): string {
  return text.replace(/[^\w]/gu, (char) => (char === ' ' ? '+' : hex(char)));
}

/** ap_escape_uri: what has a meaning in a URL's path stays. */
export function escapePath(text: string): string {
  return text.replace(/[^\w$\-.+!*'(),:;@&=/~]/gu, hex);
}
