/** What nginx serves by: servers, locations and upstreams, checked as a whole. Settings are looked up from the inside out. */
import { type SandboxCertificate, fromPem } from '../../../base/sandbox-tls.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readFile } from '../lib/files.ts';
import { checkAll } from './config-checks.ts';
import { ConfigError, type Directive } from './config-parser.ts';
import { mappedVariables, type MappedVariable } from './mapped-variables.ts';
import { compile } from './regular-expression.ts';
import { requestZones, type RequestZone } from './request-limit.ts';
import { addressesOf, buildUpstream, PLAIN_SERVER, ROUND_ROBIN, type Upstream } from './upstream.ts';

/** One level of the configuration. */
export class Scope {
  constructor(
    readonly directives: readonly Directive[],
    readonly parent: Scope | undefined,
  ) {}

  own(name: string): readonly Directive[] {
    return this.directives.filter((directive) => directive.name === name);
  }

  /** The directives of the innermost level that has any: nginx inherits all of a name or none. */
  all(name: string): readonly Directive[] {
    const own = this.own(name);
    return own.length > 0 || !this.parent ? own : this.parent.all(name);
  }

  value(name: string): string | undefined {
    return this.all(name).at(-1)?.args[0];
  }

  flag(name: string, otherwise: boolean): boolean {
    return (this.value(name) ?? (otherwise ? 'on' : 'off')).toLowerCase() === 'on';
  }
}

export interface Location {
  readonly kind: 'prefix' | '^~' | '=' | 'regex' | 'named';
  readonly pattern: string;
  readonly expression: RegExp | undefined;
  readonly scope: Scope;
  readonly nested: readonly Location[];
}

export interface ServerBlock {
  readonly names: readonly string[];
  readonly scope: Scope;
  readonly locations: readonly Location[];
  readonly certificate: SandboxCertificate | undefined;
}

export interface Listener {
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
  /** The default server first. */
  readonly servers: readonly ServerBlock[];
}

export interface NginxConfig {
  readonly main: Scope;
  readonly http: Scope | undefined;
  readonly listeners: readonly Listener[];
  readonly upstreams: ReadonlyMap<string, Upstream>;
  readonly logFormats: ReadonlyMap<string, string>;
  readonly mapped: ReadonlyMap<string, MappedVariable>;
  readonly zones: ReadonlyMap<string, RequestZone>;
  readonly warnings: readonly string[];
}

export const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

export async function buildConfig(sys: Sys, directives: readonly Directive[]): Promise<NginxConfig> {
  const main = new Scope(directives, undefined);
  const [blocks] = main.own('http');
  if (main.own('events').length === 0) throw new ConfigError('no "events" section in configuration', 'complete');
  if (blocks === undefined) {
    return {
      main,
      http: undefined,
      listeners: [],
      upstreams: new Map(),
      logFormats: new Map(),
      mapped: new Map(),
      zones: new Map(),
      warnings: [],
    };
  }
  const http = new Scope(blocks.block ?? [], main);
  const upstreams = new Map<string, Upstream>();
  for (const directive of http.own('upstream')) {
    const upstream = await buildUpstream(sys, directive);
    upstreams.set(upstream.name, upstream);
  }
  const builder = new ServerBuilder(sys, upstreams);
  for (const directive of http.own('server')) await builder.add(directive, http);
  const logFormats = new Map([['combined', COMBINED]]);
  for (const { args } of http.own('log_format')) {
    const words = args.slice(args[1]?.startsWith('escape=') ? 2 : 1);
    logFormats.set(args[0] as string, words.join(''));
  }
  const mapped = mappedVariables(http.directives);
  const zones = requestZones(http.directives);
  checkAll(http.directives, logFormats, mapped, zones);
  return {
    main,
    http,
    listeners: builder.listeners(),
    upstreams,
    logFormats,
    mapped,
    zones,
    warnings: builder.warnings,
  };
}

