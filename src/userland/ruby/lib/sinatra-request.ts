/** Answers one request by an application's routes. */
import { text } from '../../../base/bytes.ts';
import type { HttpRequest } from '../../../base/http/exchange.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect } from '../../../base/streams.ts';
import { RubyError, ThrowJump } from '../control.ts';
import type { Ruby } from '../ruby.ts';
import { RArray, RHash, RObject, RString } from '../values.ts';
import type { RProc, Value } from '../values.ts';
import type { Application, Route } from './sinatra.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HTML = 'text/html;charset=utf-8';

export async function answerRequest(
  it: Ruby,
  application: Application,
  request: HttpRequest,
  client: string,
): Promise<Answer> {
  const url = new URL(request.target, 'http://x');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const body = request.body ? text(await collect(request.body, LIMITS.requestBodyBytes)) : '';
  const handler = handlerFor(it, application, request, url, body, client);
  const path = decodeURIComponent(url.pathname);
  const file = await publicFile(it, application, path, method);
  if (file) return file;
  const run = (action: RProc, args: readonly Value[] = []) => it.callProc(action, args, { self: handler });
  try {
    const made = await halting(async () => {
      for (const hook of application.before) await run(hook);
      return firstRoute(it, application.routes, method, path, handler, run);
    });
    let value = made.value;
    if (!made.found && application.notFound) {
      handler.ivars.set('@status', 404n);
      value = await run(application.notFound);
    } else if (!made.found) {
      handler.ivars.set('@status', 404n);
      value = it.string(missingPage(method, path));
    } else if (Number(handler.ivars.get('@status')) === 404 && application.notFound)
      value = await run(application.notFound);
    await halting(async () => {
      for (const hook of application.after) await run(hook);
      return { found: true, value: null };
    });
    return await finished(it, handler, value);
  } catch (error) {
    if (!(error instanceof RubyError)) throw error;
    await it.sys.write(
      2,
      new TextEncoder().encode(
        `${error.exception.cls.name} - ${await it.text(await it.send(error.exception, 'message'))}:\n`,
      ),
    );
    handler.ivars.set('@status', 500n);
    if (application.error) return finished(it, handler, await run(application.error, [error.exception]));
    return finished(it, handler, it.string('<h1>Internal Server Error</h1>'));
  }

  async function halting(
    action: () => Promise<{ found: boolean; value: Value }>,
  ): Promise<{ found: boolean; value: Value }> {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof ThrowJump) || error.tag !== it.symbol('halt')) throw error;
      const parts = error.value instanceof RArray ? error.value.items : [];
      for (const part of parts) if (typeof part === 'bigint') handler.ivars.set('@status', part);
      return {
        found: true,
        value: parts.find((part) => part instanceof RString || part instanceof RArray) ?? it.string(''),
      };
    }
  }
}

async function firstRoute(
  it: Ruby,
  routes: readonly Route[],
  method: string,
  path: string,
  handler: RObject,
  run: (action: RProc, args: readonly Value[]) => Promise<Value>,
): Promise<{ found: boolean; value: Value }> {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (!match) continue;
    const params = handler.ivars.get('@params') as RHash;
    const groups = match.slice(1).map((one) => it.string(decodeURIComponent(one ?? '')));
    route.names.forEach((name, i) =>
      params.set(it.string(name), name === 'splat' ? it.array(groups.slice(i, i + 1)) : (groups[i] ?? null)),
    );
    try {
      return { found: true, value: await run(route.action, groups) };
    } catch (error) {
      if (!(error instanceof ThrowJump) || error.tag !== it.symbol('pass')) throw error;
    }
  }
  return { found: false, value: null };
}

