/** Where what is asked for lies in the file system. */
import type { AnswerContext } from './answer-context.ts';
import type { Scope } from './config.ts';
import { expand, type Exchange } from './variables.ts';

export function absolutePath(path: string, prefix: string): string {
  return path.startsWith('/') ? path : `${prefix}/${path}`;
}

/** Where a URI lies in the file system: below the root, or below an alias without the location's part. */
export function filePath(context: AnswerContext, exchange: Exchange, scope: Scope, uri = exchange.uri): string {
  const { location } = exchange;
  const alias = location?.scope.own('alias')[0]?.args[0];
  if (alias !== undefined && location) {
    const base = absolutePath(expand(alias, exchange), context.prefix);
    return location.kind === 'regex' ? base : base + uri.slice(location.pattern.length);
  }
  const root = absolutePath(expand(scope.value('root') ?? 'html', exchange), context.prefix);
  return root.replace(/\/$/, '') + uri;
}
