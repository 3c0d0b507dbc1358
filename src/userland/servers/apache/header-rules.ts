/** mod_expires and mod_headers: fields that configurations add to answers. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import type { ApacheDirective } from './config-parser.ts';

/** The answer to an error has other fields than a good one: there `always` counts alone. */
export function withHeaders(
  response: HttpResponse,
  settings: readonly ApacheDirective[],
  env: ReadonlyMap<string, string>,
): HttpResponse {
  const headers: Record<string, string> = { ...response.headers };
  const onError: Record<string, string> = {};
  for (const { name, args } of settings) {
    if (name !== 'Header') continue;
    const always = /^always$/i.test(args[0] ?? '');
    if (!always && response.status >= 400) continue;
    const [action = '', field = '', value = '', condition = ''] = /^(always|onsuccess)$/i.test(args[0] ?? '')
      ? args.slice(1)
      : args;
    if (!holds(condition || (/^unset$/i.test(action) ? value : ''), env)) continue;
    change(always ? onError : headers, action.toLowerCase(), field, value);
    if (always && /^unset$/i.test(action)) change(headers, 'unset', field, '');
  }
  return { ...response, headers: { ...onError, ...headers } };
}

/** `env=name` or `env=!name`. */
function holds(condition: string, env: ReadonlyMap<string, string>): boolean {
  const [, not, name] = /^env=(!?)(.*)$/.exec(condition) ?? [];
  return name === undefined || env.has(name) === (not === '');
}

function change(headers: Record<string, string>, action: string, field: string, value: string): void {
  const known = Object.keys(headers).find((name) => name.toLowerCase() === field.toLowerCase());
  const before = known === undefined ? undefined : headers[known];
  if (action === 'unset') {
    if (known !== undefined) delete headers[known];
  } else if (action === 'setifempty') headers[known ?? field] = before ?? value;
  else if (before !== undefined && /^(append|merge|add)$/.test(action)) {
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
