/** Variables of a request: SetEnv, SetEnvIf, BrowserMatch. */
import type { HttpRequest } from '../../../base/http/exchange.ts';
import type { ApacheDirective } from './config-parser.ts';

export interface EnvironmentFacts {
  readonly request: HttpRequest;
  readonly uri: string;
  readonly address: string;
}

export function environment(
  settings: readonly ApacheDirective[],
  facts: EnvironmentFacts,
): ReadonlyMap<string, string> {
  const env = new Map<string, string>();
  for (const { name, args } of settings) {
    if (name === 'SetEnv') env.set(args[0] ?? '', args[1] ?? '');
    else if (name === 'UnsetEnv') for (const variable of args) env.delete(variable);
    else if (/^SetEnvIf/.test(name))
      setIf(env, attribute(args[0] ?? '', facts, env), args.slice(1), name.endsWith('NoCase'));
    else if (/^BrowserMatch/.test(name))
      setIf(env, facts.request.headers['user-agent'] ?? '', args, name.endsWith('NoCase'));
  }
  return env;
}

function attribute(
  name: string,
  { request, uri, address }: EnvironmentFacts,
  env: ReadonlyMap<string, string>,
): string {
  const known: Readonly<Record<string, string>> = {
    remote_addr: address,
    request_method: request.method,
    request_uri: uri,
    request_protocol: request.protocol ?? 'HTTP/1.1',
  };
  return known[name.toLowerCase()] ?? request.headers[name.toLowerCase()] ?? env.get(name) ?? '';
}

function setIf(env: Map<string, string>, value: string, args: readonly string[], anyCase: boolean): void {
  const [pattern = '', ...variables] = args;
  const match = new RegExp(pattern, anyCase ? 'i' : '').exec(value);
  if (!match) return;
  for (const variable of variables) {
    const [, name = '', given] = /^([^=]*)(?:=(.*))?$/s.exec(variable) ?? [];
    if (name.startsWith('!')) env.delete(name.slice(1));
    else
      env.set(
        name,
        (given ?? '1').replace(/\$(\d)/g, (_, digit: string) => match[Number(digit)] ?? ''),
      );
  }
}
