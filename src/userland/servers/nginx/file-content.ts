/** Content from the file system: files, folders by their index, listings. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { AnswerContext } from './answer-context.ts';
import { mediaTypes, type Scope } from './config.ts';
import { filePath } from './file-path.ts';
import { redirect } from './redirect.ts';
import { listing } from './directory-listing.ts';
import { fileError, serveFile, StatusError } from './static.ts';
import type { Exchange } from './variables.ts';

export async function staticContent(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
): Promise<HttpResponse | 'again'> {
  const { sys } = context;
  const { method } = exchange.request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw new StatusError(405);
  const path = filePath(context, exchange, scope);
  if (exchange.uri.endsWith('/')) return directoryContent(context, exchange, scope, path);
  exchange.file = path;
  try {
    if ((await sys.stat(path)).type === 'directory') {
      const query = exchange.args && `?${exchange.args}`;
      return redirect(301, `${encodeURI(exchange.uri)}/${query}`, exchange, context);
    }
  } catch (error) {
    if (error instanceof SysError) throw fileError(error, 'open', path);
    throw error;
  }
  return serveFile(sys, path, { method, headers: exchange.request.headers, type: typeOf(scope, exchange.uri) });
}

async function directoryContent(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
  path: string,
): Promise<HttpResponse | 'again'> {
  const { sys } = context;
  const names = scope.all('index').at(-1)?.args ?? ['index.html'];
  for (const name of names) {
    try {
      const file = name.startsWith('/') ? filePath(context, exchange, scope, name) : path + name;
      if ((await sys.stat(file)).type !== 'file') continue;
      exchange.uri = name.startsWith('/') ? name : exchange.uri + name;
      exchange.internal = true;
      return 'again';
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  try {
    if ((await sys.stat(path)).type !== 'directory') throw new StatusError(404);
  } catch (error) {
    if (error instanceof SysError) throw fileError(error, 'opendir', path);
    throw error;
  }
  if (!scope.flag('autoindex', false)) {
    const text = `directory index of "${path}" is forbidden`;
    throw new StatusError(403, { level: 'error', text });
  }
  return listing(sys, path.replace(/\/$/, ''), exchange.uri, {
    format: scope.value('autoindex_format') ?? 'html',
    exact: scope.flag('autoindex_exact_size', true),
  });
}

/** By what is asked for, wherever it lies. */
function typeOf(scope: Scope, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  return mediaTypes(scope).get(extension) ?? scope.value('default_type') ?? 'text/plain';
}
