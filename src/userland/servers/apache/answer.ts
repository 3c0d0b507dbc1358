/** A request's answer by Apache: host, aliases and redirects, access, files, listings, error documents. */
import { EMPTY } from '../../../base/bytes.ts';
import type { HttpRequest, HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Stat, type Sys } from '../../../kernel/sys.ts';
import { fileSource, readFile } from '../lib/files.ts';
import { htpasswdMatches } from '../lib/htpasswd.ts';
import { rangeCounts, rangesOf, rangeText, tagged, unmet } from '../lib/ranges.ts';
import { textAnswer } from '../lib/text-answer.ts';
import { readAccessFile } from './access-file.ts';
import { authorization, oldAccess, type Visitor } from './authorization.ts';
import { type ApacheConfig, last, type VirtualHost } from './config.ts';
import { ApacheConfigError, type ApacheDirective } from './config-parser.ts';
import { environment } from './environment.ts';
import { expiry, withHeaders } from './header-rules.ts';
import { type Level, levelsFor } from './levels.ts';
import { errorPage, listing } from './pages.ts';

export interface ApacheRequest {
  readonly request: HttpRequest;
  readonly client: readonly [address: string, port: number];
  readonly local: readonly [address: string, port: number];
}

export interface ApacheContext {
  readonly sys: Sys;
  readonly config: ApacheConfig;
  readonly version: string;
  readonly program: string;
  readonly software: string;
  error(level: string, module: string, text: string, host: VirtualHost | undefined): Promise<void>;
}

export interface Answered {
  readonly response: HttpResponse;
  readonly host: VirtualHost | undefined;
  readonly user: string;
}

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(String(status));
  }
}

