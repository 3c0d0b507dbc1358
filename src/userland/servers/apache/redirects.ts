/** mod_alias: Redirect and its kin, of the server and of sections, and the paths that Alias and its kin give. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import type { ApacheDirective } from './config-parser.ts';
import { movedTo } from './error-answer.ts';
import { type Exchange, Refused } from './exchange.ts';

const STATUS: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 };

/** The part of a URI behind a URL path of Alias or Redirect; undefined when it does not begin with it. */
export function behind(uri: string, path: string): string | undefined {
  return uri === path || uri.startsWith(path.endsWith('/') ? path : `${path}/`) ? uri.slice(path.length) : undefined;
}

const filledIn = (target: string, match: RegExpExecArray) =>
  target.replace(/\$(\d)/g, (_, digit: string) => match[Number(digit)] ?? '');

/** Undefined when none of the directives sends this request elsewhere. Refused by those that only have a status. */
export function redirectOf(exchange: Exchange, directives: readonly ApacheDirective[]): HttpResponse | undefined {
  for (const directive of directives) {
    if (!/^Redirect/.test(directive.name)) continue;
    const found = targetOf(exchange.uri, directive);
    if (!found) continue;
    const { status, target } = found;
    if (status < 300 || status >= 400) throw new Refused(status);
    const query = exchange.query === undefined || target.includes('?') ? '' : `?${exchange.query}`;
    return movedTo(exchange, status, target + query);
  }
  return undefined;
}

function targetOf(
  uri: string,
  { name, args }: ApacheDirective,
): { readonly status: number; readonly target: string } | undefined {
  const words = [...args];
  let status = name === 'RedirectPermanent' ? 301 : 302;
  const named = /^(permanent|temp|seeother|gone|\d{3})$/.test(words[0] ?? '');
  if (named) {
    const word = words.shift() as string;
    status = STATUS[word] ?? Number(word);
  }
  if (name === 'RedirectMatch') {
    const match = new RegExp(words[0] ?? '').exec(uri);
    return match ? { status, target: filledIn(words[1] ?? '', match) } : undefined;
  }
  // Within a Location the URL stands alone, and is all of the answer.
  if (words.length === 1 && /^(\/|\w+:)/.test(words[0] as string) && status < 400 && status >= 300)
    return { status, target: words[0] as string };
  const rest = behind(uri, words[0] ?? '');
  return rest === undefined ? undefined : { status, target: (words[1] ?? '') + encodeURI(rest) };
}

/** The path of an alias; undefined when none fits. `script`: of a ScriptAlias. */
export function aliasOf(exchange: Exchange, uri: string): { path: string; script: boolean } | undefined {
  for (const { name, args } of exchange.ofServer) {
    if (!/^(Script)?Alias(Match)?$/.test(name)) continue;
    const [from = '', to = ''] = args;
    const script = name.startsWith('Script');
    if (name.endsWith('Match')) {
      const match = new RegExp(from).exec(uri);
      if (match) return { path: filledIn(to, match), script };
      continue;
    }
    const rest = behind(uri, from);
    if (rest !== undefined) return { path: to + rest, script };
  }
  return undefined;
}
