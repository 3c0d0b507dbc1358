/** mod_expires and mod_headers: fields that configurations add to answers. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import type { ApacheDirective } from './config-parser.ts';

/** What values may name besides the variables of the request. Times in milliseconds. */
export interface HeaderFacts {
  readonly env: ReadonlyMap<string, string>;
  readonly startedMs: number;
  readonly now: number;
}

/** The answer to an error has other fields than a good one: there `always` counts alone. */
export function withHeaders(
  response: HttpResponse,
  settings: readonly ApacheDirective[],
  facts: HeaderFacts,
  failed: boolean,
): HttpResponse {
  const headers: Record<string, string> = { ...response.headers };
  const onError: Record<string, string> = {};
  for (const { name, args } of settings) {
    if (name !== 'Header') continue;
    const always = /^always$/i.test(args[0] ?? '');
    if (!always && failed) continue;
    const words = /^(always|onsuccess)$/i.test(args[0] ?? '') ? args.slice(1) : args;
    apply(always ? onError : headers, words, facts);
    if (always && /^(unset|edit\*?)$/i.test(words[0] ?? '')) apply(headers, words, facts);
  }
  return { ...response, headers: { ...onError, ...headers } };
}

/** RequestHeader, for those that the request is passed on to. Names in lower case. */
export function requestHeaders(
  given: Readonly<Record<string, string>>,
  settings: readonly ApacheDirective[],
  facts: HeaderFacts,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { ...given };
  for (const { name, args } of settings) if (name === 'RequestHeader') apply(headers, args, facts);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const VALUES: Readonly<Record<string, number>> = { unset: 0, edit: 2, 'edit*': 2 };

function apply(headers: Record<string, string>, words: readonly string[], facts: HeaderFacts): void {
  const [given = '', field = '', ...rest] = words;
  const action = given.toLowerCase();
  const values = VALUES[action] ?? 1;
  if (!holds(rest[values] ?? '', facts.env)) return;
  const [value = '', by = ''] = rest;
  change(headers, action, field, action.startsWith('edit') ? value : filledIn(value, facts), filledIn(by, facts));
}

/** `%{NAME}e`, `%t` and `%D` in values. */
function filledIn(text: string, { env, startedMs, now }: HeaderFacts): string {
  return text.replace(/%(?:\{([^}]*)\}([es])|([tD%]))/g, (_, name?: string, __?: string, letter?: string) => {
    if (name !== undefined) return env.get(name) ?? '(null)';
    if (letter === 't') return `t=${Math.round(startedMs * 1000)}`;
    return letter === 'D' ? `D=${Math.round((now - startedMs) * 1000)}` : '%';
  });
}

/** `env=name` or `env=!name`. */
function holds(condition: string, env: ReadonlyMap<string, string>): boolean {
  const [, not, name] = /^env=(!?)(.*)$/.exec(condition) ?? [];
  return name === undefined || env.has(name) === (not === '');
}

function change(headers: Record<string, string>, action: string, field: string, value: string, by: string): void {
  const known = Object.keys(headers).find((name) => name.toLowerCase() === field.toLowerCase());
  const before = known === undefined ? undefined : headers[known];
  if (action === 'unset') {
    if (known !== undefined) delete headers[known];
  } else if (action === 'setifempty') headers[known ?? field] = before ?? value;
  else if (action.startsWith('edit')) {
    const expression = new RegExp(value, action.endsWith('*') ? 'g' : '');
    if (before !== undefined) headers[known as string] = before.replace(expression, by.replace(/\$0/g, '$$&'));
  } else if (before !== undefined && /^(append|merge|add)$/.test(action)) {
    const there = action === 'merge' && before.split(/,\s*/).includes(value);
    headers[known as string] = there ? before : `${before}, ${value}`;
  } else headers[known ?? field] = value;
}

const UNITS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

/** Expires and Cache-Control of a file, by its type or by default. Times in milliseconds. */
export function expiry(
  settings: readonly ApacheDirective[],
  type: string | undefined,
  now: number,
  modified: number,
): Readonly<Record<string, string>> {
  const last = (name: string) => settings.findLast((directive) => directive.name === name);
  if (!/^on$/i.test(last('ExpiresActive')?.args[0] ?? '')) return {};
  const plain = (type ?? '').replace(/;.*/, '');
  const byType = settings.findLast(
    ({ name, args }) => name === 'ExpiresByType' && (args[0] === plain || args[0] === plain.replace(/\/.*/, '/*')),
  );
  const rule = byType?.args.slice(1).join(' ') ?? last('ExpiresDefault')?.args.join(' ');
  const found = rule === undefined ? undefined : parseExpiry(rule);
  if (!found) return {};
  const until = (found.base === 'modification' ? modified : now) + found.seconds * 1000;
  return {
    'Cache-Control': `max-age=${Math.max(0, Math.round((until - now) / 1000))}`,
    Expires: new Date(until).toUTCString(),
  };
}

/** `access plus 1 hour 30 minutes`, or `A3600`. */
function parseExpiry(rule: string): { readonly base: 'access' | 'modification'; readonly seconds: number } | undefined {
  const [, letter, number] = /^([AM])(-?\d+)$/.exec(rule) ?? [];
  if (letter !== undefined) return { base: letter === 'M' ? 'modification' : 'access', seconds: Number(number) };
  const [, base = '', rest = ''] = /^(access|now|modification)(?:\s+plus)?\s+(.*)$/.exec(rule) ?? [];
  if (base === '') return undefined;
  let seconds = 0;
  for (const [, count, unit = ''] of rest.matchAll(/(\d+)\s+(second|minute|hour|day|week|month|year)s?/g)) {
    seconds += Number(count) * (UNITS[unit] as number);
  }
  return { base: base === 'modification' ? 'modification' : 'access', seconds };
}