export function hostFor(config: ApacheConfig, request: HttpRequest, port: number): VirtualHost | undefined {
  const asked = (request.headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const candidates = config.hosts.filter((host) => host.port === undefined || host.port === port);
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.toLowerCase().replace(/\./g, '\\.').replaceAll('*', '.*')}$`).test(asked);
  return (
    candidates.find(({ name, aliases }) => name?.replace(/:\d+$/, '').toLowerCase() === asked || aliases.some(fits)) ??
    candidates[0]
  );
}

export async function answer(context: ApacheContext, about: ApacheRequest): Promise<Answered> {
  const { config } = context;
  const { request, local } = about;
  const host = hostFor(config, request, local[1]);
  const exchange = new ApacheExchange(context, about, host);
  const response = await exchange.run();
  return { response, host, user: exchange.user };
}

class ApacheExchange {
  user = '';
  #uri = '/';
  #settings: readonly ApacheDirective[];
  #levels: readonly Level[] = [];

  constructor(
    private readonly context: ApacheContext,
    private readonly about: ApacheRequest,
    private readonly host: VirtualHost | undefined,
  ) {
    this.#settings = [...context.config.main, ...(host?.directives ?? [])];
  }

  async run(): Promise<HttpResponse> {
    const { request } = this.about;
    const [raw = '/', query] = request.target.replace(/^https?:\/\/[^/]*/, '').split('?');
    try {
      const uri = normalise(raw);
      if (uri === undefined) {
        await this.#error('core', `AH10244: invalid URI path (${raw})`);
        throw new Refused(400, { connection: 'close' });
      }
      this.#uri = uri;
      if (request.headers['host'] === undefined && request.protocol === 'HTTP/1.1')
        throw new Refused(400, { connection: 'close' });
      return this.#decorated(await this.#content(query));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return this.#decorated(await this.#failed(error));
    }
  }

  async #content(query: string | undefined): Promise<HttpResponse> {
    const moved = this.#redirect();
    if (moved) return moved;
    const path = this.#translate(this.#uri);
    await this.#settle(path);
    await this.#access(path);
    const { method, headers } = this.about.request;
    const most = Number(last(this.#settings, 'LimitRequestBody') ?? 0);
    if (most > 0 && Number(headers['content-length'] ?? 0) > most) {
      await this.#error(
        'core',
        `AH00588: Requested content-length of ${headers['content-length']} is larger than the configured limit of ${most}`,
      );
      throw new Refused(413, { connection: 'close' });
    }
    if (method === 'OPTIONS')
      return { status: 200, headers: { allow: ALLOWED, 'content-length': '0' }, body: sourceOf(EMPTY) };
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw new Refused(405, { allow: ALLOWED });
    await this.#links(path);
    const stat = await this.#stat(path);
    if (stat.type !== 'directory') return this.#file(path, stat);
    if (!this.#uri.endsWith('/'))
      return this.#move(301, `${encodeURI(this.#uri)}/${query === undefined ? '' : `?${query}`}`);
    return this.#folder(path.endsWith('/') ? path : `${path}/`);
  }

  /** Finds the settings of a path, those of .htaccess files among them. */
  async #settle(path: string): Promise<void> {
    const { sys, config, version, program } = this.context;
    const options = { sys, root: config.root, defines: new Set<string>(), version, program };
    try {
      this.#levels = await levelsFor(config, this.host, path, this.#uri, (file, allowed) =>
        readAccessFile(file, allowed, options, config.modules),
      );
    } catch (error) {
      if (!(error instanceof ApacheConfigError)) throw error;
      const [address, port] = this.about.client;
      await this.context.error('alert', 'core', `[client ${address}:${port}] ${error.message}`, this.host);
      throw new Refused(500, { connection: 'close' });
    }
    this.#settings = this.#levels.flat();
  }

  /** Links are followed where Options have it so. */
  async #links(path: string): Promise<void> {
    const options = this.#options();
    if (options.has('followsymlinks') || options.has('symlinksifownermatch')) return;
    const { sys } = this.context;
    try {
      if ((await sys.lstat(path.replace(/(?<=.)\/$/, ''))).type !== 'symlink') return;
    } catch (error) {
      if (error instanceof SysError) return;
      throw error;
    }
    await this.#error('core', `AH00037: Symbolic link not allowed or link target not accessible: ${path}`);
    throw new Refused(403);
  }

  /** mod_alias' Redirect and RedirectMatch. */
  #redirect(): HttpResponse | undefined {
    for (const { name, args } of [...(this.host?.directives ?? []), ...this.context.config.main]) {
      if (!/^Redirect/.test(name)) continue;
      const words = [...args];
      let status = name === 'RedirectPermanent' ? 301 : 302;
      if (/^(permanent|temp|seeother|gone|\d{3})$/.test(words[0] ?? '')) {
        const word = words.shift() as string;
        status = { permanent: 301, temp: 302, seeother: 303, gone: 410 }[word] ?? Number(word);
      }
      const [from = '', to = ''] = words;
      if (name === 'RedirectMatch') {
        const match = new RegExp(from).exec(this.#uri);
        if (match && (status < 300 || status >= 400)) throw new Refused(status);
        if (match)
          return this.#move(
            status,
            to.replace(/\$(\d)/g, (_, digit: string) => match[Number(digit)] ?? ''),
          );
      } else if (this.#uri === from || this.#uri.startsWith(from.endsWith('/') ? from : `${from}/`)) {
        if (status < 300 || status >= 400) throw new Refused(status);
        return this.#move(status, to + this.#uri.slice(from.length));
      }
    }
    return undefined;
  }

  #move(status: number, target: string): HttpResponse {
    const location = target.startsWith('/') ? this.#origin() + target : target;
    return textAnswer(status, 'text/html; charset=iso-8859-1', this.#page(status, location), { location });
  }

  #origin(): string {
    const { request, local } = this.about;
    const own = last(this.#settings, 'ServerName');
    const host = request.headers['host'] ?? (own ?? local[0]) + (local[1] === 80 ? '' : `:${local[1]}`);
    return `http://${host}`;
  }

  /** DocumentRoot, or an Alias whose URL part is replaced. */
  #translate(uri: string): string {
    const { config } = this.context;
    const aliases = [...(this.host?.directives ?? []), ...config.main].filter(({ name }) => name === 'Alias');
    for (const { args } of aliases) {
      const [from = '', to = ''] = args;
      if (uri === from || uri.startsWith(from.endsWith('/') ? from : `${from}/`)) return to + uri.slice(from.length);
    }
    const own =
      last(this.host?.directives ?? [], 'DocumentRoot') ?? last(config.main, 'DocumentRoot') ?? `${config.root}/htdocs`;
    const base = own.startsWith('/') ? own : `${config.root}/${own}`;
    return base.replace(/\/$/, '') + uri;
  }

  async #access(path: string): Promise<void> {
    const [address] = this.about.client;
    const { request } = this.about;
    const env = environment(this.#settings, { request, uri: this.#uri, address });
    const visitor: Visitor = { address, method: request.method, env, user: undefined };
    const any = last(this.#settings, 'Satisfy')?.toLowerCase() === 'any';
    const old = oldAccess(this.#levels, visitor);
    const verdict = authorization(this.#levels, visitor);
    if (any && (old === 'granted' || verdict === 'granted')) return;
    if (old === 'denied' && !(any && verdict === 'user')) {
      await this.#error('access_compat', `AH01797: client denied by server configuration: ${path}`);
      throw new Refused(403);
    }
    if (verdict === 'denied') {
      await this.#error('authz_core', `AH01630: client denied by server configuration: ${path}`);
      throw new Refused(403);
    }
    if (verdict !== 'user') return;
    const user = await this.#login();
    if (authorization(this.#levels, { ...visitor, user }) !== 'granted') {
      await this.#error('authz_core', `AH01631: user ${user}: authorization failure for "${this.#uri}": `);
      throw new Refused(401, this.#challenge());
    }
    this.user = user;
  }

  #challenge(): Readonly<Record<string, string>> {
    return { 'www-authenticate': `Basic realm="${last(this.#settings, 'AuthName') ?? ''}"` };
  }

  /** Who has said his name and the right password. */
  async #login(): Promise<string> {
    const challenge = this.#challenge();
    const given = /^Basic\s+(.*)$/i.exec(this.about.request.headers['authorization'] ?? '')?.[1];
    if (given === undefined) throw new Refused(401, challenge);
    const [, user = '', password = ''] = /^([^:]*):([^]*)$/.exec(atob(given)) ?? [];
    const path = last(this.#settings, 'AuthUserFile') ?? '';
    let file: string;
    try {
      file = await readFile(this.context.sys, path.startsWith('/') ? path : `${this.context.config.root}/${path}`);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.#error('authn_file', `AH01620: Could not open password file: ${path}`);
      throw new Refused(500);
    }
    const known = file.split('\n').some((line) => line.startsWith(`${user}:`));
    if (!known) {
      await this.#error('auth_basic', `AH01618: user ${user} not found: ${this.#uri}`);
      throw new Refused(401, challenge);
    }
    if (!(await htpasswdMatches(file, user, password))) {
      await this.#error(
        'auth_basic',
        `AH01617: user ${user}: authentication failure for "${this.#uri}": Password Mismatch`,
      );
      throw new Refused(401, challenge);
    }
    return user;
  }

  async #stat(path: string): Promise<Stat> {
    try {
      return await this.context.sys.stat(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'EACCES') {
        await this.#error(
          'core',
          `(13)Permission denied: AH00035: access to ${this.#uri} denied (filesystem path '${path}') because search permissions are missing on a component of the path`,
        );
        throw new Refused(403);
      }
      throw new Refused(404);
    }
  }

  async #folder(path: string): Promise<HttpResponse> {
    const names = this.#settings.filter(({ name }) => name === 'DirectoryIndex').at(-1)?.args ?? ['index.html'];
    for (const name of names) {
      try {
        const stat = await this.context.sys.stat(path + name);
        if (stat.type === 'file') return await this.#file(path + name, stat);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
    if (!this.#options().has('indexes')) {
      await this.#error(
        'autoindex',
        `AH01276: Cannot serve directory ${path}: No matching DirectoryIndex (${names.join(',')}) found, and server-generated directory index forbidden by Options directive`,
      );
      throw new Refused(403);
    }
    const fancy = this.#settings.some(
      ({ name, args }) => name === 'IndexOptions' && args.some((arg) => /^fancyindexing$/i.test(arg)),
    );
    const html = await listing(this.context.sys, path.replace(/(?<=.)\/$/, ''), this.#uri, fancy, this.#signature());
    return textAnswer(200, 'text/html;charset=UTF-8', html, this.#vary('text/html'));
  }

  /** Options of the innermost section; `+` and `-` change what was there. */
  #options(): ReadonlySet<string> {
    let options = new Set(['followsymlinks']);
    for (const { name, args } of this.#settings) {
      if (name !== 'Options') continue;
      if (!args.every((arg) => /^[+-]/.test(arg))) options = new Set();
      for (const arg of args) {
        const option = arg.replace(/^[+-]/, '').toLowerCase();
        if (arg.startsWith('-')) options.delete(option);
        else if (option === 'all') for (const each of ['indexes', 'followsymlinks', 'includes']) options.add(each);
        else if (option !== 'none') options.add(option);
      }
    }
    return options;
  }

  async #file(path: string, stat: Stat): Promise<HttpResponse> {
    const { sys } = this.context;
    const { headers } = this.about.request;
    let fd: number;
    try {
      fd = await sys.open(path, O.RDONLY);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.#error('core', `(13)Permission denied: AH00132: file permissions deny server access: ${path}`);
      throw new Refused(403);
    }
    const modified = new Date(Math.floor(stat.mtime / 1000) * 1000).toUTCString();
    const weak = sys.now() - stat.mtime < 1000 ? 'W/' : '';
    const etag = `${weak}"${stat.size.toString(16)}-${Math.floor(stat.mtime * 1000).toString(16)}"`;
    const validators = { 'last-modified': modified, etag, 'accept-ranges': 'bytes' };
    const early = unmet(headers, modified, etag) ? 412 : unchanged(headers, modified, etag, sys.now()) ? 304 : 0;
    const ranges = early || !rangeCounts(headers, modified, etag) ? [] : rangesOf(headers['range'], stat.size);
    if (early || ranges === 'unsatisfiable') await sys.close(fd);
    if (early === 412) throw new Refused(412);
    if (early === 304) return { status: 304, headers: validators, body: sourceOf(EMPTY) };
    if (ranges === 'unsatisfiable') throw new Refused(416);
    // Several ranges are answered by the whole, which RFC 9110 allows.
    const range = ranges.length === 1 ? ranges[0] : undefined;
    const { start, end } = range ?? { start: 0, end: stat.size - 1 };
    const size = Math.max(0, end - start + 1);
    const type = this.#type(path);
    const fields: Record<string, string> = { ...validators, 'content-length': String(size) };
    if (range) fields['content-range'] = rangeText(range, stat.size);
    if (type !== undefined) fields['content-type'] = type;
    Object.assign(fields, this.#vary(type), expiry(this.#settings, type, sys.now(), stat.mtime));
    return { status: range ? 206 : 200, headers: fields, body: fileSource(sys, fd, start, size) };
  }

  /** mod_deflate says that what it might compress varies. */
  #vary(type: string | undefined): Readonly<Record<string, string>> {
    const filtered = this.#settings.some(
      ({ name, args }) => name === 'AddOutputFilterByType' && args[0] === 'DEFLATE' && args.includes(type ?? ''),
    );
    return filtered ? { vary: 'Accept-Encoding' } : {};
  }

  #type(path: string): string | undefined {
    const forced = last(this.#settings, 'ForceType');
    if (forced !== undefined) return forced;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const parts = name.split('.').slice(1);
    const added = this.#settings.filter(({ name: directive }) => directive === 'AddType');
    for (const extension of parts.reverse()) {
      const own = added.findLast(({ args }) => args.slice(1).some((arg) => arg.replace(/^\./, '') === extension))
        ?.args[0];
      const type = own ?? this.context.config.types.get(extension.toLowerCase());
      const charset = last(this.#settings, 'AddDefaultCharset');
      if (type !== undefined)
        return charset !== undefined && !/^off$/i.test(charset) && /^text\/(html|plain)$/.test(type)
          ? `${type}; charset=${charset}`
          : type;
    }
    return undefined;
  }

  async #failed({ status, headers }: Refused): Promise<HttpResponse> {
    const custom = this.#settings.findLast(({ name, args }) => name === 'ErrorDocument' && args[0] === String(status))
      ?.args[1];
    if (custom?.startsWith('/')) {
      const path = this.#translate(custom);
      try {
        const answered = await this.#file(path, await this.context.sys.stat(path));
        return { ...answered, status, headers: { ...answered.headers, ...headers } };
      } catch (error) {
        if (!(error instanceof SysError || error instanceof Refused)) throw error;
      }
    } else if (custom !== undefined && /^https?:/.test(custom)) return this.#move(302, custom);
    else if (custom !== undefined) return textAnswer(status, 'text/html; charset=iso-8859-1', custom, headers);
    return textAnswer(status, 'text/html; charset=iso-8859-1', this.#page(status), headers);
  }

  #page(status: number, location = ''): string {
    const { method, target } = this.about.request;
    return errorPage(status, {
      uri: target.replace(/\?.*$/, ''),
      method,
      location,
      version: this.context.version,
      signature: this.#signature(),
    });
  }

  #signature(): string {
    if (!/^(on|email)$/i.test(last(this.#settings, 'ServerSignature') ?? 'off')) return '';
    const { request, local } = this.about;
    const name = (request.headers['host'] ?? local[0]).replace(/:\d+$/, '');
    return `${this.context.software} Server at ${name} Port ${local[1]}`;
  }

  #decorated(response: HttpResponse): HttpResponse {
    const { config } = this.context;
    const facts = { request: this.about.request, uri: this.#uri, address: this.about.client[0] };
    const decorated = config.modules.has('headers_module')
      ? withHeaders(response, this.#settings, environment(this.#settings, facts))
      : response;
    const once = /^off$/i.test(last(this.#settings, 'KeepAlive') ?? 'on');
    return once ? { ...decorated, headers: { ...decorated.headers, connection: 'close' } } : decorated;
  }

  #error(module: string, text: string): Promise<void> {
    const [address, port] = this.about.client;
    return this.context.error('error', module, `[client ${address}:${port}] ${text}`, this.host);
  }
}

const ALLOWED = 'HEAD,GET,POST,OPTIONS';

function normalise(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || decoded.includes('\0')) return undefined;
  const parts: string[] = [];
  for (const word of decoded.split('/').slice(1)) {
    if (word === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (word !== '.' && word !== '') parts.push(word);
  }
  return `/${parts.join('/')}${parts.length > 0 && /\/\.{0,2}$/.test(decoded) ? '/' : ''}`;
}

/** A date that is still to come says nothing. */
function unchanged(headers: Readonly<Record<string, string>>, modified: string, etag: string, now: number): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tagged(tags, etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return since >= Date.parse(modified) && since <= now;
}