/** The object that a route's block is evaluated in. */
function handlerFor(
  it: Ruby,
  application: Application,
  request: HttpRequest,
  url: URL,
  body: string,
  client: string,
): RObject {
  const handler = new RObject(application.cls);
  const params = it.hash();
  // `params[:name]` and `params['name']` are the same.
  params.fallbackProc = it.builtinProc(({ args }) => params.get(it.string(it.nameOf(args[1] as Value))) ?? null);
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? body : '';
  for (const [name, value] of [...url.searchParams, ...new URLSearchParams(form)])
    params.set(it.string(name), it.string(value));
  const details = new RObject(it.class('Object'));
  const header = (name: string) => request.headers[name];
  const value = (found: string | undefined) => (found === undefined ? null : it.string(found));
  it.singletonMethods(details, {
    path: () => it.string(url.pathname),
    path_info: () => it.string(url.pathname),
    request_method: () => it.string(request.method),
    query_string: () => it.string(url.search.slice(1)),
    'ip remote_ip': () => it.string(client),
    host: () => it.string((header('host') ?? '').replace(/:\d+$/, '')),
    url: () => it.string(`http://${header('host') ?? ''}${request.target}`),
    user_agent: () => value(header('user-agent')),
    body: async () => {
      await it.require('stringio');
      return it.sendWith(await it.constant('StringIO'), 'new', [it.string(body)], undefined);
    },
    'get?': () => request.method === 'GET',
    'post?': () => request.method === 'POST',
    params: () => params,
    env: () => environment,
  });
  const environment = it.hash(
    [
      ['REQUEST_METHOD', request.method],
      ['PATH_INFO', url.pathname],
      ['QUERY_STRING', url.search.slice(1)],
      ['REMOTE_ADDR', client],
      ...Object.entries(request.headers).map(
        ([name, one]) => [`HTTP_${name.toUpperCase().replace(/-/g, '_')}`, one] as const,
      ),
    ].map(([name, one]) => [it.string(name as string), it.string(one as string)]),
  );
  const settings = new RObject(it.class('Object'));
  for (const [name, one] of application.settings) it.singletonMethods(settings, { [name]: () => one });
  for (const [name, one] of Object.entries({
    '@params': params,
    '@request': details,
    '@env': environment,
    '@settings': settings,
    '@headers': it.hash([[it.string('Content-Type'), it.string(HTML)]]),
    '@status': 200n,
    '@method': it.string(request.method),
    '@host': it.string(header('host') ?? 'localhost'),
  })) {
    handler.ivars.set(name, one);
  }
  return handler;
}

/** What a block answers: a body, a status, or `[status, headers, body]`. */
async function finished(it: Ruby, handler: RObject, value: Value): Promise<Answer> {
  let body = handler.ivars.get('@body') ?? null;
  const headers = handler.ivars.get('@headers') as RHash;
  if (value instanceof RString) body = value;
  else if (typeof value === 'bigint') handler.ivars.set('@status', value);
  else if (value instanceof RArray) {
    for (const part of value.items) {
      if (typeof part === 'bigint') handler.ivars.set('@status', part);
      else if (part instanceof RHash) for (const [name, one] of part.pairs()) headers.set(name, one);
      else body = part;
    }
  }
  const content =
    body instanceof RArray ? (await Promise.all(body.items.map((one) => it.text(one)))).join('') : await it.text(body);
  const pairs = await Promise.all(
    headers.pairs().map(async ([name, one]) => [(await it.text(name)).toLowerCase(), await it.text(one)] as const),
  );
  return { status: Number(handler.ivars.get('@status') ?? 200n), headers: Object.fromEntries(pairs), body: content };
}

async function publicFile(
  it: Ruby,
  application: Application,
  path: string,
  method: string,
): Promise<Answer | undefined> {
  if (method !== 'GET' || path.endsWith('/') || path.includes('..')) return undefined;
  const folder = await it.text(application.settings.get('public_folder') ?? null);
  try {
    if ((await it.sys.stat(`${folder}${path}`)).type !== 'file') return undefined;
  } catch {
    return undefined;
  }
  const types: Readonly<Record<string, string>> = {
    html: 'text/html;charset=utf-8',
    css: 'text/css;charset=utf-8',
    js: 'application/javascript;charset=utf-8',
    txt: 'text/plain;charset=utf-8',
  };
  return {
    status: 200,
    headers: { 'content-type': types[path.split('.').pop() ?? ''] ?? 'application/octet-stream' },
    body: await it.readFile(`${folder}${path}`),
  };
}

const missingPage = (method: string, path: string) => `<!DOCTYPE html>
<html>
<head><title>Not Found</title></head>
<body>
  <h2>Sinatra doesn&rsquo;t know this ditty.</h2>
  <div id="c">
    Try this:
    <pre>${method.toLowerCase()} '${path.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`)}' do
  "Hello World"
end</pre>
  </div>
</body>
</html>
`;
