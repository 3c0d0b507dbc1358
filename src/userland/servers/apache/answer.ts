/** A request's answer by Apache: host, aliases and redirects, access, files, listings, error documents. */
import { EMPTY } from '../../../base/bytes.ts';
import type { HttpRequest, HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Stat, type Sys } from '../../../kernel/sys.ts';
import { fileSource, readFile } from '../lib/files.ts';
import { htpasswdMatches } from '../lib/htpasswd.ts';
import { textAnswer } from '../lib/text-answer.ts';
import { type ApacheConfig, directivesFor, last, type VirtualHost } from './config.ts';
import type { ApacheDirective } from './config-parser.ts';
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
    this.#settings = directivesFor(this.context.config, this.host, path, this.#uri);
    await this.#access(path);
    const { method } = this.about.request;
    if (method === 'OPTIONS')
      return { status: 200, headers: { allow: ALLOWED, 'content-length': '0' }, body: sourceOf(EMPTY) };
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw new Refused(405, { allow: ALLOWED });
    const stat = await this.#stat(path);
    if (stat.type !== 'directory') return this.#file(path, stat);
    if (!this.#uri.endsWith('/'))
      return this.#move(301, `${encodeURI(this.#uri)}/${query === undefined ? '' : `?${query}`}`);
    return this.#folder(path.endsWith('/') ? path : `${path}/`);
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
        if (match)
          return this.#move(
            status,
            to.replace(/\$(\d)/g, (_, digit: string) => match[Number(digit)] ?? ''),
          );
      } else if (this.#uri === from || this.#uri.startsWith(from.endsWith('/') ? from : `${from}/`)) {
        if (status === 410) throw new Refused(410);
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
    const rules = this.#settings.filter(({ name }) => /^(Require|Order|Deny|Allow)$/.test(name));
    let denied = false;
    for (const { name, args } of rules) {
      const said = args.join(' ').toLowerCase();
      if (name === 'Require' && said === 'all denied') denied = true;
      if (name === 'Require' && said === 'all granted') denied = false;
      if (name === 'Require' && said.startsWith('ip '))
        denied = !args.slice(1).some((network) => inNetwork(this.about.client[0], network));
      if (name === 'Require' && said === 'local') denied = !this.about.client[0].startsWith('127.');
      if (name === 'Deny' && said === 'from all') denied = true;
      if (name === 'Allow' && said === 'from all') denied = false;
    }
    if (denied) {
      await this.#error('authz_core', `AH01630: client denied by server configuration: ${path}`);
      throw new Refused(403);
    }
    const last1 = rules.findLast(({ name }) => name === 'Require');
    if (last1 && /^(valid-user|user|group)$/i.test(last1.args[0] ?? '')) await this.#login(last1);
  }

  async #login({ args }: ApacheDirective): Promise<void> {
    const realm = last(this.#settings, 'AuthName') ?? '';
    const challenge = { 'www-authenticate': `Basic realm="${realm}"` };
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
    const wanted = args[0]?.toLowerCase() === 'user' ? args.slice(1) : undefined;
    if (!(await htpasswdMatches(file, user, password)) || (wanted && !wanted.includes(user))) {
      await this.#error(
        'auth_basic',
        `AH01617: user ${user}: authentication failure for "${this.#uri}": Password Mismatch`,
      );
      throw new Refused(401, challenge);
    }
    this.user = user;
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
    return textAnswer(200, 'text/html;charset=UTF-8', html, this.#vary());
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
    const since = Date.parse(headers['if-modified-since'] ?? '');
    const tags = headers['if-none-match'];
    const same = tags === undefined ? since >= Date.parse(modified) : tags === '*' || tags.split(/,\s*/).includes(etag);
    if (same) {
      await sys.close(fd);
      return { status: 304, headers: validators, body: sourceOf(EMPTY) };
    }
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers['range'] ?? '') ?? [];
    const start = Number(from ?? 0);
    const end = to ? Math.min(Number(to), stat.size - 1) : stat.size - 1;
    if (from !== undefined && start >= stat.size) {
      await sys.close(fd);
      throw new Refused(416, { 'content-range': `bytes */${stat.size}` });
    }
    const size = Math.max(0, end - start + 1);
    const type = this.#type(path);
    const fields: Record<string, string> = { ...validators, 'content-length': String(size) };
    if (from !== undefined) fields['content-range'] = `bytes ${start}-${end}/${stat.size}`;
    if (type !== undefined) fields['content-type'] = type;
    if (type === 'text/html') Object.assign(fields, this.#vary());
    return { status: from === undefined ? 200 : 206, headers: fields, body: fileSource(sys, fd, start, size) };
  }

  /** mod_deflate says that what it might compress varies. */
  #vary(): Readonly<Record<string, string>> {
    return this.context.config.modules.has('deflate_module') ? { vary: 'Accept-Encoding' } : {};
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

  /** mod_headers. */
  #decorated(response: HttpResponse): HttpResponse {
    const headers: Record<string, string> = { ...response.headers };
    for (const { name, args } of this.#settings) {
      if (name !== 'Header' || !this.context.config.modules.has('headers_module')) continue;
      const words = args.filter((word, i) => !(i === 0 && /^(always|onsuccess)$/i.test(word)));
      const [action = '', field = '', value = ''] = words;
      if (/^(set|add|append|merge)$/i.test(action)) headers[field] = value;
      if (/^unset$/i.test(action)) delete headers[field.toLowerCase()];
    }
    return { ...response, headers };
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

function inNetwork(address: string, network: string): boolean {
  const [base = '', bits] = network.split('/');
  if (bits === undefined) return address === base || address.startsWith(`${base.replace(/\.$/, '')}.`);
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}