/** Extension to media type, of the innermost level that has a `types`. */
export function mediaTypes(scope: Scope): ReadonlyMap<string, string> {
  const blocks = scope.all('types');
  if (blocks.length === 0) return DEFAULT_TYPES;
  const types = new Map<string, string>();
  for (const { block } of blocks) {
    for (const { name, args } of block ?? []) for (const extension of args) types.set(extension.toLowerCase(), name);
  }
  return types;
}

const DEFAULT_TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html'],
  ['gif', 'image/gif'],
  ['jpg', 'image/jpeg'],
]);

interface Listen {
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
  readonly isDefault: boolean;
}

class ServerBuilder {
  readonly warnings: string[] = [];
  readonly #byPlace = new Map<string, { listen: Listen; servers: ServerBlock[] }>();

  constructor(
    private readonly sys: Sys,
    private readonly upstreams: Map<string, Upstream>,
  ) {}

  async add(directive: Directive, http: Scope): Promise<void> {
    const scope = new Scope(directive.block ?? [], http);
    await this.#check(scope);
    const locations = await this.#locations(scope);
    const names = scope.own('server_name').flatMap(({ args }) => args);
    const given = scope.own('listen').map((listen) => parseListen(listen));
    const tls = given.some((listen) => listen.tls);
    const certificate = tls ? await this.#certificate(scope, directive.where) : undefined;
    const server: ServerBlock = { names: names.length > 0 ? names : [''], scope, locations, certificate };
    const own = new Set<string>();
    for (const [i, listen] of (given.length > 0 ? given : [DEFAULT_LISTEN]).entries()) {
      const place = `${listen.address}:${listen.port}`;
      if (own.has(place)) {
        throw new ConfigError(`a duplicate listen ${place} ${scope.own('listen')[i]?.where}`);
      }
      own.add(place);
      const entry = this.#byPlace.get(place) ?? { listen, servers: [] };
      for (const name of server.names) {
        if (entry.servers.some((other) => other.names.includes(name)))
          this.warnings.push(`conflicting server name "${name}" on ${place}, ignored`);
      }
      if (listen.isDefault) entry.servers.unshift(server);
      else entry.servers.push(server);
      this.#byPlace.set(place, entry);
    }
  }

