/** busybox httpd, and http-server: static files below a directory. */
import { EMPTY, utf8 } from '../../base/bytes.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import { serveConnection, type LogEntry } from '../../base/http/server.ts';
import { REASONS, type ServerStyle } from '../../base/http/server-style.ts';
import { sourceOf } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat, type Sys } from '../../kernel/sys.ts';
import { tool, type Tool } from '../bin/lib/tool.ts';
import { inBackground } from './lib/background.ts';
import { Connections, type ServedConnection } from './lib/connections.ts';
import { accountOf, fileSource, readFile } from './lib/files.ts';
import { htpasswdMatches } from './lib/htpasswd.ts';
import { SignalQueue } from './lib/signal-queue.ts';

/** The longest that a timer takes. */
const FOREVER_MS = 2 ** 31 - 1;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  png: 'image/png',
  svg: 'image/svg+xml',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  wav: 'audio/wav',
  pdf: 'application/pdf',
  xml: 'application/xml',
};

function page(status: number, text: string): string {
  const title = `${status} ${REASONS[status] ?? ''}`;
  return `<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\n<BODY><H1>${title}</H1>\n${text}\n</BODY></HTML>\n`;
}

const TEXTS: Readonly<Record<number, string>> = {
  400: 'Unsupported method',
  401: '',
  404: 'The requested URL was not found',
  501: 'The requested method is not recognized',
};

const SPELT: Readonly<Record<string, string>> = {
  'content-type': 'Content-type',
  etag: 'ETag',
  'www-authenticate': 'WWW-Authenticate',
};

/** As busybox spells its answers: no keep-alive, `Date` and the content's fields. */
const STYLE: ServerStyle = {
  reason: (status) => REASONS[status] ?? '',
  fields: (headers, { date }) => {
    const fields: [string, string][] = date === undefined ? [] : [['Date', date]];
    fields.push(['Connection', 'close']);
    for (const [name, value] of Object.entries(headers)) {
      if (name !== 'connection') fields.push([SPELT[name] ?? name, value]);
    }
    return fields;
  },
  refusal: () => ({ status: 400, headers: { 'content-type': 'text/html' }, body: page(400, 'Unsupported method') }),
};

interface Settings {
  readonly home: string;
  readonly realm: string;
  readonly verbose: boolean;
  /** Of the configuration file: `/path:user:password`. */
  readonly protected: readonly (readonly [path: string, user: string, password: string])[];
  readonly index: string;
  readonly errorPages: ReadonlyMap<number, string>;
  readonly types: ReadonlyMap<string, string>;
}

export const busyboxHttpd = tool(
  {
    name: 'httpd',
    usage: '[-ifv[v]] [-c CONFFILE] [-p [IP:]PORT] [-u USER[:GRP]] [-r REALM] [-h HOME]',
    about: 'Listen for incoming HTTP requests',
    options: 'i! f v c= p= u= r= h= d= e= m=',
  },
  async (t) => {
    const { sys } = t;
    const decode = t.value('d');
    if (decode !== undefined) {
      await t.out.text(decodeURIComponent(decode.replaceAll('+', ' ')));
      return 0;
    }
    const encode = t.value('e');
    if (encode !== undefined) {
      await t.out.text(encode.replace(/[^A-Za-z0-9]/g, (char) => `&#${char.charCodeAt(0)};`));
      return 0;
    }
    const given = t.value('p') ?? '80';
    const [, host = '0.0.0.0', port = ''] = /^(?:(.*):)?(\d+)$/.exec(given) ?? [];
    const home = t.value('h') ?? '.';
    try {
      await sys.chdir(home);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die('', `can't change directory to '${home}': ${error.message}`);
    }
    const settings = await readSettings(sys, t.value('c'), t.value('r') ?? 'Web Server Authentication', t.has('v'));
    const listener = await listen(t, host, Number(port));
    const user = t.value('u');
    if (t.has('f')) await serve(sys, listener, settings, user);
    sys.fork(async (child) => {
      child.setsid();
      await serve(child, listener, settings, user);
      return 0;
    });
    return 0;
  },
);

async function listen(t: Tool, address: string, port: number): Promise<number> {
  const fd = await t.sys.socket('inet', 'stream');
  try {
    await t.sys.bind(fd, { address, port });
    t.sys.listen(fd, 9);
    return fd;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`bind: ${error.message}`);
  }
}

async function readSettings(sys: Sys, path: string | undefined, realm: string, verbose: boolean): Promise<Settings> {
  let text = '';
  try {
    text = await readFile(sys, path ?? '/etc/httpd.conf');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  const entries: [string, string, string][] = [];
  const errorPages = new Map<number, string>();
  const types = new Map<string, string>();
  let index = 'index.html';
  for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
    if (line.startsWith('/')) {
      const [where = '', user = '', ...password] = line.split(':');
      entries.push([where, user, password.join(':')]);
    } else if (/^I:/i.test(line)) index = line.slice(2);
    else if (/^E\d+:/i.test(line)) errorPages.set(Number(/\d+/.exec(line)?.[0]), line.replace(/^E\d+:/i, ''));
    else if (line.startsWith('.')) types.set(line.slice(1).split(':')[0] as string, line.slice(line.indexOf(':') + 1));
  }
  return { home: sys.cwd, realm, verbose, protected: entries, index, errorPages, types };
}

/** Serves until a signal ends it: httpd has no handlers, so that as pid 1 only SIGKILL does. */
async function serve(sys: Sys, listener: number, settings: Settings, user: string | undefined): Promise<void> {
  sys.signal('PIPE', 'ignore');
  sys.signal('HUP', 'ignore');
  if (user !== undefined) {
    const account = await accountOf(sys, user.split(':')[0] as string);
    if (account)
      sys.setCredentials({
        uid: account.uid,
        euid: account.uid,
        gid: account.gid,
        egid: account.gid,
        groups: [account.gid],
      });
  }
  const connections = new Connections(sys);
  connections.accept(listener, (connection) => answerAll(sys, connection, settings));
  for (;;) await sys.sleep(FOREVER_MS);
}

