/** What answering a request needs of the worker, and what proxying needs of that. */
import type { Sys } from '../../../kernel/sys.ts';
import type { NginxConfig, Scope } from './config.ts';
import type { ProxyContext } from './proxy.ts';
import type { Exchange } from './variables.ts';

export interface AnswerContext extends Omit<ProxyContext, 'error'> {
  readonly sys: Sys;
  readonly config: NginxConfig;
  readonly prefix: string;
  readonly software: string;
  status(): string;
  log(level: string, text: string, scope: Scope): Promise<void>;
}

export function proxyContext(context: AnswerContext, exchange: Exchange): ProxyContext {
  const scope = exchange.location?.scope ?? exchange.server.scope;
  return { ...context, error: (text) => context.log('error', `*${exchange.connection.number} ${text}`, scope) };
}