  listeners(): Listener[] {
    return [...this.#byPlace.values()].map(({ listen: { address, port, tls }, servers }) => ({
      address,
      port,
      tls,
      servers,
    }));
  }

  async #certificate(scope: Scope, where: string): Promise<SandboxCertificate> {
    const path = scope.value('ssl_certificate');
    if (path === undefined)
      throw new ConfigError(`no "ssl_certificate" is defined for the "listen ... ssl" directive ${where}`);
    try {
      const [certificate] = fromPem(await readFile(this.sys, path.startsWith('/') ? path : `/etc/nginx/${path}`));
      if (certificate) return certificate;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      throw new ConfigError(
        `cannot load certificate "${path}": BIO_new_file() failed (SSL: error:80000002:system library::${error.message}:calling fopen(${path}, r) error:10000080:BIO routines::no such file)`,
      );
    }
    throw new ConfigError(
      `cannot load certificate "${path}": PEM_read_bio_X509_AUX() failed (SSL: error:0480006C:PEM routines::no start line:Expecting: TRUSTED CERTIFICATE)`,
    );
  }

  async #check(scope: Scope): Promise<void> {
    for (const { name, args, block, where } of scope.directives) {
      const [first = '', second = ''] = args;
      if (name === 'return' && !/^\d{3}$/.test(first) && (args.length > 1 || !/^(https?:\/\/|\$scheme)/.test(first)))
        throw new ConfigError(`invalid return code "${first}" ${where}`);
      if (name === 'set' && !first.startsWith('$')) throw new ConfigError(`invalid variable name "${first}" ${where}`);
      if (name === 'rewrite') compile(first, '', where);
      if (name === 'error_page') {
        for (const code of args.slice(0, -1)) {
          if (!/^=?\d*$/.test(code)) throw new ConfigError(`invalid value "${code}" ${where}`);
        }
      }
      if (name === 'rewrite' && args[2] !== undefined && !/^(last|break|redirect|permanent)$/.test(args[2]))
        throw new ConfigError(`invalid parameter "${args[2]}" ${where}`);
      if (name === 'proxy_pass') await this.#checkUpstream(first, where);
      if (name === 'if' && block) await this.#check(new Scope(block, scope));
      if (name === 'proxy_set_header' && second === undefined) throw new ConfigError(`invalid value ${where}`);
    }
  }

  /** A name that is no upstream is looked up once, now. */
  async #checkUpstream(target: string, where: string): Promise<void> {
    const [, , place = ''] = /^(https?):\/\/([^/]*)/.exec(target) ?? [];
    if (place === '') throw new ConfigError(`invalid URL prefix ${where}`);
    if (target.includes('$') || place.startsWith('unix:') || this.upstreams.has(place)) return;
    const [host = '', port = target.startsWith('https') ? '443' : '80'] = place.split(':');
    const addresses = await addressesOf(this.sys, host, where);
    const servers = addresses.map((address) => ({ ...PLAIN_SERVER, address, port: Number(port) }));
    this.upstreams.set(place, { name: place, servers, balance: ROUND_ROBIN });
  }

  async #locations(parent: Scope): Promise<Location[]> {
    const found: Location[] = [];
    for (const { args, block, where } of parent.own('location')) {
      const [modifier, given] = args.length === 2 ? args : ['', args[0]];
      const pattern = given as string;
      const scope = new Scope(block ?? [], parent);
      const kinds: Readonly<Record<string, Location['kind']>> = {
        '': 'prefix',
        '^~': '^~',
        '=': '=',
        '~': 'regex',
        '~*': 'regex',
      };
      const kind = pattern.startsWith('@') ? 'named' : kinds[modifier as string];
      if (!kind) throw new ConfigError(`invalid location modifier "${modifier}" ${where}`);
      const expression = kind === 'regex' ? compile(pattern, modifier === '~*' ? 'i' : '', where) : undefined;
      if (
        kind !== 'regex' &&
        found.some(
          (other) => other.kind !== 'regex' && other.pattern === pattern && (other.kind === '=') === (kind === '='),
        )
      )
        throw new ConfigError(`duplicate location "${pattern}" ${where}`);
      await this.#check(scope);
      found.push({ kind, pattern, expression, scope, nested: await this.#locations(scope) });
    }
    return found;
  }
}

const DEFAULT_LISTEN: Listen = { address: '0.0.0.0', port: 80, tls: false, isDefault: false };

function parseListen({ args, where }: Directive): Listen {
  const [place = '', ...settings] = args;
  const bad = (what: string) => new ConfigError(`${what} in "${place}" of the "listen" directive ${where}`);
  const [, address, port] = /^(?:(\[[^\]]*\]|[^:]*):)?(\d+|[^:\]]*)$/.exec(place) ?? [];
  const onlyHost = address === undefined && port !== undefined && !/^\d+$/.test(port);
  const host = (onlyHost ? port : address) || '*';
  const number = onlyHost ? 80 : Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw bad('invalid port');
  if (!/^(\*|localhost|\d+\.\d+\.\d+\.\d+|\[[0-9a-fA-F:.]*\])$/.test(host)) throw bad('host not found');
  const known =
    /^(ssl|http2|default_server|default|reuseport|deferred|bind|backlog=.*|ipv6only=.*|so_keepalive=.*|fastopen=.*)$/;
  const wrong = settings.find((setting) => !known.test(setting));
  if (wrong !== undefined) throw new ConfigError(`invalid parameter "${wrong}" ${where}`);
  return {
    address: host === '*' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host,
    port: number,
    tls: settings.includes('ssl'),
    isDefault: settings.includes('default_server') || settings.includes('default'),
  };
}