async function answerAll(sys: Sys, { stream, client }: ServedConnection, settings: Settings): Promise<void> {
  const handler: HttpHandler = {
    request: async (request) => {
      const answered = await answer(sys, request, settings);
      return { ...answered, headers: { ...answered.headers, connection: 'close' } };
    },
  };
  const log = ({ request, status }: LogEntry) => {
    if (!settings.verbose) return;
    const line = `[::ffff:${client[0]}]:${client[1]}: ${request ? `url:${request.target}` : ''}\n[::ffff:${client[0]}]:${client[1]}: response:${status}\n`;
    inBackground((async () => sys.write(2, utf8(line)))());
  };
  await serveConnection(handler, stream, {
    clock: { now: () => sys.now(), after: () => () => undefined },
    style: STYLE,
    log,
  });
}

async function answer(sys: Sys, request: HttpRequest, settings: Settings): Promise<HttpResponse> {
  const { method, target, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') return failure(sys, 501, settings);
  const [path = '/'] = target.split('?');
  const parts: string[] = [];
  for (const part of decodeURIComponent(path).split('/')) {
    if (part === '..' && parts.pop() === undefined) return failure(sys, 400, settings);
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  const uri = `/${parts.join('/')}`;
  const guard = settings.protected.filter(([where]) => uri.startsWith(where));
  if (guard.length > 0 && !(await allowed(headers['authorization'], guard))) {
    const refused = await failure(sys, 401, settings);
    return { ...refused, headers: { ...refused.headers, 'www-authenticate': `Basic realm="${settings.realm}"` } };
  }
  const root = settings.home === '/' ? '' : settings.home;
  let file = root + uri;
  try {
    let stat = await sys.stat(file);
    if (stat.type === 'directory') {
      if (!path.endsWith('/'))
        return { status: 302, headers: { 'content-type': 'text/html', location: `${path}/` }, body: sourceOf() };
      file = `${file.replace(/\/$/, '')}/${settings.index}`;
      stat = await sys.stat(file);
    }
    return await sendFile(sys, file, stat, headers, settings);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return failure(sys, 404, settings);
  }
}

async function allowed(given: string | undefined, guard: Settings['protected']): Promise<boolean> {
  const [, user = '', password = ''] =
    /^([^:]*):([^]*)$/.exec(atob(/^Basic\s+(.*)$/i.exec(given ?? '')?.[1] ?? '')) ?? [];
  for (const [, name, hash] of guard)
    if (name === user && (await htpasswdMatches(`${name}:${hash}`, user, password))) return true;
  return false;
}

async function sendFile(
  sys: Sys,
  path: string,
  stat: Stat,
  headers: Readonly<Record<string, string>>,
  settings: Settings,
): Promise<HttpResponse> {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const type = settings.types.get(extension) ?? TYPES[extension] ?? 'application/octet-stream';
  const modified = new Date(Math.floor(stat.mtime / 1000) * 1000).toUTCString();
  const etag = `"${Math.floor(stat.mtime / 1000).toString(16)}-${stat.size.toString(16)}"`;
  const validators = { 'last-modified': modified, etag };
  if (headers['if-none-match'] === etag) return { status: 304, headers: validators, body: sourceOf(EMPTY) };
  const fd = await sys.open(path, O.RDONLY);
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers['range'] ?? '') ?? [];
  const start = from === undefined || Number(from) >= stat.size ? 0 : Number(from);
  const end = from !== undefined && to ? Math.min(Number(to), stat.size - 1) : stat.size - 1;
  const size = Math.max(0, end - start + 1);
  const range: Record<string, string> =
    start > 0 || size < stat.size ? { 'content-range': `bytes ${start}-${end}/${stat.size}` } : {};
  return {
    status: 'content-range' in range ? 206 : 200,
    headers: {
      'content-type': type,
      ...range,
      'accept-ranges': 'bytes',
      ...validators,
      'content-length': String(size),
    },
    body: fileSource(sys, fd, start, size),
  };
}

async function failure(sys: Sys, status: number, { errorPages, home }: Settings): Promise<HttpResponse> {
  const own = errorPages.get(status);
  let text = page(status, TEXTS[status] ?? '');
  if (own !== undefined) {
    try {
      text = await readFile(sys, own.startsWith('/') ? own : `${home}/${own}`);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return { status, headers: { 'content-type': 'text/html' }, body: sourceOf(utf8(text)) };
}

/** A plain static server in the foreground: `http-server [DIR] [-p PORT]`. */
export const httpServer = tool(
  {
    name: 'http-server',
    usage: '[DIR] [-p PORT] [-a ADDRESS]',
    about: 'Serve the files below a directory over HTTP',
    options: 'p|port= a|address=',
    from: 'Drydock',
  },
  async (t) => {
    const { sys } = t;
    const [directory = '.'] = t.operands;
    try {
      await sys.chdir(directory);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`${directory}: ${error.message}`);
    }
    const port = Number(t.value('p') ?? 8080);
    const address = t.value('a') ?? '0.0.0.0';
    const listener = await listen(t, address, port);
    await t.out.text(`Serving ${sys.cwd} on ${address} port ${port}\n`);
    await t.out.flush();
    const settings = await readSettings(sys, '/nonexistent', '', false);
    const signals = new SignalQueue(sys, ['TERM', 'INT']);
    void serve(sys, listener, settings, undefined).catch(() => undefined);
    return (await signals.next()) === 'TERM' ? 143 : 130;
  },
);
